"""Annex IV: when it is asked for, for which point it counts, and what is said of many."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from bot.dialogs.annex_iv import deeds as annex_iv_deeds
from bot.dialogs.annex_iv import prompts as annex_iv_prompts
from bot.dialogs.annex_iv import rules as annex_iv_rules
from bot.dialogs.annex_iv.rules import filled_since
from bot.dialogs.calendar import SchoolDays, three_month
from bot.dialogs.refusals import NotYours, PairNotActive
from bot.store import annex_iv, pairs
from bot.store.areas import Level
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.dialogs.cast import NAIROBI, START, School, by, told

POINT = date(2026, 8, 4)
ANSWERS = {"topics": "lesson notes\nclass control", "kept_time": "yes", "time": "enough"}


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 16, 20, tzinfo=NAIROBI).astimezone(UTC)


def asked(db: Connection) -> list[tuple[str, str]]:
    """The days and places of the prompts of the first point; every weekday is a school day."""
    found = annex_iv_prompts.due(db, POINT, POINT, SchoolDays({}))
    return [(one.at.astimezone(NAIROBI).strftime("%d %b"), str(one.page).partition("?")[0]) for one in found]


def test_the_mentor_is_asked_on_the_school_day_after_the_point_and_a_week_later(db: Connection, school: School) -> None:
    assert asked(db) == [("05 Aug", "AnnexIVDue"), ("14 Aug", "AnnexIVDue")]
    assert {one.person_id for one in annex_iv_prompts.due(db, POINT, POINT, SchoolDays({}))} == {school.peter}
    both = annex_iv_prompts.due(db, date(2026, 5, 1), three_month(START, 2), SchoolDays({}))
    assert sorted(f"{one.at:%m-%d}" for one in both) == ["08-05", "08-14", "11-05", "11-16"]


def test_who_has_filled_it_for_this_point_is_not_asked(db: Connection, school: School) -> None:
    for one in annex_iv_prompts.due(db, POINT, POINT, SchoolDays({})):
        notices.add(db, notices.NewNotice(one.person_id, str(one.page), one.cause, NoticeKind.PROMPT, at(POINT)))
    assert asked(db) == [], "what was opened is opened once"
    annex_iv_deeds.save(db, school.peter, school.pair, ANSWERS, by(), at(POINT))
    assert told(db, school.peter) == []


def test_one_filled_shortly_before_counts_for_the_point_and_an_early_one_does_not(
    db: Connection, school: School
) -> None:
    annex_iv_deeds.save(db, school.peter, school.pair, ANSWERS, by(), at(date(2026, 6, 1)))
    assert len(asked(db)) == 2, "it may be filled at any time, and is asked for all the same"
    annex_iv_deeds.save(db, school.peter, school.pair, ANSWERS, by(), at(date(2026, 7, 25)))
    assert asked(db) == []
    assert [one.quarter for one in annex_iv.of_pair(db, school.pair)] == [1, 0]
    assert filled_since([one.saved_at for one in annex_iv.of_pair(db, school.pair)], POINT)
    assert not filled_since([one.saved_at for one in annex_iv.of_pair(db, school.pair)], three_month(START, 4))


def test_the_same_answers_have_the_same_hash_and_others_another(db: Connection, school: School) -> None:
    for answers in (ANSWERS, dict(reversed(ANSWERS.items())), {**ANSWERS, "time": "too short"}):
        annex_iv_deeds.save(db, school.peter, school.pair, answers, by(), at(POINT))
    third, second, first = (one.hash for one in annex_iv.of_pair(db, school.pair))
    assert first == second != third


def test_only_the_mentor_of_an_active_pair_signs_it(db: Connection, school: School) -> None:
    for other in (school.faith, school.jane, school.ali, school.brian):
        with pytest.raises(NotYours):
            annex_iv_deeds.save(db, other, school.pair, ANSWERS, by(), at(POINT))
    pairs.set_state(db, school.pair, pairs.PairState.PAUSED)
    assert asked(db) == []
    with pytest.raises(PairNotActive):
        annex_iv_deeds.save(db, school.peter, school.pair, ANSWERS, by(), at(POINT))


def test_a_school_and_a_sub_county_list_their_forms(db: Connection, school: School) -> None:
    saved = annex_iv_deeds.save(db, school.peter, school.pair, ANSWERS, by(), at(POINT))
    for area in (school.institution, school.sub_county):
        (row,) = annex_iv.of_area(db, area, list(Level), POINT, 20)
        assert (row.id, row.mentor, row.mentee) == (saved, "Peter Otieno", "Faith Mutua")
        assert annex_iv.answers_in(db, area, list(Level), POINT) == [ANSWERS]
    assert annex_iv.of_area(db, school.sub_county, [Level.SECONDARY], POINT, 20) == []
    assert [row.id for row in annex_iv.of_mentor(db, school.peter, 20)] == [saved]


@pytest.mark.parametrize(("forms", "kept_time", "themes"), [(4, None, ()), (5, 5, ("lesson notes", "class control"))])
def test_what_few_say_is_not_told_as_a_total(forms: int, kept_time: int | None, themes: tuple[str, ...]) -> None:
    found = annex_iv_rules.totals([ANSWERS] * forms)
    assert (found.forms, found.kept_time, found.themes) == (forms, kept_time, themes)
