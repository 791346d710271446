"""What the people around a pair write and keep: reports, sharing meetings, notices to many."""
