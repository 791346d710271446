"""A pair that pauses, goes on, or is closed: by one of the two, by its head, by an officer; nobody is told why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import OneOf
from bot.dialogs.page import Do, Each, Go, Notice, Page, Row
from bot.dialogs.saying import Option, Style
from bot.dialogs.words import If
from bot.language import Name, _

YES = ("y", "yes", "ndiyo", "ndio", "sawa", "ok")
NO = ("n", "no", "hapana", "la")


@dataclass(frozen=True)
class Standing:
    """A pair as one of the two or its head looks at it; `paused`: since when it stands still."""

    me: Name
    mentee: Name
    mentor: Name
    partner: Name
    running: bool
    paused: date | None
    may_resume: bool


@dataclass(frozen=True)
class Several:
    """The pairs that may be meant."""

    rows: tuple[Row, ...]


class Pause(Page[Several]):
    """Which pair is to pause, or to go on."""

    keyword = _("PAUSE")
    shows = "session"
    private = True
    asks = Style.LIST
    text = _("Which pair?")

    pair = Each(Fact("rows"), lambda: PausePair)


class Unpause(Pause):
    """The same, by the word that one thinks of when a pair is paused."""

    keyword = _("UNPAUSE")


class PausePair(Page[Standing]):
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


class NowPaused(Page[Standing]):
    """The receipt of a pause."""

    pair: int

    shows = "session"
    text = _("Paused. The other teacher and your head know of it, but not why. To go on, reply UNPAUSE.")


class NowGoesOn(Page[Standing]):
    """The receipt of going on."""

    pair: int

    shows = "session"
    text = _("{mentee} and {mentor} go on. All dates have moved forward by the length of the pause. STATUS shows them.")


class PairPaused(Notice[Standing]):
    """To the others around a pair: it pauses."""

    pair: int

    shows = "session"
    text = _("TIMEC: the pair {mentee} and {mentor} is paused. Nothing is asked or counted as missed until it goes on.")
    template = "pair_paused"


class PairResumed(Notice[Standing]):
    """To the others around a pair: it goes on."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: the pair {mentee} and {mentor} goes on. Sessions and reviews have moved forward by the length of"
        " the pause."
    )
    template = "pair_resumed"


class Leave(Page[Several]):
    """Which pair somebody leaves."""

    keyword = _("LEAVE")
    shows = "session"
    asks = Style.LIST
    text = _("Which pair?")

    pair = Each(Fact("rows"), lambda: LeavePair)


class LeavePair(Page[Standing]):
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


class Left(Page[Standing]):
    """The receipt of leaving."""

    pair: int

    text = _(
        "Your pair with {partner} has ended. Your head knows of it, but not why, and can match you again. Your"
        " record is kept."
    )


class PairClosed(Notice[Standing]):
    """To the others around a pair: it is closed; why is not theirs to know (requirement D255)."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: the pair {mentee} and {mentor} is closed from today. The record is kept, and time served counts in a"
        " next pair."
    )
    template = "pair_closed"


@dataclass(frozen=True)
class ToClose:
    """A pair and the reasons with which this reader may close it."""

    mentee: Name
    mentor: Name
    reasons: tuple[Option, ...]


class Unmatch(Form[ToClose]):
    """A head or an officer closes a pair early, with a coded reason (requirement D113)."""

    pair: int

    keyword = _("UNMATCH")
    shows = "session"
    private = True
    called = _("closing a pair")
    title = _("Close the pair {mentee} and {mentor}.")

    why = OneOf(_("why?"), of=Fact("reasons"), label=_("why"))

    echo = Echo(_("Close {mentee} and {mentor} from today: {why}. Both are told that it ends, not why."))


class PairIsClosed(Page[Standing]):
    """The receipt."""

    pair: int

    shows = "session"
    private = True
    text = _("Closed: {mentee} and {mentor}. The record is kept, and time served counts in a next pair.")
