"""What we say unasked: when it may be heard, and how it is spread where many are due at once."""
