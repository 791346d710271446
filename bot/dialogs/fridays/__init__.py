"""The Friday line of heads and directors."""
