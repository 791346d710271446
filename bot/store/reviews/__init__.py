"""Reviews, and those that are awaited."""
