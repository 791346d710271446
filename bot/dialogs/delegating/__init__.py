"""A head's work in the hands of a deputy for a time."""
