"""What the head is asked before somebody joins as a mentor by a poster: for how long they have taught."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.nominating.paper import IsShort, Since
from bot.forms.facts import Context, Fact
from bot.forms.form import Echo, Form
from bot.forms.questions import YesNo
from bot.language import Name, _


@dataclass(frozen=True)
class MentorToBe:
    """Who would join as a mentor, and what is known of how long they have taught."""

    who: Name
    unknown: bool
    """Else it is known, and less than three years."""
    blocks: bool
    """Whether those are mentors by no means."""


@dataclass(frozen=True)
class HasTaughtShort(IsShort):
    """The same of what is known, or of the day that is given."""

    def holds(self, context: Context) -> bool:
        return not context.facts.unknown or super().holds(context)


class JoinAsMentor(Form[MentorToBe]):
    """For how long somebody has taught who would join as a mentor; under three years the head decides (D203)."""

    request: int

    behind_pin = True
    at_once = True
    called = _("request to join")
    counted = None

    since = Since(
        _("since which year does {who} teach?"),
        label=_("teaches since"),
        blocked=_(
            "Who has taught for less than 3 years joins as a mentee, not as a mentor. DISCARD, then MENU asks you"
            " again. If the year is wrong, write the right one."
        ),
        optional=True,
        to_skip=_("SKIP if you do not know."),
        when=Fact("unknown"),
    )
    sure = YesNo(
        _("{who} has taught for less than 3 years. TSC wants such teachers as mentees. A mentor all the same?"),
        when=HasTaughtShort(since, "less than 3 years", bool),
    )

    echo = Echo(_("{who} joins as a mentor."))
