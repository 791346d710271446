"""Around a planned meeting: reminders before, how it was, and that no record came."""
