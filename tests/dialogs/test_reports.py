"""Reports: whose they are, what they are on and when they are due, and that their figures are those of STATUS."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, three_month
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures import rules as counting
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.offices.rules import Office, headquarters
from bot.dialogs.refusals import NotYours
from bot.dialogs.reports import deeds, prompts
from bot.dialogs.reports.paper import ReportFigures
from bot.dialogs.reports.rules import Period, due_between, of_office, terms
from bot.dialogs.visibility import SCD_LEVELS, Viewer, reports_to
from bot.language import NAIROBI, local_day
from bot.store import areas, calendar
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind
from bot.store.officers import reports
from bot.store.officers.reports import ReportKind, ReportState, SentReport
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.talk import notices
from tests.dialogs.cast import START
from tests.dialogs.sub_county import NOW, Maker, SubCounty, make

QUARTER = of_office(ReportKind.QUARTER, date(2026, 5, 1))


@dataclass
class Desk:
    """A sub-county by chance, its director, their county's and one at headquarters."""

    db: Connection
    place: SubCounty
    director: Office
    county: Office
    grace: int
    dfs: int

    def send(self, words: str | None = None, now: datetime = NOW) -> SentReport:
        sent = deeds.send(self.db, self.director, self.place.director, QUARTER, words, now)
        found = reports.get(self.db, sent)
        assert found is not None
        return found


@pytest.fixture
def desk(db: Connection) -> Desk:
    place = make(db, 3)
    maker = Maker(db, 9)
    maker.people = 500
    _here, county = (area.id for area in areas.path(db, place.id))
    grace, dfs = maker.person(Role.CD, county, "Grace Ndunda"), maker.person(Role.DFS, None, "Rose Auma")
    today = local_day(NOW)
    director, theirs = office_of(db, place.director, today), office_of(db, grace, today)
    assert director is not None
    assert theirs is not None
    return Desk(db, place, director, theirs, grace, dfs)


# whose


@pytest.mark.parametrize(
    ("role", "level", "to"),
    [
        (Role.HEAD, Level.PRIMARY, Role.SCD),
        (Role.HEAD, Level.JUNIOR, Role.SCD),
        (Role.HEAD, Level.SPECIAL, Role.SCD),
        (Role.HEAD, Level.SECONDARY, Role.CD),
        (Role.HEAD, Level.TTC, Role.CD),
        (Role.SCD, None, Role.CD),
        (Role.CD, None, Role.DFS),
        (Role.RD, None, Role.DFS),
        (Role.DFS, None, None),
        (Role.MENTOR, None, None),
    ],
)
def test_each_office_reports_to_one(role: Role, level: Level | None, to: Role | None) -> None:
    assert reports_to(role, level) is to


def test_every_receiver_is_told_once_a_day_however_many_reports_come(desk: Desk) -> None:
    desk.send()
    desk.send("once more")
    told = [one.person_id for one in notices.waiting(desk.db, desk.grace)]
    assert told == [desk.grace]


def test_a_report_is_answered_by_its_receiver_alone_and_once(desk: Desk) -> None:
    sent = desk.send()
    elsewhere = replace(desk.county, area_id=desk.place.schools[0])
    at_the_top = headquarters(roles.of_person(desk.db, desk.dfs, local_day(NOW)))
    assert at_the_top is not None
    for other in (desk.director, elsewhere, at_the_top):
        with pytest.raises(NotYours):
            deeds.acknowledge(desk.db, other, desk.grace, sent, NOW)
    deeds.acknowledge(desk.db, desk.county, desk.grace, sent, NOW)
    with pytest.raises(deeds.ReportIsAnswered):
        deeds.send_back(desk.db, desk.county, desk.grace, sent, "too late", NOW)


def test_what_was_returned_is_sent_again_as_the_next_version_and_what_was_acknowledged_is_not(desk: Desk) -> None:
    first = desk.send("first")
    deeds.send_back(desk.db, desk.county, desk.grace, first, "say more", NOW)
    second = desk.send("second")
    assert (first.version, second.version) == (1, 2)
    kept = reports.get(desk.db, first.id)
    assert kept is not None
    assert (kept.state, kept.words, kept.answer) == (ReportState.RETURNED, "first", "say more")
    deeds.acknowledge(desk.db, desk.county, desk.grace, second, NOW)
    with pytest.raises(deeds.ReportStands):
        desk.send("third")


# its figures


def test_the_figures_of_a_report_are_those_of_status_and_stay_as_they_were_sent(desk: Desk) -> None:
    earlier = NOW - timedelta(days=20)
    sent = desk.send(now=earlier)
    then = counting.total(figures.schools(desk.db, desk.place.id, earlier, SCD_LEVELS))
    said = ReportFigures.of(sent.figures)
    assert (said.schools, said.pairs, said.planned, said.held) == (
        then.schools,
        then.now.pairs,
        then.now.planned,
        then.now.held,
    )
    now = counting.total(figures.schools(desk.db, desk.place.id, NOW, SCD_LEVELS))
    assert now.now.planned > said.planned


def test_what_is_new_in_a_period_is_what_came_since_it_began(desk: Desk) -> None:
    said = ReportFigures.of(desk.send().figures)
    began = datetime.combine(QUARTER.first, time.min, NAIROBI)
    before = counting.total(figures.with_pairs(desk.db, desk.place.id, NOW, SCD_LEVELS, began)).before
    assert said.new_held == said.held - before.held
    assert 0 < said.new_planned <= said.planned


# when


@pytest.mark.parametrize(
    ("day", "first", "last", "due"),
    [
        (date(2026, 5, 20), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 14)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 14)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 14)),
    ],
)
def test_an_offices_quarter_is_the_calendars(day: date, first: date, last: date, due: date) -> None:
    assert of_office(ReportKind.QUARTER, day) == Period(ReportKind.QUARTER, first, last, due)


def test_an_offices_quarter_is_no_pairs_own(desk: Desk) -> None:
    """Faith and Peter began on 4 May: theirs ends on 4 August, the offices' on 30 June and 30 September."""
    own = three_month(date(2026, 5, 4))
    assert own == date(2026, 8, 4)
    assert own not in {of_office(ReportKind.QUARTER, own).first, of_office(ReportKind.QUARTER, own).last}


def test_the_governments_year_begins_in_july() -> None:
    found = of_office(ReportKind.YEAR, date(2026, 6, 30))
    assert (found.first, found.last, found.due) == (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 31))


@pytest.mark.parametrize(
    ("last", "due"), [(date(2026, 7, 31), date(2026, 7, 31)), (date(2026, 4, 2), date(2026, 3, 27))]
)
def test_a_heads_report_is_due_in_the_last_full_week_of_the_term(last: date, due: date) -> None:
    span = Stretch(1, 2026, Level.PRIMARY, StretchKind.TERM, "Term", date(2026, 1, 5), last)
    assert [one.due for one in terms([span], Level.PRIMARY)] == [due]


def test_what_is_due_between_two_days_is_found_once() -> None:
    found = due_between(ReportKind.QUARTER, date(2026, 1, 1), date(2026, 12, 31))
    assert [one.due for one in reversed(found)] == [
        date(2026, 1, 14),
        date(2026, 4, 14),
        date(2026, 7, 14),
        date(2026, 10, 14),
    ]


# late


def _reminded(db: Connection, first: date, last: date, who: int) -> list[date]:
    days = SchoolDays.around(db, first)
    [rule] = prompts.RULES
    found = [one for one in rule.between(db, first, last, days) if not isinstance(one, Exception)]
    return sorted(local_day(one.at) for one in found if one.person_id == who)


def test_an_author_is_reminded_a_week_and_a_day_before_and_after_until_the_report_is_sent(desk: Desk) -> None:
    """14 July 2026 is a Tuesday; a reminder that would come at a weekend comes on Monday."""
    july = date(2026, 7, 1), date(2026, 7, 31)
    asked = [date(2026, 7, 7), date(2026, 7, 13), date(2026, 7, 15), date(2026, 7, 21)]
    assert _reminded(desk.db, *july, desk.place.director) == asked
    sent = desk.send()
    assert _reminded(desk.db, *july, desk.place.director) == []
    deeds.send_back(desk.db, desk.county, desk.grace, sent, "say more", NOW)
    assert _reminded(desk.db, *july, desk.place.director) == asked


def test_a_head_is_reminded_by_the_calendar_of_the_school(desk: Desk) -> None:
    calendar.add(
        desk.db,
        year=2026,
        level=Level.SECONDARY,
        kind=StretchKind.TERM,
        name="Term II",
        first=date(2026, 4, 27),
        last=date(2026, 7, 3),
    )
    term = reports.ReportKind.TERM, date(2026, 4, 27)
    unsent = reports.unsent(desk.db, 0, Role.HEAD, list(Level), *term, local_day(NOW))
    heads = {one.person_id: one.level for one in unsent}
    days = SchoolDays.around(desk.db, START)
    [rule] = prompts.RULES
    found = list(rule.between(desk.db, date(2026, 6, 26), date(2026, 7, 10), days))
    asked = {one.person_id for one in found if not isinstance(one, Exception)} & heads.keys()
    assert asked == {who for who, level in heads.items() if level is Level.SECONDARY}


def test_the_late_list_has_whoever_has_not_sent_until_they_do(desk: Desk) -> None:
    after = date(2026, 7, 15)
    assert [who.area_id for who, _role, _period in deeds.late(desk.db, desk.county, after)].count(desk.place.id) == 1
    assert not [one for one in deeds.late(desk.db, desk.county, date(2026, 7, 14)) if one[0].area_id == desk.place.id]
    desk.send()
    assert desk.place.id not in [who.area_id for who, _role, _period in deeds.late(desk.db, desk.county, after)]


def test_headquarters_receive_the_countys(desk: Desk) -> None:
    quarter = of_office(ReportKind.QUARTER, date(2026, 5, 1))
    sent = deeds.send(desk.db, desk.county, desk.grace, quarter, None, NOW)
    top = headquarters(roles.of_person(desk.db, desk.dfs, local_day(NOW)))
    assert top is not None
    assert top.viewer is Viewer.HQ
    assert [one.id for one in deeds.waiting(desk.db, top)] == [sent]
    assert [one.person_id for one in notices.waiting(desk.db, desk.dfs)] == [desk.dfs]
