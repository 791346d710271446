"""A talk with a person instead of the machine."""
