"""What is said beside the question: not now, another time, a question of their own."""
