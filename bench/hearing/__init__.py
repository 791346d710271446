"""What people really write, at the moments of a talk: whether it is heard as what it means."""
