"""What the people hear who keep the service running."""
