"""A form that changes while somebody fills it in: what they said is kept, and nothing is taken for what it is not."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import settings

from bot.forms.facts import NotUnderstood
from bot.forms.filling import CHANGE, ECHO, End, Filling, PlaceMoved, back, choose, options, reply
from bot.forms.finding import Find
from bot.forms.form import Form, Part, Repeat
from bot.forms.path import good
from bot.forms.questions import Choice, Question, Text
from bot.forms.saying import seen
from bot.language import _
from tests.forms.filling_in import ALL, SKIP, Dice, Hand, accepted, answered, begun, with_dice

FormClass = type[Form[Any]]
Elements = dict[str, Question | Part | Repeat]
every_form = pytest.mark.parametrize("form", ALL, ids=[form.__name__ for form in ALL])


@dataclass(frozen=True)
class Deployed:
    """The next version of a form: what became of its questions."""

    form: FormClass
    gone: str = ""
    renamed: tuple[str, str] = ("", "")


def version(form: FormClass, elements: Elements) -> FormClass:
    """A form with these questions and everything else as it was."""
    kept = {name: getattr(form, name) for name in ("title", "called", "echo", "changed", "facts")}
    body = {**elements, "__module__": __name__}
    made = type(form.__name__, (Form,), body, abstract=True)
    for name, value in kept.items():
        setattr(made, name, value)
    return made


def elements_of(form: FormClass) -> Elements:
    """Its questions, copied together, so that conditions speak of the copies."""
    return copy.deepcopy(dict(form.elements()))


def leans_on(elements: Elements) -> Iterator[Question]:
    """The questions that others in this form depend on."""
    for element in elements.values():
        when = element.when
        yield from (part.question for part in (when.parts if when is not None else ()))
        if isinstance(element, Repeat) and isinstance(element.of, Question):
            yield element.of
        if isinstance(element, Find) and element.given is not None:
            yield element.given


def unneeded(elements: Elements) -> list[str]:
    """The questions that can be taken away without others losing their footing."""
    needed = {question.name for question in leans_on(elements)}
    sources = {
        name for e in elements.values() if isinstance(e, Question) for name in e.same_as if isinstance(name, str)
    }
    return [n for n, e in elements.items() if isinstance(e, Question) and n not in needed | sources]


def inserted(form: FormClass, dice: Dice) -> Deployed:
    elements = list(elements_of(form).items())
    place = dice.upto(len(elements))
    return Deployed(version(form, dict([*elements[:place], ("newly", Text(_("something new?"))), *elements[place:]])))


def removed(form: FormClass, dice: Dice) -> Deployed | None:
    elements = elements_of(form)
    names = unneeded(elements)
    if not names or len(elements) == 1:
        return None
    gone = dice.of(names)
    del elements[gone]
    return Deployed(version(form, elements), gone=gone)


def renamed(form: FormClass, dice: Dice) -> Deployed:
    elements = elements_of(form)
    old = dice.of([name for name, element in elements.items() if isinstance(element, Question)])
    question = elements[old]
    assert isinstance(question, Question)
    question.name, question.was = "renamed", old
    named = {("renamed" if name == old else name): element for name, element in elements.items()}
    return Deployed(version(form, named), renamed=(old, "renamed"))


def without_a_choice(form: FormClass, dice: Dice) -> Deployed | None:
    elements = elements_of(form)
    lists = [element for element in elements.values() if isinstance(element, Choice) and len(element.choices) > 1]
    if not lists:
        return None
    chosen = dice.of(lists)
    gone = dice.of(chosen.choices)
    chosen.choices = tuple(option for option in chosen.choices if option is not gone)
    return Deployed(version(form, elements))


CHANGES: tuple[Callable[[FormClass, Dice], Deployed | None], ...] = (inserted, removed, renamed, without_a_choice)


def somewhere(hand: Hand, form: FormClass) -> Filling:
    """A form at any of its places: a question, one gone back to, its echo, its list to change."""
    here = begun(hand, form)
    for _n in range(hand.dice.upto(14)):
        if here.said == ECHO:
            break
        here = hand.answer(here)
    for _n in range(hand.dice.upto(3)):
        here = back(here)
    if here.said == ECHO and "change" in {o.key for o in options(here)} and hand.dice.yes():
        chosen = choose(here, "change")
        assert isinstance(chosen, Filling)
        here = chosen
    return here


def words_for(here: Filling, dice: Dice) -> str:
    """What somebody might answer there, as the old version said it."""
    shown = options(here)
    if shown and dice.yes():
        return str(dice.upto(len(shown), least=1))
    if here.said in (ECHO, CHANGE):
        return "1"
    assert here.step is not None
    return str(dice.of([words for words in accepted(here.step) if words != SKIP]))


def heard(before: Filling, now: Filling, words: str) -> tuple[Filling | End, bool]:
    """What the conversation does with a reply after a deploy, and whether it was read at all."""
    here = now.at(before.said).settled()
    if here.said != before.said:
        return here, False
    try:
        return reply(here, words, seen(options(before))), True
    except (PlaceMoved, NotUnderstood):
        return here, False


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@every_form
@with_dice(settings().max_examples // 5)  # of each form and each change: more than two thousand
def test_a_deploy_in_mid_conversation_leaves_a_right_record(
    dice: Dice, form: FormClass, change: Callable[[FormClass, Dice], Deployed | None]
) -> None:
    hand = Hand(dice)
    before = somewhere(hand, form)
    deployed = change(form, dice)
    if deployed is None:
        return
    words = words_for(before, dice)
    now = replace(before, form=deployed.form)
    after, was_read = heard(before, now, words)
    gone = before.said != "" and before.said == deployed.gone
    if gone:
        assert not was_read, "the answer to a question that is gone is not taken for another"
    if isinstance(after, End):
        assert before.said == ECHO
        assert now.path.missing is None
        return
    if not was_read:
        assert after.merged == before.merged, "what was not read changes nothing"
    hand.free = False
    hand.words = {key: value for key, value in hand.words.items() if key != before.said}
    written = finish(hand, after)
    assert written.path.missing is None
    assert all(good(s.question, s.stored, s.context) for s in written.path.asked if s.stored is not None)
    kept(before, written, deployed, {before.said, after.said})


def finish(hand: Hand, filling: Filling) -> Filling:
    """Answered to its echo, where it is not yet."""
    if filling.said == CHANGE:
        filling = back(filling)
    while filling.said != ECHO:
        assert filling.step is not None
        filling = answered(filling, accepted(filling.step)[0])
    return filling


def kept(before: Filling, after: Filling, deployed: Deployed, opened: set[str]) -> None:
    """Every answer given to a question that is still there is there, except those that were open, or of another."""
    old, new = deployed.renamed
    if any(step.question.begins and opened & {step.key, new} for step in before.path.asked):
        return  # it was asked about somebody else from then on
    for step in before.path.asked:
        key = new if step.key == old else step.key
        if step.stored is None or opened & {step.key, key}:
            continue
        now = after.path.at(key)
        if now is not None and good(now.question, step.stored, now.context):
            assert now.stored == step.stored, key
