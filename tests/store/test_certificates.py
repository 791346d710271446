"""Numbers of certificates: each year's run without gaps, also for officers who approve at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy import Connection, Engine

from bot.dialogs.approval import deeds as approval
from bot.language import NAIROBI
from bot.store import certificates, pairs
from bot.store.engine import retrying
from bot.store.pairs import PairKind, PairState
from bot.store.pausing import closings
from bot.store.pausing.closings import WhyClosed
from bot.store.people.roles import Role
from tests.dialogs.cast import START, Cast, School, a_school

NOW = datetime(2027, 5, 18, 10, 0, tzinfo=NAIROBI)
MANY = 6


def test_a_year_begins_with_one_and_goes_on_in_order(store: Engine) -> None:
    with store.begin() as db:
        assert [certificates.next_serial(db, 2027) for _ in range(3)] == [1, 2, 3]
        assert certificates.next_serial(db, 2028) == 1


def test_a_number_that_was_not_used_is_given_again(store: Engine) -> None:
    with store.connect() as db, db.begin() as transaction:
        certificates.next_serial(db, 2027)
        transaction.rollback()
    with store.begin() as db:
        assert certificates.next_serial(db, 2027) == 1


def test_numbers_are_unique_whoever_approves_at_the_same_time(store: Engine) -> None:
    with store.begin() as db:
        school = a_school(db)
        ended = [_ended(db, school, number) for number in range(MANY)]
    barrier = Barrier(MANY)

    def issue(pair_id: int) -> str:
        barrier.wait()
        return retrying(store, lambda db: approval.certify_mentor(db, school.ruth, pair_id, "ten good months", NOW))

    with ThreadPoolExecutor(MANY) as pool:
        numbers = list(pool.map(issue, ended))
    assert sorted(numbers) == [f"TM27-{number:05}" for number in range(1, MANY + 1)]


def _ended(db: Connection, school: School, number: int) -> int:
    """One more pair of Brian's, which ended early."""
    mentee = Cast(db, after=700 + number).add("Mercy Mwende", Role.MENTEE, school.institution)
    pair_id = pairs.add(
        db,
        mentor_id=school.brian,
        mentee_id=mentee,
        kind=PairKind.MENTORSHIP,
        start=START,
        now=NOW,
        state=PairState.ENDED,
    )
    closings.add(
        db,
        closings.NewClosing(
            pair_id=pair_id,
            why=WhyClosed.RETIREMENT,
            of=None,
            day=NOW.date(),
            served=379,
            by_id=school.jane,
            made_at=NOW,
        ),
    )
    return pair_id
