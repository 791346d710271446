"""People, where they are reached, and what they are."""
