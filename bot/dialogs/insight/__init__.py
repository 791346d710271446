"""The needs that are named most, in counts that tell of no pair."""
