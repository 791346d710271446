"""The papers before the first session: Annex I, first signed by the mentor, and each one's declaration."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.programme.calendar import local_day
from bot.programme.pairs import take_pair
from bot.programme.readiness import gaps
from bot.programme.refusals import MentorFirst, Moved, NoPlanYet, NotYours, PinNeeded
from bot.programme.signatures import Evidence
from bot.programme.visibility import Viewer, relation_to
from bot.store import documents, notices, pairs, plans, roles
from bot.store.documents import Document, Kind
from bot.store.notices import Kind as NoticeKind
from bot.store.notices import State as NoticeState
from bot.store.pairs import PairOf, State
from bot.store.roles import Role
from bot.store.signatures import Method


@dataclass(frozen=True)
class Paper:
    """A paper as it reads now: which wording was filled in, and the English text that is hashed."""

    wording: str
    text: str

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def of_whom(pair: PairOf, kind: Kind, who: int) -> int:
    """Whose word the paper is: the agreement is the mentor's, a declaration that of whoever gives it."""
    return pair.mentor_id if kind is Kind.AGREEMENT else who


def current(db: Connection, pair: PairOf, kind: Kind, who: int) -> Document | None:
    """The paper of this kind that this person is to sign, as it was drawn up last."""
    mine = of_whom(pair, kind, who)
    found = (one for one in documents.current(db, pair.id) if (one.kind, one.of_id) == (kind, mine))
    return next(found, None)


def draw_up(db: Connection, pair: PairOf, kind: Kind, who: int, paper: Paper, now: datetime) -> Document:
    """The paper as it reads now: a new version, which nobody has signed, where a word of it has changed (D229)."""
    latest = current(db, pair, kind, who)
    if latest is not None and latest.hash == paper.hash:
        return latest
    made = documents.add(
        db,
        pair_id=pair.id,
        kind=kind,
        of_id=of_whom(pair, kind, who),
        number=latest.number + 1 if latest else 1,
        wording=paper.wording,
        text=paper.text,
        hash=paper.hash,
        now=now,
    )
    found = documents.get(db, made)
    assert found is not None, "it was just written"
    return found


def open_paper(db: Connection, who: int, pair_id: int, kind: Kind, paper: Paper, now: datetime) -> Document:
    """One of the two is shown the paper: from now on it can be signed. NoPlanYet before their plan is approved."""
    pair = take_pair(db, who, pair_id)
    if plans.latest(db, pair_id) is None:
        raise NoPlanYet
    drawn = draw_up(db, pair, kind, who, paper, now)
    documents.opened(db, drawn.id, who, now)
    place = f"{kind.value.capitalize()}?pair={pair_id}&document={drawn.id}"
    said = notices.add(db, who, place, f"opened:{drawn.id}:{who}", NoticeKind.NOTICE, now)
    if said is not None:
        notices.mark(db, said, NoticeState.SAID, now)  # its words are the reply; “SIGN 4821” finds it later on
    return drawn


def may_sign(pair: PairOf, document: Document, who: int) -> bool:
    """Whether it is this person's turn: a declaration is one's own; in the agreement the mentor signs first (D101)."""
    if who in document.signed or pair.side(who) is None:
        return False
    if document.kind is Kind.DECLARATION:
        return document.of_id == who
    return who == pair.mentor_id or pair.mentor_id in document.signed


def sign(db: Connection, who: int, document_id: int, paper: Paper, evidence: Evidence, now: datetime) -> Document:
    """One of the two signs the version that they were shown, with their PIN (D230). Once is enough.

    PinNeeded without it; Moved when the paper reads differently by now; MentorFirst before the mentor has signed.
    """
    shown = documents.get(db, document_id)
    if shown is None:
        raise NotYours
    pair = take_pair(db, who, shown.pair_id)
    latest = current(db, pair, shown.kind, who)
    if latest is None or latest.of_id != shown.of_id:
        raise NotYours
    if latest.id != document_id or latest.hash != paper.hash:
        raise Moved
    if who in latest.signed:
        return latest
    if not may_sign(pair, latest, who):
        raise MentorFirst
    if evidence.method is not Method.PIN:
        raise PinNeeded
    _put(db, pair, latest, who, replace(evidence, read=who in latest.readers), now)
    _tell(db, pair, latest, who, now)
    begin_if_ready(db, pair, now, besides=who)
    found = current(db, pair, shown.kind, who)
    assert found is not None, "it was just signed"
    return found


def _put(
    db: Connection,
    pair: PairOf,
    document: Document,
    who: int,
    evidence: Evidence,
    now: datetime,
    seen_by: int | None = None,
) -> None:
    side = pair.side(who)
    assert side is not None, "one of the two signs"
    documents.sign(
        db,
        document_id=document.id,
        person_id=who,
        role=side,
        channel=evidence.channel,
        address=evidence.address,
        method=evidence.method,
        hash=document.hash,
        language=evidence.language,
        read=evidence.read,
        shown=evidence.shown,
        inbox_id=evidence.inbox_id,
        now=now,
        seen_by_id=seen_by,
    )


def _tell(db: Connection, pair: PairOf, document: Document, who: int, now: datetime) -> None:
    """The mentee hears that the mentor has signed: who was offered the agreement, and has not opened it, knows."""
    if document.kind is not Kind.AGREEMENT or who != pair.mentor_id:
        return
    mentee = pair.mentee_id
    if mentee in document.readers:
        place = f"Agreement?pair={pair.id}&document={document.id}"
        notices.add(db, mentee, place, f"turn:{document.id}", NoticeKind.NOTICE, now)
    else:
        _offer(db, pair, mentee, now)


def _offer(db: Connection, pair: PairOf, who: int, now: datetime) -> int | None:
    """The agreement is offered to this person, once for each plan; None when it was."""
    plan = plans.latest(db, pair.id)
    assert plan is not None, "the agreement comes after the plan"
    place, cause = f"AgreementToSign?pair={pair.id}", f"agreement:{plan.id}:{who}"
    return notices.add(db, who, place, cause, NoticeKind.NOTICE, now)


def offered(db: Connection, who: int, pair: PairOf, now: datetime) -> None:
    """A reply has offered the agreement: no notice need do it again."""
    said = _offer(db, pair, who, now)
    if said is not None:
        notices.mark(db, said, NoticeState.SAID, now)


def renew(db: Connection, pair: PairOf, paper: Paper, now: datetime) -> None:
    """An agreement that was signed and reads differently by now is void: it is drawn up and asked for again (D229)."""
    before = current(db, pair, Kind.AGREEMENT, pair.mentor_id)
    if before is not None and before.hash != paper.hash:
        draw_up(db, pair, Kind.AGREEMENT, pair.mentor_id, paper, now)
        _offer(db, pair, pair.mentor_id, now)


# on paper


def claim_paper(db: Connection, who: int, pair_id: int, paper: Paper, now: datetime) -> tuple[int, ...]:
    """One of the two says that both have signed it on paper: the heads of their school are asked; answers who."""
    pair = take_pair(db, who, pair_id)
    if plans.latest(db, pair_id) is None:
        raise NoPlanYet
    drawn = draw_up(db, pair, Kind.AGREEMENT, who, paper, now)
    asked = heads(db, pair, now)
    for head in asked:
        notices.add(db, head, _claim(drawn), f"paper:{drawn.id}:{head}:{local_day(now)}", NoticeKind.NOTICE, now)
    return asked


def _claim(document: Document) -> str:
    """Where a head is asked whether they have seen it signed on paper."""
    return f"PaperToConfirm?pair={document.pair_id}&document={document.id}"


def confirm_paper(db: Connection, who: int, document_id: int, evidence: Evidence, now: datetime) -> None:
    """The head has seen both signatures on the paper; they count from now on.

    NotYours for anybody else, and for a paper of which nobody has said that it was signed so.
    """
    pair, document = _of_head(db, who, document_id, now)
    if evidence.method is not Method.PIN:
        raise PinNeeded
    on_paper = replace(evidence, method=Method.PAPER, read=True)
    for person_id in (pair.mentor_id, pair.mentee_id):
        if person_id not in document.signed:
            _put(db, pair, document, person_id, on_paper, now, seen_by=who)
    if not begin_if_ready(db, pair, now):
        _answer(db, pair, document, f"PaperSeen?pair={pair.id}&by={who}", "seen", now)


def declared_on_paper(
    db: Connection, pair: PairOf, person_id: int, paper: Paper, evidence: Evidence, now: datetime
) -> None:
    """The declaration of somebody who is not in the chat, signed on paper as their head has seen."""
    drawn = draw_up(db, pair, Kind.DECLARATION, person_id, paper, now)
    if person_id not in drawn.signed:
        _put(db, pair, drawn, person_id, evidence, now, seen_by=evidence.seen_by_id)
    begin_if_ready(db, pair, now)


def refuse_paper(db: Connection, who: int, document_id: int, now: datetime) -> None:
    """The head has not seen it: the two are told, and may sign here instead."""
    pair, document = _of_head(db, who, document_id, now)
    _answer(db, pair, document, f"PaperNotSeen?pair={pair.id}&by={who}", f"unseen:{local_day(now)}", now)


def _of_head(db: Connection, who: int, document_id: int, now: datetime) -> tuple[PairOf, Document]:
    known = documents.get(db, document_id)
    pair = pairs.get(db, known.pair_id, lock=True) if known else None
    if known is None or pair is None or relation_to(db, who, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    if known.kind is not Kind.AGREEMENT or notices.last_made(db, who, _claim(known)) is None:
        raise NotYours
    latest = current(db, pair, known.kind, pair.mentor_id)
    if latest is None or latest.id != document_id:
        raise Moved
    return pair, latest


def _answer(db: Connection, pair: PairOf, document: Document, place: str, what: str, now: datetime) -> None:
    for person_id in (pair.mentor_id, pair.mentee_id):
        notices.add(db, person_id, place, f"paper:{document.id}:{what}:{person_id}", NoticeKind.NOTICE, now)


# the pair begins


def heads(db: Connection, pair: PairOf, now: datetime) -> tuple[int, ...]:
    """The heads of the mentee's school today."""
    today = local_day(now)
    areas = {held.area_id for held in roles.of_person(db, pair.mentee_id, today) if held.area_id is not None}
    found = {held.person_id for area in areas for held in roles.at_area(db, area, Role.HEAD, today)}
    return tuple(sorted(found))


def begin_if_ready(db: Connection, pair: PairOf, now: datetime, besides: int | None = None) -> bool:
    """A pair that lacks nothing any more may meet (requirement D96); all but the one `besides` are told once."""
    if pair.state is not State.PREPARING:
        return False
    if gaps(db, pair):
        return False
    pairs.set_state(db, pair.id, State.ACTIVE)
    for person_id in {pair.mentor_id, pair.mentee_id} - {besides}:
        notices.add(
            db, person_id, f"PairBegins?pair={pair.id}", f"begins:{pair.id}:{person_id}", NoticeKind.NOTICE, now
        )
    for head in heads(db, pair, now):
        notices.add(db, head, f"PairBegun?pair={pair.id}", f"begun:{pair.id}:{head}", NoticeKind.NOTICE, now)
    return True
