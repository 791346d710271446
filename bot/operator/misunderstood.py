"""`mshauri misses`: at which questions words were not understood most, with the text that was asked; none of the words.

A question that is missed often in one language only has a bad text there; one that is missed in all asks for too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Engine

from bot.dialogs import every
from bot.forms.form import FORMS
from bot.forms.page import PAGES
from bot.forms.words import texts
from bot.language import Marked, ours
from bot.store.engine import reading
from bot.store.talk import misses
from bot.store.talk.misses import Missed

SHOWN = 20
"""Questions that are listed unless more are asked for."""
LONGEST = 70
"""Letters of the text that are shown."""

for _layer in ("paper", "pages"):
    every(_layer)  # the questions of every dialog are known by their names


def report(engine: Engine, since: date, most: int = SHOWN) -> list[str]:
    """A line for each question and language, the most missed first."""
    with reading(engine) as db:
        found = misses.since(db, since)
    begun = f"since {since.replace(day=1):%-d %B %Y}"
    if not found:
        return [f"Everything was understood {begun}."]
    return [f"Not understood {begun}, by question and language:", *_lines(found[:most]), *_more(found[most:])]


def _lines(found: list[Missed]) -> Iterator[str]:
    for one in found:
        yield f"{one.count:>6}  {one.language}  {one.question or 'nothing was open'}{_asked(one)}"


def _more(rest: list[Missed]) -> list[str]:
    """What is not listed, as one sum."""
    return [f"{sum(one.count for one in rest):>6}  at {len(rest)} more: --most lists them."] if rest else []


def _asked(one: Missed) -> str:
    """The text that was asked in that language, its beginning; nothing where this version does not know it."""
    name, _space, asked = one.question.partition(" ")
    text: Marked | None = None
    if name in FORMS:
        text = getattr(FORMS[name].elements().get(asked), "ask", None)
    elif name in PAGES:
        text = next(iter(texts(PAGES[name].text)), None)
    said = ours.translation(text, one.language) if text is not None else None
    return f": {said[:LONGEST]}" if said else ""
