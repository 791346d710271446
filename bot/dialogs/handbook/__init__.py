"""HELP by topic for the people around a pair."""
