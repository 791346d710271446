"""Meetings to come or without a record, what their prompts come of, and who came late."""
