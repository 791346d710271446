"""The papers before the first session: Annex I, first signed by the mentor, and each one's declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.agreement.pages import Agreement, AgreementToSign, AgreementTurn, Declaration, PairBegins, PairBegun
from bot.dialogs.agreement.rules import Begins, Begun, Paper, PaperOpened, TurnCame, may_sign, of_whom
from bot.dialogs.offices.deeds import heads_beside
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.plans.rules import AgreementOffered
from bot.dialogs.readiness.deeds import gaps
from bot.dialogs.refusals import MentorFirst, Moved, NoPlanYet, NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import CAPABILITIES
from bot.store import agreement, pairs, plans
from bot.store.agreement import Document, NewDocument, PaperKind
from bot.store.pairs import PairOf, PairState
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState
from bot.store.talk.shown import channels_of

PAGES: Mapping[PaperKind, type[Agreement | Declaration]] = {
    PaperKind.AGREEMENT: Agreement,
    PaperKind.DECLARATION: Declaration,
}


def current(db: Connection, pair: PairOf, kind: PaperKind, who: int) -> Document | None:
    """The paper of this kind that this person is to sign, as it was drawn up last."""
    mine = of_whom(pair, kind, who)
    found = (one for one in agreement.current(db, pair.id) if (one.kind, one.of_id) == (kind, mine))
    return next(found, None)


def draw_up(db: Connection, pair: PairOf, kind: PaperKind, who: int, paper: Paper, now: datetime) -> Document:
    """The paper as it reads now: a new version, which nobody has signed, where a word of it has changed (D229)."""
    latest = current(db, pair, kind, who)
    if latest is not None and latest.hash == paper.hash:
        return latest
    new = NewDocument(
        pair_id=pair.id,
        kind=kind,
        of_id=of_whom(pair, kind, who),
        number=latest.number + 1 if latest else 1,
        wording=paper.wording,
        text=paper.text,
        hash=paper.hash,
        made_at=now,
    )
    found = agreement.get(db, agreement.add(db, new))
    assert found is not None, "it was just written"
    return found


def open_paper(db: Connection, who: int, pair_id: int, kind: PaperKind, paper: Paper, now: datetime) -> Document:
    """One of the two is shown the paper: from now on it can be signed. NoPlanYet before their plan is approved."""
    pair = take_pair(db, who, pair_id)
    if plans.latest(db, pair_id) is None:
        raise NoPlanYet
    drawn = draw_up(db, pair, kind, who, paper, now)
    agreement.opened(db, drawn.id, who, now)
    shown = PAGES[kind](pair=pair_id, document=drawn.id)
    said = tell(db, who, shown, PaperOpened(document=drawn.id, person=who), now)
    if said is not None:
        notices.mark(db, said, NoticeState.SAID, now)  # its words are the reply; “SIGN 4821” finds it later on
    return drawn


def sign(db: Connection, who: int, document_id: int, paper: Paper, evidence: Evidence, now: datetime) -> Document:
    """One of the two signs the version that they were shown, with their PIN (D230). Once is enough.

    PinNeeded without it; Moved when the paper reads differently by now; MentorFirst before the mentor has signed.
    """
    shown = agreement.get(db, document_id)
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
    put(db, pair, latest, who, replace(evidence, read=who in latest.readers), now)
    if latest.kind is PaperKind.AGREEMENT and who == pair.mentor_id:
        tell(db, pair.mentee_id, AgreementTurn(pair=pair.id, document=latest.id), TurnCame(document=latest.id), now)
    begin_if_ready(db, pair, now, besides=who)
    found = current(db, pair, shown.kind, who)
    assert found is not None, "it was just signed"
    return found


def put(
    db: Connection,
    pair: PairOf,
    document: Document,
    who: int,
    evidence: Evidence,
    now: datetime,
) -> None:
    side = pair.side(who)
    assert side is not None, "one of the two signs"
    agreement.sign(
        db,
        document_id=document.id,
        person_id=who,
        role=side,
        hash=document.hash,
        now=now,
        evidence=evidence,
    )


def was_sent(db: Connection, who: int, at: AgreementTurn, now: datetime) -> bool:
    """Whether the agreement came to this person in full when it was their turn; then they have opened it."""
    sent = channels_of(db, who, str(at))
    if not any(CAPABILITIES[channel].gsm7 for channel in sent):
        return False
    agreement.opened(db, at.document, who, now)
    return True


def _offer(db: Connection, pair: PairOf, who: int, now: datetime) -> int | None:
    """The agreement is offered to this person, once for each plan; None when it was."""
    plan = plans.latest(db, pair.id)
    assert plan is not None, "the agreement comes after the plan"
    return tell(db, who, AgreementToSign(pair=pair.id), AgreementOffered(plan=plan.id, person=who), now)


def offered(db: Connection, who: int, pair: PairOf, now: datetime) -> None:
    """A reply has offered the agreement: no notice need do it again."""
    said = _offer(db, pair, who, now)
    if said is not None:
        notices.mark(db, said, NoticeState.SAID, now)


def renew(db: Connection, pair: PairOf, paper: Paper, now: datetime) -> None:
    """An agreement that was signed and reads differently by now is void: it is drawn up and asked for again (D229)."""
    before = current(db, pair, PaperKind.AGREEMENT, pair.mentor_id)
    if before is not None and before.hash != paper.hash:
        draw_up(db, pair, PaperKind.AGREEMENT, pair.mentor_id, paper, now)
        _offer(db, pair, pair.mentor_id, now)


# on paper


# the pair begins


def begin_if_ready(db: Connection, pair: PairOf, now: datetime, besides: int | None = None) -> bool:
    """A pair that lacks nothing any more may meet (requirement D96); all but the one `besides` are told once."""
    if pair.state is not PairState.PREPARING:
        return False
    if gaps(db, pair):
        return False
    pairs.set_state(db, pair.id, PairState.ACTIVE)
    for person_id in {pair.mentor_id, pair.mentee_id} - {besides}:
        tell(db, person_id, PairBegins(pair=pair.id), Begins(pair=pair.id, person=person_id), now)
    for head in heads_beside(db, pair, local_day(now)):
        tell(db, head, PairBegun(pair=pair.id), Begun(pair=pair.id, person=head), now)
    return True
