"""Orientations, refreshers, trainings."""
