"""Who may do what in a pair, and how far it has come."""
