"""People and their accounts: the PIN, silence, and a number that moves."""
