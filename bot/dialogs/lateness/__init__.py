"""Who will be or was late."""
