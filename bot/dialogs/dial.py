"""What the simplest phone shows when the code is dialled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogs.everyday import Choices
from bot.dialogs.facts import Fact
from bot.dialogs.page import Do, Go, Page
from bot.dialogs.saying import Style
from bot.dialogs.session_record import CounterSign, SessionRecord
from bot.dialogs.standing import Status
from bot.dialogs.words import If
from bot.language import _


@dataclass(frozen=True)
class Dialled(Choices):
    """What somebody who dials can do, and their next session."""

    number: int
    moment: datetime | None


class Dial(Page[Dialled]):
    """The next session, and what one can do with a few keys."""

    text = If(Fact("moment"), _("TIMEC: session {number}, {moment}."), _("TIMEC."))
    asks = Style.LIST

    resume = Do(_("go on with your draft"), when=Fact("draft"))
    log = Go(_("log a session"), SessionRecord, when=Fact("has_pair"))
    sign = Go(_("sign"), CounterSign, when=Fact("to_sign"))
    status = Go(_("my status"), Status)
