"""A form filled by one message: what it says, and what goes without saying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.forms import shorthand
from bot.forms.facts import NotUnderstood
from bot.forms.filling import Filling, of_this_one
from bot.forms.hearing import heard
from bot.forms.path import Step
from bot.forms.questions import SKIPPED
from bot.language import Numbered


def fill(filling: Filling, words: str | Numbered) -> tuple[Filling, NotUnderstood | None]:
    """Fills what a one-message answer says; answers the first thing in it that was not understood, and stands there.

    Questions it has no number for take the answer that goes without saying.
    """
    said = shorthand.of_these(filling.form, filling.context)
    leads = shorthand.grammar(said).lead
    faults: dict[str, NotUnderstood] = {}
    answers, given = dict(filling.answers), dict[str, str]()
    for name, part in shorthand.fields(filling.form, said, words, filling.context):
        step = replace(filling, answers=answers).path.at(name)
        if step is None:
            continue
        try:
            meant = step.question.led(part, step.context) if name in leads else part
            stored = heard(step, meant)
            given[name] = stored
            answers = {**of_this_one(answers, step, stored), **given}
        except NotUnderstood as refusal:
            faults[name] = refusal
            answers = {**of_this_one(answers, step, None), **given}
            answers.pop(name, None)
    filled = _with_usual(_without(replace(filling, answers=answers), faults), but=faults)
    first = next(iter(faults), None)
    return (filled.onward(), None) if first is None else (filled.at(first), faults[first])


def _without(filling: Filling, but: Iterable[str]) -> Filling:
    """The same with that left empty that may be, where every needed part was given: there is nothing to ask."""
    named = [name for _number, name in shorthand.grammar(filling.form.shorthand).numbered]
    parts = [step for name in named if (step := filling.path.at(name)) is not None]
    missing = [step for step in parts if step.stored is None]
    if but or len(missing) == len(parts) or not all(step.question.may_skip(step.context) for step in missing):
        return filling
    missing += [step for step in filling.path.asked if step.key not in named and _goes_unsaid(step)]
    return replace(filling, answers={**filling.answers, **{step.key: SKIPPED for step in missing}})


def _goes_unsaid(step: Step) -> bool:
    """Whether it has no number, no usual answer, and need not be answered."""
    return step.stored is None and step.question.may_skip(step.context) and step.question.usual(step.context) is None


def usual(filling: Filling) -> Filling:
    """On to the first question whose answer does not go without saying."""
    return (_with_usual(filling) if filling.form.shorthand else filling).onward()


def _with_usual(filling: Filling, but: Iterable[str] = ()) -> Filling:
    named = {name for _number, name in shorthand.grammar(filling.form.shorthand).numbered} | set(but)
    for step in filling.path.asked:
        usual = step.question.usual(step.context) if step.stored is None and step.key not in named else None
        if usual is not None:
            filling = replace(filling, answers={**filling.answers, step.key: usual})
    return filling
