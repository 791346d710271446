"""Words of reflections that their writers have released to be quoted without a name."""
