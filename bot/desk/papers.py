"""The agreement and the declarations at the desk: their exact text, whose turn it is, and what comes after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.desk.base import Asking, Closed, OfPair, Prepared, allowed
from bot.desk.handlers import does, facts
from bot.desk.records import moment_of, names
from bot.dialogs.agreement import (
    AGREEMENT,
    ANNEX_I,
    DECLARATION,
    DRAFT,
    Agreement,
    AgreementSigned,
    AgreementToSign,
    AllSigned,
    Beginning,
    Declaration,
    OnPaper,
    PairBegins,
    PairBegun,
    PaperClaimed,
    PaperConfirmed,
    PaperNotSeen,
    PaperRefused,
    Papers,
    PaperSeen,
    PaperToConfirm,
    PlanApproved,
)
from bot.dialogs.dialog import Dialog
from bot.dialogs.facts import Context
from bot.dialogs.usual import MENTEE, MENTOR, read
from bot.dialogs.words import Words, spoken
from bot.language import Name, _, items_of, local, segments, to_gsm7
from bot.programme import documents as deeds
from bot.programme import on_paper
from bot.programme.calendar import months_after
from bot.programme.completion import YEAR
from bot.programme.documents import Paper
from bot.programme.plans import first_meeting
from bot.programme.refusals import MentorFirst, Moved, NoPlanYet
from bot.store import documents, pairs, people, plans, roles, sessions
from bot.store.documents import Document, Kind
from bot.store.pairs import Kind as Process
from bot.store.pairs import PairOf, Side, State
from bot.store.people import Person
from bot.store.roles import Role

ADMINISTRATORS = frozenset({Role.HEAD, Role.DEPUTY})
WORDING: Mapping[Kind, tuple[str, Words]] = {
    Kind.AGREEMENT: (ANNEX_I, AGREEMENT),
    Kind.DECLARATION: (DRAFT, DECLARATION),
}


def _pair(asking: Asking, at: OfPair, shows: str = Agreement.shows) -> PairOf:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, shows)
    return pair


# their text


def facts_of(asking: Asking, pair: PairOf, known: list[Document] | None = None) -> Papers:
    """What the papers of a pair say now, and how far they have come."""
    plan = plans.latest(asking.db, pair.id)
    answers = (plan.answers if plan else None) or {}
    found = documents.current(asking.db, pair.id) if known is None else known
    agreement = next((one for one in found if one.kind is Kind.AGREEMENT), None)
    signed = agreement.signed if agreement else {}
    mine, other = asking.who.id, pair.partner_id(asking.who.id)
    me, partner = names(asking, pair)
    held = {role.role for role in roles.of_person(asking.db, pair.mentee_id, asking.today)}
    facts = Papers(
        me=me,
        partner=partner,
        mentor=Name(pair.mentor_name),
        mentee=Name(pair.mentee_name),
        administrator=bool(held & ADMINISTRATORS),
        start=pair.start,
        until=months_after(pair.start, YEAR) if pair.kind is Process.MENTORSHIP else None,
        mentor_duties=read(MENTOR, answers.get("mentor_duties", "=1")),
        mentee_duties=read(MENTEE, answers.get("mentee_duties", "=1")),
        parts=0,
        my_turn=mine not in signed and (mine == pair.mentor_id or pair.mentor_id in signed),
        mentor_first=mine == pair.mentee_id and pair.mentor_id not in signed,
        signed=_day(signed.get(mine)),
        by_partner=_day(signed.get(other)),
        undeclared=not any(one.kind is Kind.DECLARATION and mine in one.signed for one in found),
    )
    return replace(facts, parts=segments(_text(asking, AGREEMENT, facts, asking.who.language)).count)


def _day(at: datetime | None) -> date | None:
    return local(at).date() if at else None


def _text(asking: Asking, words: Words, facts: Papers, language: str) -> str:
    """A paper word for word, as an SMS carries it."""
    found = spoken(words, Context(facts, asking.now), vars(facts))
    return to_gsm7(" ".join(one.said.spoken(language) for one in found).replace("\n ", "\n").strip())


def paper(asking: Asking, kind: Kind, facts: Papers) -> Paper:
    """The paper as it reads now, in English, in which it is drawn up."""
    wording, words = WORDING[kind]
    return Paper(wording, _text(asking, words, facts, "en"))


# deeds


def _open(asking: Asking, at: OfPair, kind: Kind) -> Agreement | Declaration:
    pair = _pair(asking, at)
    found = paper(asking, kind, facts_of(asking, pair))
    try:
        drawn = deeds.open_paper(asking.db, asking.who.id, pair.id, kind, found, asking.now)
    except NoPlanYet:
        raise Closed(_("First comes the plan: reply PLAN.")) from None
    page = Agreement if kind is Kind.AGREEMENT else Declaration
    return page(pair=at.pair, document=drawn.id)


@does(AgreementToSign.read, PlanApproved.read)
def open_agreement(asking: Asking, at: AgreementToSign | PlanApproved) -> Agreement | Declaration:
    """Annex I is shown in full."""
    return _open(asking, at, Kind.AGREEMENT)


@does(AgreementSigned.read, PaperClaimed.read)
def open_declaration(asking: Asking, at: AgreementSigned | PaperClaimed) -> Agreement | Declaration:
    """One's own declaration is shown."""
    return _open(asking, at, Kind.DECLARATION)


@does(Agreement.sign, Declaration.sign)
def sign(asking: Asking, at: Agreement | Declaration) -> Dialog:
    """The paper that was shown is signed with the PIN; what was read is kept word for word."""
    pair, drawn = _pair(asking, at), documents.get(asking.db, at.document)
    if drawn is None or drawn.pair_id != pair.id:
        raise Closed(_("You cannot open that."))
    facts = facts_of(asking, pair)
    shown = _text(asking, WORDING[drawn.kind][1], facts, asking.who.language)
    evidence = asking.evidence(read=True, shown=shown)
    try:
        deeds.sign(asking.db, asking.who.id, drawn.id, paper(asking, drawn.kind, facts), evidence, asking.now)
    except Moved:
        raise Closed(_("The text has changed. PLAN shows the new one.")) from None
    except MentorFirst:
        raise Closed(_("Your mentor signs first. I will tell you.")) from None
    last = drawn.kind is Kind.DECLARATION or not facts.undeclared
    return AllSigned(pair=at.pair) if last else AgreementSigned(pair=at.pair)


@does(AgreementToSign.paper, PlanApproved.paper)
def signed_on_paper(asking: Asking, at: AgreementToSign | PlanApproved) -> Dialog:
    """Both have signed it on paper: the head is asked."""
    pair = _pair(asking, at)
    found = paper(asking, Kind.AGREEMENT, facts_of(asking, pair))
    if not on_paper.claim_paper(asking.db, asking.who.id, pair.id, found, asking.now):
        raise Closed(_("No head of your school is known here. Please sign by chat: reply PLAN."))
    return PaperClaimed(pair=at.pair)


@does(PaperToConfirm.yes)
def confirm_paper(asking: Asking, at: PaperToConfirm) -> Dialog:
    """The head has seen both signatures."""
    on_paper.confirm_paper(asking.db, asking.who.id, at.document, asking.evidence(read=True), asking.now)
    return PaperConfirmed()


@does(PaperToConfirm.no)
def refuse_paper(asking: Asking, at: PaperToConfirm) -> Dialog:
    """The head has not."""
    on_paper.refuse_paper(asking.db, asking.who.id, at.document, asking.now)
    return PaperRefused()


def offered(asking: Asking, pair: PairOf) -> None:
    """The reply to an approved plan offers the agreement."""
    deeds.offered(asking.db, asking.who.id, pair, asking.now)


def offer_anew(asking: Asking, pair: PairOf) -> None:
    """A new plan whose duties read differently changes the agreement: it is asked for again."""
    deeds.renew(asking.db, pair, paper(asking, Kind.AGREEMENT, facts_of(asking, pair)), asking.now)


# what is said of them


@facts
def to_sign(asking: Asking, at: AgreementToSign | PlanApproved) -> Prepared:
    """The agreement is offered: closed once this person has signed it as it reads now."""
    pair = _pair(asking, at)
    facts = facts_of(asking, pair)
    if facts.signed is not None:
        raise Closed(_("You have signed this already."))
    return Prepared(facts)


@facts
def told(asking: Asking, at: AgreementSigned | PaperClaimed) -> Prepared:
    """How far the papers have come, for receipts."""
    return Prepared(facts_of(asking, _pair(asking, at)))


@facts
def shown(asking: Asking, at: Agreement | Declaration) -> Prepared:
    """A paper to sign: closed once it is signed, or reads differently."""
    pair = _pair(asking, at)
    known = documents.current(asking.db, pair.id)
    drawn = next((one for one in known if one.id == at.document), None)
    facts = facts_of(asking, pair, known)
    if drawn is None or drawn.hash != paper(asking, drawn.kind, facts).hash:
        raise Closed(_("The text has changed. PLAN shows the new one."))
    if asking.who.id in drawn.signed:
        raise Closed(_("You have signed this already."))
    return Prepared(facts)


@facts
def beginning(asking: Asking, at: AllSigned | PairBegins | PairBegun) -> Prepared:
    """A pair whose papers are signed, and its first meeting."""
    pair = _pair(asking, at, PairBegun.shows)
    signed = documents.signed(asking.db, pair.id)
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
            begun=pair.state is not State.PREPARING,
            partner_to_sign=partner is not None and not {partner} <= signed.agreed & signed.declared,
            number=first.number if first else 0,
            next=moment_of(first),
            venue=(first.venue if first else None) or "",
            goal=goals[0].text if goals and pair.side(asking.who.id) is Side.MENTEE else "",
            on=_day(signed.last_at) or asking.today,
        )
    )


@facts
def to_confirm(asking: Asking, at: PaperToConfirm) -> Prepared:
    """An agreement on paper, for the head who is asked; closed once both signatures are there."""
    pair = _pair(asking, at, PairBegun.shows)
    drawn = next((one for one in documents.current(asking.db, pair.id) if one.id == at.document), None)
    if drawn is None or {pair.mentor_id, pair.mentee_id} <= drawn.signed.keys():
        raise Closed(_("Nothing waits for you there any more."))
    return _of_paper(asking.who, pair)


@facts
def answered(asking: Asking, at: PaperSeen | PaperNotSeen) -> Prepared:
    """The same for the two who are told."""
    pair = _pair(asking, at, PairBegun.shows)
    head = people.get(asking.db, at.by)
    assert head is not None, "a notice names somebody we know"
    return _of_paper(head, pair)


def _of_paper(head: Person, pair: PairOf) -> Prepared:
    return Prepared(OnPaper(Name(head.name), Name(pair.mentor_name), Name(pair.mentee_name)))
