"""Matching: the head proposes, the mentor answers, then the mentee; nobody is told why somebody declines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.dialogs.facts import Fact, Index, NoFacts
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Do, Go, Notice, Page, Prompt
from bot.dialogs.questions import Find, Text
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Said
from bot.dialogs.words import If
from bot.language import Name, _

YES = ("y", "yes", "ok", "ndiyo", "ndio", "sawa", "poa")
NO = ("n", "no", "hapana", "la")

TEACHER_TO_MATCH = Index("teacher_to_match")
COUPLE = Index("couple")


@dataclass(frozen=True)
class Couple:
    """A mentee and a mentor as a head sees them before they are asked."""

    mentee: Name
    mentor: Name
    load: int
    cap: int
    appraises: bool

    def spoken(self, language: str, _spec: str) -> str:
        if self.appraises:
            said = _(
                "mentee {mentee:full} with mentor {mentor:full}, who also appraises them ({load} of {cap} mentees)"
            )
        else:
            said = _("mentee {mentee:full} with mentor {mentor:full} ({load} of {cap} mentees)")
        return Said(said, vars(self)).spoken(language)


class NotProposed(Page[NoFacts]):
    """The head left it."""

    text = _("Nobody has been asked. To start again, reply MATCH.")


class NothingAsked(Page[NoFacts]):
    """They left it."""

    text = _("Nobody is asked. All stays as it is.")


class Match(Form[NoFacts]):
    """Annex V row 6: a mentor and a mentee of one school, in one SMS or two questions (requirement D31)."""

    private = True
    keyword = _("MATCH")
    called = _("match")
    counted = None
    reads_back = True
    left = NotProposed

    teacher = Find(_("who is the mentee? Reply the TSC number."), TEACHER_TO_MATCH)
    couple = Find(_("who is matched with {teacher}? Reply the TSC number."), COUPLE, given=teacher)

    shorthand = "teacher couple"
    echo = Echo(_("Match {couple}? One-to-one, at least 1 year."), send=_("yes"), change=None, leave=_("no"))


class OfProposal(Page[Any], abstract=True):
    """About a match that a head has proposed."""

    proposal: int


class MatchSent(Page[NoFacts]):
    """The receipt of a proposal."""

    text = _("I am asking the mentor first, then the mentee. Each may accept or decline. I will tell you.")


@dataclass(frozen=True)
class Proposed:
    """A proposal as one of those in it sees it."""

    me: Name
    mentee: Name
    mentor: Name
    head: Name
    school: str
    number: str
    """The mentee's TSC number."""
    as_mentor: bool
    own: bool
    """Whether it is one of the two who answers, and not the head for one whom no message reaches."""


_UNANSWERED = Reason(
    "match",
    Rank.REVIEW,
    because=_("a proposed match has no answer yet"),
    watched=_("Reminder to {who}: a proposed match has no answer yet"),
)


class MatchAsked(OfProposal, Prompt[Proposed]):
    """To the mentor, who is asked first and volunteers (requirements D205, D209)."""

    reason = _UNANSWERED

    text = _(
        "TIMEC: {head:full}, head of {school}, asks you to mentor {mentee:full}, one-to-one, for at least one year."
        " Mentoring is voluntary."
    )
    template = "match_ask"

    accept = Do(_("accept"), synonyms=YES, means=("accept",))
    decline = Do(_("decline"), synonyms=NO, means=("refuse", "another"))
    later = Do(_("ask me later"), synonyms=("later", "baadaye"), means=("later",))


class MatchOffered(OfProposal, Prompt[Proposed]):
    """To the mentee, once the mentor has accepted."""

    reason = _UNANSWERED

    text = _("TIMEC: your head {head} proposes {mentor:full} as your mentor, one-to-one, at least 1 year.")
    template = "match_offer"

    accept = Do(_("accept"), synonyms=YES, means=("accept",))
    decline = Do(
        _("ask for someone else (no reason needed)"),
        synonyms=("decline", "kataa", "someone else", *NO),
        means=("refuse", "another"),
    )


class MatchInPerson(OfProposal, Notice[Proposed]):
    """To the head: this side gets no messages and is asked in person (requirement D352)."""

    text = If(
        Fact("as_mentor"),
        _("TIMEC: {mentor:full} gets no messages. Please ask in person: mentor of {mentee:full}, at least 1 year?"),
        _("TIMEC: {mentee:full} gets no messages. Please ask in person: {mentor:full} as mentor, at least 1 year?"),
    )
    template = "match_in_person"

    accept = Do(_("accepted"), synonyms=YES, means=("accept",))
    decline = Do(_("declined"), synonyms=NO, means=("refuse", "another"))


class MatchAccepted(OfProposal, Page[Proposed]):
    """The receipt of a yes."""

    text = If(
        Fact("own"),
        If(
            Fact("as_mentor"),
            _("Thank you, {me:first}. {mentee:first} is being asked too."),
            _(
                "Thank you, {me:first}. {mentor:full} is your mentor. Next come the orientation and your plan; I"
                " will tell you."
            ),
        ),
        _("Noted: accepted."),
    )


class MatchTurnedDown(OfProposal, Page[Proposed]):
    """The receipt of a no: no reason is needed."""

    text = If(
        Fact("own"),
        _("Noted, {me:first}. No reason is needed and nobody is told why."),
        _("Noted: declined. MATCH proposes another."),
    )

    reason = Go(_("add a private reason"), lambda: DeclineReason, when=Fact("own"), synonyms=("reason", "sababu"))


class MatchLater(OfProposal, Page[Proposed]):
    """The receipt of “later”: asked once more, and never again."""

    text = _("All right. I will ask once more in a few days.")


class DeclineReason(Form[Proposed]):
    """Why somebody declined, for themselves: nobody else reads it."""

    proposal: int

    called = _("private reason")
    at_once = True
    counted = None

    words = Text(_("what is the reason? Nobody else reads it."), most=300)

    echo = Echo(_("Reason: {words}."))


class ReasonKept(Page[NoFacts]):
    """The receipt of a private reason."""

    text = _("Saved. Nobody else can see it.")


class MatchRefused(OfProposal, Notice[Proposed]):
    """To the head: declined, and no word of who or why."""

    text = _(
        "TIMEC: the match of {mentee} and {mentor} was declined."
        " To propose another mentor reply MATCH {number} and the mentor's TSC number."
    )
    template = "match_refused"


class NotMatched(OfProposal, Notice[Proposed]):
    """To the mentor who had accepted."""

    text = _("TIMEC: {me:first}, you and {mentee:full} are not matched yet. Your head goes on looking.")
    template = "not_matched"


class MatchLapsed(OfProposal, Prompt[Proposed]):
    """To the head: nobody has answered."""

    reason = _UNANSWERED

    text = _("TIMEC: no answer for two weeks to the match of {mentee} and {mentor}. You may propose another: MATCH.")
    brief = _("no answer to a match")
    template = "match_lapsed"


@dataclass(frozen=True)
class Matched:
    """A new pair, to its head."""

    mentee: Name
    mentor: Name
    oriented: bool
    soon: date


class MatchMade(Notice[Matched]):
    """To the head: both have accepted, and what is next."""

    pair: int

    shows = "session"
    text = (
        _("TIMEC: {mentee} and {mentor} accepted."),
        If(
            Fact("oriented"),
            _("They can now make a plan and sign."),
            _("Next: orientation. When done reply ORIENT and the date, e.g. ORIENT {soon}."),
        ),
    )
    template = "match_made"


# somebody else
