"""Forms left open, and prompts that come together."""
