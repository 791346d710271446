"""Nominating mentors."""
