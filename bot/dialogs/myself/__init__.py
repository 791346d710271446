"""What people tell of themselves for matching."""
