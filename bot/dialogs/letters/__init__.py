"""Words between the two of a pair, and feedback."""
