"""Annexes II and III: one meeting, logged by either side and signed by both."""

from __future__ import annotations

from bot.language import _

NOT_MET = ("not_held", "postponed", "me_away", "partner_away", "duty", "no_time")
"""What people say of a session that was not held."""
BEGUN = _("You have begun its record: question {begun} is open. LOG goes on. Not held? Reply NO.")
