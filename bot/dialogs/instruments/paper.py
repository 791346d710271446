"""The scale of the pilot and the indicators, read from versioned tables: who changes one adds rows of a new version.

The words are those of the report on the pilot (May 2024), section 2.6. Order and names of the four points stand in
`scale.tsv` as the report has them, “Emerging, Intermediate, Mastery, Advanced”; each table has a column for each
language. What was rated by an older version keeps its number, its label and that version.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bot.forms.facts import Context, NotUnderstood
from bot.forms.questions import SKIPPED, Choice, Question
from bot.forms.saying import Option, Said
from bot.language import LANGUAGES, Marked, _

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Worded:
    """One row of a table: its key, and its words in each language."""

    area: str
    key: str
    words: tuple[tuple[str, str], ...]

    def spoken(self, language: str, spec: str) -> str:
        return dict(self.words)[language]

    @property
    def label(self) -> Said:
        """As the label of a choice."""
        return Said(_("{words}"), {"words": self})


@cache
def table(name: str, version: int | None = None) -> tuple[Worded, ...]:
    """The rows of a table in their order; `version`: of an older one, None: of the newest."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wanted = version or newest(name)
    return tuple(_worded(row) for row in rows if int(row["version"]) == wanted)


def _worded(row: dict[str, str]) -> Worded:
    return Worded(row["area"], row["key"], tuple((language, row[language]) for language in LANGUAGES))


@cache
def newest(name: str) -> int:
    """The version of a table that is used now."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return max(int(row["version"]) for row in csv.DictReader(file, delimiter="\t"))


def areas(name: str, version: int | None = None) -> tuple[Worded, ...]:
    """What an instrument rates: its outcome areas, or domains."""
    return tuple(one for one in table(name, version) if not one.area)


def indicators(name: str, area: str, version: int | None = None) -> tuple[Worded, ...]:
    """By what one area is seen."""
    return tuple(one for one in table(name, version) if one.area == area)


SCALE = table("scale")
POINTS = len(SCALE)
"""The highest point; the lowest is 1."""
NO_POINT = _("Reply a number from 1 to {most}: {scale}.")


def point(mark: int) -> Worded:
    """What a point of the scale is called."""
    return SCALE[mark - 1]


def _any_of(words: set[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


def _spellings(key: str, row: Worded) -> set[str]:
    """What a row may be called: by its key and by its words, of one or of several."""
    return {name.removesuffix("s") for name in (key, *(words for _language, words in row.words))}


MARK = rf"\d(?!\d)|[1-4](?=[1-4]{{1,4}}(?!\d))|\b(?:{_any_of({words for one in SCALE for _l, words in one.words})})\b"
"""A point by its number, alone or in a run of them like “323”, or by its name."""
FIRST_MARK = re.compile(rf"(?i)(?:[\W_]|\b(?:and|then|na|kisha)\b)*({MARK})")
AREAS = {one.key: _spellings(one.key, one) for tool in ("lesson", "leadership") for one in areas(tool)}
"""How each area is called in one message, by its key."""
FIRST_AREA = re.compile(rf"(?i)\W*(?:{_any_of(set().union(*AREAS.values()))})s?\W*(?:{MARK})")


def begins_with_marks(words: str) -> bool:
    """Whether marks stand there and nobody is named before them."""
    return bool(FIRST_MARK.match(words) or FIRST_AREA.match(words))


class OnScale(Choice):
    """One mark on the four points, by number or by name."""

    def options(self, context: Context) -> tuple[Option, ...]:
        return tuple(Option(str(mark), one.label) for mark, one in enumerate(SCALE, 1))

    def instruct(self, context: Context) -> Said:
        return Said(NO_POINT, {"most": POINTS, "scale": SCALE})

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        """Its mark after its own name wherever that stands, else the first: “goals 2 participation 3”, “2,3,2”."""
        found = self._named.search(words) or FIRST_MARK.match(words)
        if found is None:
            return super().beginning(words, context)
        return found[1], f"{words[: found.start()]} {words[found.end() :]}".strip(" ,;:./&-")

    @cached_property
    def _named(self) -> re.Pattern[str]:
        return re.compile(rf"(?i)\b(?:{_any_of(AREAS.get(self.name, {self.name}))})s?\s*[:=.-]?\s*({MARK})")


class OneOfTable(Choice):
    """One row of a table."""

    def __init__(self, ask: Marked, rows: tuple[Worded, ...], **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.rows = rows

    def options(self, context: Context) -> tuple[Option, ...]:
        return tuple(Option(one.key, one.label) for one in self.rows)


class Indicators(Question):
    """A mark for each indicator of an area, as digits in their order: “2 3 2” or “232”; it may be left out."""

    def __init__(self, ask: Marked, tool: str, area: str, **kwargs: Any) -> None:
        super().__init__(ask, optional=True, **kwargs)
        self.asked, self.areas = indicators(tool, area), [one.key for one in areas(tool)]
        self.longest = str(POINTS) * len(self.asked)

    def hear(self, words: str, context: Context) -> str:
        marks = [sign for sign in words if not sign.isspace() and sign not in ",.;-"]
        self.check("".join(marks), context)
        return "".join(marks)

    def check(self, stored: str, context: Context) -> None:
        fits = all(sign.isascii() and sign.isdigit() and 1 <= int(sign) <= POINTS for sign in stored)
        if stored and not (fits and len(stored) == len(self.asked)):
            raise NotUnderstood(
                _("Write {count} digits from 1 to {most}, one for each."), count=len(self.asked), most=POINTS
            ).showing()

    def value(self, stored: str, context: Context) -> object:
        return Ratings(tuple(zip(self.asked, map(int, stored), strict=True)))

    def same(self, context: Context) -> str | None:
        """None is asked for where areas came in one message."""
        return SKIPPED if any(context.answers.get(area) for area in self.areas) else None

    def usual(self, context: Context) -> str | None:
        return self.same(context)

    def offers(self, context: Context) -> tuple[Option, ...]:
        """There is nothing to offer but to leave it out, which is said already."""
        return ()

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("One digit each, in this order: {indicators:semi}."), {"indicators": self.asked}),)

    def examples(self, context: Context) -> tuple[str, ...]:
        return (" ".join("2" * len(self.asked)),)


@dataclass(frozen=True)
class Ratings:
    """What was rated and how: “participation 3 Mastery, …”; "short" leaves the labels out."""

    all: tuple[tuple[Worded, int], ...]

    def spoken(self, language: str, spec: str) -> str:
        def one(what: Worded, mark: int) -> str:
            words = f"{what.spoken(language, '')} {mark}"
            return words if spec == "short" else f"{words} {point(mark).spoken(language, '')}"

        return ", ".join(one(*each) for each in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class Shift:
    """By how many points each area has moved from the baseline to the endline: “participation +1, …”."""

    all: tuple[tuple[Worded, int], ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(f"{what.spoken(language, '')} {points:+d}" for what, points in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class Tips:
    """Two things to talk over."""

    all: tuple[Worded, ...]

    def spoken(self, language: str, spec: str) -> str:
        return " ".join(f"{nth}) {one.spoken(language, '')}" for nth, one in enumerate(self.all, 1))


def tips(area: str) -> Tips:
    """The fixed tips for an area, or an indicator that has its own."""
    return Tips(indicators("tips", area))
