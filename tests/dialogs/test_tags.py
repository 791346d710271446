"""What an area of a journal is about is told by a tag, and never in the journal's words."""

from __future__ import annotations

import pytest

from bot.dialogs.annex_iv.rules import STEMS, commonest, tag_of
from bot.dialogs.preparations.paper import TAGS


@pytest.mark.parametrize(
    ("area", "tag"),
    [
        ("lesson notes", "lessons"),
        ("andalio la somo", "lessons"),
        ("schemes of work", "lessons"),
        ("class control", "classroom"),
        ("nidhamu darasani", "classroom"),
        ("Marking books daily", "assessment"),
        ("kusahihisha mitihani", "assessment"),
        ("number work", "content"),
        ("kanuni za maadili", "conduct"),
        ("Otieno hit me", None),
        ("my marriage", None),
        ("", None),
    ],
)
def test_an_area_has_one_tag_or_none(area: str, tag: str | None) -> None:
    assert tag_of(area) == tag


def test_every_tag_is_one_of_the_menu() -> None:
    assert STEMS.keys() <= {option.key for option in TAGS}


def test_the_commonest_come_first_and_at_most_so_many() -> None:
    areas = ["class control", "lesson notes", "noise in class", "a private matter", "tests"]
    assert commonest(areas, 2) == ("classroom", "lessons")
