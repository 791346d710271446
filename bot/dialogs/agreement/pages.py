"""The papers before the first session: Annex I of the policy and the confidentiality declaration, shown and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogs.plans.paper import PlanProposal
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.saying import On
from bot.forms.words import If, Sized, Words
from bot.language import Marked, Name, _

ANNEX_I = "Policy 2020, Appendix IV, Annex I"
"""The wording of the agreement, kept with each one that was drawn up from it."""
AGREEMENT: Words = (
    If(
        Fact("administrator"),
        _(
            "AGREEMENT. I, {mentor:full}, do hereby accept to mentor, {mentee:full} in his/her profession as a school"
            " administrator and trust that it will be a rewarding experience in enhancing his/her career and that it"
            " will be limited to discussing issues related to the teaching profession and career development.\n"
        ),
        _(
            "AGREEMENT. I, {mentor:full}, do hereby accept to mentor, {mentee:full} in his/her profession as a teacher"
            " and trust that it will be a rewarding experience in enhancing his/her career and that it will be limited"
            " to discussing issues related to the teaching profession and career development.\n"
        ),
    ),
    _("I commit to abide by the following:\n"),
    _("1. The induction, mentorship and coaching relationship will last for the necessary period of time."),
    If(
        Fact("until"),
        _("(From {start:year} for at least 1 year: to {until:year} or later.)\n"),
        _("(From {start:year}.)\n"),
    ),
    _("2. To have mutual respect for opinions, individuals and decisions made in the process\n"),
    _(
        "3. The mentorship and coaching will be on a one-to-one contact."
        " All the contents of our meetings will be treated with confidentiality.\n"
    ),
    _("4. To be punctual for agreed mentoring and coaching sessions\n"),
    _("5. To maintain professional standards and behavior in all our interactions\n"),
    _("6. My role as a Mentor will include: {mentor_duties}\n"),
    _("7. Your role as a Mentee will include: {mentee_duties}\n"),
    _("8. We will be honest and provide constructive feedback to each other, and be open to such feedback.\n"),
)
"""Word for word, its blanks filled: the names, what the mentee is, the dates beside clause 1, clauses 6 and 7."""
DRAFT = "Draft 1"
"""The wording of the declaration: the policy prescribes one and does not give it (A10)."""
DECLARATION: Words = _(
    "I will keep all we discuss confidential and use it only for my mentorship, unless law or safety requires"
    " otherwise."
)
SIGN = ("sign", "saini", "tia saini")


@dataclass(frozen=True)
class Papers:
    """What the agreement says, and how far the papers of a pair have come."""

    me: Name
    partner: Name
    mentor: Name
    mentee: Name
    administrator: bool
    start: date
    until: date | None
    mentor_duties: Marked | str
    mentee_duties: Marked | str
    parts: int
    """SMS that the agreement takes."""
    my_turn: bool
    mentor_first: bool
    """Whether it waits for the mentor's signature."""
    signed: date | None
    by_partner: date | None
    undeclared: bool
    """Whether this person's declaration is still to be signed."""


class AgreementToSign(Notice[Papers]):
    """The agreement is there to be read and signed."""

    pair: int

    shows = "objectives"
    text = (
        If(Fact("by_partner"), _("TIMEC: {partner} signed the agreement."), _("TIMEC: your plan is approved.")),
        Sized(short=_("Next: the agreement. It is long ({parts} SMS)."), long=_("Next: the agreement.")),
    )
    template = "agreement"

    read = Do(_("get it"), synonyms=("read", "soma"))
    paper = Do(_("we signed on paper"), synonyms=("paper", "karatasi"))


class PlanApproved(Page[Papers]):
    """To the one who approved the first plan: the agreement comes next."""

    pair: int

    shows = "objectives"
    text = (
        _("Plan approved."),
        Sized(short=_("Next: the agreement. It is long ({parts} SMS)."), long=_("Next: the agreement.")),
    )

    read = Do(_("get it"), synonyms=("read", "soma"))
    paper = Do(_("we signed on paper"), synonyms=("paper", "karatasi"))


class Agreement(Page[Papers]):
    """Annex I in full: the one text that is said in one piece, however many SMS it takes."""

    pair: int
    document: int

    shows = "objectives"
    whole = True
    text = (
        AGREEMENT,
        If(
            Fact("my_turn"),
            Sized(short=_("To sign: SIGN and your PIN."), long=()),
            If(Fact("mentor_first"), _("{mentor} signs first. I will tell you.")),
        ),
    )

    sign = Do(_("sign"), channels=On.RICH, when=Fact("my_turn"), synonyms=SIGN, pinned=True, means=("sign_it",))
    change = Go(_("new plan"), PlanProposal, channels=On.RICH, when=Fact("my_turn"))


class AgreementSigned(Page[Papers]):
    """The receipt: both dates, and the declaration that comes last."""

    pair: int

    shows = "objectives"
    text = (
        If(Fact("signed"), _("Signed {signed:long}.")),
        If(Fact("by_partner"), _("{partner} signed {by_partner:day}.")),
        If(Fact("undeclared"), _("Last: confidentiality declaration, 1 SMS.")),
    )

    read = Do(_("read it"), when=Fact("undeclared"), synonyms=("read", "soma"))


class Declaration(Page[Papers]):
    """The confidentiality declaration, each one's own."""

    pair: int
    document: int

    shows = "objectives"
    text = (DECLARATION, Sized(short=_("To sign: SIGN and your PIN."), long=()))

    sign = Do(_("sign"), channels=On.RICH, synonyms=SIGN, pinned=True, means=("sign_it",))


@dataclass(frozen=True)
class Beginning:
    """A pair that has signed, and what comes next."""

    me: Name
    partner: Name
    mentor: Name
    mentee: Name
    begun: bool
    partner_to_sign: bool
    number: int
    next: datetime | None
    venue: str
    goal: str
    on: date


class AllSigned(Page[Beginning]):
    """After the last signature of one of the two: thanks, and what comes next."""

    pair: int

    shows = "session"
    text = If(
        Fact("begun"),
        (
            _("Thank you. All signed."),
            If(Fact("next"), _("Session {number}: {next}, {venue}.")),
            If(Fact("goal"), _("First goal: {goal}.")),
        ),
        If(
            Fact("partner_to_sign"),
            _("Thank you. Signed. {partner} has still to sign; I will tell you."),
            _("Thank you. All signed. Your head has still to record the orientation; I will tell you."),
        ),
    )


class PairBegins(Notice[Beginning]):
    """To the one who had signed before: everything is there now."""

    pair: int

    shows = "session"
    text = (
        _("TIMEC: all papers with {partner} are signed."),
        If(Fact("next"), _("Session {number}: {next}, {venue}.")),
    )
    template = "pair_begins"


class PairBegun(Notice[Beginning]):
    """To the head: a pair of the school has begun."""

    pair: int

    shows = "agreement"
    text = (
        _("TIMEC: {mentee} and {mentor}: plan approved, agreement and declarations signed {on}."),
        If(Fact("next"), _("Session {number} on {next:weekday}.")),
    )
    template = "pair_begun"
