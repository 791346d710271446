"""A head is asked to find a pair time to meet."""
