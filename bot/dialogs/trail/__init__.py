"""Who opened what is kept of a pair: the pair can ask."""
