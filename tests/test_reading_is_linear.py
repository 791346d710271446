"""Whatever somebody sends, reading it costs its length: every pattern and reader, on 5,000 of every kind of letter.

Twice the letters may cost twice the time. What grows faster is found by comparing 2,500 with 5,000, so that a slow
machine changes nothing. Where 156 and 312 show that nothing grows, the many letters are not read.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from importlib import import_module
from itertools import count
from pathlib import Path
from pkgutil import walk_packages
from time import thread_time
from types import FunctionType, ModuleType
from typing import Any, get_type_hints

import pytest
from sqlalchemy import Engine

import bot
import scheduler
from bot.language import NAIROBI, Towards
from bot.messages import MOST_READ, Channel, Inbound
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, begin

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
VALID = "LOG today library 1 group work 2 seat plan by 25/6 3 done"
UNITS = (
    *"aAeé0159 .,:;-_/\\()[]{}'\"*#+=&%$@!?<>|~^\n\t\r•–’…",
    "\u00a0", "\u200f", "\u202e", "\u0301", "٣", "٪", "م", "漢", "ß", "\ufb01", "👍🏾", "½", "\x00", "\x1b",
    "1 ", "1. ", "1) ", "1.", " 1", "a ", "a.", "a-", "a'", "a,", ", ", ". ", "- ", "(a", "((", "4821 ", "4 8 2 1 ",
    "12/6 ", "i ii ", "saa ", "na ", "kumi na ", "by ", "pin ", "pin is ", "ago ", "from now ", "please ", "no ", "si ",
    "the ", "week ", "monday ", "a1", "1a", " \n", "\n1 ", "aa", "saaa", "ab", "Ab ", "x y 1 ",
)  # fmt: skip
HARD = (" ", ".", "1", "a", "é", "\n", "1 ", "a ", "1.", "((", "4821 ", "saa ")
"""The kinds that have cost most, for whole turns."""
SHORT = 0.02
"""Seconds: what takes less is not worth comparing."""
FACTOR = 3.2
"""Twice the letters: twice the time is linear, four times is not."""
BARELY = 2.1
"""Twice the letters in the small: what grows by `FACTOR` in the large grows by more than this."""


@cache
def texts(unit: str, letters: int) -> tuple[str, str, str, str]:
    """So many letters of a kind: alone, in front of what is valid, behind it, and mixed with it."""
    long, mixed = ((one * (letters // len(one) + 1))[:letters] for one in (unit, f"{unit}{VALID}"))
    return long, f"{long} {VALID}", f"{VALID} {long}", mixed


def seconds(read: Callable[[str], object], text: str) -> float:
    """How long it takes of this thread's own time."""
    before = thread_time()
    with suppress(Exception):
        read(text)
    return thread_time() - before


def grows(read: Callable[[str], object], unit: str) -> str | None:
    """What takes far more than twice as long for twice as much; None where nothing does."""
    for few, twice, half, whole in zip(*(texts(unit, MOST_READ // share) for share in (32, 16, 2, 1)), strict=True):
        took = seconds(read, whole) if may_grow(read, few, twice) else 0
        if took > SHORT and took > FACTOR * seconds(read, half):
            took, before = min(took, seconds(read, whole)), min(seconds(read, half) for _again in range(2))
            if took > SHORT and took > FACTOR * before:
                return f"{unit!r} ({whole[:12]!r}…): {before * 1000:.0f} ms, then {took * 1000:.0f} ms"
    return None


def may_grow(read: Callable[[str], object], few: str, twice: str) -> bool:
    """Whether the whole may take more than `SHORT` and too much for its length.

    Of what is `SHORT` for all, grown squared or cubed, a sixteenth takes a 4096th at least: less is most, and read
    once. And where 3.2 times as much is taken for twice the letters, the part that grows squared is three times the
    part that does not; for a 32nd it is three 32nds of it, and twice of that takes 2.17 times as long.
    """
    took = seconds(read, twice)
    if took <= SHORT / 16**3:
        return False
    most = BARELY * seconds(read, few)
    return took > most and seconds(read, twice) > most


def modules() -> Iterator[ModuleType]:
    """Every module of the product."""
    for package in (bot, scheduler):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield import_module(found.name)


@pytest.mark.parametrize(
    ("slow", "quick", "unit"), [("a+$", "a{1,9}$", "a"), (r"\d+x", r"\d{1,9}x", "1"), ("( *),x", " *", " ")]
)
def test_a_pattern_that_grows_faster_than_its_text_is_seen(slow: str, quick: str, unit: str) -> None:
    assert grows(partial(WAYS["sub"], re.compile(slow)), unit)
    assert not grows(partial(WAYS["sub"], re.compile(quick)), unit)


# patterns


def compiled(thing: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of a module, also within what holds several."""
    if isinstance(thing, re.Pattern) and isinstance(thing.pattern, str):
        yield thing
    elif depth and isinstance(thing, dict):
        yield from compiled((*thing.keys(), *thing.values()), depth)
    elif depth and isinstance(thing, tuple | list | frozenset | set):
        for each in thing:
            if not isinstance(each, str):  # which are most
                yield from compiled(each, depth - 1)
    elif depth and is_dataclass(thing) and not isinstance(thing, type):
        for own in fields(thing):
            yield from compiled(getattr(thing, own.name), depth - 1)


def written(module: ModuleType) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that stand in a call of its functions, as far as they are constants of the module, and that call."""
    for node in _uses(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS:
            flags = next((ast.unparse(one.value) for one in node.keywords if one.arg == "flags"), "0")
            with suppress(NameError):
                pattern = eval(ast.unparse(node.args[0]), vars(module))  # noqa: S307 - our own source
                yield re.compile(pattern, eval(flags, vars(module))), ast.unparse(node.func)[3:]  # noqa: S307 - the same


@cache
def _uses(module: ModuleType) -> list[ast.Call | ast.Attribute]:
    """The calls of this module and what they may be of, where a pattern is used at all."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    if not re.search(rf"\.({'|'.join((*WAYS, *SAME))})\b", source):
        return []
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call | ast.Attribute)]


WAYS: dict[str, Callable[[re.Pattern[str], str], object]] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "sub": lambda pattern, text: pattern.sub("", text),
}
SAME = {**dict.fromkeys(("search", "split", "findall", "finditer"), "sub")}
"""They look for a pattern at every place of a text, as `sub` does."""
CALLS = {f"re.{name}" for name in (*WAYS, *SAME)}


def called() -> dict[re.Pattern[str], set[str]]:
    """How patterns are used that have a name: `_START.match(…)`."""
    found: dict[re.Pattern[str], set[str]] = {}
    for module in modules():
        for node in _uses(module):
            if isinstance(node, ast.Attribute) and node.attr in (*WAYS, *SAME):
                name, _dot, own = ast.unparse(node.value).partition(".")
                thing = vars(module).get(name)
                one = getattr(thing, own, None) if own else thing
                if isinstance(one, re.Pattern):
                    found.setdefault(one, set()).add(SAME.get(node.attr, node.attr))
    return found


@cache
def patterns() -> dict[tuple[re.Pattern[str], str], str]:
    """Every pattern of the product with each way in which it is used, and where it stands; a nameless one in all."""
    uses, found = called(), dict[tuple[re.Pattern[str], str], str]()
    for module in modules():
        for one in compiled(tuple(vars(module).values())):
            found |= {(one, way): module.__name__ for way in uses.get(one, WAYS)}
        found |= {(one, SAME.get(way, way)): module.__name__ for one, way in written(module) if way != "compile"}
    return found


def test_the_patterns_of_the_product_are_found() -> None:
    assert len({pattern for pattern, _way in patterns()}) > 120
    assert {"bot.talk.pins", "bot.language.harm", "bot.language.numbering"} <= set(patterns().values())


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_no_pattern_takes_more_than_its_text_is_long(unit: str) -> None:
    slow = [
        f"{place}: {way} {pattern.pattern[:80]}: {found}"
        for (pattern, way), place in patterns().items()
        if (found := grows(partial(WAYS[way], pattern), unit))
    ]
    assert not slow, "\n".join(slow)


# readers


GIVEN: dict[Any, object] = {
    date: NOW.date(),
    datetime: NOW,
    Towards: Towards.PAST,
    bool: False,
    int: 3,
    str | None: None,
}
"""What a reader is given beside the words."""
DEAR = frozenset({"bot.dialogs.people.rules.pin_hash"})
"""What takes its time on purpose, however little it is given."""
READING = (
    "bot.language",
    "bot.forms.shorthand",
    "bot.talk.pins",
    "bot.talk.commands",
    "bot.dialogs.linking.rules",
    "bot.dialogs.people.rules",
    "bot.messages",
)


@cache
def readers() -> dict[str, Callable[[str], object]]:
    """Every function of the modules that read which takes words, and nothing else that we cannot give it."""
    found: dict[str, Callable[[str], object]] = {}
    for module in modules():
        if module.__name__.startswith(READING):
            own = [
                one for one in vars(module).values() if inspect.isfunction(one) and one.__module__ == module.__name__
            ]
            found |= {f"{module.__name__}.{one.__qualname__}": reader for one in own if (reader := _reader(one))}
    return {name: read for name, read in found.items() if name not in DEAR}


def _reader(function: FunctionType) -> Callable[[str], object] | None:
    try:
        hints = get_type_hints(function, vars(sys.modules[function.__module__]))
    except NameError:
        return None
    wanted = [one for one in inspect.signature(function).parameters.values() if one.default is inspect.Parameter.empty]
    kinds = [hints.get(one.name) for one in wanted]
    if str not in kinds or any(kind is not str and kind not in GIVEN for kind in kinds):
        return None

    def read(text: str) -> object:
        values = {one.name: text if kind is str else GIVEN[kind] for one, kind in zip(wanted, kinds, strict=True)}
        found = function(**values)
        return list(found) if isinstance(found, Iterator) else found

    return read


def test_the_readers_of_the_product_are_found() -> None:
    assert len(readers()) > 60
    assert {"bot.language.words.yes_or_no", "bot.language.numbering.in_parts", "bot.language.harm.tells"} <= set(
        readers()
    )


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_no_reader_takes_more_than_its_text_is_long(unit: str) -> None:
    slow = [f"{name}: {found}" for name, read in readers().items() if (found := grows(read, unit))]
    assert not slow, "\n".join(slow)


# whole turns

IDS = count()
STATES: dict[str, tuple[str, ...]] = {
    "nothing was said": (),
    "a form": ("LOG", "today"),
    "the gate": ("PIN",),
}


def begun(engine: Engine, lead: tuple[str, ...]) -> Callable[[str], object]:
    """Faith's next message, after what leads to a state, as often as one likes."""
    begin(engine, "session 5 is planned", None)

    def says(text: str) -> None:
        minute = next(IDS)
        at = NOW + timedelta(minutes=minute)
        hear(engine, Inbound(Channel.SMS, FAITH, f"linear {minute}", text), at, World(replies_an_hour=10**9))

    for words in lead:
        says(words)
    return says


@pytest.mark.parametrize("lead", STATES.values(), ids=STATES)
def test_no_message_takes_more_than_its_text_is_long(quick_copies: Callable[[], Engine], lead: tuple[str, ...]) -> None:
    says = begun(quick_copies(), lead)
    slow = [found for unit in HARD if (found := grows(says, unit))]
    assert not slow, "\n".join(slow)
