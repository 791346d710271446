"""Somebody in danger, or with a complaint."""
