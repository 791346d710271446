"""The training of mentors by their head."""
