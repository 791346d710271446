"""Every page with a list: what stands there is told apart by what it is about, however the list changes meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from types import SimpleNamespace

import pytest

from bot.forms.dialog import Dialog, arguments, read, target
from bot.forms.facts import Context
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Each, Page, Row, ways
from bot.forms.place import Place
from bot.language import NAIROBI

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
LISTS = [(page, name) for page in PAGES.values() for name, choice in page.choices().items() if isinstance(choice, Each)]


def leads(page: type[Page[object]], name: str) -> type[Dialog]:
    """What the rows of a list lead to; where they do not all lead alike, a page about a number."""
    choice = page.choices()[name]
    assert isinstance(choice, Each)
    return target(choice.to) if choice.to is not None else PAGES["Signed"]


def row(dialog: type[Dialog], number: int) -> Row:
    """A row about a subject of this number."""
    values = {
        int: str(number), str: f"t{number}", bool: "1", date: "2026-06-18", time: "16:15", tuple[int, ...]: str(number),
    }  # fmt: skip
    given = {one.written: values.get(one.kind, "") for one in arguments(dialog).values()}
    return Row(f"row {number}", read(dialog, {name: value for name, value in given.items() if value}))


def shown(page: type[Page[object]], name: str, numbers: Sequence[int]) -> dict[str, Place | None]:
    """The buttons of the list when it holds these: what each carries, and where it leads."""
    choice, to = page.choices()[name], leads(page, name)
    assert isinstance(choice, Each)
    facts = SimpleNamespace(**{choice.of.name: tuple(row(to, number) for number in numbers)})
    only = SimpleNamespace(choices=lambda: {name: choice}, opens=None, counts_from=1)
    found = ways(only, Context(facts, NOW, {}), Place(page.__name__), unseen=True)  # type: ignore[arg-type]
    return {way.option.key: way.to for way in found if way.option.key != "more"}


def test_the_lists_of_the_product_are_found() -> None:
    assert len(LISTS) > 20
    assert FORMS


@pytest.mark.parametrize(("page", "name"), LISTS, ids=lambda one: getattr(one, "__name__", one))
def test_a_button_means_what_it_was_shown_for_or_nothing(page: type[Page[object]], name: str) -> None:
    before = shown(page, name, (11, 12, 13))
    assert len(before) == 3, "no two are told apart by the same"
    for after in ((12, 13), (13, 12, 11), (10, 11, 12, 13, 14), (13,), ()):
        now = shown(page, name, after)
        for key, to in before.items():
            assert now.get(key, to) == to, f"{key} means another row when the list is {after}"
