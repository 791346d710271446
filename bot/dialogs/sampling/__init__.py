"""A few pairs of the nation in figures, without a name: how they go about it, for quality assurance."""
