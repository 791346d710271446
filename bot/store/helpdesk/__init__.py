"""Talks between somebody who asked for a person and whoever is on duty, and breaches of what we hold."""
