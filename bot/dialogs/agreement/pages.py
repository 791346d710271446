"""The papers before the first session: Annex I of the policy and the confidentiality declaration, shown and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogs.agreement.paper import AGREEMENT, DECLARATION
from bot.dialogs.plans.paper import PlanProposal
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.saying import On, Style
from bot.forms.words import If, Sized, Words
from bot.language import Marked, Name, _

SIGN = ("sign", "saini", "tia saini")
TO_SIGN: Words = If(
    Fact("by_partner"),
    _("To sign, reply SIGN and your PIN. Questions? Talk to {partner} first."),
    _("To sign, reply SIGN and your PIN."),
)
"""Said after Annex I on a plain phone: the mentee signs last."""
SENT: Words = (AGREEMENT, TO_SIGN)
"""What a plain phone is sent of the agreement."""
NEXT: Words = If(
    Fact("mentor_first"),
    Sized(
        short=_("Next {mentor} signs the agreement; then I send it to you once ({parts} SMS)."),
        long=_("Next {mentor} signs the agreement; then I send it to you."),
    ),
    Sized(short=_("Next: the agreement. It is long ({parts} SMS)."), long=_("Next: the agreement.")),
)
"""What comes after a plan: each is sent Annex I when it is their turn to sign."""


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
    above: bool = False
    """Whether the office above confirms what was signed on paper, as their head is one of the two."""


class AgreementToSign(Notice[Papers]):
    """The agreement is there to be read and signed."""

    pair: int

    shows = "objectives"
    text = (
        If(Fact("by_partner"), _("TIMEC: {partner} signed the agreement."), _("TIMEC: your plan is approved.")),
        NEXT,
    )
    template = "agreement"
    buttons = (_("get it"),)

    read = Do(_("get it"), when=Fact("my_turn"), synonyms=("read", "soma"))
    paper = Do(_("we signed on paper"), synonyms=("paper", "karatasi"))


class AgreementTurn(Notice[Papers]):
    """To the mentee, once the mentor has signed: Annex I itself, which a plain phone shows in full."""

    pair: int
    document: int

    shows = "objectives"
    whole = True
    asks = Style.NAMED
    text = Sized(
        short=SENT,
        long=(_("TIMEC: {partner} signed the agreement."), _("Next: the agreement.")),
    )
    template = "agreement_turn"
    buttons = (_("get it"),)

    read = Do(_("get it"), On.RICH, synonyms=("read", "soma"))
    sign = Do(_("sign"), On.PLAIN, synonyms=SIGN, pinned=True, means=("sign_it",))


class PlanApproved(Page[Papers]):
    """To the one who approved the first plan: the agreement comes next."""

    pair: int

    shows = "objectives"
    behind_pin = False
    text = (_("Plan approved, thank you."), NEXT)

    read = Do(_("get it"), when=Fact("my_turn"), synonyms=("read", "soma"))
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
            Sized(short=TO_SIGN, long=()),
            If(Fact("mentor_first"), _("{mentor} signs first. I will tell you.")),
        ),
    )

    sign = Do(_("sign"), channels=On.RICH, when=Fact("my_turn"), synonyms=SIGN, pinned=True, means=("sign_it",))
    change = Go(_("new plan"), PlanProposal, channels=On.RICH, when=Fact("my_turn"))


class AgreementSigned(Page[Papers]):
    """The receipt: both dates, and the declaration that comes last."""

    pair: int

    shows = "objectives"
    behind_pin = False
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
    text = (
        If(Fact("signed"), _("Signed {signed:long}. Last, your declaration:")),
        DECLARATION,
        Sized(short=_("To sign, reply SIGN and your PIN."), long=()),
    )

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


FIRST = If(
    Fact("next"),
    If(Fact("venue"), _("Session {number}: {next}, {venue}."), _("Session {number}: {next}.")),
)
"""When the two meet first; a plan may leave the place open."""


class AllSigned(Page[Beginning]):
    """After the last signature of one of the two: thanks, and what comes next."""

    pair: int

    shows = "session"
    text = If(
        Fact("begun"),
        (
            _("Thank you. All signed."),
            FIRST,
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
        FIRST,
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
