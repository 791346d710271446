"""What comes before a plan: what each of the two thinks of it, and what a mentor drafts before a match."""
