"""The one-message way to fill several questions of a form at once: “3/6 library 1 schemes of work 2 … 3 …”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from bot.dialogs.days import Day, Slot
from bot.dialogs.facts import Context
from bot.dialogs.form import Form, Group
from bot.language import Towards, leading_day

MARK = re.compile(r"(?:^|(?<=[\s,;.]))([1-9])(?:[.):](?=\s|$)|(?=\s|$))")

# A number after one of these counts or names something ("Gr 4", "week 2", "did 2 of 3"); it does not open a part.
COUNTED = frozenset(
    word
    for words in (
        "gr grade class std standard form stream wk week weeks term page pg pp lesson lessons topic unit chapter",
        "session group groups of by about only did do read taught had have has need at for with number no exercise all",
        "kati ya la wa darasa wiki kidato muhula kikao kwa na hadi kila ukurasa zoezi mada nimetimiza tumetimiza",
    )
    for word in words.split()
)
FOLLOWED = frozenset(["of", "out", "kati", "x", "times"])


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


@dataclass(frozen=True)
class Mark:
    """A digit that may open a part."""

    number: int
    start: int
    end: int
    score: int


def marks(words: str, highest: int) -> list[Mark]:
    """Digits that may open a part, each with how likely it does."""
    found = (match for match in MARK.finditer(words) if int(match[1]) <= highest)
    return [Mark(int(m[1]), m.start(), m.end(), _score(words, m)) for m, _n in zip(found, range(60), strict=False)]


def _score(words: str, match: re.Match[str]) -> int:
    before, after = words[: match.start()].rstrip(" "), words[match.end() :].strip()
    word_before = before.rpartition(" ")[2].casefold().strip(".,;:()")
    word_after = after.partition(" ")[0].casefold().strip(".,;:()")
    score = 10
    score += 5 * (not before or before[-1] in ",;.\n") + 5 * (match.end() - match.start() > 1)
    score -= 20 * (word_before in COUNTED and before[-1:].isalpha()) + 20 * (word_after in FOLLOWED)
    score -= 8 * (len(word_after) > 2 and word_after.endswith("s") and not word_after.endswith("ss"))
    return score - 20 * (not after and bool(before))


def best(candidates: list[Mark], first: int = 1) -> list[Mark]:
    """The likeliest run of rising numbers, or none; leaving one out between two costs more than a doubtful one."""
    runs: list[tuple[int, list[Mark]]] = []
    for mark in candidates:
        ways = [(mark.score - 15 * (mark.number - first), [mark])]
        ways += [
            (score + mark.score - 15 * (mark.number - run[-1].number - 1), [*run, mark])
            for score, run in runs
            if run[-1].number < mark.number
        ]
        runs.append(max(ways, key=lambda way: way[0]))
    likeliest = max(runs, key=lambda way: way[0], default=(0, []))[1]
    return likeliest if sum(mark.score for mark in likeliest) > 0 else []


def parts(words: str, numbers: int, first: int = 1) -> tuple[str, dict[int, str]]:
    """What stands before the first mark, and the words of each numbered part (an empty part is left empty)."""
    chosen = best([mark for mark in marks(words, numbers) if mark.number >= first], first)
    ends = [mark.start for mark in chosen[1:]] + [len(words)]
    found = {mark.number: _tidy(words[mark.end : end]) for mark, end in zip(chosen, ends, strict=False)}
    return _tidy(words[: chosen[0].start] if chosen else words), found


def _tidy(words: str) -> str:
    return words.strip().rstrip(",;").strip()


def fits(shorthand: str, words: str) -> bool:
    """Whether these words are a numbered one-message answer: a number at the start, then words."""
    numbered = grammar(shorthand).numbered
    if not numbered:
        return False
    lead, found = parts(words, numbered[-1][0])
    return bool(found) and not lead and min(found) == 1


def complete(shorthand: str, words: str) -> bool:
    """Whether these words carry at least two numbered parts: plain enough to be heard without a keyword."""
    if not fits(shorthand, words):
        return False
    return len(parts(words, grammar(shorthand).numbered[-1][0])[1]) > 1


def numbered(form: type[Form[Any]], words: str, today: date) -> tuple[int | None, str]:
    """The number of the subject and the words after it: “5 16/6 1pm”, but not “5 june 1pm”, which begins with a day."""
    first, _space, rest = words.strip().partition(" ")
    if not form.number_leads or not first.isdecimal() or len(first) > 3 or not rest.strip():
        return None, words
    leads = form.elements()[grammar(form.shorthand).lead[0]]
    if isinstance(leads, Slot) and leading_day(words, today, Towards.FUTURE):
        return None, words
    return int(first), rest.strip()


def fields(form: type[Group], shorthand: str, words: str, context: Context) -> Iterator[tuple[str, str]]:
    """Question names with the words meant for each."""
    said = grammar(shorthand)
    lead, found = parts(words, said.numbered[-1][0]) if said.numbered else (words.strip(), {})
    yield from _leading(form, said.lead, lead, context)
    yield from ((name, found[number]) for number, name in said.numbered if found.get(number))


def _leading(form: type[Group], names: tuple[str, ...], words: str, context: Context) -> Iterator[tuple[str, str]]:
    elements = form.elements()
    for place, name in enumerate(names):
        if not words:
            return
        question, last = elements[name], place == len(names) - 1
        if isinstance(question, Day):
            taken, words = _day(question, words, context)
        else:
            taken, words = (words, "") if last else _first(words)
        if taken:
            yield name, taken


def _first(words: str) -> tuple[str, str]:
    first, _space, rest = words.partition(" ")
    return first, rest.strip()


def _day(question: Day, words: str, context: Context) -> tuple[str, str]:
    """The words that name a day, and the rest; a broken date is still handed to the question, so that it says why."""
    found = leading_day(words, context.today, question.towards)
    if found:
        day, rest = found
        return day.isoformat(), rest
    first, rest = _first(words)
    return (first, rest) if re.match(r"\d{1,2}[/.-]\d", first) else ("", words)
