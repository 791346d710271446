"""A pair that pauses, goes on, or is closed."""
