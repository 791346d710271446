"""A pair that pauses, goes on, or is closed; nobody is told why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _

YES = ("y", "yes", "ndiyo", "ndio", "sawa", "ok")
NO = ("n", "no", "hapana", "la")


@dataclass(frozen=True)
class PairStanding:
    """A pair as one of the two or its head looks at it; `paused`: since when it stands still."""

    me: Name
    mentee: Name
    mentor: Name
    partner: Name
    running: bool
    paused: date | None
    may_resume: bool
    by_office: bool
    """Whether an office above the school made it pause, or closed it."""


@dataclass(frozen=True)
class PairsToChoose:
    """The pairs that may be meant."""

    rows: tuple[Row, ...]


class Pause(Page[PairsToChoose]):
    """Which pair is to pause, or to go on; the words after it name one or both of the two."""

    whom: str | None = None

    keyword = _("PAUSE")
    argument = "whom"
    names_whom = True
    shows = "session"
    pin_for = _("to pause a pair")
    private = True
    asks = Style.LIST
    text = _("Which pair?")

    pair = Each(Fact("rows"), lambda: PausePair)


class Unpause(Pause):
    """The same, by the word that one thinks of when a pair is paused."""

    pin_for = _("to let a pair go on")
    keyword = _("UNPAUSE")


class PausePair(Page[PairStanding]):
    """Pausing one pair, or letting it go on."""

    pair: int

    shows = "session"
    private = True
    text = If(
        Fact("running"),
        _(
            "Pause {mentee} and {mentor}? Nothing is asked or counted as missed, and all later dates move on."
            " No reason is needed."
        ),
        If(
            Fact("paused"),
            (
                _("{mentee} and {mentor} have been paused since {paused}."),
                If(Fact("may_resume"), (), _("Only a TSC officer can end this pause.")),
            ),
            _("{mentee} and {mentor}: this pair cannot be paused now."),
        ),
    )

    pause = Do(_("yes, pause"), when=Fact("running"), synonyms=YES)
    resume = Do(_("go on now"), when=Fact("may_resume"), synonyms=YES)


class NowPaused(Page[PairStanding]):
    """The receipt of a pause."""

    pair: int

    shows = "session"
    behind_pin = False
    text = _("Paused. The other teacher and your head know of it, but not why. To go on, reply UNPAUSE.")


class NowGoesOn(Page[PairStanding]):
    """The receipt of going on."""

    pair: int

    shows = "session"
    behind_pin = False
    text = _("{mentee} and {mentor} go on. All dates have moved forward by the length of the pause. STATUS shows them.")


class PairPaused(Notice[PairStanding]):
    """To the others around a pair: it pauses."""

    pair: int

    shows = "session"
    text = If(
        Fact("by_office"),
        _(
            "TIMEC: the pair {mentee} and {mentor} is paused by the TSC office. Nothing is asked or counted as missed"
            " until it goes on."
        ),
        _("TIMEC: the pair {mentee} and {mentor} is paused. Nothing is asked or counted as missed until it goes on."),
    )
    template = "pair_paused"


class PairResumed(Notice[PairStanding]):
    """To the others around a pair: it goes on."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: the pair {mentee} and {mentor} goes on. Sessions and reviews have moved forward by the length of"
        " the pause."
    )
    template = "pair_resumed"


class Leave(Page[PairsToChoose]):
    """Which pair somebody leaves."""

    keyword = _("LEAVE")
    shows = "session"
    asks = Style.LIST
    text = _("Which pair?")

    pair = Each(Fact("rows"), lambda: LeavePair)


class LeavePair(Page[PairStanding]):
    """Leaving a pair: what stays, and what one may do instead."""

    pair: int

    shows = "session"
    asks = Style.LIST
    text = _(
        "Leave the pair with {partner}? It ends today. Your record and the time served stay yours. No reason needed."
    )

    leave = Do(_("yes, end it"), synonyms=YES)
    pause = Go(_("pause it"), PausePair)
    stay = Do(_("no, stay"), synonyms=NO)


class Left(Page[PairStanding]):
    """The receipt of leaving."""

    pair: int

    behind_pin = False
    text = _(
        "Your pair with {partner} has ended. Your head knows of it, but not why, and can match you again. Your"
        " record is kept."
    )


class PairClosed(Notice[PairStanding]):
    """To the others around a pair: it is closed; why is not theirs to know (requirement D255)."""

    pair: int

    shows = "session"
    text = If(
        Fact("by_office"),
        _(
            "TIMEC: the pair {mentee} and {mentor} is closed from today by the TSC office. The record is kept, and time"
            " served counts in a next pair."
        ),
        _(
            "TIMEC: the pair {mentee} and {mentor} is closed from today. The record is kept, and time served counts in"
            " a next pair."
        ),
    )
    template = "pair_closed"


class PairIsClosed(Page[PairStanding]):
    """The receipt."""

    pair: int

    shows = "session"
    behind_pin = False
    private = True
    text = _("Closed: {mentee} and {mentor}. The record is kept, and time served counts in a next pair.")


@dataclass(frozen=True)
class PairHeld:
    """A pair that an office has suspended or closed for conduct, to that office."""

    mentee: Name
    mentor: Name
    closed: bool
    suspended: bool


class ConductNoted(Page[PairHeld]):
    """The receipt of the office."""

    pair: int

    shows = "conduct"
    behind_pin = False
    private = True
    text = If(
        Fact("closed"),
        _("Closed: {mentee} and {mentor}. Nobody is told why."),
        If(
            Fact("suspended"),
            _("Suspended: {mentee} and {mentor}. Only a TSC officer ends it: SUSPEND and the TSC number."),
            _("{mentee} and {mentor} go on. All dates have moved forward."),
        ),
    )
