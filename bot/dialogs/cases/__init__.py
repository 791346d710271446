"""Complaints: written in any state, read by one recipient who is neither complained of nor under them."""
