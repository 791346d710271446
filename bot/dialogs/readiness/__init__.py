"""What is missing before the first session, and where PLAN leads."""
