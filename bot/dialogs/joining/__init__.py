"""Coming in: the first message, the privacy notice, inviting once more."""
