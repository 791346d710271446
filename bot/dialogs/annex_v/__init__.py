"""Annex V, the evaluation of an institution."""
