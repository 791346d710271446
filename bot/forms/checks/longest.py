"""The longest facts and answers that a dialog can reasonably meet, made from its types: lengths are measured by it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from itertools import chain, combinations, islice, product
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.dialogs.ending.pages import WHAT, WHO, WORD, Gaps, Open
from bot.dialogs.harm.paper import EitherOf
from bot.dialogs.instruments.paper import Ratings, Shift, Tips, Worded, areas, table, tips
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.signing.pages import PARTS, Change, Changes
from bot.forms.checks.outline import deciding, outline
from bot.forms.closed import Confirm
from bot.forms.days import Day, Hour, Slot
from bot.forms.facts import Context, Finder, Found, Index, NotUnderstood
from bot.forms.filling import Filling
from bot.forms.finding import Find
from bot.forms.form import Form, Review
from bot.forms.lists import ALL, Items, Marking, Marks, Ticks
from bot.forms.meetings import ALL_SAID, Meet, Meetings
from bot.forms.page import PAGE_OF, Picture, Row
from bot.forms.questions import Choice, Question
from bot.forms.saying import Label, Option, Said, names_of
from bot.language import NAIROBI, Item, Marked, Name, items_text
from bot.messages import Media

NOW = datetime(2026, 9, 30, 16, 15, tzinfo=NAIROBI)
DAY = date(2026, 9, 23)
"""A Wednesday in September before NOW: the longest day to write, in Kiswahili too."""
AHEAD = datetime(2027, 9, 29, 10, 45, tzinfo=NAIROBI)
PLANNED = datetime(2026, 11, 25, 10, 45, tzinfo=NAIROBI)
"""A Wednesday in November, as far ahead as a plan reaches."""
LONG_SERIES = Meetings(
    tuple(PLANNED - timedelta(weeks=week) for week in reversed(range(ALL_SAID))), "Science laboratory 2"
)
NAME = "Christopher Wanjala-Namachanja"
VENUE = "Multi-purpose hall, west wing B"[:30]
WORDS = "group work with slow readers every lunch"
ITEMS = tuple(Item(f"{number} {WORDS}"[:40]) for number in "ABC")
MOST_VARIANTS = 64
MOST_WAYS = 64
MOST_STEPS = 200


def facts(kind: type) -> Any:
    """Facts of this kind with everything there, and long."""
    hints = _hints(kind)
    return kind(**{one.name: value(hints[one.name]) for one in fields(kind)})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def value(kind: Any) -> Any:
    """The longest value of a type; TypeError for one that nobody has described here."""
    if kind in _LONGEST:
        return _LONGEST[kind]
    if get_origin(kind) in (Union, types.UnionType):
        return value(next(one for one in get_args(kind) if one is not type(None)))
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return max(kind, key=lambda member: len(member.name))
    if isinstance(kind, type) and is_dataclass(kind):
        return facts(kind)
    raise TypeError(f"worst.py knows no longest {kind}")


def _several(kind: Any) -> tuple[Any, ...]:
    if kind is Row:
        return tuple(Row(f"{nth:02} {WORDS}"[:40], SessionRecord(session=nth)) for nth in range(PAGE_OF + 1))
    if kind is Option:
        return tuple(Option(str(number), f"{number} {NAME}") for number in range(3))
    return ITEMS if kind is Item else (value(kind),) * 3


def _changed(part: str) -> object:
    return {"day": DAY, "venue": VENUE}.get(part, ITEMS)


_LONGEST: dict[Any, Any] = {
    bool: True,
    int: 88,
    str: VENUE,
    date: DAY,
    datetime: AHEAD,
    time: time(10, 45),
    Name: Name(NAME),
    Marked: Marked(ITEMS[0].text[:30]),
    Item: Item(ITEMS[0].text, DAY),
    Said: Said(Marked("{words}"), {"words": VENUE}),
    Meetings: LONG_SERIES,
    object: Marking((), ITEMS[0].text),
    Label: Said(Marked("{words}"), {"words": VENUE[:20]}),
    Picture: Picture(lambda: Media("chart.png", "image/png", b"")),
    EitherOf: EitherOf(("999", "112")),
    Worded: max((*table("lesson"), *table("modules")), key=lambda one: len(str(one.words))),
    Ratings: Ratings(tuple((one, 2) for one in areas("lesson"))),
    Shift: Shift(tuple((one, -3) for one in areas("lesson"))),
    Tips: max((tips(one.area) for one in table("tips")), key=lambda one: len(one.spoken("sw", ""))),
    Gaps: Gaps(tuple(Open(WHAT[what], 8, (WHO["mentee"],), WORD.get(what), DAY) for what in list(WHAT)[2:7])),
    Changes: Changes(tuple(Change(part, _changed(part)) for part in PARTS)),
}


def may_be_missing(kind: type, name: str) -> bool:
    """Whether this fact may be None."""
    return type(None) in get_args(_hints(kind)[name])


def variants(kind: type, names: Iterable[str]) -> Iterator[Any]:
    """The longest facts, with each combination of these facts there or not."""
    whole = facts(kind)
    known = {one.name for one in fields(kind)}
    absent = {name: _absent(kind, name, getattr(whole, name)) for name in sorted(set(names) & known)}
    may_go = [name for name, nothing in absent.items() if not nothing]
    subsets = chain.from_iterable(combinations(may_go, size) for size in range(len(may_go) + 1))
    for gone in islice(subsets, MOST_VARIANTS):
        yield replace(whole, **{name: absent[name] for name in gone})


def _absent(kind: type, name: str, present: object) -> object:
    """What this fact is where there is nothing; the fact itself where there always is something."""
    if may_be_missing(kind, name):
        return None
    return type(present)() if isinstance(present, bool | int | str | tuple) else present


# answers


class AnyFinder:
    """Finds whatever is asked for, with a long name."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        return Found(words, NAME)

    def get(self, stored: str) -> Found | None:
        return Found(stored, NAME)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        return ()


class Finders(dict[Index, Finder]):
    """A finder for everything that may be looked in."""

    def __missing__(self, index: Index) -> Finder:
        return AnyFinder()


def context(known: Any) -> Context:
    return Context(known, NOW, Finders())


def answer(question: Question, around: Context) -> str:
    """The stored text of a long answer to this question."""
    match question:
        case Choice():
            return _longest(question.options(around))
        case Day():
            return _day(question, around)
        case Hour():
            return "10:45"
        case Slot():
            return f"{PLANNED:%Y-%m-%d %H:%M}"
        case Meet():
            return LONG_SERIES.text
        case Confirm():
            return question.options(around)[0].key
        case Items():
            return items_text(Item(item.text, DAY if question.dated else None) for item in ITEMS)
        case Marks():
            marks = [_longest(question.scale)] * (len(question.of.of(around)) or 1)
            return ITEMS[0].text if question.or_text else f"={','.join(marks)}"
        case Ticks() | Find():
            return ALL
    return question.longest or VENUE


def answers(form: type[Form[Any]]) -> dict[str, object]:
    """What an echo may name: the answers to the questions that no answer decides about, ready to be spoken."""
    around = context(facts(form.facts))
    asked = [entry for entry in outline(form) if entry.told and "." not in entry.key]
    return {entry.key: entry.question.value(answer(entry.question, around), around) for entry in asked}


def _longest(options: Iterable[Option]) -> str:
    """The key of the option with the longest name."""
    return max(options, key=lambda option: max(map(len, names_of(option)))).key


def _day(question: Day, around: Context) -> str:
    for day in (DAY.isoformat(), AHEAD.date().isoformat(), *question.examples(around)):
        try:
            question.check(day, around)
        except NotUnderstood:
            continue
        return day
    return NOW.date().isoformat()


def fillings(form: type[Form[Any]], known: Any) -> Iterator[Filling]:
    """The form filled from top to bottom, once for each way that its choices open; a review is opened so."""
    choices = deciding(outline(form))
    ways = product(*([option.key for option in choice.choices] for choice in choices))
    for keys in islice(ways, MOST_WAYS):
        filled = _filled(form, known, dict(zip(choices, keys, strict=True)))
        yield replace(filled, answers={}, base=filled.answers) if issubclass(form, Review) else filled


def _filled(form: type[Form[Any]], known: Any, chosen: Mapping[Question, str]) -> Filling:
    filling = Filling(form, context(known))
    for _step in range(MOST_STEPS):
        step = filling.path.missing
        if step is None:
            return filling
        stored = chosen.get(step.question) or answer(step.question, step.context)
        filling = replace(filling, answers={**filling.answers, step.key: stored})
    raise RecursionError(f"{form.__name__} has no end")
