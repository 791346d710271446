"""The steps from the first tables to those of today, each with what it was for."""
