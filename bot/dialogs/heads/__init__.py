"""STATUS of a head's own school."""
