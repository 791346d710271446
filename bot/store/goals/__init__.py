"""Goals, and whether they were met."""
