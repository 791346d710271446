"""NEXT: the session that comes, what to bring to it and what is still open from the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogs.facts import Fact
from bot.dialogs.not_held import Move
from bot.dialogs.page import Each, Go, Page, Row
from bot.dialogs.saying import Style
from bot.dialogs.words import If
from bot.language import Item, Name, _


@dataclass(frozen=True)
class ComingUp:
    """The next session of a pair, with what it is for and what was agreed at the last one."""

    number: int
    partner: Name
    moment: datetime
    venue: str
    objectives: tuple[Item, ...]
    plan: tuple[Item, ...]
    agreed: bool
    """Whether both have signed that plan."""
    after: datetime | None


class NextSession(Page[ComingUp]):
    """When and where, what it is about, and what to bring."""

    session: int

    shows = "journal"
    text = (
        If(
            Fact("venue"),
            _("Session {number} with {partner}: {moment}, {venue}."),
            _("Session {number} with {partner}: {moment}."),
        ),
        If(Fact("objectives"), _("About: {objectives:semi}.")),
        If(
            Fact("plan"),
            If(
                Fact("agreed"),
                _("Bring what you agreed: {plan:semi}."),
                _("Last plan, not signed by both: {plan:semi}."),
            ),
        ),
        If(Fact("after"), _("After that: {after}.")),
    )

    move = Go(_("change time"), Move)


@dataclass(frozen=True)
class Sessions:
    """The next sessions of several pairs."""

    rows: tuple[Row, ...]


class Next(Page[Sessions]):
    """The next session; of several pairs one is chosen."""

    keyword = _("NEXT")
    shows = "session"
    text = If(Fact("rows"), _("Next sessions:"), _("No session is planned. Agree a date with your partner."))
    asks = Style.LIST

    each = Each(Fact("rows"), NextSession)
