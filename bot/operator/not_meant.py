"""What an operator asked for cannot be meant so: every command says that in its one line."""

from __future__ import annotations


class NotMeant(Exception):
    """Nobody, or not one person, is meant, or their number must be said; the message says what to do."""
