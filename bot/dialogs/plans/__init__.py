"""The plan of a pair: proposed, changed, approved."""
