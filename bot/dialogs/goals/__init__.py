"""Goals: proposed, agreed, met."""
