"""What holds for every form from every question: going back, correcting, one message instead of many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings

from bot.forms import shorthand
from bot.forms.facts import NotUnderstood
from bot.forms.filling import CHANGE, ECHO, End, Filling, back, choose, options, reply, rests
from bot.forms.form import Form, Review
from bot.forms.lists import Ticks
from bot.forms.one_message import fill
from bot.forms.path import good
from bot.forms.questions import Choice
from bot.forms.saying import numbered, speak_label
from bot.language import harm
from tests.forms.filling_in import ALL, SKIP, Dice, Hand, accepted, answered, begun, speak, with_dice

every_form = pytest.mark.parametrize("form", ALL, ids=[form.__name__ for form in ALL])
FormClass = type[Form[Any]]
pytestmark = pytest.mark.slow
EXAMPLES = settings().max_examples // 5
"""Of each form; of each property there are so seven hundred."""


def middle(dice: Dice, form: FormClass) -> tuple[Hand, Filling]:
    """A form answered up to some question, or to its echo."""
    hand = Hand(dice)
    filling = begun(hand, form)
    for _ in range(dice.upto(12)):
        if filling.said == ECHO:
            break
        filling = hand.answer(filling)
    return hand, filling


def whole(dice: Dice, form: FormClass) -> tuple[Hand, Filling, Filling]:
    """A form as it was opened and as it stands at its echo, with the hand that filled it in."""
    hand = Hand(dice)
    opened = begun(hand, form)
    return hand, opened, hand.finish(opened)


@every_form
@with_dice(EXAMPLES)
def test_back_then_forward_gives_the_same_record(dice: Dice, form: FormClass) -> None:
    _hand, here = middle(dice, form)
    before = here
    for _ in range(dice.upto(12, least=1)):
        here = back(here)
        speak(here)
    for _ in range(20):
        if here.said == before.said:
            break
        assert here.step is not None
        assert here.step.stored is not None, "what was answered is still there"
        here = answered(here, "SAME")
    assert here.said == before.said
    assert here.path.answers == before.path.answers


@every_form
@with_dice(EXAMPLES)
def test_editing_an_answer_gives_the_record_that_typing_it_right_at_first_gives(dice: Dice, form: FormClass) -> None:
    hand, opened, here = whole(dice, form)
    changed = to_change(here, dice)
    if changed is None:
        return
    assert changed.step is not None
    hand.free = False
    step = changed.step
    hand.words[step.key] = dice.of(accepted(step))
    edited = hand.finish(answered(changed, hand.words[step.key]))
    typed = hand.finish(replace(opened, base={}).onward())
    assert edited.path.answers == typed.path.answers


def to_change(here: Filling, dice: Dice) -> Filling | None:
    """From the echo by “change” to one of its questions; None where this echo offers no change."""
    if "change" not in {option.key for option in options(here)}:
        return None
    listed = choose(here, "change")
    assert isinstance(listed, Filling)
    speak(listed)
    if listed.said != CHANGE:
        return listed
    chosen = choose(listed, dice.of(options(listed)).key)
    assert isinstance(chosen, Filling)
    speak(chosen)
    return chosen


@every_form
@with_dice(EXAMPLES)
def test_sending_gives_only_answers_that_the_form_accepts(dice: Dice, form: FormClass) -> None:
    _hand, _opened, here = whole(dice, form)
    assert reply(here, "ok") is End.SEND
    assert here.path.missing is None
    assert all(good(step.question, step.stored, step.context) for step in here.path.asked if step.stored is not None)


@every_form
@with_dice(EXAMPLES)
def test_leaving_an_answer_empty_and_coming_back_keeps_it_empty(dice: Dice, form: FormClass) -> None:
    _hand, here = middle(dice, form)
    if here.step is None or not here.step.question.may_skip(here.step.context):
        return
    key = here.said
    here = answered(here, SKIP)
    here = answered(here.at(key), "SAME")
    assert here.path.answers[key] == ""


@every_form
@with_dice(EXAMPLES)
def test_nothing_that_a_question_gives_as_an_example_tells_of_harm(dice: Dice, form: FormClass) -> None:
    _hand, here = middle(dice, form)
    if here.step is not None:
        assert not [words for words in accepted(here.step) if harm.tells(words) or harm.may_tell(words)]


IN_PARTS = [form for form in ALL if form.sitting and not issubclass(form, Review)]


@pytest.mark.parametrize("form", IN_PARTS, ids=[form.__name__ for form in IN_PARTS])
@with_dice(settings().max_examples)
def test_a_sitting_asks_no_more_questions_than_it_may(dice: Dice, form: FormClass) -> None:
    hand = Hand(dice)
    here = begun(hand, form)
    asked = 0
    while here.said != ECHO:
        here, asked = hand.answer(here), asked + 1
        assert asked <= form.sitting
        if rests(here):
            assert asked == form.sitting
            asked = 0
    assert not rests(here), "nothing is left to be asked another day"


IN_ONE = [form for form in ALL if form.shorthand and not issubclass(form, Review)]


def _short(hand: Hand, filling: Filling, name: str) -> str:
    """How an answer is written among others: a choice by its number, so that one sees where it ends; in its own words
    where a number among others would be something else.
    """
    step, words = filling.path.at(name), hand.words[name]
    if step is not None and isinstance(step.question, Choice):
        meant, options = step.question.hear(words, step.context), step.question.options(step.context)
        number, label = next((str(n), speak_label(one.label, "en")) for n, one in numbered(options) if one.key == meant)
        try:
            return step.question.led(number, step.context)
        except NotUnderstood:
            return label
    return words.replace(" ", "") if step is not None and isinstance(step.question, Ticks) else words


@pytest.mark.parametrize("form", IN_ONE, ids=[form.__name__ for form in IN_ONE])
@with_dice(settings().max_examples)
def test_one_message_gives_the_same_record_as_step_by_step(dice: Dice, form: FormClass) -> None:
    hand = Hand(dice)
    opened = begun(hand, form)
    said = shorthand.grammar(shorthand.of_these(form, opened.context))
    named = {*said.lead, *(name for _, name in said.numbered)}
    stepped = opened
    while stepped.said != ECHO:
        step = stepped.step
        assert step is not None
        usual = step.key not in named and step.question.usual(step.context) is not None
        if usual:
            hand.words[step.key] = "SAME"
        elif said.numbered and step.key not in named and step.question.may_skip(step.context):
            hand.words[step.key] = SKIP
        elif hand.for_step(step) == SKIP and step.key in named:
            hand.words[step.key] = accepted(step)[0]
        stepped = hand.answer(stepped)
    lead = " ".join(_short(hand, stepped, name) for name in said.lead if name in hand.words)
    rest = " ".join(f"{number} {hand.words[name]}" for number, name in said.numbered)
    filled, fault = fill(opened, f"{lead} {rest}".strip())
    assert fault is None
    assert hand.finish(filled).path.answers == stepped.path.answers
