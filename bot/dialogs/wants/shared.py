"""How people ask for things in words of their own, and which of them somebody may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.dialogs.desk import Asking
from bot.dialogs.wants.pages import WANTS, By
from bot.forms.lists import ALL_WORDS
from bot.forms.place import Place
from bot.language import fold
from bot.language.beside.staying import stays
from bot.language.clauses import clauses
from bot.language.frames import DENIALS
from bot.language.likeness import KnownWays, asks, bids
from bot.language.meaning import read
from bot.store import pairs
from bot.store.pairs import PRESENT, Side

MOST = 3
"""So many things are offered at once (fewer than are read)."""
WAYS = Path(__file__).with_name("wants.txt")
"""How people ask: anybody who can type may add to it."""
IN = ("en", "sw")
FIFTH = re.compile(r"(?:form|fomu|annex|kiambatisho) (?:ya |cha )?(?:v|5)")
"""Annex V as people write it, who have its number from the paper."""
NOTHING = "nothing"
"""The block of what asks for nothing."""
ASKING = 0.38
"""How near words come at least to what is offered, where their writer plainly asks or speaks of themselves."""
OTHERWISE = 0.65
"""The same where they may as well be a note, a name or somebody else's message."""
FOR_US = 0.85
"""How near they come at least to be taken for a question to us where a form asks for words."""
SURE, LEAD = 0.55, 0.2
"""How near words come at least, and how much nearer than to anything else, to be told at once what they ask for."""
OF_WHO_DOES = frozenset({"late", "log", "sign", "book", "english", "kiswahili"})
"""What nobody asks for who denies it: “sitachelewa”."""
CHANGES = frozenset({"move", "cannot_come", "change_mentor"})
"""What nobody asks for who says that nothing is to be changed."""
TIMES = frozenset({"date", "hourof", "tomorrow", "num"})
ANSWERS = frozenset({"ask", "feedback", "goals", "needs", "plan"})
"""What is asked for in words that may as well be what one plans or wants to learn."""
_REMINDED = re.compile(r"\b(?:remind me|show me|tell me|what was|ni?kumbush\w{0,4}|nionyesh\w{0,4})\b")
"""How somebody asks for what stands written, and plans nothing."""


def open_to(asking: Asking, wants: Iterable[str]) -> list[str]:
    """Those of these wants that this person may have, each way out once: the likeliest of two that lead alike."""
    known = [want for want in wants if want in WANTS]
    theirs = _held(asking) if known else frozenset()
    found = {str(Place.of(WANTS[want].to)): want for want in reversed(known) if WANTS[want].by in theirs}
    return list(reversed(found.values()))


def _held(asking: Asking) -> frozenset[By]:
    """What somebody is, as far as it decides what they are offered."""
    mine = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    sides = {By.MENTOR if pair.side(asking.who.id) is Side.MENTOR else By.MENTEE for pair in mine}
    office = asking.office
    heads = {By.OFFICE} | ({By.HEAD} if not office.oversees_schools else set()) if office else set()
    return frozenset({By.ALL, *sides, *([By.PAIR] if mine else []), *heads})


def blocks() -> dict[str, dict[str, list[str]]]:
    """The ways of asking for each want, in each language, as wants.txt has them. ValueError where it cannot be read."""
    found: dict[str, dict[str, list[str]]] = {}
    want = language = ""
    for number, line in _lines():
        if line.startswith("["):
            want, language = line.strip("[]"), ""
            found[want] = {one: [] for one in IN}
        elif line in IN:
            language = line
        elif not want or not language:
            raise ValueError(f"{WAYS.name}, line {number}: a way stands under its [want] and its language (en, sw).")
        else:
            found[want][language].append(line)
    return found


def _lines() -> Iterator[tuple[int, str]]:
    for number, line in enumerate(WAYS.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


@cache
def ways() -> KnownWays:
    """All of them, ready to be compared with; made at the first message that fits nothing."""
    return KnownWays({want: [way for ways in block.values() for way in ways] for want, block in blocks().items()})


def plainly(text: str) -> str | None:
    """What words ask for that are a known way of asking; None for others."""
    want = "form5" if FIFTH.fullmatch(fold(text)) else ways().exact(text)
    return want if want in WANTS else None


def nearly(text: str) -> str | None:
    """The same, also for one word with a slip of the thumb."""
    want = plainly(text) or ways().slipped(text)
    return want if want in WANTS else None


def surely(text: str) -> str | None:
    """The same, also for words of which one way alone comes near, and that name no day or hour: those are a date's."""
    want = nearly(text) or _of_a_clause(text)
    if stays(text):
        return None if want in CHANGES else want
    near = [] if want is not None or not asks(text) or read(text).bag & TIMES else ways().nearest(text)
    if not near or near[0].key not in WANTS:
        return want
    others = (one.score for one in near if one.key not in WANTS or WANTS[one.key].to != WANTS[near[0].key].to)
    return near[0].key if near[0].score >= max(SURE, next(others, 0) + LEAD) else None


def _of_a_clause(text: str) -> str | None:
    """What a known way asks for that is one clause of several, where no other asks for anything else."""
    found = {plainly(one) for one in clauses(text)} - {None}
    return found.pop() if len(found) == 1 else None


def for_us(text: str) -> list[str]:
    """What words ask for that put a question or a wish in a known way, or nearly so: said to us, and no answer."""
    if not bids(text):
        return []
    known = plainly(text)
    near = [known] if known is not None else likely(text, FOR_US)[:1]
    return near if _REMINDED.search(fold(text)) else [want for want in near if want not in ANSWERS]


def likely(text: str, least: float = 0.0) -> list[str]:
    """What words may ask for, the likeliest first; nothing where they are most like what asks for nothing.

    `least`: how near they come at least, where that is more than usual.
    """
    if fold(text) in ALL_WORDS:
        return []  # all of what? Least of all what is held of them
    near = ways().nearest(text)
    if not near or near[0].key not in WANTS:
        return []
    floor = max(least, ASKING if asks(text) else OTHERWISE)
    never = OF_WHO_DOES if read(text).bag & DENIALS else frozenset()
    never |= CHANGES if stays(text) else frozenset()
    return [one.key for one in near if one.score >= floor and one.key in WANTS and one.key not in never]
