"""Annex I and the declarations, shown and signed."""
