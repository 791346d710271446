"""The mentors' sharing meeting."""
