"""The dates of sessions that lie ahead: in words, and as a file that a phone puts into its own calendar."""
