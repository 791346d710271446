"""The technical committee of a county or region."""
