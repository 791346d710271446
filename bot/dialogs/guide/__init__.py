"""HELP by topic: how each role uses the programme."""
