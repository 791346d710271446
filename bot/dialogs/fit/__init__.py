"""How the two of a pair fit, asked of each alone."""
