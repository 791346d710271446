"""Agreements and declarations that were signed on paper: claimed by one of the two, confirmed by their head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.agreement.deeds import begin_if_ready, current, draw_up, put
from bot.dialogs.agreement.rules import Paper
from bot.dialogs.offices.deeds import deciding_for
from bot.dialogs.on_paper.pages import PaperNotSeen, PaperSeen, PaperToConfirm
from bot.dialogs.on_paper.rules import NotSeenOnPaper, PaperClaimedCause, SeenOnPaperCause
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.refusals import Moved, NoPlanYet, NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store import agreement, pairs, plans
from bot.store.agreement import Document, PaperKind
from bot.store.pairs import PairOf
from bot.store.signing import Evidence, Method
from bot.store.talk import notices


def claim_paper(db: Connection, who: int, pair_id: int, paper: Paper, now: datetime) -> tuple[int, ...]:
    """One of the two says that both have signed it on paper: who decides for them is asked; answers who."""
    pair = take_pair(db, who, pair_id)
    if plans.latest(db, pair_id) is None:
        raise NoPlanYet
    drawn = draw_up(db, pair, PaperKind.AGREEMENT, who, paper, now)
    asked = tuple(deciding_for(db, pair, local_day(now)))
    for head in asked:
        cause = PaperClaimedCause(document=drawn.id, person=head, day=local_day(now))
        tell(db, head, _claim(drawn), cause, now)
    return asked


def _claim(document: Document) -> PaperToConfirm:
    """Where a head is asked whether they have seen it signed on paper."""
    return PaperToConfirm(pair=document.pair_id, document=document.id)


def confirm_paper(db: Connection, who: int, document_id: int, evidence: Evidence, now: datetime) -> None:
    """The head has seen both signatures on the paper; they count from now on.

    NotYours for anybody else, and for a paper of which nobody has said that it was signed so.
    """
    pair, document = _of_head(db, who, document_id, now)
    if evidence.method is not Method.PIN:
        raise PinNeeded
    on_paper = replace(evidence, method=Method.PAPER, read=True, seen_by_id=who)
    for person_id in (pair.mentor_id, pair.mentee_id):
        if person_id not in document.signed:
            put(db, pair, document, person_id, on_paper, now)
    if not begin_if_ready(db, pair, now):
        for person_id in (pair.mentor_id, pair.mentee_id):
            cause = SeenOnPaperCause(document=document.id, person=person_id)
            tell(db, person_id, PaperSeen(pair=pair.id, by=who), cause, now)


def declared_on_paper(
    db: Connection, pair: PairOf, person_id: int, paper: Paper, evidence: Evidence, now: datetime
) -> None:
    """The declaration of somebody who is not in the chat, signed on paper as their head has seen."""
    drawn = draw_up(db, pair, PaperKind.DECLARATION, person_id, paper, now)
    if person_id not in drawn.signed:
        put(db, pair, drawn, person_id, evidence, now)
    begin_if_ready(db, pair, now)


def refuse_paper(db: Connection, who: int, document_id: int, now: datetime) -> None:
    """The head has not seen it: the two are told, and may sign here instead."""
    pair, document = _of_head(db, who, document_id, now)
    for person_id in (pair.mentor_id, pair.mentee_id):
        cause = NotSeenOnPaper(document=document.id, day=local_day(now), person=person_id)
        tell(db, person_id, PaperNotSeen(pair=pair.id, by=who), cause, now)


def _decides(db: Connection, who: int, pair: PairOf, today: date) -> bool:
    return relation_to(db, who, pair, today) is Viewer.HEAD or who in deciding_for(db, pair, today)


def _of_head(db: Connection, who: int, document_id: int, now: datetime) -> tuple[PairOf, Document]:
    known = agreement.get(db, document_id)
    pair = pairs.get(db, known.pair_id, lock=True) if known else None
    if known is None or pair is None or not _decides(db, who, pair, local_day(now)):
        raise NotYours
    if known.kind is not PaperKind.AGREEMENT or notices.last_made(db, who, str(_claim(known))) is None:
        raise NotYours
    latest = current(db, pair, known.kind, pair.mentor_id)
    if latest is None or latest.id != document_id:
        raise Moved
    return pair, latest
