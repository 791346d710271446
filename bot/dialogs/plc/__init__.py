"""Professional learning communities (PLC): called by a leader, counted, and what each takes along."""
