"""Preparation at the desk: one's own needs and readiness, and the partner's once they may be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.desk.planning import mine, pair_of
from bot.desk.records import names
from bot.dialogs.place import Place
from bot.dialogs.preparing import TAGS, Preparing, Ready, Written
from bot.language import Text, _, items_of
from bot.programme import preparations as rules
from bot.store import preparations
from bot.store.pairs import PairOf, Side
from bot.store.preparations import Kind, Preparation

LABELS = {option.key: option.label for option in TAGS}


def preparing(asking: Asking, args: Args) -> Prepared:
    """The two who prepare."""
    return Prepared(Preparing(*names(asking, pair_of(asking, args["pair"]))))


def to_read(asking: Asking, args: Args) -> Prepared:
    """The notice that the partner's can be read; closed while it cannot."""
    _theirs(asking, pair_of(asking, args["pair"]))
    return preparing(asking, args)


def own_needs(asking: Asking, args: Args) -> Prepared:
    """What this person wrote."""
    pair = pair_of(asking, args["pair"])
    known = preparations.of_pair(asking.db, pair.id)
    mine = rules.own(known, asking.who.id, Kind.NEEDS)
    if mine is None:
        raise Closed(_("You have written nothing yet. NEEDS begins it."))
    return Prepared(_written(asking, pair, known, mine))


def partners_needs(asking: Asking, args: Args) -> Prepared:
    """What the partner wrote, once it may be read."""
    pair = pair_of(asking, args["pair"])
    return Prepared(_written(asking, pair, preparations.of_pair(asking.db, pair.id), _theirs(asking, pair)))


def _theirs(asking: Asking, pair: PairOf) -> Preparation:
    found = rules.readable(preparations.of_pair(asking.db, pair.id), asking.who.id)
    if found is None:
        raise Closed(_("You can read it when both of you have written, or when it is shared. NEEDS is yours."))
    return found


def _written(asking: Asking, pair: PairOf, known: list[Preparation], one: Preparation) -> Written:
    me, partner = names(asking, pair)
    label = LABELS.get(one.answers.get("tag", ""))
    return Written(
        me=me,
        partner=partner,
        areas=items_of(one.answers["areas"]),
        tag=label if isinstance(label, Text) else Text(""),
        expectations=one.answers["expectations"],
        role=one.answers["role"],
        open=rules.readable(known, asking.who.id) is not None,
        unshared=rules.readable(known, pair.partner_id(asking.who.id)) is None,
    )


def ready(asking: Asking, args: Args) -> Prepared:
    """The mentor's own readiness check."""
    pair = pair_of(asking, args["pair"])
    mine = rules.own(preparations.of_pair(asking.db, pair.id), asking.who.id, Kind.READY)
    if mine is None:
        raise Closed(_("You have written nothing yet. READY begins it."))
    return Prepared(Ready(mine.answers["motivation"], mine.answers["skills"], mine.answers["learning"]))


def to_ready(asking: Asking, args: Args) -> Prepared:
    """The check is the mentor's."""
    pair = pair_of(asking, args["pair"])
    if pair.side(asking.who.id) is not Side.MENTOR:
        raise Closed(_("This check is for mentors. NEEDS is for both of you."))
    return preparing(asking, args)


# where the words lead


def _route(form: str, kind: Kind, *, mentor: bool = False) -> Callable[[Asking, Place], Place]:
    """The page where it is written already, else the form; of the first pair that is still to write."""

    def route(asking: Asking, place: Place) -> Place:
        pairs = [pair for pair in mine(asking) if not mentor or pair.side(asking.who.id) is Side.MENTOR]
        if not pairs:
            raise Closed(_("This check is for mentors. NEEDS is for both of you."))
        for pair in pairs:
            if rules.own(preparations.of_pair(asking.db, pair.id), asking.who.id, kind) is None:
                return Place(form, {"pair": str(pair.id)})
        return Place(place.name, {"pair": str(pairs[-1].id)})

    return route


# handing in


def take_needs(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """Written alone."""
    rules.save(asking.db, asking.who.id, int(args["pair"]), Kind.NEEDS, answers, asking.now)
    return Place("NeedsSaved", {"pair": args["pair"]})


def take_ready(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """Written for oneself."""
    rules.save(asking.db, asking.who.id, int(args["pair"]), Kind.READY, answers, asking.now)
    return Place("ReadySaved", {"pair": args["pair"]})


def share(asking: Asking, args: Args) -> Place:
    """The partner may read it."""
    rules.share(asking.db, asking.who.id, int(args["pair"]), asking.now)
    return Place("NeedsShared", {"pair": args["pair"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "NeedsForm": preparing,
    "Needs": own_needs,
    "NeedsSaved": own_needs,
    "NeedsShared": own_needs,
    "NeedsOfPartner": partners_needs,
    "NeedsToRead": to_read,
    "ReadyForm": to_ready,
    "Readiness": ready,
    "ReadySaved": ready,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {
    "Needs": _route("NeedsForm", Kind.NEEDS),
    "Readiness": _route("ReadyForm", Kind.READY, mentor=True),
}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"NeedsForm": take_needs, "ReadyForm": take_ready}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"share_needs": share}
