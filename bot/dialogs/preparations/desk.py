"""Preparation at the desk: one's own needs and readiness, and the partner's once they may be read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared, open_pair
from bot.dialogs.handlers import does, facts, routes, takes
from bot.dialogs.pairs.shared import names
from bot.dialogs.plans.shared import mine
from bot.dialogs.preparations import deeds, rules
from bot.dialogs.preparations.pages import (
    Needs,
    NeedsOfPartner,
    NeedsSaved,
    NeedsShared,
    NeedsToRead,
    Readiness,
    Ready,
    ReadySaved,
    WrittenNeeds,
)
from bot.dialogs.preparations.paper import TAGS, NeedsForm, PreparingPair, ReadyForm
from bot.forms.dialog import Dialog
from bot.language import Marked, _, items_of
from bot.store.pairs import PairOf, Side
from bot.store.preparing import preparations
from bot.store.preparing.preparations import Preparation, PreparationKind

LABELS = {option.key: option.label for option in TAGS}


@facts
def preparing(asking: Asking, at: NeedsForm) -> Prepared:
    """The two who prepare."""
    return _preparing(asking, open_pair(asking, at.pair, NeedsForm.shows))


def _preparing(asking: Asking, pair: PairOf) -> Prepared:
    return Prepared(PreparingPair(*names(asking, pair)))


@facts
def to_read(asking: Asking, at: NeedsToRead) -> Prepared:
    """The notice that the partner's can be read; closed while it cannot."""
    pair = open_pair(asking, at.pair, NeedsForm.shows)
    _theirs(asking, pair)
    return _preparing(asking, pair)


@facts
def own_needs(asking: Asking, at: Needs | NeedsSaved | NeedsShared) -> Prepared:
    """What this person wrote."""
    pair = open_pair(asking, at.pair or 0, NeedsForm.shows)
    known = preparations.of_pair(asking.db, pair.id)
    mine = rules.own(known, asking.who.id, PreparationKind.NEEDS)
    if mine is None:
        raise NotOpen(_("You have written nothing yet. NEEDS begins it."))
    return Prepared(_written(asking, pair, known, mine))


@facts
def partners_needs(asking: Asking, at: NeedsOfPartner) -> Prepared:
    """What the partner wrote, once it may be read."""
    pair = open_pair(asking, at.pair, NeedsForm.shows)
    return Prepared(_written(asking, pair, preparations.of_pair(asking.db, pair.id), _theirs(asking, pair)))


def _theirs(asking: Asking, pair: PairOf) -> Preparation:
    found = rules.readable(preparations.of_pair(asking.db, pair.id), asking.who.id)
    if found is None:
        raise NotOpen(_("You can read it when both of you have written, or when it is shared. NEEDS is yours."))
    return found


def _written(asking: Asking, pair: PairOf, known: list[Preparation], one: Preparation) -> WrittenNeeds:
    me, partner = names(asking, pair)
    label = LABELS.get(one.answers.get("tag", ""))
    return WrittenNeeds(
        me=me,
        partner=partner,
        areas=items_of(one.answers["areas"]),
        tag=label if isinstance(label, Marked) else Marked(""),
        expectations=one.answers["expectations"],
        role=one.answers["role"],
        open=rules.readable(known, asking.who.id) is not None,
        unshared=rules.readable(known, pair.partner_id(asking.who.id)) is None,
    )


@facts
def ready(asking: Asking, at: Readiness | ReadySaved) -> Prepared:
    """The mentor's own readiness check."""
    pair = open_pair(asking, at.pair or 0, NeedsForm.shows)
    mine = rules.own(preparations.of_pair(asking.db, pair.id), asking.who.id, PreparationKind.READY)
    if mine is None:
        raise NotOpen(_("You have written nothing yet. READY begins it."))
    return Prepared(Ready(mine.answers["motivation"], mine.answers["skills"], mine.answers["learning"]))


@facts
def to_ready(asking: Asking, at: ReadyForm) -> Prepared:
    """The check is the mentor's."""
    pair = open_pair(asking, at.pair, NeedsForm.shows)
    if pair.side(asking.who.id) is not Side.MENTOR:
        raise NotOpen(_("This check is for mentors. NEEDS is for both of you."))
    return _preparing(asking, pair)


# where the words lead


@routes
def own_or_form(asking: Asking, at: Needs) -> Dialog:
    """NEEDS leads to what is written already, else to the form; of the first pair that is still to write."""
    found = mine(asking)
    to = _to_write(asking, found, PreparationKind.NEEDS)
    return NeedsForm(pair=to.id) if to else Needs(pair=found[-1].id)


@routes
def ready_or_form(asking: Asking, at: Readiness) -> Dialog:
    """The same for READY, which is the mentor's."""
    found = [pair for pair in mine(asking) if pair.side(asking.who.id) is Side.MENTOR]
    if not found:
        raise NotOpen(_("This check is for mentors. NEEDS is for both of you."))
    to = _to_write(asking, found, PreparationKind.READY)
    return ReadyForm(pair=to.id) if to else Readiness(pair=found[-1].id)


def _to_write(asking: Asking, found: Sequence[PairOf], kind: PreparationKind) -> PairOf | None:
    """The first pair in which this is still to be written."""
    return next(
        (p for p in found if rules.own(preparations.of_pair(asking.db, p.id), asking.who.id, kind) is None), None
    )


# handing in


@takes
def take_needs(asking: Asking, at: NeedsForm, answers: Answers) -> Dialog:
    """Written alone."""
    deeds.save(asking.db, asking.who.id, at.pair, PreparationKind.NEEDS, answers, asking.now)
    return NeedsSaved(pair=at.pair)


@takes
def take_ready(asking: Asking, at: ReadyForm, answers: Answers) -> Dialog:
    """Written for oneself."""
    deeds.save(asking.db, asking.who.id, at.pair, PreparationKind.READY, answers, asking.now)
    return ReadySaved(pair=at.pair)


@does(Needs.share, NeedsSaved.share)
def share(asking: Asking, at: Needs | NeedsSaved) -> Dialog:
    """The partner may read it."""
    deeds.share(asking.db, asking.who.id, at.pair or 0, asking.now)
    return NeedsShared(pair=at.pair or 0)
