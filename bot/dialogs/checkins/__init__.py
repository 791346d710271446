"""How it is going, asked of both in the first weeks of a pair."""
