"""JOIN and the code on a school's poster."""
