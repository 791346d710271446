"""Signing a record, and what the two hear of it."""
