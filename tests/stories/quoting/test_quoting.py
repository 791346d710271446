"""Words of a reflection are told to an office only where their writer said so, of many, until they take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs.cycles.rules import FEWEST
from bot.dialogs.quoting import deeds
from bot.dialogs.quoting.pages import CoachingQuotes
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import arguments
from bot.language import NAIROBI
from bot.simulator import chat
from bot.store.areas import Level
from bot.store.officers import coached
from bot.store.officers.coached import CoachedPair
from bot.store.reviews import reviews
from bot.store.reviews.reviews import NewReview, ReviewKind
from bot.store.rights.held import HELD, rows_of
from tests.stories.player import Phones, begun

MOMENT = "Wed 17 Jun 2026, 10:00"
NOW = chat.moment(MOMENT).astimezone(NAIROBI)
NATION = 0


def _coached(db: Connection) -> list[CoachedPair]:
    return coached.within(db, NATION, tuple(Level), NOW.date())


def _reflects(db: Connection, pair: CoachedPair, *, released: bool) -> int:
    """A reflection of this coachee, whose words name the pair."""
    answers = {"progress": "ahead", "learners": f"asked in {pair.pair_id}", "theme": "growth"}
    due = NOW.date() - timedelta(days=1)
    said = NewReview(pair.pair_id, 1, ReviewKind.SIX_WEEK, pair.coachee_id, due, answers, NOW)
    made = reviews.add(db, NewReview(**{**vars(said), "released_at": NOW if released else None}))
    assert made is not None
    return made


def _told(db: Connection) -> list[str]:
    return deeds.of_area(db, NATION, tuple(Level), NOW.date())


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "coaching was rated", MOMENT)


def test_only_what_was_released_is_told_and_of_five_who_have_reflected_at_least(phones: Phones) -> None:
    with phones.engine.begin() as db:
        found = _coached(db)
        assert len(found) > FEWEST
        for nth, pair in enumerate(found[: FEWEST - 1]):
            _reflects(db, pair, released=nth < 2)
        assert not _told(db), "of so few it would tell whose it is"
        _reflects(db, found[FEWEST - 1], released=False)
        assert _told(db) == sorted(f"asked in {pair.pair_id}" for pair in found[:2])


def test_who_wrote_it_takes_it_back_and_nobody_else(phones: Phones) -> None:
    with phones.engine.begin() as db:
        found = _coached(db)[:FEWEST]
        made = [_reflects(db, pair, released=True) for pair in found]
        with pytest.raises(NotYours):
            deeds.withdraw(db, found[0].coach_id, made[0])
        with pytest.raises(NotYours):
            deeds.withdraw(db, found[1].coachee_id, made[0])
        deeds.withdraw(db, found[0].coachee_id, made[0])
        assert f"asked in {found[0].pair_id}" not in _told(db)
        assert len(_told(db)) == FEWEST - 1
        assert not deeds.own(db, found[0].coachee_id)


def test_the_copy_of_its_writer_says_that_it_is_quoted_and_that_of_the_coach_does_not(phones: Phones) -> None:
    held = next(one for one in HELD if one.name == "reviews")
    with phones.engine.begin() as db:
        pair = _coached(db)[0]
        made = _reflects(db, pair, released=True)
        reviews.share(db, made, NOW)
        copies = [rows_of(db, held, who) for who in (pair.coachee_id, pair.coach_id)]
        mine, theirs = ([one for one in rows if one.number == made] for rows in copies)
        assert [one.shown["released_at"] for one in mine] == [NOW]
        assert ["released_at" in one.shown for one in theirs] == [False]


def test_an_office_reads_them_without_a_name(phones: Phones) -> None:
    with phones.engine.begin() as db:
        found = _coached(db)
        for pair in found:
            _reflects(db, pair, released=True)
    phones.write("Ali", "COACHING")
    assert "what changed most" in " ".join(phones.write("Ali", "6618"))
    assert "professional growth 6" in " ".join(phones.write("Ali", "what changed most"))
    told = " ".join(phones.write("Ali", "in their words"))
    assert all(f"asked in {pair.pair_id}" in told for pair in found)


def test_no_part_of_an_area_is_asked_for_quotes() -> None:
    """What is left of the whole would tell whose they are: an office reads those of its whole area alone."""
    assert not arguments(CoachingQuotes)
