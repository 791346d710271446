"""`mshauri due`: what is coming for a person, a pair or on a day, why, and what became of what came."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bot import coming_list
from bot.__main__ import cli
from bot.dialogs import telling
from bot.dialogs.reviews.pages import MentorReviewDue
from bot.language import NAIROBI
from bot.operator.not_meant import NotMeant
from bot.store import trail
from bot.store.reviews.unreviewed import ReviewDue
from tests.stories.given import the_pair
from tests.stories.player import begun


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=NAIROBI)


def test_what_comes_for_a_person_is_listed_with_the_day_on_which_it_falls_due(lived: Engine) -> None:
    begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    lines = coming_list.of_people(lived, "812345", None, 100, at("2026-05-29 09:00"))
    print("\n".join(lines))
    assert "Wed 10 Jun 2026 16:15  to come   Faith Mutua: Reminder to Faith: session 4 is on Thu 11 Jun" in lines
    assert "Thu 11 Jun 2026 16:15  to come   Faith Mutua: Log prompt to Faith: session 4 is today" in lines
    quarter, *_again = [line for line in lines if line.startswith("Mon 24 Aug 2026 16:15")]
    assert quarter.endswith("; due Tue 04 Aug 2026, when schools are closed")
    with lived.connect() as db:
        assert [one.what for one in trail.between(db, at("2026-05-29 08:00"), at("2026-05-29 10:00"), None, 5)] == [
            "due"
        ]


def test_what_came_is_listed_with_what_became_of_it(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 10:00")
    phones.write("Faith", "LOG 4 11/6 library 1 a 2 b 3 done")
    phones.until("Tue 16 Jun 2026, 17:00")
    with lived.connect() as db:
        pair = the_pair(db).id
    lines = coming_list.of_people(lived, None, pair, 30, at("2026-06-16 17:00"))
    print("\n".join(lines))
    said = [line for line in lines if line.startswith("Mon 15 Jun 2026 16:15  said")]
    assert len(said) == 2, "the 6-week review, to both"
    assert any("not said" in line or "; " in line for line in lines)


def test_a_day_lists_what_comes_on_it_and_what_falls_due_on_it_and_comes_later(lived: Engine) -> None:
    begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    now = at("2026-07-30 09:00")
    on_time, later = (coming_list.on_day(lived, day, now) for day in (date(2026, 8, 24), date(2026, 8, 4)))
    due = [line for line in on_time if "Faith Mutua" in line or "Peter" in line]
    assert len(due) == 2, "the 3-month review, to both"
    assert set(due) <= set(later)
    assert coming_list.on_day(lived, date(2026, 8, 8), now) == ["Nothing."]
    with pytest.raises(NotMeant, match="Give a day from today"):
        coming_list.on_day(lived, date(2026, 7, 29), now)


def test_a_day_lists_what_waits_for_it_already(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 18:30")
    now = phones.simulation.now
    with lived.begin() as db:
        pair = the_pair(db)
        cause = ReviewDue(pair=pair.id, quarter=9, turn=0, person=pair.mentor_id)
        telling.prompt(db, pair.mentor_id, MentorReviewDue(pair=pair.id, quarter=1), cause, now)
    tomorrow, monday = (coming_list.on_day(lived, date(2026, 6, day), now) for day in (12, 15))
    (waits,) = [line for line in tomorrow if "  waits  " in line and "Peter Otieno" in line]
    assert waits.startswith("Fri 12 Jun 2026 16:15  waits     Peter Otieno: ")
    assert waits.endswith("; due Thu 11 Jun 2026")
    assert not [line for line in monday if "  waits  " in line and "Peter Otieno" in line]


def test_whose_it_is_must_be_said_once() -> None:
    for words in ([], ["--person", "1", "--pair", "2"]):
        done = CliRunner().invoke(cli, ["due", *words])
        assert done.exit_code == 2
        assert "--person, --pair or --on" in done.output
