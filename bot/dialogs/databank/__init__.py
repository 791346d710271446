"""The databank of mentors and coaches, asked with filters."""
