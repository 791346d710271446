"""What the instruments of coaching have recorded: lessons observed, modules done, learning communities, leaders."""
