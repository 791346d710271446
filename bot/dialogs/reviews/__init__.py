"""The reviews of each quarter."""
