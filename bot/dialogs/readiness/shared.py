"""How what is missing is called."""

from __future__ import annotations

from bot.dialogs.readiness.rules import StillMissing
from bot.language import Marked, _

LABELS: dict[StillMissing, Marked] = {
    StillMissing.MENTEE_ORIENTATION: _("orientation of the mentee"),
    StillMissing.MENTOR_ORIENTATION: _("orientation of the mentor"),
    StillMissing.PLAN: _("the plan"),
    StillMissing.AGREEMENT: _("the agreement"),
    StillMissing.DECLARATIONS: _("declarations"),
}
