"""Orientation, its refresher, and induction."""
