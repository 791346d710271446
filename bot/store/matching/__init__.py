"""Proposed matches, and what pairs ask of their head."""
