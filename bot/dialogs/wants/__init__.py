"""What people ask for in words of their own, and what they are offered."""
