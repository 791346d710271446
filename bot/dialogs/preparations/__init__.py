"""What each prepares alone before the plan."""
