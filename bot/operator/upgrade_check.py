"""`mshauri upgrade --check`: whose open drafts and waiting notices meet a question in other words."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from bot.forms.page import PAGES
from bot.forms.place import Place
from bot.operator import wordings
from bot.operator.wordings import Wordings
from bot.store.engine import reading
from bot.store.keys.confidential import SEAL
from bot.store.talk import drafts, notices

SHOWN = 10
"""People who are named for one question; of more, how many."""
CONFIDED = frozenset({"cases", "case_reading", "harm"})
"""Subjects of which an operator does not even learn that there is something."""
ITEM = re.compile(r"\.[0-9a-f]{8}(?=\.)")
"""The item of a repeated group, within the key of an answer."""


class CannotTell(Exception):
    """The other version does not say its words; the message says what to do."""


@dataclass(frozen=True)
class _Open:
    """What waits for somebody: a draft with the keys that they have answered, or a notice, which has none."""

    person_id: int
    name: str
    answered: Collection[str] | None = None


def report(engine: Engine, beside: Path) -> list[str]:
    """A line for each question or page that has changed and that somebody is to meet, with old and new words."""
    old, new = _of(beside), wordings.wordings()
    with reading(engine) as db:
        waiting = [*_drafts(db), *_notices(db)]
    met: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in waiting:
        for place, how in _meets(one, old, new):
            met[place, how].add(one.person_id)
    lines = [line for (place, how), people in sorted(met.items()) for line in _lines(place, how, people, old, new)]
    forms = sum(one.answered is not None for one in waiting)
    said = f"{forms} open drafts and {len(waiting) - forms} waiting notices;"
    return [*lines, f"{said} {len(met) or 'none'} of what they meet has changed."]


def _of(beside: Path) -> Wordings:
    """What the version in this folder says, told by its own Python: it may know less than we do."""
    script = Path(wordings.__file__).read_text(encoding="utf-8")
    words = [str(beside / ".venv/bin/python"), "-c", script]
    try:
        done = subprocess.run(words, cwd=beside, check=True, capture_output=True, text=True)  # noqa: S603 - ours
        found: Wordings = json.loads(done.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError) as why:
        raise CannotTell(f"The version in {beside} does not say its words ({type(why).__name__}).") from why
    return found


def _drafts(db: Connection) -> Iterator[_Open]:
    """Those that somebody may still go on with, but for what is confided: nobody learns that it is there. Of answers it
    is read only which questions they are to."""
    table = drafts.drafts
    still = table.c.state.in_([drafts.DraftState.OPEN, drafts.DraftState.RESTING])
    for row in db.execute(select(table.c.person_id, table.c.form, table.c.answers, table.c[SEAL]).where(still)):
        yield _Open(row.person_id, row.form, {ITEM.sub(".*", key) for key in row.answers})


def _notices(db: Connection) -> Iterator[_Open]:
    for row in db.execute(select(notices.notices.c.person_id, notices.notices.c.place).where(notices.is_waiting)):
        name = Place.read(row.place).name
        if not _confided(name):
            yield _Open(row.person_id, name)


def _confided(name: str) -> bool:
    """Whether a page tells whoever sees its name that there is a complaint, or a word of harm."""
    subject = PAGES[name].__module__.split(".")[-2] if name in PAGES else ""
    return subject in CONFIDED


def _meets(one: _Open, old: Wordings, new: Wordings) -> Iterator[tuple[str, str]]:
    """The places that this meets and that are other than they were, and how."""
    if one.name not in new:
        yield one.name, "is no more: it is dropped"
    elif one.answered is None:
        if _said(old.get(one.name, {})) != _said(new[one.name]):
            yield one.name, "is told in other words"
    else:
        yield from _questions(one.name, one.answered, old, new)


def _questions(form: str, answered: Collection[str], old: Wordings, new: Wordings) -> Iterator[tuple[str, str]]:
    """Of a draft: what it is still asked in other words or newly, and what it has answered and is asked no more."""
    before, now = (
        {key[len(form) + 1 :]: each[key] for key in each if key.startswith(f"{form}.")} for each in (old, new)
    )
    renamed = {_old_key(key, words): key for key, words in now.items() if "was" in words}
    for key, words in now.items():
        known = before.get(key) or before.get(_old_key(key, words))
        done = key in answered or _old_key(key, words) in answered
        if known is None and not done:
            yield f"{form}.{key}", "is asked as well"
        elif known is not None and _said(known) != _said(words):
            yield f"{form}.{key}", "was answered, and reads otherwise now" if done else "is asked in other words"
    for key in before.keys() - now.keys() - renamed.keys():
        if key in answered:
            yield f"{form}.{key}", "is asked no more: what was answered is dropped"


def _old_key(key: str, words: Mapping[str, str]) -> str:
    """The key that the question had before it was renamed; its own where it was not."""
    return ".".join([*key.split(".")[:-1], words["was"]]) if "was" in words else key


def _said(words: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in words.items() if language != "was"}


def _lines(place: str, how: str, people: set[int], old: Wordings, new: Wordings) -> Iterator[str]:
    named = ", ".join(f"id:{each}" for each in sorted(people)[:SHOWN])
    more = f" and {len(people) - SHOWN} more" if len(people) > SHOWN else ""
    yield f"{place} {how}: {named}{more}"
    form, _dot, key = place.partition(".")
    was = new.get(place, {})
    before = old.get(place) or (old.get(f"{form}.{_old_key(key, was)}") if key else None) or {}
    for language in _said(before) | _said(was):
        if before.get(language) != was.get(language):
            yield f"  {language} before: {before.get(language, '-')}"
            yield f"  {language} now:    {was.get(language, '-')}"
