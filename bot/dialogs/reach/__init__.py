"""Whom no message reaches any more: partner and head hear it, and go there in person (requirement D332)."""
