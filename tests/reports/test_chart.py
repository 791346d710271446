"""The picture says what the words say, in every language, and needs no colour to say it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageColor, ImageFont
from sqlalchemy import Engine

from bot.dialogs.figures import deeds as figures_deeds
from bot.dialogs.figures import rules as figures_rules
from bot.dialogs.figures.rules import red_list
from bot.dialogs.visibility import SCD_LEVELS
from bot.reports.chart import LETTERS, MOST, PALE, RED, WIDTH, bars, schools_chart
from tests.dialogs.sub_county import NOW, make


@pytest.fixture
def schools(store: Engine) -> tuple[figures_rules.SchoolFigures, ...]:
    with store.begin() as db:
        made = make(db, 5, schools=20)
        return figures_deeds.schools(db, made.id, NOW, SCD_LEVELS)


def test_the_red_schools_stand_first_and_the_rest_share_a_line(
    schools: tuple[figures_rules.SchoolFigures, ...],
) -> None:
    found = bars(schools, "en", NOW)
    red = len(red_list(schools, NOW))
    assert [bar.red for bar in found] == [True] * min(red, MOST) + [False] * (len(found) - min(red, MOST))
    assert len(found) <= MOST + 1


def test_every_session_is_in_the_picture(schools: tuple[figures_rules.SchoolFigures, ...]) -> None:
    total = figures_rules.total(schools).now
    parts = [bar.figures.split(",")[0].split("/") for bar in bars(schools, "en", NOW) if "/" in bar.figures]
    assert (sum(int(held) for held, _ in parts), sum(int(planned) for _, planned in parts)) == (
        total.held,
        total.planned,
    )


@pytest.mark.parametrize("language", ["en", "sw"])
def test_it_is_a_small_png_whose_red_bars_are_dark_in_grey(
    schools: tuple[figures_rules.SchoolFigures, ...], language: str
) -> None:
    content = schools_chart("Mwala", schools, language, NOW)
    image = Image.open(BytesIO(content))
    assert (image.format, image.width) == ("PNG", WIDTH)
    assert len(content) < 100_000
    red, pale = (ImageColor.getcolor(colour, "L") for colour in (RED, PALE))
    assert isinstance(red, int)
    assert isinstance(pale, int)
    assert pale - red > 100


def test_a_picture_of_no_school_is_a_picture_still() -> None:
    assert Image.open(BytesIO(schools_chart("Mwala", (), "en", NOW))).width == WIDTH


@pytest.mark.parametrize("letter", "ĩũĨŨ’éâŋ")
def test_the_letters_of_kenyan_names_are_drawn_and_not_a_box(letter: str) -> None:
    font = ImageFont.truetype(LETTERS, 40)
    assert bytes(font.getmask(letter)) not in (bytes(font.getmask("\uffff")), bytes(font.getmask(" ")))
