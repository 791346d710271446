"""A match that waits is asked about once more, or taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.matching import deeds as matching
from bot.dialogs.matching.deeds import PAGES
from bot.dialogs.matching.rules import MatchUnanswered, is_open
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import prompt, tell
from bot.dialogs.withdrawing.pages import MatchWithdrawn
from bot.dialogs.withdrawing.rules import MatchTakenBack
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal
from bot.store.pairs import Side
from bot.store.talk import notices


def waiting_for(db: Connection, mentee_id: int, now: datetime) -> Proposal | None:
    """The proposal about somebody as a mentee that waits for an answer."""
    found = proposals.of_people(db, [mentee_id])
    return next((one for one in found if one.mentee_id == mentee_id and is_open(one, now)), None)


def of_matcher(db: Connection, who: int, proposal_id: int, now: datetime, *, lock: bool = False) -> Proposal:
    """One whose mentee this person matches. NotYours."""
    found = proposals.get(db, proposal_id, lock=lock)
    if found is None or all(one.id != found.mentee_id for one in matching.teachers(db, who, now)):
        raise NotYours
    return found


def may_ask(db: Connection, proposal: Proposal) -> bool:
    """Whether somebody may be asked once more: nobody was, and messages reach them (requirement D25)."""
    causes = [MatchUnanswered(proposal=proposal.id, side=side) for side in Side]
    asks = proposal.asks
    return asks is not None and not matching.in_person(db, proposal, asks) and not notices.known(db, causes)


def ask_again(db: Connection, who: int, proposal_id: int, now: datetime) -> None:
    """The one whose answer is awaited is asked once more; the clock then asks no more. NotYours, Moved."""
    found = _waiting(db, who, proposal_id, now)
    side = found.asks
    if side is None or not may_ask(db, found):
        raise Moved
    at, cause = PAGES[side](proposal=found.id), MatchUnanswered(proposal=found.id, side=side)
    prompt(db, found.person(side), at, cause, now)


def withdraw(db: Connection, who: int, proposal_id: int, now: datetime) -> None:
    """It is proposed no longer; who was asked hears it, if messages reach them. NotYours, Moved."""
    found = _waiting(db, who, proposal_id, now)
    asked = tuple(Side) if found.asks is Side.MENTEE else (Side.MENTOR,)
    proposals.withdraw(db, found.id, now)
    for side in asked:
        if not matching.in_person(db, found, side):
            cause = MatchTakenBack(proposal=found.id, side=side)
            tell(db, found.person(side), MatchWithdrawn(proposal=found.id), cause, now)


def _waiting(db: Connection, who: int, proposal_id: int, now: datetime) -> Proposal:
    found = of_matcher(db, who, proposal_id, now, lock=True)
    if not is_open(found, now):
        raise Moved
    return found
