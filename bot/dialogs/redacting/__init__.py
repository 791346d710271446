"""A learner's name that somebody wrote is struck, by whoever answers for people's data; what was signed says so."""
