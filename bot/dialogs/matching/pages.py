"""What each side is told of a proposed match; nobody is told why somebody declines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dialogs.matching.paper import DeclineReason, ProposedMatch
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import On, Said
from bot.forms.words import If, Sized
from bot.language import Name, _

YES = ("y", "yes", "ok", "ndiyo", "ndio", "sawa", "poa")
NO = ("n", "no", "hapana", "la")


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


class OfProposal(Page[Any], abstract=True):
    """About a match that a head has proposed."""

    proposal: int


class MatchSent(Page[NoFacts]):
    """The receipt of a proposal."""

    text = _("I am asking the mentor first, then the mentee. Each may accept or decline. I will tell you.")


_UNANSWERED = Reason(
    "match",
    Rank.REVIEW,
    because=_("a proposed match has no answer yet"),
    watched=_("Reminder to {who}: a proposed match has no answer yet"),
)


class MatchAsked(OfProposal, Prompt[ProposedMatch]):
    """To the mentor, who is asked first and volunteers (requirements D205, D209)."""

    reason = _UNANSWERED

    text = If(
        Fact("office"),
        _(
            "TIMEC: {me:first}, the {office} {head} asks: will you mentor {mentee:full}, one-to-one, for at least 1"
            " year? You are free to say no."
        ),
        _(
            "TIMEC: {me:first}, your head {head} asks: will you mentor {mentee:full}, one-to-one, for at least 1 year?"
            " You are free to say no."
        ),
    )
    template = "match_ask"
    buttons = (_("yes"), _("no"), _("ask me later"))

    accept = Do(_("yes"), synonyms=("accept", "kubali", "nakubali", *YES), means=("accept",))
    decline = Do(_("no"), synonyms=("decline", "kataa", "sikubali", *NO), means=("refuse", "another"))
    later = Do(_("ask me later"), synonyms=("later", "baadaye"), means=("later",))


class MatchOffered(OfProposal, Prompt[ProposedMatch]):
    """To the mentee, once the mentor has accepted."""

    reason = _UNANSWERED

    text = (
        If(
            Fact("office"),
            _(
                "TIMEC: {me:first}, the {office} {head} suggests {mentor:full} as your mentor, one-to-one, for at least"
                " 1 year."
            ),
            _(
                "TIMEC: {me:first}, your head {head} suggests {mentor:full} as your mentor, one-to-one, for at least 1"
                " year."
            ),
        ),
        Sized(short=(), long=_("No reason is needed to ask for someone else.")),
    )
    template = "match_offer"
    buttons = (_("I agree"), _("someone else"))

    accept = Do(_("I agree"), synonyms=("accept", "kubali", *YES), means=("accept",))
    decline = Do(
        _("someone else"),
        On.RICH,
        synonyms=("decline", "kataa", "omba mwingine", *NO),
        means=("refuse", "another"),
    )
    another = Do(_("someone else (no reason needed)"), On.PLAIN, means=("refuse", "another"))


class MatchInPerson(OfProposal, Notice[ProposedMatch]):
    """To the head: this side gets no messages and is asked in person (requirement D352)."""

    text = If(
        Fact("as_mentor"),
        _("TIMEC: {mentor:full} gets no messages. Please ask in person: mentor of {mentee:full}, at least 1 year?"),
        _("TIMEC: {mentee:full} gets no messages. Please ask in person: {mentor:full} as mentor, at least 1 year?"),
    )
    template = "match_in_person"

    accept = Do(_("accepted"), synonyms=YES, means=("accept",))
    decline = Do(_("declined"), synonyms=NO, means=("refuse", "another"))


class MatchAccepted(OfProposal, Page[ProposedMatch]):
    """The receipt of a yes."""

    behind_pin = False
    text = If(
        Fact("own"),
        If(
            Fact("as_mentor"),
            _("Thank you, {me:first}. {mentee:first} is being asked too; I will tell you."),
            _(
                "Thank you, {me:first}. {mentor:full} said yes too and is your mentor. Talk first; then {mentor:first}"
                " writes the plan and I send it to you. To prepare, reply NEEDS."
            ),
        ),
        _("Noted: accepted."),
    )


class MatchTurnedDown(OfProposal, Page[ProposedMatch]):
    """The receipt of a no: no reason is needed."""

    behind_pin = False
    text = If(
        Fact("own"),
        _("Noted, {me:first}. No reason is needed and nobody is told why."),
        _("Noted: declined. MATCH proposes another."),
    )

    reason = Go(_("add a private reason"), lambda: DeclineReason, when=Fact("own"), synonyms=("reason", "sababu"))


class MatchLater(OfProposal, Page[ProposedMatch]):
    """The receipt of “later”: asked once more, and never again."""

    behind_pin = False
    text = _("All right. I will ask once more in a few days.")


class ReasonKept(Page[NoFacts]):
    """The receipt of a private reason."""

    text = _("Saved. Nobody else can see it.")


class MatchRefused(OfProposal, Notice[ProposedMatch]):
    """To the head: declined, and no word of who or why."""

    text = _(
        "TIMEC: the match of {mentee} and {mentor} was declined."
        " To propose another mentor reply MATCH {number} and the mentor's TSC number."
    )
    template = "match_refused"


class NotMatched(OfProposal, Notice[ProposedMatch]):
    """To the mentor who had accepted."""

    text = If(
        Fact("office"),
        _("TIMEC: {me:first}, you and {mentee:full} are not matched yet. The {office} goes on looking."),
        _("TIMEC: {me:first}, you and {mentee:full} are not matched yet. Your head goes on looking."),
    )
    template = "not_matched"


class MatchLapsed(OfProposal, Prompt[ProposedMatch]):
    """To the head: nobody has answered."""

    reason = _UNANSWERED

    text = _("TIMEC: no answer for two weeks to the match of {mentee} and {mentor}. You may propose another: MATCH.")
    brief = _("no answer to a match")
    template = "match_lapsed"


@dataclass(frozen=True)
class NewPair:
    """A new pair, to its head."""

    mentee: Name
    mentor: Name
    oriented: bool


_MADE = (
    _("TIMEC: {mentee} and {mentor} accepted."),
    If(
        Fact("oriented"),
        _("Next {mentor:first} writes their plan, then both sign."),
        _("Next: orientation. On its day reply ORIENT TODAY."),
    ),
)


class MentorMatched(Notice[NewPair]):
    """To the mentor: the mentee has accepted too, and whose turn it is."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: {mentee:full} said yes too: you are the mentor. Talk about what to work on, then it is your turn:"
        " reply PLAN."
    )
    template = "mentor_matched"


class MatchMade(Notice[NewPair]):
    """To the head: both have accepted, and what is next."""

    pair: int

    shows = "session"
    text = _MADE
    template = "match_made"


class MatchAgreed(OfProposal, Notice[NewPair]):
    """The same to the office that matched an administrator, whichever it is: it has proposed the two itself."""

    text = _MADE
    template = "match_agreed"


# somebody else
