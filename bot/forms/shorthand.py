"""The one-message way to fill several questions of a form at once: “3/6 library 1 schemes of work 2 … 3 …”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from bot.forms.days import Day, Slot
from bot.forms.facts import Context, Fact
from bot.forms.form import Form, Group
from bot.forms.questions import Question, has_letter
from bot.language import (
    LANGUAGES,
    ByName,
    Name,
    Numbered,
    Towards,
    Utterance,
    day_apart,
    fold,
    in_parts,
    leading_day,
    name_words,
    numbered_by_name,
    of_the_parts,
    once,
    past_greeting,
    say,
    without_courtesies,
    without_name,
)


@dataclass(frozen=True)
class Grammar:
    """A shorthand as a form declares it: what may lead, then what each number stands for."""

    lead: tuple[str, ...]
    numbered: tuple[tuple[int, str], ...]


@cache
def grammar(shorthand: str) -> Grammar:
    """Reads `[day] [venue] 1 areas 2 plan`: names in brackets may be left out."""
    tokens = shorthand.split()
    first = next((place for place, token in enumerate(tokens) if token.isdigit()), len(tokens))
    numbers, names = tokens[first::2], tokens[first + 1 :: 2]
    return Grammar(
        tuple(token.strip("[]") for token in tokens[:first]),
        tuple((int(number), name) for number, name in zip(numbers, names, strict=True)),
    )


def parts(words: str, most: int, first: int = 1) -> tuple[str, dict[int, str]]:
    """What stands before the first part, and the words of each numbered part (an empty part is left empty)."""
    found = in_parts(words, most, first)
    return found.lead, dict(found.parts)


def _bare_of(words: str) -> str:
    """A message without its courtesies; taken off once, for all forms that it may be an answer to."""
    return once(_bare_of, words, lambda: Utterance(without_courtesies(words)))


def _by_name(words: str, said: tuple[tuple[int, str], ...]) -> ByName | None:
    return once((_by_name, said), words, lambda: numbered_by_name(words, said))


def read(shorthand: str, words: str | Numbered) -> Numbered:
    """A one-message answer as it is read; one without numbers has none, and one that was read already stays so."""
    if isinstance(words, Numbered):
        return words
    said = grammar(shorthand).numbered
    if not said:
        return Numbered(words.strip(), {})
    bare = _bare_of(words)
    found = in_parts(bare, said[-1][0])
    if not found.parts and (named := _by_name(bare, said)) is not None:
        found = in_parts(named.words, said[-1][0])
        found = replace(found, sure=found.sure and named.sure)
    names = dict(said)
    return replace(found, parts={n: without_name(names.get(n, ""), part) for n, part in found.parts.items()})


def fits(shorthand: str, words: str) -> bool:
    """Whether these words are a numbered one-message answer: part 1, alone or with others, whatever is before them."""
    found = read(shorthand, words)
    return 1 in found.parts and (len(found.parts) > 1 or not past_greeting(found.lead))


def several(shorthand: str, words: str) -> bool:
    """Whether these words carry at least two numbered parts, the first among them: “1 2 1” are marks, and no parts."""
    found = read(shorthand, words).parts
    return 1 in found and len(found) > 1 and has_letter(words)


def complete(shorthand: str, words: str, today: date) -> bool:
    """Whether they do, with nothing but a greeting or a day before them: plain enough to be heard without a keyword."""
    if not several(shorthand, words):
        return False
    lead = past_greeting(read(shorthand, words).lead)
    day = leading_day(lead, today, Towards.PAST)
    return not lead or (day is not None and not past_greeting(day[1]))


def numbered(form: type[Form[Any]], words: str, today: date) -> tuple[int | None, str]:
    """The number of the subject and the words after it: “5 16/6 1pm”, but not “5 june 1pm”, which begins with a day."""
    first, _space, rest = words.strip().partition(" ")
    if not form.number_leads or not first.isdecimal() or len(first) > 3 or not rest.strip():
        return None, words
    leads = form.elements()[grammar(form.shorthand).lead[0]]
    if isinstance(leads, Slot) and leading_day(words, today, Towards.FUTURE):
        return None, words
    return int(first), rest.strip()


def of_these(form: type[Form[Any]], context: Context) -> str:
    """The shorthand of a form, without the last numbers where these facts leave their questions out."""
    said = form.shorthand
    for number, name in reversed(grammar(said).numbered):
        when = form.elements()[name].when
        if not isinstance(when, Fact) or when.holds(context):
            break
        said = said.removesuffix(f" {number} {name}")
    return said


def fields(form: type[Form[Any]], shorthand: str, words: str | Numbered, context: Context) -> Iterator[tuple[str, str]]:
    """Question names with the words meant for each."""
    said, found = grammar(shorthand), read(shorthand, words)
    lead = _place_and_day(form, found.lead, context) if found.parts else found.lead
    yield from _leading(form, said.lead, lead, context)
    yield from ((name, found.parts[number]) for number, name in said.numbered if found.parts.get(number))


def _place_and_day(form: type[Form[Any]], lead: str, context: Context) -> str:
    """What stands before the parts without a greeting, a keyword, and all that says nothing of where and when."""
    said = of_the_parts(_bare(form, lead), _of_the_two(context), context.today)
    return _unnumbered(past_greeting(said), context)


def _of_the_two(context: Context) -> frozenset[str]:
    """The names of who writes and of their partner, in small letters."""
    named = [one.full for one in vars(context.facts).values() if isinstance(one, Name)] if context.facts else []
    return frozenset(word for one in named for word in name_words(one).split())


_NUMBERED = re.compile(r"(?i)(?:session|kikao)(?: (?:no|number|cha|ya))?\.? ?(\d{1,3})\b[ :.,-]*")


def _unnumbered(lead: str, context: Context) -> str:
    """The same without the number of the session that it is about: “Session 3: 1 …”."""
    found = _NUMBERED.match(lead)
    its = str(getattr(context.facts, "number", ""))
    return lead[found.end() :] if found is not None and found[1] == its else lead


def _bare(form: type[Form[Any]], lead: str) -> str:
    """What stands before the parts, without a greeting and the form's own keyword after it: “Habari, REKODI leo”."""
    lead = past_greeting(lead)
    first, rest = _first(lead)
    called = {fold(say(form.keyword, language)) for language in LANGUAGES} if form.keyword else set()
    return past_greeting(rest) if fold(first) in called else lead


def _leading(form: type[Group], names: tuple[str, ...], words: str, context: Context) -> Iterator[tuple[str, str]]:
    elements = form.elements()
    for place, name in enumerate(names):
        if not words:
            return
        question, last = elements[name], place == len(names) - 1
        if isinstance(question, Day):
            whom = not last and issubclass(form, Form) and form.names_whom
            taken, words = _day(question, words, context, last=last, whom=whom)
            words = past_greeting(words) if taken and not last else words
        elif isinstance(question, Question) and not last:
            taken, words = question.beginning(words, context)
        else:
            taken, words = words, ""
        if taken:
            yield name, taken


_BROKEN_DAY = re.compile(r"(?!\d(?:[/.-]\d)+[/.-]\d(?!\d))\d{1,2}[/.-]\d")
"""A date, if any that cannot be; “2/3/2” are marks."""


def _first(words: str) -> tuple[str, str]:
    first, _space, rest = words.partition(" ")
    return first, rest.strip()


def _day(question: Day, words: str, context: Context, *, last: bool, whom: bool) -> tuple[str, str]:
    """The words that name a day, and the rest; a broken date is still handed to the question, so that it says why.

    `whom`: what comes after it are people, so that it is a day wherever it stands among them: “Peter 1/6”.
    """
    found = leading_day(words, context.today, question.towards)
    if found:
        day, rest = found
        return day.isoformat(), rest
    among, others = day_apart(words, context.today, question.towards) if last or whom else (None, "")
    if among:
        return among.isoformat(), others if whom else ""  # it stands after whom it is about: “Faith 30/4”
    first, rest = _first(words)
    return (first, rest) if _BROKEN_DAY.match(first) else ("", words)
