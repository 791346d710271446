"""Heads asked to help, and pairs that need it."""
