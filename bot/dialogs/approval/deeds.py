"""What ITSD does about pairs that have come to the end of their time: approve, ask, send back; and the certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.approval.pages import DecisionForHead, QueryAnswered
from bot.dialogs.approval.rules import Answered, Awarded, Certified, DecisionMade
from bot.dialogs.certificates.pages import CertificateIssued, TpdAwarded
from bot.dialogs.ending.deeds import ask_head, ends_on, progress
from bot.dialogs.ending.rules import CompletionItem, open_items
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.offices.rules import certifies
from bot.dialogs.pairs.deeds import hush
from bot.dialogs.pairs.rules import demand, is_running
from bot.dialogs.refusals import AlreadySaved, Moved, NotComplete, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import approval, certificates, pairs
from bot.store.approval import Decided, Decision
from bot.store.certificates import NewCertificate
from bot.store.ending import statements
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.pausing import closings
from bot.store.people import roles


def demand_itsd(db: Connection, who: int, now: datetime) -> None:
    """NotYours for anybody but an ITSD officer."""
    if not certifies(roles.of_person(db, who, local_day(now))):
        raise NotYours


def approve(db: Connection, who: int, pair_id: int, now: datetime) -> tuple[str, str]:
    """Completes the pair: a certificate for the mentee and one for the mentor; answers their numbers in that order.

    NotYours; PairNotActive; NotReady with what is missing, whatever was asked for before: never before a year (D215).
    """
    demand_itsd(db, who, now)
    pair = _locked(db, pair_id)
    demand(is_running(pair))
    gaps = open_items(progress(db, pair, local_day(now)))
    if [gap.item for gap in gaps] != [CompletionItem.APPROVAL]:
        raise NotComplete(gaps)
    until = ends_on(db, pair)
    before = closings.served_before(db, pair.mentee_id, pair.id)
    began = min([pair.start, *(start for start, _served in before)])
    approval.add(db, pair_id=pair_id, decided=Decided.APPROVED, words=None, by_id=who, now=now)
    mentees = replace(_certificate(db, who, pair, until, now), person_id=pair.mentee_id, role=Side.MENTEE, since=began)
    numbers = _issue(db, mentees), _issue(db, _certificate(db, who, pair, until, now))
    pairs.set_state(db, pair_id, PairState.COMPLETED)
    hush(db, pair, local_day(now))
    return numbers


def _certificate(db: Connection, who: int, pair: PairOf, until: date, now: datetime) -> NewCertificate:
    """A mentor's, with the next number of the year."""
    today = local_day(now)
    return NewCertificate(
        number=f"TM{today:%y}-{certificates.next_serial(db, today.year):05}",
        pair_id=pair.id,
        person_id=pair.mentor_id,
        role=Side.MENTOR,
        since=pair.start,
        until=until,
        approver_id=who,
        reason=None,
        issued_on=today,
        made_at=now,
    )


def _issue(db: Connection, certificate: NewCertificate) -> str:
    """Writes it down, and tells its holder; answers its number."""
    certificates.add(db, certificate)
    number, holder = certificate.number, certificate.person_id
    tell(db, holder, CertificateIssued(number=number), Certified(number=number), certificate.made_at)
    return number


def query(db: Connection, who: int, pair_id: int, words: str, now: datetime) -> int:
    """Asks the head something about the pair, which stays in the queue; answers the decision's id."""
    return _to_head(db, who, pair_id, Decided.QUERIED, words, now)


def send_back(db: Connection, who: int, pair_id: int, words: str, now: datetime) -> int:
    """The head must state anew; answers the decision's id. Moved when no statement stands."""
    pair = pairs.get(db, pair_id, lock=True)
    standing = statements.standing(statements.of_pair(db, pair_id), ends_on(db, pair)) if pair else None
    if pair is None or standing is None:
        raise Moved
    decision_id = _to_head(db, who, pair_id, Decided.RETURNED, words, now)
    statements.send_back(db, standing.id, now)
    ask_head(db, pair, now)
    return decision_id


def _to_head(db: Connection, who: int, pair_id: int, decided: Decided, words: str, now: datetime) -> int:
    demand_itsd(db, who, now)
    pair = _locked(db, pair_id)
    demand(is_running(pair))
    decision_id = approval.add(db, pair_id=pair_id, decided=decided, words=words, by_id=who, now=now)
    for head in heads_of(db, pair.mentee_id, local_day(now)):
        tell(db, head, DecisionForHead(decision=decision_id), DecisionMade(decision=decision_id, head=head), now)
    return decision_id


def is_asked(db: Connection, who: int, pair: PairOf, now: datetime) -> bool:
    """Whether it is this person, as a head of the mentee's school, to whom ITSD writes about a pair."""
    return who in heads_of(db, pair.mentee_id, local_day(now))


def answer(db: Connection, who: int, decision_id: int, words: str, now: datetime) -> Decision:
    """A head's answer to a query; the officer who asked is told. NotYours; AlreadySaved for a second one."""
    asked = approval.get(db, decision_id)
    pair = pairs.get(db, asked.pair_id, lock=True) if asked else None
    if asked is None or pair is None or asked.decided is not Decided.QUERIED or not is_asked(db, who, pair, now):
        raise NotYours
    if asked.answer is not None:
        raise AlreadySaved
    approval.answer(db, decision_id, words, who, now)
    tell(db, asked.by_id, QueryAnswered(decision=decision_id), Answered(decision=decision_id), now)
    return asked


def award(db: Connection, who: int, pair_id: int, now: datetime) -> None:
    """ITSD writes down that TSC awarded the TPD points today; how many is never known here (D245). Both are told."""
    demand_itsd(db, who, now)
    pair = _locked(db, pair_id)
    certificates.award(db, pair.id, who, local_day(now))
    for one in certificates.of_pair(db, pair_id):
        tell(db, one.person_id, TpdAwarded(number=one.number), Awarded(number=one.number), now)


def certify_mentor(db: Connection, who: int, pair_id: int, reason: str, now: datetime) -> str:
    """A mentor's certificate although the pair ended early, through no fault of theirs (requirement D249); its number.

    NotYours; Moved for a pair that did not end early or whose mentor has one.
    """
    demand_itsd(db, who, now)
    pair = _locked(db, pair_id)
    closing = closings.of_pair(db, pair_id)
    if pair.state is not PairState.ENDED or closing is None or pair.kind is not PairKind.MENTORSHIP:
        raise Moved
    if certificates.of_pair(db, pair_id):
        raise Moved
    return _issue(db, replace(_certificate(db, who, pair, closing.day, now), reason=reason))


def _locked(db: Connection, pair_id: int) -> PairOf:
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None:
        raise NotYours
    return pair
