"""Pairs, their sessions and what the records say, asked as the programme and the desk ask."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.store import areas, calendar, pairs, plans
from bot.store.areas import Level
from bot.store.health import beats
from bot.store.pairs import Side
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, notes, sessions, versions
from tests.store.cast import NOW, Cast, pair, person, sign, version


def _session(db: Connection, cast: Cast, number: int, day: date, scheduled: bool = True) -> int:
    return changes.add(db, NewSession(pair_id=cast.pair, number=number, day=day, scheduled=scheduled))


def test_a_pair_knows_its_sides_and_names(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        (found,) = pairs.pairs_of(db, cast.faith)
        assert pairs.pairs_of(db, cast.peter) == [found]
        assert pairs.get(db, cast.pair, lock=True) == found
        assert (found.side(cast.faith), found.side(cast.peter), found.side(0)) == (Side.MENTEE, Side.MENTOR, None)
        assert (found.partner_id(cast.faith), found.partner_name(cast.faith)) == (cast.peter, "Peter Otieno")
        assert (found.partner_id(cast.peter), found.partner_name(cast.peter)) == (cast.faith, "Faith Mutua")
        assert pairs.between(db, cast.peter, cast.faith, date(2026, 5, 4)) == cast.pair
        pairs.set_state(db, cast.pair, pairs.PairState.ENDED)
        assert pairs.pairs_of(db, cast.faith) == []


def test_a_session_shows_its_latest_version_and_who_signed_that(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        first = version(db, cast.session, 1, cast.faith)
        sign(db, first, cast.faith, Side.MENTEE)
        sign(db, first, cast.peter, Side.MENTOR)
        (signed,) = sessions.of_pair(db, cast.pair)
        assert (signed.version_id, signed.version_number) == (first, 1)
        assert signed.signers == {cast.faith, cast.peter}
        second = version(db, cast.session, 2, cast.peter)
        sign(db, second, cast.peter, Side.MENTOR)
        versions.refuse(db, second, NOW)
        found = sessions.get(db, cast.session)
        assert found is not None
        changed, both = found
        assert sessions.of_pair(db, cast.pair) == [changed]
        assert (changed.version_id, changed.refused) == (second, True)
        assert changed.signers == {cast.peter}
        assert both == pairs.get(db, cast.pair)
        assert sessions.get(db, cast.session + 1) is None


def test_a_session_without_a_record_has_no_version_and_no_signers(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        (planned,) = sessions.of_pair(db, cast.pair)
        assert (planned.version_id, planned.version_number, planned.refused) == (None, None, False)
        assert planned.signers == frozenset()
        assert versions.latest(db, cast.session) is None


def test_versions_are_found_by_session_by_number_and_by_id(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        first, second = (version(db, cast.session, number, cast.faith) for number in (1, 2))
        latest = versions.latest(db, cast.session)
        assert latest is not None
        assert latest == versions.get(db, second)
        assert (latest.plan, latest.author_id, latest.made_at) == ("mark books", cast.faith, NOW)
        before = versions.numbered(db, cast.session, 1)
        assert before is not None
        assert before.id == first
        with pytest.raises(IntegrityError):
            version(db, cast.session, 2, cast.peter)


def test_the_next_planned_session_is_later_not_logged_and_still_expected(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        days = [date(2026, 5, 14), date(2026, 5, 21), date(2026, 5, 28), date(2026, 6, 11)]
        logged, settled, planned, _later = (_session(db, cast, number + 2, day) for number, day in enumerate(days))
        _session(db, cast, 6, date(2026, 5, 20), scheduled=False)
        version(db, logged, 1, cast.faith)
        changes.settle(db, settled)
        found = sessions.next_planned(db, cast.pair, date(2026, 5, 7))
        assert found is not None
        assert found.id == planned
        after = sessions.next_planned(db, cast.pair, date(2026, 5, 28))
        assert after is not None
        assert after.day == date(2026, 6, 11)
        assert sessions.next_planned(db, cast.pair, date(2026, 6, 11)) is None


def test_the_previous_plan_is_of_the_last_session_before_that_made_one(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        second, third = (_session(db, cast, number, date(2026, 5, 7 * number)) for number in (2, 3))
        version(db, cast.session, 1, cast.faith, plan="first words")
        version(db, cast.session, 2, cast.peter, plan="first plan\nin two items")
        version(db, second, 1, cast.faith, plan="")
        version(db, third, 1, cast.faith, plan="third plan")
        assert sessions.previous_plan(db, cast.pair, 3) == "first plan\nin two items"
        assert sessions.previous_plan(db, cast.pair, 4) == "third plan"
        assert sessions.previous_plan(db, cast.pair, 1) is None


def test_a_missed_session_that_moves_keeps_its_number_and_its_first_day(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        changes.miss(db, cast.session, "other", "the road was flooded")
        changes.move(db, cast.session, date(2026, 5, 9), None, date(2026, 5, 7))
        (moved,) = sessions.of_pair(db, cast.pair)
        assert (moved.number, moved.day, moved.moved_from) == (1, date(2026, 5, 9), date(2026, 5, 7))
        assert (moved.missed_reason, moved.missed_words) == ("other", "the road was flooded")


def test_plans_and_notes_come_in_order(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        assert plans.latest(db, cast.pair) is None
        for number, objectives in ((1, "class control"), (2, "lesson notes\nclass control")):
            plans.add(
                db,
                plans.NewPlan(
                    pair_id=cast.pair, number=number, objectives=objectives, venue="staffroom", approved_at=NOW
                ),
            )
        sent = plans.add(
            db, plans.NewPlan(pair_id=cast.pair, number=3, objectives="reading", author_id=cast.peter, made_at=NOW)
        )
        latest, newest = plans.latest(db, cast.pair), plans.newest(db, cast.pair)
        assert latest is not None
        assert (latest.number, latest.objectives) == (2, "lesson notes\nclass control"), "the last one approved"
        assert newest is not None
        assert (newest.id, newest.author_id, newest.answers) == (sent, cast.peter, None)
        for words in ("came late", "agreed"):
            notes.add(db, session_id=cast.session, author_id=cast.peter, words=words, now=NOW)
        assert [note.words for note in notes.of_session(db, cast.session)] == ["came late", "agreed"]


def test_an_area_knows_all_that_it_lies_in(store: Engine) -> None:
    with store.begin() as db:
        above: int | None = None
        for kind, name in zip(
            areas.AreaKind, ["Eastern", "Machakos", "Mwala", "Mbiuni", "Mwangaza Primary"], strict=True
        ):
            code, level = ("4417", Level.PRIMARY) if kind is areas.AreaKind.INSTITUTION else (None, None)
            above = areas.add(db, kind=kind, name=name, code=code, level=level, parent_id=above)
        school = areas.by_code(db, "4417")
        assert school is not None
        path = areas.path(db, school.id)
        assert [area.name for area in path] == ["Mwangaza Primary", "Mbiuni", "Mwala", "Machakos", "Eastern"]
        assert path[0] == school
        assert areas.child(db, areas.AreaKind.REGION, "Eastern", None) == path[-1]
        assert areas.child(db, areas.AreaKind.ZONE, "Mbiuni", None) is None


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(store: Engine) -> None:
    with store.begin() as db:
        jane = person(db, "Jane Wambua")
        school = areas.add(db, kind=areas.AreaKind.INSTITUTION, name="Mwangaza Primary", parent_id=None)
        held = roles.add(db, person_id=jane, role=Role.HEAD, area_id=school, since=date(2026, 1, 5))
        roles.end(db, held, date(2026, 6, 1))
        days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 5, 31), date(2026, 6, 1)]
        assert [bool(roles.of_person(db, jane, day)) for day in days] == [False, True, True, False]
        assert [each.person_id for each in roles.at_area(db, school, Role.HEAD, date(2026, 5, 28))] == [jane]
        assert roles.at_area(db, school, Role.DEPUTY, date(2026, 5, 28)) == []


def test_a_stretch_of_the_calendar_is_entered_once_and_may_move(store: Engine) -> None:
    with store.begin() as db:
        first, last = date(2026, 4, 27), date(2026, 7, 31)

        def enter() -> int | None:
            kind, level = calendar.StretchKind.TERM, Level.PRIMARY
            return calendar.add(db, year=2026, level=level, kind=kind, name="Term II", first=first, last=last)

        made = enter()
        assert made is not None
        assert enter() is None
        calendar.move(db, made, first, date(2026, 8, 7))
        (found,) = calendar.of_year(db, 2026, Level.PRIMARY)
        assert (found.first, found.last) == (first, date(2026, 8, 7))
        assert calendar.of_year(db, 2026, Level.JUNIOR) == []


def test_a_beat_takes_the_place_of_the_one_before(store: Engine) -> None:
    with store.begin() as db:
        for name in ("clock", "sender", "clock"):
            beats.beat(db, name, NOW)
        assert beats.last(db) == {"clock": NOW, "sender": NOW}
