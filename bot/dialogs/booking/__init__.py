"""Planning meetings, one or several at once."""
