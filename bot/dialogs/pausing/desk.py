"""Pausing, leaving and closing a pair at the desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, OfPair, Prepared, Subject, open_pair, prove
from bot.dialogs.handlers import does, facts, routes, subjects, takes
from bot.dialogs.offices import deeds as finding_pairs
from bot.dialogs.offices.rules import Office, headquarters, number_in
from bot.dialogs.offices.shared import pairs_named
from bot.dialogs.pairs.shared import names
from bot.dialogs.pausing import deeds, rules
from bot.dialogs.pausing.pages import (
    ConductNoted,
    Leave,
    LeavePair,
    Left,
    NowGoesOn,
    NowPaused,
    PairClosed,
    PairHeld,
    PairIsClosed,
    PairPaused,
    PairResumed,
    PairStanding,
    PairsToChoose,
    Pause,
    PausePair,
    Unpause,
)
from bot.dialogs.pausing.paper import Suspend, ToClose, Unmatch
from bot.dialogs.visibility import Data, may_see, relation_to
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Option, Said
from bot.language import Marked, Name, _
from bot.store import pairs
from bot.store.pairs import PRESENT, PairOf, PairState, Side
from bot.store.pausing import closings, pauses
from bot.store.pausing.closings import WhyClosed
from bot.store.pausing.pauses import PairPause, WhyPaused

WHY: Mapping[WhyClosed, Marked] = {
    WhyClosed.TRANSFER: _("transfer"),
    WhyClosed.RETIREMENT: _("retirement"),
    WhyClosed.ABSENCE: _("long leave"),
    WhyClosed.REMATCH: _("a new match"),
    WhyClosed.DISCIPLINE: _("discipline"),
    WhyClosed.NEED_MET: _("coaching has met its need"),
}
DEATHS: Mapping[Side, Marked] = {Side.MENTEE: _("the mentee has died"), Side.MENTOR: _("the mentor has died")}
"""Told apart, so that nothing is said to their phone."""


def _within_reach(asking: Asking, states: Collection[PairState], whom: str | None = None) -> list[PairOf]:
    """One's own pairs and those of one's school, in these states; those that are named. Closed where there is none."""
    found = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, states, asking.today, whom or "")
    if whom and not number_in(whom)[0]:
        return pairs_named(whom, found)
    if not found:
        raise NotOpen(_("There is no such pair of yours."))
    return found


@facts
def standing(
    asking: Asking, at: PausePair | NowPaused | NowGoesOn | PairPaused | PairResumed | Left | PairClosed | PairIsClosed
) -> Prepared:
    """A pair, and whether it pauses or may go on."""
    return _standing(asking, at)


def _standing(asking: Asking, at: OfPair) -> Prepared:
    pair = open_pair(asking, at.pair, "session")
    me, partner = names(asking, pair)
    paused = pauses.open_of(asking.db, pair.id)
    may = paused is not None and deeds.may_resume(asking.db, asking.who.id, pair, paused, asking.today)
    return Prepared(
        PairStanding(
            me=me,
            mentee=Name(pair.mentee_name),
            mentor=Name(pair.mentor_name),
            partner=partner,
            running=pair.state is PairState.ACTIVE,
            paused=paused.since if paused else None,
            may_resume=may,
            by_office=_by_office(asking, pair, paused),
        )
    )


def _by_office(asking: Asking, pair: PairOf, paused: PairPause | None) -> bool:
    """Whether an office above the school has suspended this pair, or closed it."""
    if paused is not None:
        return paused.why.by_office
    closing = closings.of_pair(asking.db, pair.id)
    by = relation_to(asking.db, closing.by_id, pair, asking.today) if closing is not None else None
    return by in rules.FOR_CONDUCT


def _label(pair: PairOf) -> Said:
    return Said(_("{mentee} - {mentor}"), {"mentee": Name(pair.mentee_name), "mentor": Name(pair.mentor_name)})


def _only(asking: Asking, states: Collection[PairState], whom: str | None) -> Dialog | None:
    """The only pair that may be meant; None where there are several, which are listed."""
    if whom is None:  # else a sentence that begins with “pause” would ask for the PIN
        prove(asking)
    found = _within_reach(asking, states, whom)
    prove(asking)
    return PausePair(pair=found[0].id) if len(found) == 1 else None


@routes
def to_pause(asking: Asking, at: Pause) -> Dialog:
    return _only(asking, (PairState.ACTIVE,), at.whom) or at


@routes
def to_resume(asking: Asking, at: Unpause) -> Dialog:
    return _only(asking, (PairState.PAUSED,), at.whom) or at


@facts
def running(asking: Asking, at: Pause) -> Prepared:
    """The pairs that can pause."""
    return _several(_within_reach(asking, (PairState.ACTIVE,), at.whom))


@facts
def paused(asking: Asking, at: Unpause) -> Prepared:
    """The pairs that stand still."""
    return _several(_within_reach(asking, (PairState.PAUSED,), at.whom))


def _several(found: Sequence[PairOf]) -> Prepared:
    return Prepared(PairsToChoose(tuple(Row(_label(pair), PausePair(pair=pair.id)) for pair in found)))


def _mine(asking: Asking) -> list[PairOf]:
    found = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    if not found:
        raise NotOpen(_("You are not in a pair now."))
    return found


@routes
def leave_which(asking: Asking, at: Leave) -> Dialog:
    found = _mine(asking)
    return LeavePair(pair=found[0].id) if len(found) == 1 else at


@facts
def leaving(asking: Asking, at: Leave) -> Prepared:
    return Prepared(PairsToChoose(tuple(Row(_label(pair), LeavePair(pair=pair.id)) for pair in _mine(asking))))


@facts
def leave_pair(asking: Asking, at: LeavePair) -> Prepared:
    """One's own pair that is not over."""
    if all(pair.id != at.pair for pair in _mine(asking)):
        raise NotFound
    return _standing(asking, at)


# deeds


@does(PausePair.pause)
def pause(asking: Asking, at: PausePair) -> Dialog:
    deeds.pause(asking.db, asking.who.id, at.pair, WhyPaused.ASKED, asking.now)
    return NowPaused(pair=at.pair)


@does(PausePair.resume)
def resume(asking: Asking, at: PausePair) -> Dialog:
    deeds.resume(asking.db, asking.who.id, at.pair, asking.now)
    return NowGoesOn(pair=at.pair)


@does(LeavePair.leave)
def leave(asking: Asking, at: LeavePair) -> Dialog:
    """One of the two leaves."""
    pair = open_pair(asking, at.pair, "session")
    deeds.close(asking.db, asking.who.id, pair.id, WhyClosed.LEFT, pair.side(asking.who.id), asking.now)
    return Left(pair=at.pair)


# closing


@subjects
def to_close(asking: Asking, form: type[Unmatch], words: str) -> list[Subject]:
    """The pairs that this person may close: of their school, or of the mentee or mentor with this number or name."""
    meant = _meant(asking, asking.office, words)
    found = [pair for pair in meant if _reasons(asking, pair) and _opens(asking, pair)]
    if meant and not found and asking.office is not None:
        raise NotOpen(_("The head or the Sub-County Director closes that pair. For conduct you have SUSPEND."))
    if not found:
        raise NotOpen(_("Reply UNMATCH and the name or TSC number of a mentee or mentor of yours: UNMATCH 812345."))
    return [Subject(form(pair=pair.id), _label(pair)) for pair in found]


def _meant(asking: Asking, office: Office | None, words: str) -> list[PairOf]:
    """The pairs that are not over and are this person's to close, or those of them that the words name."""
    prove(asking)
    found = finding_pairs.within_reach(asking.db, asking.who.id, office, PRESENT, asking.today, words)
    by_name = words.strip() and not number_in(words)[0]
    return pairs_named(words, found) if by_name and (found or office is not None) else found


def _opens(asking: Asking, pair: PairOf) -> bool:
    """Whether the matrix opens a pair to this person: to a County Director it does not."""
    viewer = relation_to(asking.db, asking.who.id, pair, asking.today)
    return may_see(viewer, Data.SESSION).opens


def _reasons(asking: Asking, pair: PairOf) -> tuple[Option, ...]:
    viewer = relation_to(asking.db, asking.who.id, pair, asking.today)
    may = rules.reasons(viewer, pair.kind)
    deaths = [Option(f"{WhyClosed.DEATH}:{side}", text) for side, text in DEATHS.items() if WhyClosed.DEATH in may]
    return (*(Option(why.value, WHY[why]) for why in may if why in WHY), *deaths)


@facts
def closable(asking: Asking, at: Unmatch) -> Prepared:
    """A pair that this person may close, with the reasons that are theirs."""
    pair = open_pair(asking, at.pair, "session")
    found = _reasons(asking, pair)
    if not found or pair.state not in PRESENT:
        raise NotFound
    return Prepared(ToClose(Name(pair.mentee_name), Name(pair.mentor_name), found))


@takes
def take_unmatch(asking: Asking, at: Unmatch, given: Answers) -> Dialog:
    """A pair is closed early."""
    why, _colon, of = given["why"].partition(":")
    deeds.close(asking.db, asking.who.id, at.pair, WhyClosed(why), Side(of) if of else None, asking.now)
    return PairIsClosed(pair=at.pair)


# conduct

SUSPENSIONS: Mapping[WhyPaused, Marked] = {
    WhyPaused.SUSPENDED: _("suspend, an inquiry runs"),
    WhyPaused.DISCIPLINE: _("suspend, disciplinary case"),
    WhyPaused.SAFETY: _("suspend, safety"),
}


@subjects
def to_suspend(asking: Asking, form: type[Suspend], words: str) -> list[Subject]:
    """The pair of the mentee or mentor with this TSC number or name, for an officer above it."""
    found = _meant(asking, asking.office or headquarters(asking.roles), words)
    may = [pair for pair in found if deeds.may_pause(asking.db, asking.who.id, pair, asking.today, by_office=True)]
    if not may:
        raise NotOpen(_("Reply SUSPEND and the name or TSC number of a mentee or mentor of yours: SUSPEND 812345."))
    return [Subject(form(pair=pair.id), _label(pair)) for pair in may]


@facts
def suspendable(asking: Asking, at: Suspend) -> Prepared:
    """What an officer may do: suspend it, end that, or close it."""
    pair = open_pair(asking, at.pair, Suspend.shows)
    if pair.state not in PRESENT:
        raise NotFound
    running = [Option(why.value, text) for why, text in SUSPENSIONS.items() if pair.state is PairState.ACTIVE]
    again = [Option("go on", _("end the suspension"))] if pair.state is PairState.PAUSED else []
    close = Option("close", _("close, discipline"))
    return Prepared(ToClose(Name(pair.mentee_name), Name(pair.mentor_name), (*running, *again, close)))


@takes
def take_suspend(asking: Asking, at: Suspend, given: Answers) -> Dialog:
    """An officer suspends a pair, ends that, or closes it."""
    match given["why"]:
        case "close":
            deeds.close(asking.db, asking.who.id, at.pair, WhyClosed.DISCIPLINE, None, asking.now)
        case "go on":
            deeds.resume(asking.db, asking.who.id, at.pair, asking.now)
        case why:
            deeds.pause(asking.db, asking.who.id, at.pair, WhyPaused(why), asking.now)
    return ConductNoted(pair=at.pair)


@facts
def conduct(asking: Asking, at: ConductNoted) -> Prepared:
    """How a pair stands, to the office."""
    pair = open_pair(asking, at.pair, ConductNoted.shows)
    closed, paused = pair.state not in PRESENT, pair.state is PairState.PAUSED
    return Prepared(PairHeld(Name(pair.mentee_name), Name(pair.mentor_name), closed, paused))
