"""TRAIN at the desk: which mentors are meant, by name or number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import facts, finds, takes
from bot.dialogs.offices.shared import several
from bot.dialogs.refusals import NotYours
from bot.dialogs.training import deeds
from bot.dialogs.training.pages import MentorsTrained, TrainingRecorded
from bot.dialogs.training.paper import ALL, TRAINED, Train
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.forms.lists import ALL_WORDS
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option, Said
from bot.language import Name, _, fold
from bot.store.matching.candidates import Candidate

NOT_HEAD = _("The head of a school records the training of its mentors.")


@finds(TRAINED)
@dataclass
class TheTrained:
    """Mentors of the head's own school, stored by their ids."""

    asking: Asking

    @cached_property
    def mentors(self) -> list[Candidate]:
        """Them, by name; nobody for who is no head."""
        try:
            return deeds.mentors(self.asking.db, self.asking.who.id, self.asking.now)
        except NotYours:
            return []

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """All, or each by name or number."""
        if fold(words) in ALL_WORDS:
            return self._found([one.id for one in self.mentors])
        named = several(words, [(one.number, one.name) for one in self.mentors])
        if not named:
            raise NotUnderstood
        ids = {one.number: one.id for one in self.mentors}
        return self._found([ids[number] for number in named])

    def _found(self, ids: list[int]) -> Found:
        return Found(".".join(map(str, ids)), Said(_("{count} mentors"), {"count": len(ids)}))

    def get(self, stored: str) -> Found | None:
        mine = {str(one.id): one for one in self.mentors}
        ids = list(mine) if stored == ALL else stored.split(".")
        if not ids or not {*ids} <= mine.keys():
            return None
        if len(ids) == 1:
            return Found(stored, Name(mine[ids[0]].name))
        return self._found([int(one) for one in ids])

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All, and those who are not trained yet."""
        left = [one for one in self.mentors if not one.trained][: PAGE_OF - 1]
        return (*(Option(str(one.id), Name(one.name).short) for one in left), Option(ALL, _("all mentors"), ("all",)))


@facts
def form(asking: Asking, at: Train) -> Prepared:
    """TRAIN is for heads who have mentors."""
    try:
        found = deeds.mentors(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(NOT_HEAD) from None
    if not found:
        raise NotOpen(_("Your school has no mentors yet. MENTOR nominates one."))
    return Prepared(NoFacts())


@takes
def take(asking: Asking, at: Train, given: Answers) -> Dialog:
    """The training is on record for each of them."""
    mine = deeds.mentors(asking.db, asking.who.id, asking.now)
    who = [one.id for one in mine] if given["who"] == ALL else [int(one) for one in given["who"].split(".")]
    day = date.fromisoformat(given["day"])
    deeds.train(asking.db, asking.who.id, who, day, given["place"], asking.now)
    return TrainingRecorded(day=day, count=len(who))


@facts
def recorded(asking: Asking, at: TrainingRecorded) -> Prepared:
    """The receipt, with how many of the school's mentors are trained."""
    try:
        found = deeds.mentors(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotFound from None
    return Prepared(MentorsTrained(at.day, at.count, sum(one.trained for one in found), len(found)))
