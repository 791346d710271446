"""A match that waits for an answer: who proposed it sees that, asks once more, or takes it back."""
