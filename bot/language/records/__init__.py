"""What people tell of a meeting beside the numbers of its record: by the names of its parts, and how far."""
