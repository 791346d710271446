"""A picture of the paper form, kept with its record."""
