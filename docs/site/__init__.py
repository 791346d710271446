"""The docs as a site: plain files that open from a folder, a memory stick or any web server, and fetch nothing."""
