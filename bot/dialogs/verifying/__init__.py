"""Annex V of schools at the office above them: verified, or returned; who has not filled it, and row by row how far."""
