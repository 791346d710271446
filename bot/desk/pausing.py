"""Pausing, leaving and closing a pair at the desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.desk.base import Answers, Asking, Closed, OfPair, Prepared, Subject, allowed, prove
from bot.desk.handlers import does, facts, routes, subjects, takes
from bot.desk.records import names
from bot.dialogs.dialog import Dialog
from bot.dialogs.page import Row
from bot.dialogs.pausing import (
    Leave,
    LeavePair,
    Left,
    NowGoesOn,
    NowPaused,
    PairClosed,
    PairIsClosed,
    PairPaused,
    PairResumed,
    Pause,
    PausePair,
    Several,
    Standing,
    ToClose,
    Unmatch,
    Unpause,
)
from bot.dialogs.saying import Option, Said
from bot.language import Name, Text, _, bare_number
from bot.programme import closing, finding_pairs, pausing
from bot.programme.visibility import relation_to
from bot.store import pairs, pauses
from bot.store.closings import Why
from bot.store.pairs import PRESENT, PairOf, Side, State
from bot.store.pauses import Why as PauseWhy

WHY: Mapping[Why, Text] = {
    Why.TRANSFER: _("transfer"),
    Why.RETIREMENT: _("retirement"),
    Why.ABSENCE: _("long leave"),
    Why.REMATCH: _("a new match"),
    Why.DISCIPLINE: _("discipline"),
    Why.NEED_MET: _("coaching has met its need"),
}
DEATHS: Mapping[Side, Text] = {Side.MENTEE: _("the mentee has died"), Side.MENTOR: _("the mentor has died")}
"""Told apart, so that nothing is said to their phone."""


def _pair(asking: Asking, pair_id: int) -> PairOf:
    pair = pairs.get(asking.db, pair_id)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    return pair


def _within_reach(asking: Asking, states: Collection[State]) -> list[PairOf]:
    """One's own pairs and those of one's school, in these states. Closed where there is none."""
    found = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, states, asking.today)
    if not found:
        raise Closed(_("There is no such pair of yours."))
    return found


@facts
def standing(
    asking: Asking, at: PausePair | NowPaused | NowGoesOn | PairPaused | PairResumed | Left | PairClosed | PairIsClosed
) -> Prepared:
    """A pair, and whether it pauses or may go on."""
    return _standing(asking, at)


def _standing(asking: Asking, at: OfPair) -> Prepared:
    pair = _pair(asking, at.pair)
    me, partner = names(asking, pair)
    paused = pauses.open_of(asking.db, pair.id)
    may = paused is not None and pausing.may_resume(asking.db, asking.who.id, pair, paused, asking.today)
    return Prepared(
        Standing(
            me=me,
            mentee=Name(pair.mentee_name),
            mentor=Name(pair.mentor_name),
            partner=partner,
            running=pair.state is State.ACTIVE,
            paused=paused.since if paused else None,
            may_resume=may,
        )
    )


def _label(pair: PairOf) -> Said:
    return Said(_("{mentee} - {mentor}"), {"mentee": Name(pair.mentee_name), "mentor": Name(pair.mentor_name)})


def _only(asking: Asking, states: Collection[State]) -> Dialog | None:
    """The only pair that may be meant; None where there are several, which are listed."""
    prove(asking)
    found = _within_reach(asking, states)
    return PausePair(pair=found[0].id) if len(found) == 1 else None


@routes
def to_pause(asking: Asking, at: Pause) -> Dialog:
    return _only(asking, (State.ACTIVE,)) or at


@routes
def to_resume(asking: Asking, at: Unpause) -> Dialog:
    return _only(asking, (State.PAUSED,)) or at


@facts
def running(asking: Asking, at: Pause) -> Prepared:
    """The pairs that can pause."""
    return _several(_within_reach(asking, (State.ACTIVE,)))


@facts
def paused(asking: Asking, at: Unpause) -> Prepared:
    """The pairs that stand still."""
    return _several(_within_reach(asking, (State.PAUSED,)))


def _several(found: Sequence[PairOf]) -> Prepared:
    return Prepared(Several(tuple(Row(_label(pair), PausePair(pair=pair.id)) for pair in found)))


def _mine(asking: Asking) -> list[PairOf]:
    found = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    if not found:
        raise Closed(_("You are not in a pair now."))
    return found


@routes
def leave_which(asking: Asking, at: Leave) -> Dialog:
    found = _mine(asking)
    return LeavePair(pair=found[0].id) if len(found) == 1 else at


@facts
def leaving(asking: Asking, at: Leave) -> Prepared:
    return Prepared(Several(tuple(Row(_label(pair), LeavePair(pair=pair.id)) for pair in _mine(asking))))


@facts
def leave_pair(asking: Asking, at: LeavePair) -> Prepared:
    """One's own pair that is not over."""
    if all(pair.id != at.pair for pair in _mine(asking)):
        raise Closed(_("You cannot open that."))
    return _standing(asking, at)


# deeds


@does(PausePair.pause)
def pause(asking: Asking, at: PausePair) -> Dialog:
    pausing.pause(asking.db, asking.who.id, at.pair, PauseWhy.ASKED, asking.now)
    return NowPaused(pair=at.pair)


@does(PausePair.resume)
def resume(asking: Asking, at: PausePair) -> Dialog:
    pausing.resume(asking.db, asking.who.id, at.pair, asking.now)
    return NowGoesOn(pair=at.pair)


@does(LeavePair.leave)
def leave(asking: Asking, at: LeavePair) -> Dialog:
    """One of the two leaves."""
    pair = _pair(asking, at.pair)
    closing.close(asking.db, asking.who.id, pair.id, Why.LEFT, pair.side(asking.who.id), asking.now)
    return Left(pair=at.pair)


# closing


@subjects
def to_close(asking: Asking, form: type[Unmatch], words: str) -> list[Subject]:
    """The pairs that this person may close: of their school, or of the mentee or mentor with this TSC number."""
    prove(asking)
    number = words.strip() if bare_number(words) is not None else None
    found = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, PRESENT, asking.today, number)
    found = [pair for pair in found if _reasons(asking, pair)]
    if not found:
        raise Closed(_("Reply UNMATCH and the TSC number of a mentee or mentor of yours, like UNMATCH 812345."))
    return [Subject(form(pair=pair.id), _label(pair)) for pair in found]


def _reasons(asking: Asking, pair: PairOf) -> tuple[Option, ...]:
    viewer = relation_to(asking.db, asking.who.id, pair, asking.today)
    may = closing.reasons(viewer, pair.kind)
    deaths = [Option(f"{Why.DEATH}:{side}", text) for side, text in DEATHS.items() if Why.DEATH in may]
    return (*(Option(why.value, WHY[why]) for why in may if why in WHY), *deaths)


@facts
def closable(asking: Asking, at: Unmatch) -> Prepared:
    """A pair that this person may close, with the reasons that are theirs."""
    pair = _pair(asking, at.pair)
    found = _reasons(asking, pair)
    if not found or pair.state not in PRESENT:
        raise Closed(_("You cannot open that."))
    return Prepared(ToClose(Name(pair.mentee_name), Name(pair.mentor_name), found))


@takes
def take_unmatch(asking: Asking, at: Unmatch, given: Answers) -> Dialog:
    """A pair is closed early."""
    why, _colon, of = given["why"].partition(":")
    closing.close(asking.db, asking.who.id, at.pair, Why(why), Side(of) if of else None, asking.now)
    return PairIsClosed(pair=at.pair)
