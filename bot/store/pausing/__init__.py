"""Pauses and closings of pairs."""
