"""Matching a mentor and a mentee."""
