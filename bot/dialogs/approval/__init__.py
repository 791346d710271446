"""ITSD's part: approving pairs, asking heads, TPD."""
