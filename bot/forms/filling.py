"""One person filling in one form: what a reply, BACK or SKIP makes of it. Pure: nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any

from bot.forms.closed import AGAIN, Confirm
from bot.forms.facts import Context, NotUnderstood
from bot.forms.form import Echo, Form, echo_options
from bot.forms.half import Half
from bot.forms.hearing import heard
from bot.forms.naming import correction, wrong_step
from bot.forms.path import Path, Step, walk
from bot.forms.questions import SKIPPED, Choice
from bot.forms.saying import Option, Said, pick, seen
from bot.language import (
    _,
    answer_alone,
    bare_number,
    in_parts,
    telling,
    yes_or_no,
)

ECHO, CHANGE = "echo", "change"
OTHER = Option("", _("other"))


class End(Enum):
    """How a form ends."""

    SEND = "send"
    LEAVE = "leave"


class PlaceMoved(Exception):
    """The place that was answered is no longer what was said: ask again, read nothing."""


@dataclass(frozen=True)
class Filling:
    """A form with its answers; `said` is the key of the place last said, and the only pointer."""

    form: type[Form[Any]]
    context: Context
    answers: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    """What a review was opened with."""
    said: str = ""
    misses: int = 0
    half: str = ""
    """What the last answer to the place last said has said already, where something of it is still asked."""

    @cached_property
    def merged(self) -> dict[str, str]:
        return {**self.base, **self.answers}

    @cached_property
    def path(self) -> Path:
        return walk(self.form, replace(self.context, answers=self.merged), self.merged)

    @property
    def step(self) -> Step | None:
        return self.path.at(self.said)

    @property
    def rest(self) -> str:
        """Where the form goes on: the first open question, else the echo."""
        return self.path.missing.key if self.path.missing else ECHO

    @property
    def changed(self) -> bool:
        """Whether a review says something else than what was opened."""
        return any(self.merged[key] != self.base.get(key) for key in self.path.answers if key in self.base)

    @property
    def echo(self) -> Echo:
        return self.form.changed if self.form.changed and self.changed else self.form.echo

    def at(self, said: str) -> Filling:
        moved = replace(self, said=said, misses=0, half="")
        vars(moved)["path"] = self.path  # the same answers lead the same way: it need not be walked again
        return moved

    def onward(self) -> Filling:
        return self.at(self.rest)

    def settled(self) -> Filling:
        """This filling at a place that exists: after a deploy the place last said may be gone."""
        if self.said in (ECHO, CHANGE) and self.path.missing is None:
            return self
        return self if self.step is not None and self.said not in (ECHO, CHANGE) else self.onward()


def options(filling: Filling) -> tuple[Option, ...]:
    """What may be chosen at the place last said."""
    if filling.said == ECHO:
        return echo_options(filling.echo)
    if filling.said == CHANGE:
        asked = filling.path.asked
        return tuple(Option(step.key, Said(step.question.label or step.question.ask, step.known)) for step in asked)
    step = filling.step
    if step is None:
        return ()
    shown = step.question.options(step.context)
    if shown or filling.misses < 2 or filling.half:
        return shown
    offers = step.question.offers(step.context)
    return (*offers, OTHER) if offers else ()


def reply(filling: Filling, words: str, fingerprint: str | None = None, buttons: bool = False) -> Filling | End:
    """What an answer to the place last said makes of the form; `buttons`: whether its choices were shown as such.

    Raises NotUnderstood with the reason, or Moved when the list that was shown has changed since.
    """
    shown = options(filling)
    if fingerprint is not None and fingerprint != seen(shown, buttons):
        raise PlaceMoved
    if filling.said in (ECHO, CHANGE):
        return _read_back(filling, shown, words, buttons)
    step = filling.step
    if step is None:
        raise PlaceMoved
    if filling.misses >= 2 and bare_number(words) is not None and not filling.half:
        chosen = pick(shown, words, buttons)
        if chosen is not None:
            return choose(filling, chosen.key)
    try:
        return _answered(filling, step, _completed(filling, step, words))
    except NotUnderstood:
        further = _further(filling, step, words)
        if further is None:
            raise
        return further


def _read_back(filling: Filling, shown: Sequence[Option], words: str, buttons: bool) -> Filling | End:
    """What an answer to what was read back makes of it: one said anew, one that is wrong, or a choice."""
    fixed = filling.said == ECHO and not filling.echo.change
    if not fixed and (anew := correction(filling.path.asked, words)) is not None:
        return filling.at(anew[0].key) if anew[1] is None else _answered(filling, anew[0], anew[1])
    if not fixed and (named := wrong_step(filling.path.asked, words)) is not None:
        return filling.at(named)
    chosen = pick(shown, words, buttons)
    if chosen is None:
        raise NotUnderstood
    return choose(filling, chosen.key)


def _is_bare(filling: Filling, step: Step, words: str) -> bool:
    """Whether a yes, no or ok comes to a question in words, that it does not choose from nor leave empty."""
    free = step.question.takes_any and pick(options(filling), words) is None
    return free and yes_or_no(words) is not None and not step.question.may_skip(step.context)


def _completed(filling: Filling, step: Step, words: str) -> str:
    """The stored meaning of an answer, with what the one before it has said already."""
    if filling.form.more_than_yes and _is_bare(filling, step, words):
        raise NotUnderstood
    if filling.form.shows == "journal" and step.question.takes_any and not step.question.aside:
        words = answer_alone(words)
    if not filling.half:
        return heard(step, words)
    faults: list[NotUnderstood] = []
    for reading in Half.read(filling.half).readings(words):
        try:
            return heard(step, reading)
        except NotUnderstood as fault:
            faults.append(fault)
    told = next((fault for fault in faults if fault.half), faults[-1])
    raise told if told.half else told.keeping(filling.half)


def _further(filling: Filling, step: Step, words: str) -> Filling | End | None:
    """Words that answer the question after this one: why in one's own words, another date instead of keeping one."""
    question = step.question
    if len(in_parts(words, 3).parts) > 1:  # a log is for its own form
        return None
    if isinstance(question, Confirm):
        return _tried(_answered(filling, step, AGAIN), words)
    if isinstance(question, Choice) and question.in_words and telling(words):
        return _tried(_answered(filling, step, question.in_words), words)
    return None


def _tried(filling: Filling, words: str) -> Filling | End | None:
    try:
        return reply(filling, words)
    except NotUnderstood as fault:
        if fault.why is None:
            return None
        raise


def understands(filling: Filling, words: str) -> bool:
    """Whether these words are an answer to the place last said."""
    try:
        reply(filling, words)
    except (NotUnderstood, PlaceMoved):
        return False
    return True


def concerns(filling: Filling, words: str) -> bool:
    """The same, or whether they are about it and only leave something open: “monday or tuesday”."""
    try:
        reply(filling, words)
    except NotUnderstood as fault:
        return fault.answers
    except PlaceMoved:
        return False
    return True


def choose(filling: Filling, key: str) -> Filling | End:
    """What choosing this option, by number or by button, does at the place last said."""
    if filling.said == ECHO:
        return _at_echo(filling, key)
    if filling.said == CHANGE:
        return filling.at(key)
    step = filling.step
    if step is None:
        raise PlaceMoved
    if key == OTHER.key:
        return replace(filling, misses=1)
    if not step.question.options(step.context):
        return _answered(filling, step, heard(step, key))  # what was offered after bad answers is heard like words
    step.question.check(key, step.context)
    return _answered(filling, step, key)


def _at_echo(filling: Filling, key: str) -> Filling | End:
    if key == "change":
        asked = filling.path.asked
        if not asked:  # a version of ours has taken its only question away
            return filling
        return filling.at(CHANGE if len(asked) > 1 else asked[0].key)
    if key == "note":
        return filling.at("note")
    return End(key)


def _answered(filling: Filling, step: Step, stored: str) -> Filling:
    beside = step.key.removesuffix(step.question.name)
    gone = {beside + name for name in step.question.takes_back(stored)}
    answers = {**of_this_one(filling.answers, step, stored), step.key: stored}
    kept = {key: answer for key, answer in answers.items() if key not in gone}
    put = {beside + name: answer for name, answer in step.question.puts(stored, step.context).items()}
    return replace(filling, answers=kept | put).onward()


def of_this_one(answers: Mapping[str, str], step: Step, stored: str | None) -> Mapping[str, str]:
    """The answers that stay when this is answered: none that were given about somebody else."""
    return {} if step.question.begins and answers.get(step.key, stored) != stored else answers


def back(filling: Filling) -> Filling:
    """One question back, its present answer shown; from the first question nowhere."""
    if filling.said == CHANGE or (filling.step and filling.step.question.aside):
        return filling.at(ECHO) if filling.path.missing is None else filling.onward()
    before = filling.path.before(filling.said)
    return filling.at(before.key) if before else filling.at(filling.rest if not filling.said else filling.said)


def skip(filling: Filling) -> Filling:
    """Leaves an optional question empty; a present answer of a needed one stays as it is."""
    step = filling.step
    if step is None or filling.said in (ECHO, CHANGE):
        raise NotUnderstood
    if step.question.may_skip(step.context):
        return _answered(filling, step, SKIPPED)
    if step.stored is not None:
        return filling.onward()
    raise NotUnderstood(_("This one is needed."))


def rests(filling: Filling) -> bool:
    """Whether a sitting ends before the question that comes next: a form that is long is asked in parts (D100)."""
    every, step = filling.form.sitting, filling.step
    return bool(every) and step in filling.path.asked and filling.path.asked.index(step) % every == 0
