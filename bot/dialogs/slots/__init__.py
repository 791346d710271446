"""The sessions of a week, to the head who keeps their hours free."""
