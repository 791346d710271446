"""The County Director shows the counts of post-primary schools to the Sub-County Directors, or stops it."""
