"""Mentors share experiences after six weeks (Annex V row 11): the prompt to call them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.sharing.paper import CountSharing
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class MentorsToCall:
    """A head or director, and the school or area whose pairs have come so far."""

    me: Name
    area: str


class SharingDue(Prompt[MentorsToCall]):
    """Six weeks are over for pairs of theirs."""

    reason = Reason(
        "sharing",
        Rank.REPORT,
        because=_("pairs of your school or area have completed six weeks"),
        watched=_("Prompt to {who}: six weeks are over, the mentors are to be called together"),
    )

    area: int

    text = _(
        "TIMEC: {me:first}, pairs in {area} have completed six weeks. Please call their mentors together to share"
        " experiences (Annex V, row 11)."
    )
    brief = _("mentors' sharing meeting")
    template = "sharing_meeting"


@dataclass(frozen=True)
class Called:
    """A call as those who are called and its caller see it: a meeting with a day and a place, or a notice."""

    by: Name
    area: str
    is_meeting: bool
    day: date
    place: str
    words: str
    asked: int
    read: int
    come: int
    stay: int
    came: int | None
    is_over: bool
    """Whether its day has come, so that those who came can be counted."""


class SharingInvited(Notice[Called]):
    """To a mentor or mentee: a sharing meeting."""

    call: int

    shows = "session"
    text = _("TIMEC: {by} calls you to a sharing meeting, {area}: {day:weekday}, {place}. Do you come?")
    template = "sharing_invited"
    buttons = (_("I come"), _("I cannot"))

    come = Do(_("I come"), synonyms=("yes", "y", "ndiyo", "ndio", "ok", "sawa"))
    stay = Do(_("I cannot"), synonyms=("no", "n", "hapana", "la"))


class SharingAnswered(Page[Called]):
    """The receipt of an answer."""

    call: int

    shows = "session"
    behind_pin = False
    text = _("Noted. {by} sees how many come. {day:weekday}, {place}.")


class HeadsTold(Notice[Called]):
    """To a head: a director has written; the words wait until they are opened, and so it is known who has read them."""

    call: int

    shows = "session"
    text = _("TIMEC: {by} has written to all heads of {area}.")
    template = "heads_told"
    buttons = (_("read it"),)

    read = Do(_("read it"), synonyms=("read", "soma"))


class NoticeRead(Page[Called]):
    """The notice itself."""

    call: int

    shows = "session"
    text = _("{by}: {words}")


class OneCall(Page[Called]):
    """To its caller: how many were called, have read it, come, and came."""

    call: int

    shows = "session"
    private = True
    text = If(
        Fact("is_meeting"),
        (
            _("Sharing meeting {day:weekday}, {place}: {asked} called, {come} come, {stay} cannot."),
            If(Fact("came"), _("{came} came.")),
        ),
        _('Notice to {asked} heads, read by {read}: "{words}".'),
    )

    count = Go(_("who came"), CountSharing, when=Fact("is_over"))
    back = Go(_("my calls"), lambda: MyCalls)


@dataclass(frozen=True)
class CallList:
    """What somebody has called and told, the newest first."""

    rows: tuple[Row, ...]


class MyCalls(Page[CallList]):
    """One's own sharing meetings and notices."""

    keyword = _("MEETINGS")
    shows = "session"
    private = True
    asks = Style.LIST
    text = If(
        Fact("rows"),
        _("Your meetings and notices:"),
        _("You have called no meeting yet. SHARING calls one, TELL HEADS writes to heads."),
    )

    each = Each(Fact("rows"), OneCall)
