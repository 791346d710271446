"""A head is asked to find a pair time to meet; what they answer, and what the pair hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class StrugglingPair:
    """A pair that has missed sessions in a row: who they are and how many, and no reason (requirement D82)."""

    mentee: Name
    mentor: Name
    missed: int
    arranges: bool
    calls: bool


class SupportAsked(Prompt[StrugglingPair]):
    """After the second missed session in a row: policy allows the pair time out."""

    reason = Reason(
        "support",
        Rank.REPORT,
        because=_("a pair in your school missed two sessions in a row"),
        watched=_("Question to {who}: two sessions of {mentee} in a row did not take place"),
    )

    pair: int
    session: int

    shows = "session"
    brief = _("time for {mentee} and {mentor}")
    text = _(
        "TIMEC: one pair in your school needs time: {mentee} and {mentor}, {missed:# session|# sessions} not held."
        " Policy allows time out."
    )
    template = "support_asked"
    buttons = (_("I will arrange"), _("call me"), _("not now"))

    arrange = Do(_("I will arrange"), synonyms=("yes", "ok", "sawa", "ndiyo"))
    call = Do(_("call me"), synonyms=("call", "piga simu"))
    not_now = Do(_("not now"), synonyms=("no", "n", "hapana"))


class SupportAnswered(Page[StrugglingPair]):
    """The receipt of the head's answer."""

    pair: int
    session: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("arranges"),
        _("Thank you. Noted. The pair will be told that you help find time."),
        If(
            Fact("calls"),
            _("Thank you. Noted. The pair has been asked to call you."),
            _("Thank you. Noted. The pair has not been told anything."),
        ),
    )


@dataclass(frozen=True)
class SupportGiven:
    """What the head will do for the pair."""

    me: Name
    partner: Name
    head: Name
    calls: bool


class SupportComing(Notice[SupportGiven]):
    """The head's answer, to both of the pair."""

    pair: int
    by: int
    answer: str

    shows = "session"
    text = If(
        Fact("calls"),
        _("TIMEC: your head, {head}, asks you and {partner} to call about time for your sessions."),
        _("TIMEC: your head, {head}, will help you and {partner} find time for your sessions."),
    )
    template = "support_coming"
