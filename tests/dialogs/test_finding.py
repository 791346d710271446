"""A school is found by its name, however it is spelt, and never guessed where nothing comes near."""

from __future__ import annotations

import pytest

from bot.dialogs.schools.rules import matching, short_name
from bot.store.areas import Level
from bot.store.figures import SchoolRow

NAMES = (
    "Kwa Mbuu Primary",
    "Yathui Primary",
    "Kathama Primary",
    "Kathama Special School",
    "Mango Primary",
    "Masii",
    "A.I.C. Cheptebo",
    "St. Mary's Mũrang'a Girls",
)
SCHOOLS = [SchoolRow(n, name, Level.PRIMARY, "", None, None, None, 0, 0, 0, 0) for n, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("words", "exact", "found"),
    [
        ("Yathui Primary", True, ["Yathui Primary"]),
        ("YATHUI", True, ["Yathui Primary"]),
        ("yathui pri school", True, ["Yathui Primary"]),
        ("shule ya msingi mango", True, ["Mango Primary"]),
        ("yatui", False, ["Yathui Primary"]),
        ("kwa mbu", False, ["Kwa Mbuu Primary"]),
        ("yathuii", False, ["Yathui Primary"]),
        ("kathama", True, ["Kathama Primary", "Kathama Special School"]),
        ("kathama special school", True, ["Kathama Special School"]),
        ("katama", False, ["Kathama Primary", "Kathama Special School"]),
        ("cheptebo", True, ["A.I.C. Cheptebo"]),
        ("AIC CHEPTEBO", True, ["A.I.C. Cheptebo"]),
        ("cheptebbo", False, ["A.I.C. Cheptebo"]),
        ("st marys", True, ["St. Mary's Mũrang'a Girls"]),
        ("muranga’", True, ["St. Mary's Mũrang'a Girls"]),
        ("mbuu", True, ["Kwa Mbuu Primary"]),
        ("Machakos Girls", False, []),
        ("x", False, []),
        ("primary", False, []),
        ("", False, []),
    ],
)
def test_a_name_finds_its_schools(words: str, exact: bool, found: list[str]) -> None:
    matches = matching(words, SCHOOLS)
    assert [school.name for school in matches.schools] == found
    assert matches.exact is exact


def test_a_name_of_kinds_only_is_a_name_still() -> None:
    assert short_name("Special School") == "Special School"
