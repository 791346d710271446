"""The page with the phones: one document in the reader's language, its styles and scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.language import LANGUAGES, Name, is_gsm7, septets
from bot.messages import Channel
from bot.simulator import persons, texts
from bot.simulator.paper import CHANNELS
from bot.simulator.world import Simulation
from bot.store.engine import reading

HERE = Path(__file__).parent
PRICE = 0.80
"""KES for one segment: what Africa's Talking shows in its own examples; the real price is in the contract."""
LANGUAGE_NAMES = {"en": "English", "sw": "Kiswahili"}
FIRST = ("812345", "534210", "300415", "401122", "300416", "300417")
"""Whose phones lie on the table at the start: every role that has one."""
APPS = {"300415": (Channel.TELEGRAM, Channel.SMS)}
"""The app in front, where it is not the way by which we reach them first."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FILES = {".css": "text/css", ".js": "text/javascript"}


def add_to(blueprint: Blueprint, simulation: Simulation) -> None:
    """The page at `/`, its parts beside it."""
    blueprint.add_url_rule("/", "page", partial(_page, simulation))
    for file in sorted(HERE.glob("page*")):
        if file.suffix in FILES:
            blueprint.add_url_rule(f"/{file.name}", file.name.replace(".", "_"), partial(_part, file))


def language() -> str:
    """The language that the call asks for; English for any that we do not speak."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _page(simulation: Simulation) -> Response:
    spoken = language()
    words = texts.texts(spoken)
    data = {
        "language": spoken,
        "words": words,
        "people": _people(simulation, spoken),
        "channels": {channel.value: name for channel, name in CHANNELS.items()},
        "price": PRICE,
        "stranger": [{"channel": channel.value, "address": address} for channel, address in persons.STRANGER],
        "letters": _letters(),
    }
    page = _template().render(t=words, data=data, language=spoken, languages=LANGUAGE_NAMES)
    return _answer(page, "text/html")


def _part(file: Path) -> Response:
    return _answer(file.read_bytes(), FILES[file.suffix])


def _answer(body: str | bytes, kind: str) -> Response:
    answer = Response(body, content_type=f"{kind}; charset=utf-8")
    answer.headers.update(
        {
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        }
    )
    return answer


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(HERE)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page.html")


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """The alphabet of an SMS: the letters that take one place, and those that take two."""
    known = [letter for letter in map(chr, range(0x2100)) if is_gsm7(letter)]
    return {
        "one": "".join(one for one in known if septets(one) == 1),
        "two": "".join(one for one in known if septets(one) > 1),
    }


def _people(simulation: Simulation, spoken: str) -> list[dict[str, Any]]:
    """The cast, as the page draws them: `open` are those whose phones lie there at the start."""
    with reading(simulation.engine) as db:
        found = persons.everybody(db, simulation.now, simulation.pins)
    cast = [_person(one, spoken) for one in found if one["pin"] is not None]
    return sorted(cast, key=lambda one: FIRST.index(one["key"]) if one["open"] else len(FIRST))


def phones_of(simulation: Simulation, numbers: Sequence[str], spoken: str) -> list[dict[str, Any]]:
    """The people with these TSC numbers, in their order, as the page draws them."""
    with reading(simulation.engine) as db:
        found = {one["tsc_number"]: one for one in persons.everybody(db, simulation.now, simulation.pins)}
    return [_person(found[number], spoken) for number in numbers]


def _person(one: dict[str, Any], spoken: str) -> dict[str, Any]:
    number = one["tsc_number"]
    front = APPS.get(number, ())
    ways = sorted(
        one["addresses"], key=lambda way: front.index(way["channel"]) if way["channel"] in front else len(front)
    )
    return {
        "key": number,
        "name": one["name"],
        "first": Name(one["name"]).first,
        "role": texts.role(one["role"], spoken),
        "pin": one["pin"],
        "ways": ways,
        "open": number in FIRST,
    }
