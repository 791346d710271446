"""Pausing, leaving and closing a pair at the desk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed, prove
from bot.desk.records import names
from bot.dialogs.page import Row
from bot.dialogs.pausing import Several, Standing, ToClose
from bot.dialogs.place import Place
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


def _pair(asking: Asking, pair_id: str) -> PairOf:
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    return pair


def _within_reach(asking: Asking, states: Collection[State]) -> list[PairOf]:
    """One's own pairs and those of one's school, in these states. Closed where there is none."""
    found = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, states, asking.today)
    if not found:
        raise Closed(_("There is no such pair of yours."))
    return found


def standing(asking: Asking, args: Args) -> Prepared:
    """A pair, and whether it pauses or may go on."""
    pair = _pair(asking, args["pair"])
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


def _route(page: str, states: Collection[State]) -> Callable[[Asking, Place], Place]:
    """Leads to the only pair that may be meant; where there are several, they are listed."""

    def route(asking: Asking, place: Place) -> Place:
        prove(asking)
        found = _within_reach(asking, states)
        return Place(page, {"pair": str(found[0].id)}) if len(found) == 1 else place

    return route


def _several(states: Collection[State]) -> Callable[[Asking, Args], Prepared]:
    def several(asking: Asking, args: Args) -> Prepared:
        found = _within_reach(asking, states)
        return Prepared(Several(tuple(Row(_label(pair), {"pair": str(pair.id)}) for pair in found)))

    return several


def _mine(asking: Asking) -> list[PairOf]:
    found = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    if not found:
        raise Closed(_("You are in no pair."))
    return found


def leave_which(asking: Asking, place: Place) -> Place:
    found = _mine(asking)
    return Place("LeavePair", {"pair": str(found[0].id)}) if len(found) == 1 else place


def leaving(asking: Asking, args: Args) -> Prepared:
    return Prepared(Several(tuple(Row(_label(pair), {"pair": str(pair.id)}) for pair in _mine(asking))))


def leave_pair(asking: Asking, args: Args) -> Prepared:
    """One's own pair that is not over."""
    if all(str(pair.id) != args["pair"] for pair in _mine(asking)):
        raise Closed(_("That is not open to you."))
    return standing(asking, args)


# deeds


def pause(asking: Asking, args: Args) -> Place:
    pausing.pause(asking.db, asking.who.id, int(args["pair"]), PauseWhy.ASKED, asking.now)
    return Place("NowPaused", {"pair": args["pair"]})


def resume(asking: Asking, args: Args) -> Place:
    pausing.resume(asking.db, asking.who.id, int(args["pair"]), asking.now)
    return Place("NowGoesOn", {"pair": args["pair"]})


def leave(asking: Asking, args: Args) -> Place:
    """One of the two leaves."""
    pair = _pair(asking, args["pair"])
    closing.close(asking.db, asking.who.id, pair.id, Why.LEFT, pair.side(asking.who.id), asking.now)
    return Place("Left", {"pair": args["pair"]})


# closing


def to_close(asking: Asking, words: str) -> list[Subject]:
    """The pairs that this person may close: of their school, or of the mentee or mentor with this TSC number."""
    prove(asking)
    number = words.strip() if bare_number(words) is not None else None
    found = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, PRESENT, asking.today, number)
    found = [pair for pair in found if _reasons(asking, pair)]
    if not found:
        raise Closed(_("Reply UNMATCH and the TSC number of a mentee or mentor of yours, like UNMATCH 812345."))
    return [Subject({"pair": str(pair.id)}, _label(pair)) for pair in found]


def _reasons(asking: Asking, pair: PairOf) -> tuple[Option, ...]:
    viewer = relation_to(asking.db, asking.who.id, pair, asking.today)
    may = closing.reasons(viewer, pair.kind)
    deaths = [Option(f"{Why.DEATH}:{side}", text) for side, text in DEATHS.items() if Why.DEATH in may]
    return (*(Option(why.value, WHY[why]) for why in may if why in WHY), *deaths)


def closable(asking: Asking, args: Args) -> Prepared:
    """A pair that this person may close, with the reasons that are theirs."""
    pair = _pair(asking, args["pair"])
    found = _reasons(asking, pair)
    if not found or pair.state not in PRESENT:
        raise Closed(_("That is not open to you."))
    return Prepared(ToClose(Name(pair.mentee_name), Name(pair.mentor_name), found))


def take_unmatch(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """A pair is closed early."""
    why, _colon, of = given["why"].partition(":")
    closing.close(asking.db, asking.who.id, int(args["pair"]), Why(why), Side(of) if of else None, asking.now)
    return Place("PairIsClosed", {"pair": args["pair"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Pause": _several((State.ACTIVE,)),
    "Unpause": _several((State.PAUSED,)),
    "PausePair": standing,
    "NowPaused": standing,
    "NowGoesOn": standing,
    "PairPaused": standing,
    "PairResumed": standing,
    "Leave": leaving,
    "LeavePair": leave_pair,
    "Left": standing,
    "PairClosed": standing,
    "PairIsClosed": standing,
    "Unmatch": closable,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {
    "Pause": _route("PausePair", (State.ACTIVE,)),
    "Unpause": _route("PausePair", (State.PAUSED,)),
    "Leave": leave_which,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"Unmatch": to_close}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"Unmatch": take_unmatch}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "pause_pair": pause,
    "resume_pair": resume,
    "leave_pair": leave,
}
