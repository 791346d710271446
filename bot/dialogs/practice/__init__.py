"""TRY: a rehearsal with a partner who is not there."""
