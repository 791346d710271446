"""Annex IV, the mentor's feedback on the programme."""
