"""The agreement and the declarations at the desk: opened, signed, signed on paper, and what comes after."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs.agreement import deeds
from bot.dialogs.agreement.pages import (
    Agreement,
    AgreementSigned,
    AgreementToSign,
    AgreementTurn,
    AllSigned,
    Beginning,
    Declaration,
    PairBegins,
    PairBegun,
    PlanApproved,
)
from bot.dialogs.agreement.shared import WORDING, day_of, facts_of, paper, text_of
from bot.dialogs.desk import Asking, NotFound, NotOpen, OfPair, Prepared, open_pair
from bot.dialogs.handlers import does, facts
from bot.dialogs.offices.deeds import decided_above
from bot.dialogs.on_paper.pages import OnPaper, PaperClaimed, PaperNotSeen, PaperSeen, PaperToConfirm
from bot.dialogs.pairs.shared import names
from bot.dialogs.plans.rules import first_meeting
from bot.dialogs.refusals import MentorFirst, Moved
from bot.dialogs.sessions.shared import moment_of
from bot.forms.dialog import Dialog
from bot.language import Name, _, items_of
from bot.store import agreement, plans
from bot.store.agreement import PaperKind
from bot.store.pairs import PairOf, PairState, Side
from bot.store.people import people
from bot.store.people.people import Person
from bot.store.sessions import sessions

# deeds


def _open(asking: Asking, at: OfPair, kind: PaperKind) -> Agreement | Declaration:
    pair = open_pair(asking, at.pair, Agreement.shows)
    found = paper(asking, kind, facts_of(asking, pair))
    drawn = deeds.open_paper(asking.db, asking.who.id, pair.id, kind, found, asking.now)
    page = Agreement if kind is PaperKind.AGREEMENT else Declaration
    return page(pair=at.pair, document=drawn.id)


@does(AgreementToSign.read, AgreementTurn.read, PlanApproved.read)
def open_agreement(asking: Asking, at: AgreementToSign | AgreementTurn | PlanApproved) -> Agreement | Declaration:
    """Annex I is shown in full."""
    return _open(asking, at, PaperKind.AGREEMENT)


@does(AgreementSigned.read, PaperClaimed.read)
def open_declaration(asking: Asking, at: AgreementSigned | PaperClaimed) -> Agreement | Declaration:
    """One's own declaration is shown."""
    return _open(asking, at, PaperKind.DECLARATION)


@does(AgreementTurn.sign)
def sign_in_turn(asking: Asking, at: AgreementTurn) -> Dialog:
    """The same where Annex I came in full as a notice; whom it did not reach so is shown it first."""
    if not deeds.was_sent(asking.db, asking.who.id, at, asking.now):
        return _open(asking, at, PaperKind.AGREEMENT)
    return sign(asking, Agreement(pair=at.pair, document=at.document))


@does(Agreement.sign, Declaration.sign)
def sign(asking: Asking, at: Agreement | Declaration) -> Dialog:
    """The paper that was shown is signed with the PIN; what was read is kept word for word."""
    pair, drawn = open_pair(asking, at.pair, Agreement.shows), agreement.get(asking.db, at.document)
    if drawn is None or drawn.pair_id != pair.id:
        raise NotFound
    facts = facts_of(asking, pair)
    shown = text_of(asking, WORDING[drawn.kind][1], facts, asking.who.language)
    evidence = asking.evidence(read=True, shown=shown)
    try:
        deeds.sign(asking.db, asking.who.id, drawn.id, paper(asking, drawn.kind, facts), evidence, asking.now)
    except Moved:
        raise NotOpen(_("The text has changed. PLAN shows the new one.")) from None
    except MentorFirst:
        raise NotOpen(_("Your mentor signs first. I will tell you.")) from None
    last = drawn.kind is PaperKind.DECLARATION or not facts.undeclared
    return AllSigned(pair=at.pair) if last else _open(asking, at, PaperKind.DECLARATION)


# what is said of them


@facts
def to_sign(asking: Asking, at: AgreementToSign | PlanApproved) -> Prepared:
    """The agreement is offered: closed once this person has signed it as it reads now."""
    pair = open_pair(asking, at.pair, Agreement.shows)
    facts = facts_of(asking, pair)
    if facts.signed is not None:
        raise NotOpen(_("You have signed this already."))
    return Prepared(facts)


@facts
def told(asking: Asking, at: AgreementSigned | PaperClaimed) -> Prepared:
    """How far the papers have come, for receipts."""
    pair = open_pair(asking, at.pair, Agreement.shows)
    above = isinstance(at, PaperClaimed) and decided_above(asking.db, pair, asking.today)
    return Prepared(replace(facts_of(asking, pair), above=above))


@facts
def shown(asking: Asking, at: Agreement | AgreementTurn | Declaration) -> Prepared:
    """A paper to sign: closed once it is signed, or reads differently."""
    pair = open_pair(asking, at.pair, Agreement.shows)
    known = agreement.current(asking.db, pair.id)
    drawn = next((one for one in known if one.id == at.document), None)
    facts = facts_of(asking, pair, known)
    if drawn is None or drawn.hash != paper(asking, drawn.kind, facts).hash:
        raise NotOpen(_("The text has changed. PLAN shows the new one."))
    if asking.who.id in drawn.signed:
        raise NotOpen(_("You have signed this already."))
    return Prepared(facts)


@facts
def beginning(asking: Asking, at: AllSigned | PairBegins | PairBegun) -> Prepared:
    """A pair whose papers are signed, and its first meeting."""
    pair = open_pair(asking, at.pair, PairBegun.shows)
    signed = agreement.signed(asking.db, pair.id)
    partner = pair.side(pair.partner_id(asking.who.id))
    first = first_meeting(sessions.of_pair(asking.db, pair.id), asking.today)
    plan = plans.latest(asking.db, pair.id)
    goals = items_of(plan.objectives) if plan else ()
    me, other = names(asking, pair)
    return Prepared(
        Beginning(
            me=me,
            partner=other,
            mentor=Name(pair.mentor_name),
            mentee=Name(pair.mentee_name),
            begun=pair.state is not PairState.PREPARING,
            partner_to_sign=partner is not None and not {partner} <= signed.agreed & signed.declared,
            number=first.number if first else 0,
            next=moment_of(first),
            venue=(first.venue if first else None) or "",
            goal=goals[0].text if goals and pair.side(asking.who.id) is Side.MENTEE else "",
            on=day_of(signed.last_at) or asking.today,
        )
    )


@facts
def to_confirm(asking: Asking, at: PaperToConfirm) -> Prepared:
    """An agreement on paper, for the head who is asked; closed once both signatures are there."""
    pair = open_pair(asking, at.pair, PairBegun.shows)
    drawn = next((one for one in agreement.current(asking.db, pair.id) if one.id == at.document), None)
    if drawn is None or {pair.mentor_id, pair.mentee_id} <= drawn.signed.keys():
        raise NotOpen(_("Nothing waits for you there any more."))
    return _of_paper(asking.who, pair)


@facts
def answered(asking: Asking, at: PaperSeen | PaperNotSeen) -> Prepared:
    """The same for the two who are told."""
    pair = open_pair(asking, at.pair, PairBegun.shows)
    head = people.get(asking.db, at.by)
    assert head is not None, "a notice names somebody we know"
    return _of_paper(head, pair)


def _of_paper(head: Person, pair: PairOf) -> Prepared:
    return Prepared(OnPaper(Name(head.name), Name(pair.mentor_name), Name(pair.mentee_name)))
