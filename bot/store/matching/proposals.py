"""Matches that a head proposes: what the mentor answers, then the mentee; a pair is made when both have accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    Table,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import Level
from bot.store.base import Moment, code, literal, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.pairs import PairKind, Side
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only, several
from bot.store.talk import known


class ProposalAnswer(StrEnum):
    """What one side says to a match."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


proposals = Table(
    "proposals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mentor_id", ForeignKey("people.id"), nullable=False),
    Column("mentee_id", ForeignKey("people.id"), nullable=False),
    Column("head_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("kind", code(PairKind), nullable=False, server_default=PairKind.MENTORSHIP),
    Column("mentor_answer", code(ProposalAnswer)),
    Column("mentor_at", Moment),
    Column("mentee_answer", code(ProposalAnswer)),
    Column("mentee_at", Moment),
    Column("withdrawn_at", Moment),
    Column("reason", Encrypted),
    seal(),
    Index(None, "mentor_id"),
    Index(None, "mentee_id"),
    Index(None, "made_at"),
    info=known_by("mentor_id", "mentee_id", "head_id", SEAL),
)


@dataclass(frozen=True)
class Proposal:
    """One proposal with both names. Why somebody declined is not in it: nobody is told."""

    id: int
    mentor_id: int
    mentee_id: int
    head_id: int
    made_at: datetime
    mentor_answer: ProposalAnswer | None
    mentor_at: datetime | None
    mentee_answer: ProposalAnswer | None
    mentee_at: datetime | None
    withdrawn_at: datetime | None
    """When whoever proposed it took it back."""
    mentor_name: str
    mentee_name: str

    @property
    def declined(self) -> bool:
        """Whether either said no."""
        return ProposalAnswer.DECLINED in (self.mentor_answer, self.mentee_answer)

    @property
    def asks(self) -> Side | None:
        """Whose answer it waits for; None: it is settled."""
        if self.declined or self.mentee_answer is not None or self.withdrawn_at is not None:
            return None
        return Side.MENTOR if self.mentor_answer is None else Side.MENTEE

    @property
    def asked_at(self) -> datetime:
        """When the one it waits for was asked."""
        return self.mentor_at or self.made_at

    def person(self, side: Side) -> int:
        """Who is on this side."""
        return self.mentor_id if side is Side.MENTOR else self.mentee_id


@dataclass(frozen=True)
class WaitingProposal:
    """A proposal that waits, and who it waits for: their hour, their school, and whether messages reach them."""

    proposal: Proposal
    person_id: int
    prompt_hour: time | None
    level: Level | None
    silent: bool


_mentor, _mentee = people.alias("mentor"), people.alias("mentee")
_change = RowChange(proposals)
_insert = Insert(proposals)
_own = [
    proposals.c[name]
    for name in (
        "id",
        "mentor_id",
        "mentee_id",
        "head_id",
        "made_at",
        "mentor_answer",
        "mentor_at",
        "mentee_answer",
        "mentee_at",
        "withdrawn_at",
    )
]
_proposal = select(*_own, _mentor.c.name, _mentee.c.name).select_from(
    proposals.join(_mentor, _mentor.c.id == proposals.c.mentor_id).join(_mentee, _mentee.c.id == proposals.c.mentee_id)
)
_by_id = _proposal.where(proposals.c.id == bindparam("proposal_id"))
_of_kind = proposals.c.kind == bindparam("kind")
_of_mentorship = proposals.c.kind == literal(PairKind.MENTORSHIP)
_by_kind = {
    locked: Query(found.where(_of_kind), Proposal)
    for locked, found in ((False, _by_id), (True, _by_id.with_for_update(of=proposals, key_share=True)))
}
_of_people = Query(
    _proposal.where(
        or_(among(proposals.c.mentor_id, "people"), among(proposals.c.mentee_id, "people")), _of_kind
    ).order_by(proposals.c.id),
    Proposal,
)


def asked_last(person_id: ColumnElement[Any]) -> ScalarSelect[int]:
    """The id of the last proposal that waits for this person's answer, however long ago they were asked."""
    mentor = and_(proposals.c.mentor_id == person_id, proposals.c.mentor_answer.is_(None))
    accepted = proposals.c.mentor_answer == literal(ProposalAnswer.ACCEPTED)
    mentee = and_(proposals.c.mentee_id == person_id, accepted, proposals.c.mentee_answer.is_(None))
    stands = proposals.c.withdrawn_at.is_(None)
    found = select(proposals.c.id).where(or_(mentor, mentee), _of_mentorship, stands).order_by(proposals.c.id.desc())
    return found.limit(1).scalar_subquery()


_asked_last = Query(select(asked_last(bindparam("person_id", type_=Integer))), only)
_asked_at = func.coalesce(proposals.c.mentor_at, proposals.c.made_at)
_whom = people.alias("whom")
_waiting = Query(
    _proposal.add_columns(
        _whom.c.id,
        _whom.c.prompt_hour,
        level_of(_whom.c.id),
        or_(_whom.c.muted_at.is_not(None), _whom.c.state == literal(PersonState.ENROLLED)),
    )
    .join(
        _whom,
        _whom.c.id == case((proposals.c.mentor_answer.is_(None), proposals.c.mentor_id), else_=proposals.c.mentee_id),
    )
    .where(
        _of_kind,
        proposals.c.withdrawn_at.is_(None),
        proposals.c.mentee_answer.is_(None),
        or_(proposals.c.mentor_answer.is_(None), proposals.c.mentor_answer == literal(ProposalAnswer.ACCEPTED)),
        proposals.c.made_at >= bindparam("made", type_=Moment),
        _asked_at >= bindparam("since", type_=Moment),
        _asked_at < bindparam("until", type_=Moment),
    )
    .order_by(proposals.c.made_at, proposals.c.id),
    several,
)
_WIDTH = len(fields(Proposal))


def add(db: Connection, *, mentor_id: int, mentee_id: int, head_id: int, now: datetime) -> int:
    """A head proposes a match; its id."""
    values = {"mentor_id": mentor_id, "mentee_id": mentee_id, "head_id": head_id, "made_at": now}
    known.forget(db, "asked")
    return _insert.sure(db, **values)


def choose(db: Connection, *, coach_id: int, coachee_id: int, now: datetime) -> int:
    """A coach has chosen somebody and has said yes thereby; its id."""
    values = {"mentor_id": coach_id, "mentee_id": coachee_id, "head_id": coach_id, "made_at": now}
    said = {"kind": PairKind.COACHING, "mentor_answer": ProposalAnswer.ACCEPTED, "mentor_at": now}
    return _insert.sure(db, **values, **said)


def get(db: Connection, proposal_id: int, lock: bool = False, kind: PairKind = PairKind.MENTORSHIP) -> Proposal | None:
    """One for this kind of pair."""
    return _by_kind[lock].one(db, proposal_id=proposal_id, kind=kind)


def asked_of(db: Connection, person_id: int) -> int | None:
    """The same, of one person."""
    found: int | None = known.recalled(db, "asked", person_id, lambda: _asked_last.one(db, person_id=person_id))
    return found


def of_people(db: Connection, person_ids: Sequence[int], kind: PairKind = PairKind.MENTORSHIP) -> list[Proposal]:
    """All proposals for this kind of pair in which one of these people is asked, the oldest first."""
    return _of_people.rows(db, people=list(person_ids), kind=kind)


def waiting(
    db: Connection,
    since: datetime,
    until: datetime,
    lasts: timedelta,
    kind: PairKind = PairKind.MENTORSHIP,
) -> list[WaitingProposal]:
    """Those that wait for somebody who was asked in this stretch of time; each side has `lasts` to answer."""
    values = {"since": since, "until": until, "made": since - lasts, "kind": kind}
    return [WaitingProposal(Proposal(*row[:_WIDTH]), *row[_WIDTH:]) for row in _waiting.rows(db, **values)]


def answer(db: Connection, proposal_id: int, side: Side, given: ProposalAnswer, now: datetime) -> None:
    """What this side says."""
    values: dict[str, Any] = {f"{side.value}_answer": given, f"{side.value}_at": now}
    known.forget(db, "asked")
    _change.run(db, proposal_id, **values)


def withdraw(db: Connection, proposal_id: int, now: datetime) -> None:
    """It is proposed no longer."""
    known.forget(db, "asked")
    _change.run(db, proposal_id, withdrawn_at=now)


def set_reason(db: Connection, proposal_id: int, words: str) -> None:
    """Why it was declined, in the words of the one who did."""
    _change.run(db, proposal_id, reason=words)


def reason(db: Connection, proposal_id: int) -> str | None:
    """Those words: for the one who wrote them, when they ask for their own data."""
    found: str | None = db.execute(select(proposals.c.reason).where(proposals.c.id == proposal_id)).scalar_one_or_none()
    return found
