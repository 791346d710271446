"""Emerging issues of an office, and how each was resolved."""
