"""Complaints as their reader sees them: behind the PIN, to answer and to close."""
