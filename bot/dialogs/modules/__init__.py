"""Modules of the course beside coaching: who has done which, and on which level."""
