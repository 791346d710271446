"""A plan that a mentor drafts before there is a mentee."""
