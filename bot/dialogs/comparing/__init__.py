"""Two records of one meeting, beside each other."""
