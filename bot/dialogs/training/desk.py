"""TRAIN at the desk: who is meant, by name or number; and the trainings of an area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.shared import above_schools, office
from bot.dialogs.handlers import facts, finds, takes
from bot.dialogs.offices.rules import NATION, OFFICERS, Office, headquarters
from bot.dialogs.offices.shared import several
from bot.dialogs.refusals import NotYours
from bot.dialogs.training import deeds, rules
from bot.dialogs.training.deeds import AtTraining, Trained
from bot.dialogs.training.pages import (
    GroupsTrained,
    OneTraining,
    PeopleTrained,
    SoMany,
    TrainedNames,
    TrainedTogether,
    TrainingRecorded,
    Trainings,
    TrainingsGiven,
    TrainingWith,
)
from bot.dialogs.training.paper import ALL, TRAINED, Train, Trainer
from bot.dialogs.training.rules import COUNT, COUNT_OF
from bot.dialogs.visibility import Viewer
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NotUnderstood
from bot.forms.lists import ALL_WORDS
from bot.forms.page import PAGE_OF, Row
from bot.forms.saying import Option, Said
from bot.language import Marked, Name, _, fold
from bot.store import areas
from bot.store.orientation import cascade, group_trainings, trainings
from bot.store.orientation.cascade import GivenTraining, Trainee
from bot.store.orientation.group_trainings import GroupKind, TrainedGroup
from bot.store.orientation.trainings import TrainingKind
from bot.store.people import people
from bot.store.people.roles import Role

NOT_HEAD = _("The head of a school records the training of its mentors.")
NOT_TRAINER = _("At headquarters National Trainers record whom they train. TRAININGS shows all trainings.")
HOW_MANY = _("How many of each group? Write the number beside it, like 3 religious leaders.")
NOT_BY_HEADS = _("A head records mentors by name; TSC offices count such groups. Reply the names of your mentors.")
TOO_MANY = _("Count from 1 to {most} of each group. Please check the number.")
WHICH_GROUPS = _(
    "Only these are counted: beacon teachers, ICT champions, performing heads, senior teachers, religious leaders,"
    " other professionals. Write them, or names."
)
EVERYBODY: dict[TrainingKind, Marked] = {
    TrainingKind.MENTOR: _("all mentors"),
    TrainingKind.TOT: _("all heads"),
    TrainingKind.MASTER: _("all officers"),
}
NOBODY = _("Your school has no mentors yet. MENTOR nominates one.")
LISTED = 20
"""Trainings that are listed, the newest."""


@finds(TRAINED)
@dataclass
class TheTrained:
    """Those whom this person may train, stored by their ids."""

    asking: Asking

    @cached_property
    def known(self) -> Trained:
        """Them, by name; nobody for who trains nobody."""
        try:
            return deeds.trainees(self.asking.db, self.asking.who.id, self.asking.now)
        except NotYours:
            return Trained(TrainingKind.MENTOR, [])

    @property
    def people(self) -> list[Trainee]:
        return self.known.people

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """All, or each by name or number; and groups, where they are counted."""
        found = rules.counted(words)
        if found.groups and self.known.area_id is None:
            raise NotUnderstood(NOT_BY_HEADS).answering().showing()
        if any(count is None for _kind, count in found.groups):
            raise NotUnderstood(HOW_MANY).answering().showing()
        if not all(1 <= count <= rules.MOST for count in found.counts.values()):
            raise NotUnderstood(TOO_MANY, most=rules.MOST).answering().showing()
        ids = self._named(found.rest)
        if not (ids or found.groups):
            raise NotUnderstood
        return self._found(AtTraining(ids, found.counts))

    def _named(self, words: str) -> list[int]:
        if fold(words) in ALL_WORDS:
            return [one.id for one in self.people]
        try:
            named = several(words, [(one.number, one.name) for one in self.people])
        except NotUnderstood:
            if self.known.area_id is not None and rules.counts_others(words):
                raise NotUnderstood(WHICH_GROUPS).answering().showing() from None
            raise
        ids = {one.number: one.id for one in self.people}
        return [ids[number] for number in named]

    def _found(self, who: AtTraining) -> Found:
        """One by name; more by number, heads, champions and groups apart."""
        if len(who.people) == 1 and not who.groups:
            [one] = (one for one in self.people if one.id == who.people[0])
            return Found(_written(who), Name(one.name))
        return Found(_written(who), SoMany(_counts(self.known, who)))

    def get(self, stored: str) -> Found | None:
        who = _read(self.known, stored)
        mine = {one.id for one in self.people}
        if who is None or not (who.people or who.groups) or not {*who.people} <= mine:
            return None
        return self._found(who)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All, and those who are not trained yet."""
        if not self.people:
            return ()
        left = [one for one in self.people if not one.trained][: PAGE_OF - 1]
        return (
            *(Option(str(one.id), Name(one.name).short) for one in left),
            Option(ALL, EVERYBODY[self.known.kind], ("all",)),
        )


def _written(who: AtTraining) -> str:
    return ".".join([*map(str, who.people), *rules.written(who.groups)])


def _read(known: Trained, stored: str) -> AtTraining | None:
    """Reads it back; None where this version does not know it."""
    if stored == ALL:
        return AtTraining([one.id for one in known.people])
    parts = stored.split(".")
    people, groups = ([one for one in parts if (":" in one) is of] for of in (False, True))
    try:
        return AtTraining([int(one) for one in people], rules.read(groups))
    except ValueError:
        return None


def _counts(known: Trained, who: AtTraining) -> tuple[Said, ...]:
    of = Counter(known.kind_of(one) for one in who.people)
    people = (Said(COUNT[kind], {"count": count}) for kind, count in of.items())
    return (*people, *_of_groups(who.groups).all)


def _of_groups(groups: Mapping[GroupKind, int]) -> SoMany:
    """In the order of the policy."""
    return SoMany(tuple(Said(COUNT_OF[kind], {"count": groups[kind]}) for kind in GroupKind if kind in groups))


@facts
def form(asking: Asking, at: Train) -> Prepared:
    """TRAIN is for whoever has somebody to train."""
    found = _mine(asking)
    if not found.people and found.area_id is None:
        raise NotOpen(NOBODY)
    return Prepared(Trainer(above=found.area_id is not None))


def _mine(asking: Asking) -> Trained:
    try:
        return deeds.trainees(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(NOT_TRAINER if headquarters(asking.roles) else NOT_HEAD) from None


@takes
def take(asking: Asking, at: Train, given: Answers) -> Dialog:
    """The training is on record for each of them."""
    mine = _mine(asking)
    who = _read(mine, given["who"])
    assert who is not None, "it was heard as that"
    day = date.fromisoformat(given["day"])
    anew = deeds.train(asking.db, asking.who.id, who, day, given["place"], asking.now)
    champions = len(mine.champions.intersection(who.people))
    count, groups = len(who.people) - champions, rules.written(who.groups)
    return TrainingRecorded(day=day, count=count, champions=champions, groups=groups, anew=anew)


@facts
def recorded(asking: Asking, at: TrainingRecorded) -> Prepared:
    """The receipt, with how many of all are trained."""
    found = _mine(asking)
    own = [one for one in found.people if one.id not in found.champions]
    trained = sum(one.trained for one in own)
    heads, officers = found.kind is TrainingKind.TOT, found.kind is TrainingKind.MASTER
    counted = ((found.kind, at.count), (TrainingKind.CHAMPION, at.champions))
    people = tuple(Said(COUNT[kind], {"count": count}) for kind, count in counted if count)
    everybody = (*people, *_of_groups(rules.read(at.groups)).all) if at.groups else ()
    return Prepared(
        PeopleTrained(
            at.day, at.count, trained, len(own), heads, officers, at.champions, SoMany(everybody), anew=at.anew
        )
    )


# who trained whom


@facts
def given(asking: Asking, at: Trainings) -> Prepared:
    """The cascade in an office's area, the newest trainings first."""
    here = office(asking)
    whole = figures.total(asking.db, here.area_id, asking.now, here.levels)
    kinds = tuple(TrainingKind) if here.oversees_schools else (TrainingKind.MENTOR,)
    found = cascade.given(asking.db, here.area_id, here.levels, kinds, asking.today, LISTED)
    masters = cascade.trainees(asking.db, here.area_id, here.levels, OFFICERS, TrainingKind.MASTER, asking.today)
    heads = cascade.trainees(asking.db, here.area_id, here.levels, (Role.HEAD,), TrainingKind.TOT, asking.today)
    named = cascade.trainees(
        asking.db, here.area_id, here.levels, (Role.CHAMPION,), TrainingKind.CHAMPION, asking.today
    )
    own = areas.get(asking.db, here.area_id) if here.area_id != NATION else None
    return Prepared(
        TrainingsGiven(
            area=own.name if own else "Kenya",
            masters=sum(one.trained for one in masters),
            heads=len(heads),
            tot=sum(one.trained for one in heads),
            mentors=whole.mentors,
            trained=whole.mentors_trained,
            champions=sum(one.trained for one in named),
            groups=_of_groups(group_trainings.sums(asking.db, here.area_id) if here.oversees_schools else {}),
            above=here.oversees_schools,
            rows=_rows(asking, here, found),
        )
    )


def _rows(asking: Asking, here: Office, found: list[GivenTraining]) -> tuple[Row, ...]:
    """The newest trainings of people and of groups, one of a day and place together."""
    rows = [(one.day, Row(_line(one), OneTraining(training=one.id))) for one in found]
    of_place: dict[tuple[int, date, str], list[tuple[TrainedGroup, str]]] = {}
    newest = group_trainings.newest(asking.db, here.area_id, LISTED) if here.oversees_schools else []
    for group, by in newest:
        of_place.setdefault((group.area_id, group.day, fold(group.place)), []).append((group, by))
    for those in of_place.values():
        group, by = those[-1]
        who = Said(_("{count:# other|# others}"), {"count": sum(one.count for one, _by in those)})
        values = {"by": Name(by), "who": who, "day": group.day}
        rows.append((group.day, Row(Said(_("{by}: {who}, {day}"), values), GroupsTrained(group=group.id))))
    return tuple(row for _day, row in sorted(rows, key=lambda one: one[0], reverse=True)[:LISTED])


def _line(one: GivenTraining) -> Said:
    said = COUNT[one.kind]
    values = {"day": one.day, "who": Said(said, {"count": one.count}), "by": Name(one.by) if one.by else None}
    return Said(_("{by}: {who}, {day}"), values) if one.by else Said(_("{who}, {day}"), values)


@facts
def groups_trained(asking: Asking, at: GroupsTrained) -> Prepared:
    """How many of each kind took part, to the offices over whoever trained them: it has no names."""
    here = above_schools(asking)
    found = group_trainings.get(asking.db, at.group, here.area_id)
    if found is None:
        raise NotFound
    by = people.get(asking.db, found.by_id)
    assert by is not None, "somebody entered it"
    groups = {one.kind: one.count for one in deeds.together(asking.db, found)}
    place = None if here.viewer is Viewer.HQ and found.area_id != here.area_id else found.place
    return Prepared(TrainedTogether(found.day, Name(by.name), place, _of_groups(groups)))


@facts
def one_training(asking: Asking, at: OneTraining) -> Prepared:
    """The names of who took part, as far as they are of this office's area; headquarters see only officers' names."""
    here, found = office(asking), trainings.get(asking.db, at.training)
    names = cascade.took_part(asking.db, at.training, here.area_id, here.levels, asking.today)
    if found is None or not names:
        raise NotFound
    if here.viewer is Viewer.HQ and found.kind is not TrainingKind.MASTER:
        raise NotOpen(_("Headquarters see how many were trained; their county has the names."))
    by = people.get(asking.db, found.by_id) if found.by_id is not None else None
    return Prepared(
        TrainingWith(found.day, Name(by.name) if by else None, found.place, len(names), TrainedNames(tuple(names)))
    )
