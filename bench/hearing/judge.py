"""Whether what was said had the effect and the reply of what it must be like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from bench.hearing.moments import Moment, Row, moments
from bench.hearing.stage import Outcome, Stage

NOT_UNDERSTOOD = re.compile(r"did not understand|sijaelewa", re.IGNORECASE)
ECHO = 90
"""Characters that an echo of what was understood, or a greeting, may add to a reply."""
SHORT = 160
"""Characters of one short line."""
ASKS = re.compile(r"\?|reply|jibu|write|andika|e\.g\.|mf\.|choose|chagua", re.IGNORECASE)
ABOUT: Mapping[str, str] = {
    "hour": r"hour|\bsaa\b|\d ?[ap]m|time",
    "day": r"\bday|date|siku|tarehe|session|kikao|which|when|\d/\d",
    "which": r"\d|which|gani|or\b|au\b",
    "reason": r"why|reason|kwa nini|sababu|\d",
    "record": r"\blog|rekodi|record|\b1 ",
    "words": r"write|andika|reply|jibu|\?",
    "change": r"\?|move|hamisha|change|badili|edit|note|sign|saini|menu|menyu",
}
REFUSED: Mapping[str, str] = {
    "future": r"still to come|bado haija|haijafika|to come|mbele",
    "past": r"passed|imepita|imeshapita|umepita|ilipita",
    "before": r"before|kabla",
    "impossible": r"not a date|no such|si tarehe|hakuna tarehe",
}
SAYS: Mapping[str, str] = {
    "who": r"TIMEC.*(TSC|Mshauri)|(TSC|Mshauri).*TIMEC",
    "help:human": r"head|mwalimu mkuu|mkuu wa shule|director|mkurugenzi|officer|afisa",
    "help:pin": r"\bPIN\b",
    "help:number": r"\bNUMBER\b|\bNAMBARI\b|\bNAMBA\b",
    "safety": r"\b116\b|\b999\b|\b1195\b|COMPLAIN|MALALAMIKO",
}


@dataclass(frozen=True)
class Verdict:
    """What became of one row."""

    row: Row
    passed: bool
    misread: bool
    """Whether something was done, without asking, that it does not mean."""
    reply: str
    wanted: str


class Judge:
    """Holds rows against their moments."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._like = lru_cache(maxsize=None)(self._play)

    def _play(self, name: str, messages: tuple[str, ...], after: tuple[str, ...]) -> Outcome:
        return self._stage.play(moments()[name], messages, after)

    def verdict(self, row: Row) -> Verdict:
        """Whether this row passes by any of its likes."""
        tried = _Tried(self, moments()[row.given], row)
        passed = any(tried.like(one) for one in row.like)
        return Verdict(row, passed, not passed and tried.did_something, tried.now.text, tried.wanted)


class _Tried:
    """One row that was played."""

    def __init__(self, judge: Judge, moment: Moment, row: Row) -> None:
        self.judge, self.moment, self.row = judge, moment, row
        self.now = judge._play(row.given, (row.said,), ())

    def played(self, *messages: str, after: tuple[str, ...] = ()) -> Outcome:
        return self.judge._like(self.row.given, messages, after)

    def _canonical(self, what: str) -> list[str]:
        """The messages that a like names; a number that is another here by the word for it."""
        return [self.moment.instead.get(one, one) for one in what.split(" // ")]

    @cached_property
    def before(self) -> Outcome:
        """The moment as it is where nothing is said."""
        return self.played()

    @property
    def unchanged(self) -> bool:
        """Whether nothing is otherwise than if nothing had been said."""
        same = self.now.facts == self.before.facts and not self.now.told
        return same and {*self.before.answers} >= {*self.now.answers} - self._begun

    @property
    def _begun(self) -> set[tuple[str, str, str, str]]:
        """What stands in forms that were only opened."""
        forms = {(who, form) for who, form, _question, _words in self.before.answers}
        return {one for one in self.now.answers if one[:2] not in forms} if self._is_asked else set()

    @property
    def _is_asked(self) -> bool:
        return bool(ASKS.search(self.now.text))

    @property
    def did_something(self) -> bool:
        if self.unchanged:
            return False
        meant = [self.played(*self._canonical(one)) for one in self.row.like if not one.startswith("<")]
        return not any(self._left(self.now) == self._left(one) for one in meant)

    @property
    def wanted(self) -> str:
        """The reply to the first of its likes."""
        first = self.row.like[0]
        return first if first.startswith("<") else self.played(*self._canonical(first)).text

    def like(self, what: str) -> bool:
        """Whether it did what this says."""
        found = re.fullmatch(r"<([\w:-]+)>", what)
        if found is None:
            return self._same(self.played(*self._canonical(what)))
        name, _colon, about = found[1].partition(":")
        checks: Mapping[str, Callable[[], bool]] = {
            "courtesy": self._courtesy,
            "ask": lambda: self._asks(about),
            "refused": lambda: self._refuses(about),
            "stop": self._stops,
            "answer": self._answers,
            "leave": self._leaves,
            "late": self._late,
            "cannot-come": self._cannot_come,
            "change-mentor": self._changes_mentor,
            "lost": lambda: self.unchanged and bool(self.now.text),
        }
        return checks[name]() if name in checks else self.unchanged and self._says(SAYS[found[1]])

    def _says(self, pattern: str) -> bool:
        return re.search(pattern, self.now.text, re.IGNORECASE | re.DOTALL) is not None

    @property
    def _understood(self) -> bool:
        return not NOT_UNDERSTOOD.search(self.now.text)

    def _same(self, other: Outcome) -> bool:
        """The same reply, but for an echo; the same told; the same left behind."""
        ours, theirs = (" ".join(one.text.casefold().split()) for one in (self.now, other))
        said = ours == theirs or (bool(theirs) and theirs in ours and len(ours) - len(theirs) <= ECHO)
        done = self.now.facts != self.before.facts  # then no question is open, wherever the last one stood
        return said and self._left(self.now) == self._left(other) and (done or self.now.place == other.place)

    def _left(self, one: Outcome) -> tuple[Any, ...]:
        """What was told and is so now, however it is written."""
        facts = frozenset(tuple(_folded(value) for value in row) for row in one.facts)
        return _folded(repr(one.told)), facts, _folded(repr(one.answers))

    def _still_open(self) -> bool:
        """Whether the open question takes its answer as if nothing had come between."""
        if not self.moment.answer:
            return True
        one, other = (self.played(*before, self.moment.answer) for before in ((self.row.said,), ()))
        return (one.reply, one.told, one.facts) == (other.reply, other.told, other.facts)

    def _courtesy(self) -> bool:
        question = self.played("?").text if self.moment.asks else ""
        short = len(self.now.text) <= SHORT + len(question) or not self.now.text
        return short and self._understood and self.unchanged and self._still_open()

    def _asks(self, about: str) -> bool:
        return self.unchanged and self._understood and self._is_asked and self._says(ABOUT[about])

    def _refuses(self, why: str) -> bool:
        return self.unchanged and self._says(REFUSED[why])

    def _stops(self) -> bool:
        return self._same(self.played("STOP")) or (self.unchanged and self._says(r"\bSTOP\b|\bACHA\b"))

    def _answers(self) -> bool:
        """Whether every part of it stands word for word where the answer to the open question stands."""
        stood = {one[:3]: one[3] for one in self.before.answers}
        new = [words for *where, words in self.now.answers if stood.get((where[0], where[1], where[2])) != words]
        parts = [part.strip() for part in re.split(r"[,;\n]", self.row.said) if part.strip()]
        return any(" ".join(self.row.said.split()) in words or _parted(words) == parts for words in new)

    def _leaves(self) -> bool:
        """Whether the form is left with nothing lost, and is come back to as after MENU."""
        if not (self.now.facts == self.before.facts and not self.now.told and self._understood):
            return False
        back = self.judge._play(self.row.given, (self.row.said,), self.moment.resume)
        other = self.played("MENU", after=self.moment.resume)
        return self.now.answers == self.before.answers and back.later[-1:] == other.later[-1:]

    def _late(self) -> bool:
        told = any(row[0] == "lateness" for row in self.now.facts)
        return told or (self.unchanged and self._says(r"late|chelew"))

    def _cannot_come(self) -> bool:
        off = any(
            re.search(r"called off|ahirish|futwa|haitafanyika|hakitakuwa", words) for _who, words in self.now.told
        )
        asked = self.unchanged and self._understood and self._is_asked
        return off or (
            asked and self._says(r"called off|call it off|will not be|why|kwa nini|hakitakuwa|futa|new date|tarehe")
        )

    def _changes_mentor(self) -> bool:
        return self._same(self.played("REMATCH")) or (
            self.unchanged and self._says(r"REMATCH|BADILISHA MSHAURI|another mentor|mshauri mwingine|new mentor")
        )


def _folded(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value):
        return "hash"  # of what was signed, which is compared itself
    return re.sub(r"[.?!,;:]+(?=\W|$)", "", value.casefold()) if isinstance(value, str) else value


def _parted(words: str) -> list[str]:
    return [line.partition("\t")[0] for line in words.split("\n")]
