"""Which answer is said to be wrong where a form is read back: “the date is not correct”, “badili mahali”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.forms.facts import NotUnderstood
from bot.forms.lists import Marks
from bot.forms.meetings import Where
from bot.forms.path import Step
from bot.language import LANGUAGES, meaning, say, squeeze, venue

WRONG = frozenset({"wrong", "change", "not", "no", "correct", "ok", "well", "other", "want", "meet", "read"})
"""What is said of an answer that is to be another."""


def wrong_step(asked: Sequence[Step], words: str) -> str | None:
    """The key of the one question whose answer these words say to be wrong; None where they name none, or several."""
    said = meaning.read(words)
    if not said.bag & (WRONG - {"ok", "correct", "well", "want", "meet"}):
        return None
    fitting = [(step.key, bag) for step in asked if (bag := _label_bag(step)) & said.bag]
    return fitting[0][0] if len(fitting) == 1 and not said.left(WRONG | fitting[0][1]) else None


def _label_bag(step: Step) -> frozenset[str]:
    """What the label of a question means, in every language."""
    label = step.question.label
    bags = [meaning.read(say(label, language)).bag for language in LANGUAGES] if label else []
    return frozenset().union(*bags) - meaning.FREE - {"read"}


# a correction in words

MOST = 200
"""Letters of a message that says an answer anew."""
_SHOULD = re.compile(r"should|iwe|ziwe|yawe|isomeke|to|kuwa|into")
_IS = re.compile(
    r"(?i) ?\b(is|was|were|are|ni|ilikuwa|yalikuwa|zilikuwa|should be|should read|iwe|ziwe|yawe|isomeke|to|kuwa|into) "
    r"| ?[:=] ?"
)
_NOT = re.compile(r"(?i)[,;]? (?:(?:and|na|wala) )?(?:not|sio|si|siyo|instead of|badala ya) ")
_NOT_FIRST = re.compile(r"(?i)(?:it was |it is |ilikuwa )?(?:not|sio|si|siyo)(?: in| at| on)? ")
_BUT = re.compile(r"(?i)[,;]? (?:but|bali|it was|ilikuwa|ni|lakini) ")
_WRONG_SO_IT_IS = re.compile(
    r"(?i) (?:(?:is|ni|iko) )?(?:wrong|not correct|not right|mbaya|si sawa|sio sawa|si sahihi)[,.;]?"
    r" (?:it (?:was|is|should be)|ilikuwa|ni|iwe) "
)
"""“The date is wrong, it was yesterday.”"""
_OPENING = re.compile(
    r"(?i)(?:(?:no|sorry|samahani|hapana|actually|kumbe|please|tafadhali|naomba|madam|sir)\b[\s,.:]{1,3}){1,3}"
)
_BEGAN = re.compile(
    r"(?i)(?:it (?:was|is|should be)|it's|ilikuwa|iwe|tulikutana|tulimeet|we met)"
    r"(?: (?:in|at|on|kwa|katika|kwenye))? (?:(?:the|our) )?"
)
_EVALUATES = WRONG | {"yes", "today_", "fill", "part"}


def correction(asked: Sequence[Step], words: str) -> tuple[Step, str | None] | None:
    """The question whose answer these words say anew, and what it stores: “tarehe ni jana sio leo”, “it was yesterday”.

    It stores nothing where it refuses the new answer, or where only what it is not is said. None where it is not plain
    which one is meant. A list is only taken with its name and with what it is not, or what it should be: anything may
    be an item.
    """
    said = squeeze(words).rstrip(".! ")
    if len(said) > MOST:
        return None
    said = said[found.end() :] if (found := _OPENING.match(said)) else said
    value, denied = _parted(_WRONG_SO_IT_IS.sub(" ni ", said, count=1))
    found = _IS.search(value)
    step = _called(asked, value[: found.start()]) if found else None
    if found is not None and step is not None:
        named = bool(denied) or _SHOULD.match((found[1] or "").lower()) is not None
        value = value[found.end() :]
        return (step, _stored(step, value)) if _takes(step, value, named=named) else None
    began = _BEGAN.match(value)
    value = value[began.end() :] if began else value.removeprefix("ni ")
    if value and (began or denied) and (meant := _fitting(asked, *filter(None, (value, denied)))) is not None:
        return meant, _stored(meant, value)
    only = _NOT_FIRST.match(said)
    wrong = _fitting(asked, said[only.end() :]) if only else None
    return (wrong, None) if wrong is not None else None


def _parted(said: str) -> tuple[str, str]:
    """What it is, and what it is not: “jana, sio leo”, “not today but yesterday”."""
    first = _NOT_FIRST.match(said)
    but = _BUT.search(said, first.end()) if first else None
    if first is not None and but is not None:
        return said[but.end() :], said[first.end() : but.start()]
    denied = _NOT.search(said)
    return (said[: denied.start()], said[denied.end() :]) if denied else (said, "")


def _fitting(asked: Sequence[Step], *said: str) -> Step | None:
    """The one question that all of this answers plainly; a mark only beside the one that it is not."""
    there = [one for one in asked if len(said) > 1 or not isinstance(one.question, Marks)]
    fitting = [one for one in there if all(_takes(one, words) for words in said)]
    return fitting[0] if len(fitting) == 1 else None


def _stored(step: Step, words: str) -> str | None:
    try:
        return step.question.hear(words, step.context)
    except NotUnderstood:
        return None


def _called(asked: Sequence[Step], label: str) -> Step | None:
    said = meaning.read(label)
    fitting = [(step, bag) for step in asked if (bag := _label_bag(step)) & said.bag]
    return fitting[0][0] if len(fitting) == 1 and not said.left(WRONG | {"send"} | fitting[0][1]) else None


def _takes(step: Step, words: str, *, named: bool = False) -> bool:
    """Whether these words are plainly an answer to this question: a day, a place, a mark; others where it was named."""
    question = step.question
    if not named and question.takes_any and not isinstance(question, Marks):
        return isinstance(question, Where) and venue(words) is not None
    if meaning.read(words).left(_EVALUATES) == 0:
        return isinstance(question, Marks) and question.mark(words) is not None
    try:
        stored = question.hear(words, step.context)
    except NotUnderstood as fault:
        return fault.answers and not question.takes_any
    return not isinstance(question, Marks) or stored.startswith("=")
