"""Taking back what was saved a moment ago."""
