"""Entering for people who are not in the chat."""
