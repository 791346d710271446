"""LOCK: on a phone that others pick up, content is shown only after the PIN."""
