"""What the people hear who keep the service running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.forms.facts import Fact
from bot.forms.page import Notice, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class StoppedLine:
    """A line that takes nothing any more."""

    line: str


class LineStopped(Notice[StoppedLine]):
    """The provider refuses our account or settings; what waits for it is kept."""

    channel: str

    alarms = True
    text = _(
        "TIMEC: {line} is stopped: the provider refuses our account or settings. Messages wait. Run mshauri doctor,"
        " mend it, start the sender again."
    )
    template = "line_stopped"


@dataclass(frozen=True)
class FailingLine:
    """A line that fails for everybody."""

    line: str
    since: datetime


class LineDown(Notice[FailingLine]):
    """The provider fails for everybody; what waits for it is kept, and it is tried until it answers."""

    channel: str

    alarms = True
    text = _(
        "TIMEC: {line} fails for everybody since {since:clock}. Messages wait; a few try it, and all follow once it"
        " answers. More: mshauri doctor."
    )
    template = "line_down"


@dataclass(frozen=True)
class MendedLine:
    """A line that works again, and for how many minutes it did not."""

    line: str
    minutes: int


class LineUp(Notice[MendedLine]):
    """The provider takes messages again."""

    channel: str
    minutes: int

    alarms = True
    text = _("TIMEC: {line} works again after {minutes:# minute|# minutes}. What waited is being sent.")
    template = "line_up"


@dataclass(frozen=True)
class LostLetter:
    """A message that will not go out by itself, and why."""

    line: str
    why: str


class DeadLetters(Notice[LostLetter]):
    """Messages will not go out by themselves any more; `letter` is the first of the day with this reason."""

    letter: int

    alarms = True
    text = _("TIMEC: messages on {line} do not go out any more: {why}. List them, mend it, try again: mshauri outbox.")
    template = "dead_letters"


@dataclass(frozen=True)
class MissingYear:
    """A school year that is needed and not loaded; `begun`: it has begun already."""

    year: str
    begun: bool


class CalendarMissing(Prompt[MissingYear]):
    """The school calendar of a year is not loaded; each week from 60 days before until it is."""

    reason = Reason(
        "calendar",
        Rank.REPORT,
        because=_("the school calendar of a year is not loaded"),
        watched=_("Reminder to {who}: a school calendar is not loaded"),
    )

    year: int

    brief = _("school calendar {year}: not loaded")
    text = (
        If(
            Fact("begun"),
            _("TIMEC: the school calendar of {year} is not loaded. Terms are guessed from the last one I know."),
            _("TIMEC: the school calendar of {year} is not loaded yet. Until it is, its terms are a guess."),
        ),
        _("Load it: mshauri load calendar.csv. More: mshauri doctor."),
    )
    template = "calendar_missing"
