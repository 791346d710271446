"""What stands between a pair and its certificates: the checklist of A23 as rules, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.ending.rules import CompletionItem, OpenItem, PairProgress, SuppliedBy, last_day, open_items, ready
from bot.store.pairs import PairKind, Side

START, YEAR = date(2026, 5, 4), date(2027, 5, 4)
BOTH = frozenset(Side)
DONE = PairProgress(
    kind=PairKind.MENTORSHIP,
    today=YEAR,
    last_day=YEAR,
    agreed=BOTH,
    declared=BOTH,
    reviews_open={Side.MENTOR: 0, Side.MENTEE: 0},
    feedback=True,
    assessed=BOTH,
    satisfactory=True,
    trained=True,
)
NOTHING = PairProgress(kind=PairKind.MENTORSHIP, today=START, last_day=YEAR)


def items(now: PairProgress) -> list[CompletionItem]:
    return [gap.item for gap in open_items(now)]


def test_a_pair_cannot_complete_before_one_year_even_if_all_else_is_done() -> None:
    """D215: on the day before, the time is what is missing."""
    before = replace(DONE, today=date(2027, 5, 3))
    assert open_items(before)[0] == OpenItem(CompletionItem.TIME, (), day=YEAR)
    assert not ready(before)
    assert ready(DONE)


def test_at_the_beginning_everything_is_open_in_the_order_in_which_it_comes() -> None:
    assert items(NOTHING) == [item for item in CompletionItem if item is not CompletionItem.REVIEWS]


@pytest.mark.parametrize(
    ("lacks", "gap"),
    [
        ({"agreed": frozenset({Side.MENTOR})}, OpenItem(CompletionItem.AGREEMENT, (SuppliedBy.MENTEE,))),
        ({"declared": frozenset()}, OpenItem(CompletionItem.DECLARATION, (SuppliedBy.MENTOR, SuppliedBy.MENTEE))),
        (
            {"reviews_open": {Side.MENTOR: 2, Side.MENTEE: 1}},
            OpenItem(CompletionItem.REVIEWS, (SuppliedBy.MENTOR, SuppliedBy.MENTEE), 2),
        ),
        ({"reviews_open": {Side.MENTEE: 1}}, OpenItem(CompletionItem.REVIEWS, (SuppliedBy.MENTEE,), 1)),
        ({"assessed": frozenset({Side.MENTOR})}, OpenItem(CompletionItem.ASSESSMENT_MENTEE, (SuppliedBy.MENTEE,))),
        ({"assessed": frozenset({Side.MENTEE})}, OpenItem(CompletionItem.ASSESSMENT_MENTOR, (SuppliedBy.MENTOR,))),
        ({"feedback": False}, OpenItem(CompletionItem.FEEDBACK, (SuppliedBy.MENTOR,))),
        ({"satisfactory": False}, OpenItem(CompletionItem.STATEMENT, (SuppliedBy.HEAD,))),
        ({"trained": False}, OpenItem(CompletionItem.TRAINING, (SuppliedBy.HEAD,))),
    ],
)
def test_what_is_missing_names_who_can_supply_it(lacks: dict[str, object], gap: OpenItem) -> None:
    """D183, D248: row 14 has three separate parts, each missed on its own."""
    now = replace(DONE, **lacks)  # type: ignore[arg-type]
    assert open_items(now) == (gap, OpenItem(CompletionItem.APPROVAL, (SuppliedBy.ITSD,)))
    assert not ready(now)


def test_what_comes_after_the_year_says_from_when_on() -> None:
    days = {gap.item: gap.day for gap in open_items(NOTHING)}
    assert days[CompletionItem.AGREEMENT] is None
    assert (
        days[CompletionItem.ASSESSMENT_MENTEE]
        == days[CompletionItem.STATEMENT]
        == days[CompletionItem.APPROVAL]
        == YEAR
    )


def test_when_itsd_has_approved_nothing_is_open() -> None:
    assert open_items(replace(DONE, approved=True)) == ()


def test_a_coaching_pair_works_towards_no_certificate() -> None:
    """D217, A37: no end date, nothing that is missing, and never ready for approval."""
    coaching = replace(DONE, kind=PairKind.COACHING)
    assert open_items(coaching) == open_items(replace(NOTHING, kind=PairKind.COACHING)) == ()
    assert not ready(coaching)


def test_an_extension_adds_a_calendar_quarter_and_may_repeat() -> None:
    """D216: from 4 May 2027 to 4 August, and again to 4 November."""
    assert last_day(START, 0, 0) == YEAR
    assert last_day(START, 1, 0) == date(2027, 8, 4)
    assert last_day(START, 2, 0) == date(2027, 11, 4)
    assert last_day(date(2026, 11, 30), 1, 0) == date(2028, 2, 29), "a shorter month ends it on its last day"


def test_time_served_in_an_earlier_pair_counts() -> None:
    """A23: a mentee who served 100 days elsewhere serves 100 days less with the next mentor."""
    assert last_day(START, 0, 100) == date(2027, 1, 24)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 8))
def test_without_time_served_elsewhere_nobody_ends_before_a_year(began: date, extensions: int) -> None:
    ends = last_day(began, extensions, 0)
    assert (ends - began).days >= 365
    assert last_day(began, extensions + 1, 0) > ends
