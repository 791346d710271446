"""Self-assessments and statements, and what is awaited of them."""
