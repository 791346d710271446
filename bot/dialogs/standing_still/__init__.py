"""A pair whose papers stand still before the first session."""
