"""What the people hear who keep the service running."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.page import Notice
from bot.language import _


@dataclass(frozen=True)
class StoppedLine:
    """A line that takes nothing any more."""

    line: str


class LineStopped(Notice[StoppedLine]):
    """The provider refuses our account or settings; what waits for it is kept."""

    channel: str

    text = _(
        "TIMEC: {line} is stopped: the provider refuses our account or settings. Messages wait. Run mshauri doctor,"
        " mend it, start the sender again."
    )
    warns = True
    template = "line_stopped"
