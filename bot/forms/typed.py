"""The free words among the answers of a form: what would be lost with it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.forms.form import FORMS, Part, Repeat
from bot.forms.lists import Items, Marks
from bot.forms.questions import Text


def typed(name: str, answers: Mapping[str, str]) -> str:
    """The free words among the answers of a form."""
    elements = FORMS[name].elements() if name in FORMS else {}
    found: list[str] = []
    for key, stored in answers.items():
        first, _dot, rest = key.partition(".")
        element = elements.get(first)
        if isinstance(element, Part | Repeat):
            element = element.group.elements().get(rest.rpartition(".")[2])
        if isinstance(element, Text | Items | Marks) and stored and not stored.startswith("="):
            found += [line.partition("\t")[0] for line in stored.split("\n")]
    return "; ".join(found)
