"""The tables of the instruments: the scale in the source's order, every text in both languages, two tips for each."""

from __future__ import annotations

import pytest

from bot.dialogs.instruments.paper import HERE, Ratings, areas, indicators, newest, table, tips
from bot.dialogs.leading.paper import DOMAINS
from bot.dialogs.modules.paper import MODULES
from bot.language import LANGUAGES, is_gsm7
from bot.store.instruments.observations import Tool

NAMES = sorted(file.stem for file in HERE.glob("*.tsv"))


@pytest.mark.parametrize("name", NAMES)
def test_each_row_has_its_words_in_each_language_and_a_key_of_its_own(name: str) -> None:
    for version in range(1, newest(name) + 1):
        rows = table(name, version)
        assert rows
        assert len({(one.area, one.key) for one in rows}) == len(rows)
        for one in rows:
            assert [language for language, _words in one.words] == list(LANGUAGES)
            assert all(words.strip() == words and words and is_gsm7(words) for _language, words in one.words), one


def test_the_scale_stands_in_the_order_of_the_source() -> None:
    assert [one.spoken("en", "") for one in table("scale")] == ["Emerging", "Intermediate", "Mastery", "Advanced"]


@pytest.mark.parametrize("tool", Tool)
def test_each_area_of_an_instrument_has_indicators(tool: Tool) -> None:
    assert all(indicators(tool, area.key) for area in areas(tool))


def test_each_outcome_and_differentiation_has_two_tips() -> None:
    assert "differentiation" in {one.key for one in indicators(Tool.LESSON, "goals")}
    assert {len(tips(key).all) for key in (*(one.key for one in areas(Tool.LESSON)), "differentiation")} == {2}


def test_trust_lesson_planning_facilitation_and_data_are_rated_and_the_last_two_apart() -> None:
    keys = {one.key for one in table(Tool.LEADERSHIP)}
    assert {"trust_teachers", "trust_learners", "planning", "facilitation", "data"} <= keys
    assert not {"facilitation", "data"} & {*DOMAINS}


def test_the_modules_are_those_of_the_pilot() -> None:
    assert {key: one.spoken("en", "") for key, one in MODULES.items()} == {
        "4": "Effective Coaching Strategies",
        "5": "Evaluating and Improving Teaching Practices",
        "6": "Creating Positive Learning Environments",
        "11": "Technology Integration and Data Use",
    }


def test_marks_are_read_back_with_their_labels_or_short() -> None:
    one = Ratings(((areas(Tool.LESSON)[0], 2), (areas(Tool.LESSON)[1], 4)))
    assert one.spoken("en", "") == "goals 2 Intermediate, participation 4 Advanced"
    assert one.spoken("sw", "short") == "malengo 2, ushiriki 4"
