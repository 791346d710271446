"""For which quarter Annex IV is filled today, and what is said of many forms together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from bot.dialogs.calendar import three_month
from bot.language import fold, items_of, local_day

ASKED = (1, 8)
"""School days after the 3-month review on which it is asked for, and once more (requirement D167)."""
EARLY = timedelta(days=14)
"""So long before a 3-month point it may be filled for that."""
TOPICS = 5
"""As many main topics are put forward."""
MANY = 5
"""So many forms must say a thing before it is told above the sub-county, so that it is nobody's own."""


def filled_since(saved: Iterable[datetime], day: date) -> bool:
    """Whether one of these was filled for a point at this day: then, after it, or shortly before."""
    return any(local_day(at) >= day - EARLY for at in saved)


def occasion(cycle: date, today: date) -> int:
    """The 3-month point for which it is filled today: the one to come soon, else the last; 0 before the first."""
    return next(quarter for quarter in count(1) if three_month(cycle, quarter) > today + EARLY) - 1


@dataclass(frozen=True)
class Totals:
    """What is said of many forms where nobody's own may be read."""

    forms: int
    kept_time: int | None
    themes: tuple[str, ...]


def totals(found: Sequence[Mapping[str, str]]) -> Totals:
    """The sum of what these forms say, but for those on paper; a theme stands in it where many have named it."""
    found = [one for one in found if one]
    named = Counter(item.text.casefold() for answers in found for item in items_of(answers.get("topics", "")))
    themes = tuple(text for text, count in named.most_common(TOPICS) if count >= MANY)
    kept = sum(answers.get("kept_time") == "yes" for answers in found)
    return Totals(len(found), kept if len(found) >= MANY else None, themes)


STEMS: Mapping[str, tuple[str, ...]] = {
    "assessment": (
        "assess",
        "exam",
        "test",
        "marking",
        "mark",
        "cat",
        "score",
        "mtihani",
        "mitihani",
        "sahihisha",
        "alama",
    ),
    "classroom": (
        "class",
        "control",
        "disciplin",
        "group",
        "seat",
        "behav",
        "noise",
        "learner",
        "pupil",
        "darasa",
        "darasani",
        "nidhamu",
        "kikundi",
        "makundi",
        "wanafunzi",
    ),
    "conduct": ("conduct", "code", "regulation", "rule", "tsc", "punctual", "dress", "kanuni", "maadili", "sheria"),
    "content": (
        "content",
        "subject",
        "math",
        "number",
        "english",
        "kiswahili",
        "science",
        "read",
        "writ",
        "composition",
        "hisabati",
        "sayansi",
        "kusoma",
        "kuandika",
        "insha",
    ),
    "lessons": (
        "lesson",
        "notes",
        "scheme",
        "syllabus",
        "teaching",
        "somo",
        "masomo",
        "andalio",
        "maandalio",
        "azimio",
    ),
}
"""How words begin that tell the tag, in English and Kiswahili; the keys are those of the menu of needs."""


def tag_of(area: str) -> str | None:
    """The tag of one area; None where no word tells it."""
    words = fold(area).split()
    return next((tag for tag, stems in STEMS.items() if any(word.startswith(stems) for word in words)), None)


def commonest(areas: Iterable[str], most: int) -> tuple[str, ...]:
    """The tags that came back most often first; of equal ones the one named first."""
    found = Counter(tag for area in areas if (tag := tag_of(area)) is not None)
    return tuple(tag for tag, _count in found.most_common(most))
