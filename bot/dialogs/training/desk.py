"""TRAIN at the desk: who is meant, by name or number; and the trainings of an area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts, finds, takes
from bot.dialogs.offices.rules import NATION, OFFICERS
from bot.dialogs.offices.shared import several
from bot.dialogs.refusals import NotYours
from bot.dialogs.training import deeds
from bot.dialogs.training.deeds import Trained
from bot.dialogs.training.pages import (
    OneTraining,
    PeopleTrained,
    TrainedNames,
    TrainingRecorded,
    Trainings,
    TrainingsGiven,
    TrainingWith,
)
from bot.dialogs.training.paper import ALL, TRAINED, Train
from bot.dialogs.visibility import Viewer
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.forms.lists import ALL_WORDS
from bot.forms.page import PAGE_OF, Row
from bot.forms.saying import Option, Said
from bot.language import Marked, Name, _, fold
from bot.store import areas
from bot.store.orientation import cascade, trainings
from bot.store.orientation.cascade import GivenTraining, Trainee
from bot.store.orientation.trainings import TrainingKind
from bot.store.people import people
from bot.store.people.roles import Role

NOT_HEAD = _("The head of a school records the training of its mentors.")
COUNT: dict[TrainingKind, Marked] = {
    TrainingKind.MENTOR: _("{count:# mentor|# mentors}"),
    TrainingKind.TOT: _("{count:# head|# heads}"),
    TrainingKind.MASTER: _("{count:# officer|# officers}"),
    TrainingKind.CHAMPION: _("{count:# champion|# champions}"),
}
EVERYBODY: dict[TrainingKind, Marked] = {
    TrainingKind.MENTOR: _("all mentors"),
    TrainingKind.TOT: _("all heads"),
    TrainingKind.MASTER: _("all officers"),
}
NOBODY: dict[TrainingKind, Marked] = {
    TrainingKind.MENTOR: _("Your school has no mentors yet. MENTOR nominates one."),
    TrainingKind.TOT: _("Your area has no heads on record yet."),
    TrainingKind.MASTER: _("No officers are on record yet."),
}
MOST = 20
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
        """All, or each by name or number."""
        if fold(words) in ALL_WORDS:
            return self._found([one.id for one in self.people])
        named = several(words, [(one.number, one.name) for one in self.people])
        if not named:
            raise NotUnderstood
        ids = {one.number: one.id for one in self.people}
        return self._found([ids[number] for number in named])

    def _found(self, ids: list[int]) -> Found:
        """Them by number; heads and champions apart."""
        of = Counter(self.known.kind_of(one) for one in ids)
        said = [Said(COUNT[kind], {"count": count}) for kind, count in of.items()]
        label = said[0] if len(said) == 1 else Said(_("{one} and {other}"), {"one": said[0], "other": said[1]})
        return Found(".".join(map(str, ids)), label)

    def get(self, stored: str) -> Found | None:
        mine = {str(one.id): one for one in self.people}
        ids = list(mine) if stored == ALL else stored.split(".")
        if not ids or not {*ids} <= mine.keys():
            return None
        if len(ids) == 1:
            return Found(stored, Name(mine[ids[0]].name))
        return self._found([int(one) for one in ids])

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All, and those who are not trained yet."""
        left = [one for one in self.people if not one.trained][: PAGE_OF - 1]
        return (
            *(Option(str(one.id), Name(one.name).short) for one in left),
            Option(ALL, EVERYBODY[self.known.kind], ("all",)),
        )


@facts
def form(asking: Asking, at: Train) -> Prepared:
    """TRAIN is for whoever has somebody to train."""
    found = _mine(asking)
    if not found.people:
        raise NotOpen(NOBODY[found.kind])
    return Prepared(NoFacts())


def _mine(asking: Asking) -> Trained:
    try:
        return deeds.trainees(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(NOT_HEAD) from None


@takes
def take(asking: Asking, at: Train, given: Answers) -> Dialog:
    """The training is on record for each of them."""
    mine = _mine(asking)
    who = [one.id for one in mine.people] if given["who"] == ALL else [int(one) for one in given["who"].split(".")]
    day = date.fromisoformat(given["day"])
    deeds.train(asking.db, asking.who.id, who, day, given["place"], asking.now)
    champions = len(mine.champions.intersection(who))
    return TrainingRecorded(day=day, count=len(who) - champions, champions=champions)


@facts
def recorded(asking: Asking, at: TrainingRecorded) -> Prepared:
    """The receipt, with how many of all are trained."""
    found = _mine(asking)
    own = [one for one in found.people if one.id not in found.champions]
    trained = sum(one.trained for one in own)
    heads, officers = found.kind is TrainingKind.TOT, found.kind is TrainingKind.MASTER
    return Prepared(PeopleTrained(at.day, at.count, trained, len(own), heads, officers, at.champions))


# who trained whom


@facts
def given(asking: Asking, at: Trainings) -> Prepared:
    """The cascade in an office's area, the newest trainings first."""
    here = office(asking)
    whole = figures.total(asking.db, here.area_id, asking.now, here.levels)
    kinds = tuple(TrainingKind) if here.oversees_schools else (TrainingKind.MENTOR,)
    found = cascade.given(asking.db, here.area_id, here.levels, kinds, asking.today, MOST)
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
            above=here.oversees_schools,
            rows=tuple(Row(_line(one), OneTraining(training=one.id)) for one in found),
        )
    )


def _line(one: GivenTraining) -> Said:
    said = COUNT[one.kind]
    values = {"day": one.day, "who": Said(said, {"count": one.count}), "by": Name(one.by) if one.by else None}
    return Said(_("{by}: {who}, {day}"), values) if one.by else Said(_("{who}, {day}"), values)


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
