"""A book that a mentor lends the mentee."""
