"""Annexes II and III: one meeting, logged by either side and signed by both."""

from __future__ import annotations

NOT_MET = ("not_held", "postponed", "me_away", "partner_away", "duty", "no_time")
"""What people say of a session that was not held."""
