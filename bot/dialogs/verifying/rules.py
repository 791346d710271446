"""When whoever verifies Annex V is reminded."""

REMINDED = (7, 14)
"""Days after a school has signed, on which whoever verifies is reminded, where nobody has answered."""
