"""Planned meetings: not held, moved, called off."""
