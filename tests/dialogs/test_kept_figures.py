"""What is kept of each school is what the plain questions count, whatever happened since, and whoever did it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import Connection, Engine, delete, func, select

from bot.dialogs.figures import deeds, rules
from bot.dialogs.figures.rules import SchoolFigures, Total
from bot.dialogs.offices.rules import NATION
from bot.language import local_day
from bot.store import areas, calendar, pairs, signing
from bot.store.areas import Level
from bot.store.calendar import StretchKind
from bot.store.officers import kept_figures
from bot.store.orientation import trainings
from bot.store.pairs import PairKind, PairState, Side
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.reviews import reviews
from bot.store.reviews.reviews import NewReview, ReviewKind
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, versions
from bot.store.tables import areas as places
from bot.store.tables import notes, school_changes, sessions, signatures
from bot.store.tables import pairs as pair_rows
from bot.store.tables import reviews as review_rows
from bot.store.tables import roles as role_rows
from bot.store.tables import trainings as training_rows
from bot.store.tables import versions as records
from scheduler import figures
from tests.dialogs.cast import a_record, by
from tests.dialogs.sub_county import NOW
from tests.dialogs.test_sums import nation
from tests.test_turn_cost import statements

LEVELS = tuple(Level)


class Days:
    """What happens to pairs and schools by chance, day after day."""

    def __init__(self, db: Connection, seed: int) -> None:
        self.db, self.dice, self.now = db, Random(seed), NOW

    def one(self) -> str:
        """A deed; its name."""
        often = (self.log, self.sign, self.review)
        seldom = (self.plan, self.dispute, self.undo, self.move, self.cancel, self.erase, self.transfer, self.share)
        rest = (self.close, self.match, self.train, self.forget, self.correct, self.sleep, self.load, self.grow)
        deed: Callable[[], None] = self.dice.choice((*often, *often, *seldom, *rest))
        deed()
        return deed.__name__

    def _some(self, column: object) -> int:
        return self.dice.choice(list(self.db.execute(select(column)).scalars()))  # type: ignore[call-overload, no-any-return]

    @property
    def _day(self) -> date:
        return local_day(self.now) + timedelta(days=self.dice.randint(-60, 10))

    def plan(self) -> None:
        pair = self._some(pair_rows.c.id)
        number = self.db.execute(select(func.max(sessions.c.number)).where(sessions.c.pair_id == pair)).scalar() or 0
        changes.add(self.db, NewSession(pair, number + 1, self._day, self.dice.random() < 0.8))

    def log(self) -> None:
        session, who = self._some(sessions.c.id), self._some(pair_rows.c.mentee_id)
        latest = versions.latest(self.db, session)
        number = latest.number + 1 if latest else 1
        changes.hold(self.db, session, min(self._day, local_day(self.now)), "staffroom")
        versions.add(self.db, session, number, a_record(), who, self.now - timedelta(minutes=1))

    def sign(self) -> None:
        version = self._some(records.c.id)
        pair = select(pair_rows).select_from(
            pair_rows.join(sessions, sessions.c.pair_id == pair_rows.c.id).join(
                records, records.c.session_id == sessions.c.id
            )
        )
        pair = pair.where(records.c.id == version)
        one = self.db.execute(pair).one()
        signed = {each.person_id for each in signing.of_version(self.db, version)}
        for who, side in ((one.mentor_id, Side.MENTOR), (one.mentee_id, Side.MENTEE)):
            if who not in signed:
                at = self.now - timedelta(minutes=1)
                signing.add(self.db, version_id=version, person_id=who, role=side, hash="0" * 64, now=at, evidence=by())

    def dispute(self) -> None:
        versions.refuse(self.db, self._some(records.c.id), self.now)

    def undo(self) -> None:
        session = self._some(sessions.c.id)
        newest = versions.latest(self.db, session)
        if newest:
            versions.take_back(self.db, newest.id)

    def move(self) -> None:
        changes.plan_anew(self.db, self._some(sessions.c.id), self._day, time(13), "hall")

    def cancel(self) -> None:
        session = self._some(sessions.c.id)
        changes.settle(self.db, session)
        if versions.latest(self.db, session) is None and self.dice.random() < 0.5:
            self.db.execute(delete(notes).where(notes.c.session_id == session))
            changes.take_back(self.db, session)

    def erase(self) -> None:
        session = self._some(sessions.c.id)
        its = select(records.c.id).where(records.c.session_id == session)
        self.db.execute(delete(signatures).where(signatures.c.version_id.in_(its)))
        self.db.execute(delete(records).where(records.c.session_id == session))
        self.db.execute(delete(sessions).where(sessions.c.id == session))

    def transfer(self) -> None:
        held = self.db.execute(select(role_rows).where(role_rows.c.id == self._some(role_rows.c.id))).one()
        if held.until is None and held.role in (Role.MENTEE, Role.MENTOR, Role.HEAD, Role.DEPUTY):
            today = local_day(self.now)
            roles.end(self.db, held.id, today + timedelta(days=self.dice.randint(0, 2)))
            to = self._some(kept_figures.school_figures.c.school_id)
            if to != held.area_id:
                roles.add(self.db, person_id=held.person_id, role=held.role, area_id=to, since=today)

    def share(self) -> None:
        """A mentee teaches at another school as well, from some day on."""
        mentee, school = self._some(pair_rows.c.mentee_id), self._some(kept_figures.school_figures.c.school_id)
        has = select(role_rows.c.id).where(role_rows.c.person_id == mentee, role_rows.c.area_id == school)
        if self.db.execute(has).first() is None and self.dice.random() < 0.3:
            since = local_day(self.now) + timedelta(days=self.dice.randint(0, 1))
            roles.add(self.db, person_id=mentee, role=Role.MENTEE, area_id=school, since=since)

    def close(self) -> None:
        pairs.set_state(self.db, self._some(pair_rows.c.id), self.dice.choice(tuple(PairState)))

    def match(self) -> None:
        of = select(role_rows.c.person_id).where(role_rows.c.role.in_((Role.MENTEE, Role.HEAD)))
        mentee = self.dice.choice(list(self.db.execute(of).scalars()))
        mentor, start = self._some(pair_rows.c.mentor_id), self._day
        if mentee != mentor and pairs.between(self.db, mentor, mentee, start) is None:
            open_ones = select(pair_rows.c.id).where(pair_rows.c.mentee_id == mentee)
            if self.db.execute(open_ones).first() is None:
                kind = self.dice.choice(tuple(PairKind))
                pairs.add(self.db, mentor_id=mentor, mentee_id=mentee, kind=kind, start=start, now=self.now)

    def train(self) -> None:
        kind = self.dice.choice(tuple(trainings.TrainingKind))
        who = self._some(role_rows.c.person_id)
        trainings.add(self.db, person_id=who, kind=kind, day=self._day, now=self.now)

    def review(self) -> None:
        pair = pairs.get(self.db, self._some(pair_rows.c.id))
        assert pair is not None
        who = self.dice.choice((pair.mentor_id, pair.mentor_id, pair.mentee_id))
        kind = self.dice.choice(tuple(ReviewKind))
        reviews.add(
            self.db,
            NewReview(pair_id=pair.id, quarter=1, kind=kind, person_id=who, due=self._day, answers={}, saved_at=NOW),
        )

    def forget(self) -> None:
        table = self.dice.choice((review_rows, training_rows, role_rows))
        self.db.execute(delete(table).where(table.c.id == self._some(table.c.id)))

    def correct(self) -> None:
        kind = self.dice.choice(tuple(PairKind))
        pairs.correct(self.db, self._some(pair_rows.c.id), kind=kind, start=self._day)

    def load(self) -> None:
        """The ministry's holidays, which say what is late."""
        level, first = self.dice.choice(LEVELS), self._day
        last = first + timedelta(days=self.dice.randint(1, 15))
        calendar.add(self.db, year=2026, level=level, kind=StretchKind.HOLIDAY, name=str(first), first=first, last=last)

    def grow(self) -> None:
        """A school of another level than it was."""
        school = areas.get(self.db, self._some(kept_figures.school_figures.c.school_id))
        assert school is not None
        level = self.dice.choice(LEVELS)
        areas.change(self.db, school.id, name=school.name, level=level, parent_id=school.parent_id)

    def sleep(self) -> None:
        self.now += timedelta(hours=self.dice.choice((1, 20, 30)))


def plainly(db: Connection, area_id: int, now: datetime) -> Total:
    """By its schools, each pair and session anew."""
    return rules.total(deeds.with_pairs(db, area_id, now, LEVELS))


def each(schools: Sequence[SchoolFigures]) -> list[list[object]]:
    """The figures of each school, whether its pairs stand beside them or not."""
    return [[getattr(school, one.name) for one in fields(SchoolFigures)] for school in schools]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_the_plain_questions_count_after_any_deeds(store: Engine, seed: int) -> None:
    with store.begin() as db:
        nation(db, seed)
        days = Days(db, seed)
        everywhere = [NATION, *db.execute(select(places.c.id)).scalars()]
        late = 0
        for _time in range(160):
            deed = days.one()
            if days.dice.random() < 0.6:
                deeds.count_anew(db, days.now, most=days.dice.choice((2, 100, 100)))
            for area in (NATION, days.dice.choice(everywhere)):
                assert deeds.total(db, area, days.now, LEVELS) == plainly(db, area, days.now), (deed, area)
                listed = deeds.schools(db, area, days.now, LEVELS)
                late += sum(school.now.late + school.coaching.late for school in listed)
                assert each(listed) == each(deeds.with_pairs(db, area, days.now, LEVELS)), (deed, area)
        found = deeds.total(db, NATION, days.now, LEVELS)
        assert found.now.signed + found.coaching.signed > 0
        assert late > 0


def test_a_school_that_was_counted_today_is_not_asked_until_something_of_it_changes(store: Engine) -> None:
    with store.begin() as db:
        nation(db, 1)
    assert figures.count(store, NOW) == 10
    assert figures.count(store, NOW + timedelta(minutes=1)) == 0
    with store.begin() as db:
        with statements(store) as asked:
            whole = deeds.total(db, NATION, NOW, LEVELS)
        assert len(asked) == 1
        assert whole == plainly(db, NATION, NOW)
        session, school = _a_session(db)
        changes.set_objectives(db, session, "what does not count")
        assert not db.execute(select(school_changes)).all()
        changes.plan_anew(db, session, local_day(NOW) - timedelta(days=1), time(13), "hall")
        assert set(db.execute(select(school_changes.c.school_id)).scalars()) == {school}
        assert deeds.count_anew(db, NOW, most=100) == 1


def test_all_schools_are_counted_anew_on_the_next_day_whatever_happened(store: Engine) -> None:
    with store.begin() as db:
        nation(db, 1)
    assert figures.count(store, NOW) == figures.count(store, NOW + timedelta(days=1)) == 10


def _a_session(db: Connection) -> tuple[int, int]:
    """A session, and its school."""
    its_pair = pair_rows.join(sessions, sessions.c.pair_id == pair_rows.c.id)
    its_school = its_pair.join(role_rows, role_rows.c.person_id == pair_rows.c.mentee_id)
    session, school = db.execute(select(sessions.c.id, role_rows.c.area_id).select_from(its_school)).first() or (0, 0)
    return session, school
