"""HELP: the words of one's role, and every topic."""
