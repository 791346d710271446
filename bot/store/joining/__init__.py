"""Coming in: invitations and answers to the privacy notice."""
