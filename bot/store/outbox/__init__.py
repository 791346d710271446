"""What we send: queued, taken, sent, told."""
