"""What directors write to heads and mentors."""
