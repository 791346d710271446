"""Kiswahili agrees with a count: “fomu 1 imechelewa”, “fomu 2 zimechelewa”, “mwalimu 1”, “walimu 2”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bot import dialogs
from bot.language.catalogue import ours

ORDINALS = frozenset({"number", "nth", "month", "year", "version", "row", "first", "last", "session", "module", "at"})
"""Numbers that tell which one, and not how many."""
ALONE = frozenset({"mara", "mada", "maandishi", "wastani", "ziara", "wakati", "zaidi", "visizidi"})
"""Words that look like one of many, and are said of one as well."""
_COUNT = r"\{(?P<name>\w+)(?::#)?\}"
BEFORE = re.compile(rf"\b(?P<many>(?:v[iy]|wa|ma|mi|zi|hawa|havi|hazi)[a-z]+) {_COUNT}(?! kati ya|/|\w)", re.IGNORECASE)
_AGREES = r"\(?(?P<many>(?:v[iy]|zi|wa|hawa|havi|hazi|z)[a-z]+)\b"
AFTER = re.compile(rf"(?:(?<!kati ya ){_COUNT}|\{{\w+:[^{{}}]*\|[^{{}}]*\}}) {_AGREES}")


def counts() -> frozenset[str]:
    """The facts that are a number wherever a dialog has one of that name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    modules = [*dialogs.every("pages"), *dialogs.every("paper"), *dialogs.every("rules")]
    for kind in {id(kind): kind for module in modules for kind in vars(module).values()}.values():
        if isinstance(kind, type) and is_dataclass(kind):
            for one in fields(kind):
                found[one.name].add(str(one.type))
    return (
        frozenset(
            name for name, types in found.items() if types & {"int", "int | None"} and not types & {"str", "Name"}
        )
        - ORDINALS
    )


def disagreeing(text: str, known: frozenset[str]) -> Iterator[str]:
    """What of a text is right for several alone: a label with its number (“walioalikwa: 3”) is right for any."""
    for pattern in (BEFORE, AFTER):
        for found in pattern.finditer(text):
            if (found["name"] is None or found["name"] in known) and found["many"].lower() not in ALONE:
                yield found[0]


def test_no_text_is_right_for_several_alone() -> None:
    known = counts()
    assert {"overdue", "pairs", "schools"} <= known
    texts = ours.entries("sw").values()
    assert not [f"{wrong!r} in {text!r}" for text in texts for wrong in disagreeing(text, known)]


def test_what_would_be_wrong_is_found_and_what_is_right_is_not() -> None:
    known = frozenset({"late"})
    for wrong in ("Fomu {late} zimechelewa.", "Walimu {late}", "walimu {late:#}, wote", "vikao {late} vilipangwa"):
        assert list(disagreeing(wrong, known)), wrong
    for right in ("Walioalikwa: {late}", "{late:fomu # imechelewa|fomu # zimechelewa}", "vikao {late} kati ya {due}"):
        assert not list(disagreeing(right, known)), right
