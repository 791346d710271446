"""What the clock keeps in mind: when it has to look at each pair again."""
