"""Who may see what, cell by cell, and what a person is to a pair."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.dialogs.visibility import MATRIX, Access, Data, Viewer, may_see, relation, viewer_of
from bot.store import areas, pairs
from bot.store.areas import AreaKind, Level
from bot.store.pairs import PairKind
from bot.store.people import roles
from bot.store.people.roles import Role
from tests.dialogs.cast import NOW, START, TODAY, Cast, School

PRINTED = """
journal      | own         | own pair                 | no                | no                 | no                  | no     | no
objectives   | own         | own pair                 | no                | no                 | no                  | no     | no
session      | own         | own pair                 | own school        | pair list          | totals, school list | totals | no
missed_code  | own         | own pair                 | totals            | totals             | totals              | totals | no
missed_words | own         | own pair                 | no                | no                 | no                  | no     | no
agreement    | own         | own pair                 | yes               | yes                | totals              | totals | no
feedback     | no          | own                      | yes               | yes                | themes and totals   | totals | no
evaluation   | no          | no                       | own school        | own area           | own area            | totals | no
completion   | own         | own pair                 | own school        | pair list          | totals              | yes    | no
needs        | own         | own pair                 | totals of 5 or more | totals of 5 or more | totals of 5 or more | totals of 5 or more | no
dispute      | own         | own pair                 | no                | own area           | own area            | no     | no
conduct      | no          | no                       | no                | own area           | own area            | yes    | no
category     | own         | no, unless mentee agrees | enrolling officer | totals of 5 or more | totals             | totals | no
personal     | own         | no  | no, except at matching with consent      | totals of 5 or more | no                 | no     | no
grievance    | complainant | no                       | RECIPIENT         | RECIPIENT          | RECIPIENT           | RECIPIENT | no
scores       | own         | own pair                 | averages          | averages           | averages            | totals | no
phone        | own         | partner only if both agree | own school      | head's number only | no                  | no     | yes
""".replace("RECIPIENT", "only if chosen recipient and not named in it")  # noqa: E501 - as wide as the paper's
CELLS = [
    (Data(row.split("|")[0].strip()), viewer, cell.strip())
    for row in PRINTED.strip().splitlines()
    for viewer, cell in zip(Viewer, row.split("|")[1:], strict=True)
]


@pytest.mark.parametrize(("data", "viewer", "cell"), CELLS)
def test_the_matrix_is_requirement_d82(data: Data, viewer: Viewer, cell: str) -> None:
    assert may_see(viewer, data).value == cell


def test_the_matrix_has_seventeen_rows_and_seven_columns() -> None:
    """Thirteen of D82, what ITSD must see to approve one pair (D68), needs (D42), disputes (D388), conduct (D255)."""
    assert len(CELLS) == 17 * 7
    assert all(list(row) == list(Viewer) for row in MATRIX.values())


@given(st.sampled_from(Data))
def test_somebody_who_is_nothing_to_the_pair_sees_nothing(data: Data) -> None:
    assert may_see(None, data) is Access.NO


@given(
    st.sampled_from([Data.JOURNAL, Data.OBJECTIVES, Data.MISSED_WORDS]),
    st.sampled_from(sorted(set(Viewer) - {Viewer.MENTEE, Viewer.MENTOR})),
)
def test_what_the_pair_writes_is_open_to_nobody_above_it(data: Data, viewer: Viewer) -> None:
    assert may_see(viewer, data) is Access.NO


@given(st.sampled_from(Data), st.sampled_from(Viewer))
def test_totals_and_conditions_never_open_the_datum_of_one_pair(data: Data, viewer: Viewer) -> None:
    access = may_see(viewer, data)
    assert not (access.opens and any(word in access.value for word in ("no", "totals", "averages", "only", "agree")))


def test_what_everybody_around_the_pair_is_to_it(db: Connection, school: School) -> None:
    around = {
        school.faith: Viewer.MENTEE,
        school.peter: Viewer.MENTOR,
        school.jane: Viewer.HEAD,
        school.ali: Viewer.SCD,
        school.grace: Viewer.CD,
        school.ruth: Viewer.HQ,
        school.operator: Viewer.OPERATOR,
        school.brian: None,
        school.deputy: None,
        school.stranger: None,
    }
    assert {who: relation(db, who, school.pair, TODAY) for who in around} == around


def test_a_pair_that_does_not_exist_is_nothing_to_anybody(db: Connection, school: School) -> None:
    assert relation(db, school.ruth, 999_999, TODAY) is None


def test_a_mentor_who_is_also_the_head_is_the_mentor_to_the_pair(db: Connection, school: School) -> None:
    roles.add(db, person_id=school.peter, role=Role.HEAD, area_id=school.institution, since=START)
    assert relation(db, school.peter, school.pair, TODAY) is Viewer.MENTOR


def test_an_office_counts_from_its_first_day_until_it_is_laid_down(db: Connection, school: School) -> None:
    held = roles.add(db, person_id=school.brian, role=Role.HEAD, area_id=school.institution, since=TODAY)
    assert relation(db, school.brian, school.pair, TODAY - timedelta(days=1)) is None
    assert relation(db, school.brian, school.pair, TODAY) is Viewer.HEAD
    roles.end(db, held, TODAY)
    assert relation(db, school.brian, school.pair, TODAY) is None


def test_the_head_of_the_mentors_school_counts_as_well_as_the_mentees(
    db: Connection, school: School, cast: Cast
) -> None:
    zone = areas.add(db, kind=AreaKind.ZONE, name="Masii", parent_id=school.sub_county)
    add = {"kind": AreaKind.INSTITUTION, "code": "M", "level": Level.PRIMARY}
    theirs = areas.add(db, name="Mango", parent_id=zone, **add)  # type: ignore[arg-type]
    head, mentor = cast.add("Stephen Mumo", Role.HEAD, theirs), cast.add("Monica Wanza", Role.MENTOR, theirs)
    pair = pairs.add(db, mentor_id=mentor, mentee_id=school.faith, kind=PairKind.COACHING, start=START, now=NOW)
    assert relation(db, head, pair, TODAY) is Viewer.HEAD
    assert relation(db, school.jane, pair, TODAY) is Viewer.HEAD
    assert relation(db, head, school.pair, TODAY) is None


@pytest.mark.parametrize(
    ("level", "viewer"),
    [(Level.PRIMARY, Viewer.SCD), (Level.JUNIOR, Viewer.SCD), (Level.SECONDARY, None), (Level.TTC, None)],
)
def test_a_sub_county_director_sees_primary_pairs_only(level: Level, viewer: Viewer | None) -> None:
    assert viewer_of(Role.SCD, level) is viewer
    assert viewer_of(Role.CD, level) is Viewer.CD


def test_a_director_of_another_area_is_nothing_to_the_pair(db: Connection, school: School, cast: Cast) -> None:
    elsewhere = areas.add(db, kind=AreaKind.SUB_COUNTY, name="Yatta", parent_id=None)
    other = cast.add("Other Director", Role.SCD, elsewhere)
    assert relation(db, other, school.pair, date(2026, 5, 28)) is None
