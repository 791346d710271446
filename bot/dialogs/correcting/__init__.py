"""CORRECT: what somebody has put right of what is held of them, and what a data officer is asked and answers."""
