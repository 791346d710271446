"""A year of Faith and Peter, lived by the store's own rows: sessions, reviews, and the school year 2027 (a fixture)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, Engine, insert

from bot.dialogs.calendar import six_week, three_month
from bot.dialogs.ending import deeds as finishing
from bot.dialogs.sessions.rules import Record
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.past import HOUR
from bot.store import annex_iv, calendar, certificates, signing
from bot.store.areas import Level
from bot.store.calendar import StretchKind
from bot.store.pairs import Side
from bot.store.people import addresses
from bot.store.reviews import reviews
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, sessions, versions
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState
from tests.stories.given import FAITH, the_pair

YEAR = date(2027, 5, 4)
ISSUED = 417
"""So many certificates were issued in 2027 before."""
MISSED = (9, 17)
"""Two of the 24 sessions were not held."""
TERMS_2027 = (
    (StretchKind.TERM, "Term I", date(2027, 1, 4), date(2027, 4, 2)),
    (StretchKind.HOLIDAY, "April holiday", date(2027, 4, 3), date(2027, 4, 25)),
    (StretchKind.TERM, "Term II", date(2027, 4, 26), date(2027, 7, 30)),
    (StretchKind.HOLIDAY, "August holiday", date(2027, 7, 31), date(2027, 8, 22)),
    (StretchKind.TERM, "Term III", date(2027, 8, 23), date(2027, 10, 22)),
    (StretchKind.HOLIDAY, "December holiday", date(2027, 10, 23), date(2028, 1, 2)),
)


def next_year(db: Connection) -> None:
    """The school year 2027 of primary schools: dates of our own, for tests."""
    for kind, name, first, last in TERMS_2027:
        calendar.add(db, year=2027, level=Level.PRIMARY, kind=kind, name=name, first=first, last=last)


def a_year_is_over(engine: Engine, language: str) -> None:
    """22 of 24 sessions held and signed by both, all reviews saved; nobody has assessed themselves yet."""
    with engine.begin() as db:
        next_year(db)
        pair = the_pair(db)
        known = sessions.of_pair(db, pair.id)
        for one in known:
            if one.version_id is None:
                _held(db, one.id, one.day)
        day = known[-1].day
        for number in range(len(known) + 1, 25):
            day += timedelta(days=14)
            session_id = changes.add(
                db, NewSession(pair_id=pair.id, number=number, day=day, hour=HOUR, venue="staffroom", scheduled=True)
            )
            if number in MISSED:
                changes.miss(db, session_id, "school_duty", None)
                changes.settle(db, session_id)
            else:
                _held(db, session_id, day)
        _reviewed(db)
        db.execute(insert(certificates.serials), {"year": YEAR.year, "last": ISSUED})
        for person_id in (pair.mentee_id, pair.mentor_id):
            for notice in notices.waiting(db, person_id):
                notices.mark(db, notice.id, NoticeState.DROPPED, datetime.combine(day, HOUR, NAIROBI))


def _held(db: Connection, session_id: int, day: date) -> None:
    """A record that both have signed."""
    pair, at = the_pair(db), datetime.combine(day, time(16, 20), NAIROBI)
    record = Record(day.isoformat(), "staffroom", "lesson notes", "lesson notes", "mark books", "")
    version_id = versions.add(db, session_id, 1, record, pair.mentee_id, at)
    for who, role in ((pair.mentee_id, Side.MENTEE), (pair.mentor_id, Side.MENTOR)):
        signing.add(
            db,
            version_id=version_id,
            person_id=who,
            role=role,
            hash="",
            now=at,
            evidence=Evidence(channel=Channel.SMS, address=FAITH, method=Method.REPLY, language="en", read=True),
        )


def _reviewed(db: Connection) -> None:
    """Both have saved every review before the last day, each on its day."""
    pair, start = the_pair(db), date(2026, 5, 4)
    for quarter in range(1, 5):
        for kind, due in (
            (reviews.ReviewKind.SIX_WEEK, six_week(start, quarter)),
            (reviews.ReviewKind.THREE_MONTH, three_month(start, quarter)),
        ):
            for person_id in (pair.mentee_id, pair.mentor_id) if due < YEAR else ():
                reviews.add(
                    db,
                    reviews.NewReview(
                        pair_id=pair.id,
                        quarter=quarter,
                        kind=kind,
                        person_id=person_id,
                        due=due,
                        answers={},
                        saved_at=datetime.combine(due, time(16, 20), NAIROBI),
                    ),
                )


def annex_iv_is_filled(db: Connection) -> None:
    """Peter has signed the last Annex IV."""
    pair = the_pair(db)
    annex_iv.add(
        db,
        {
            "pair_id": pair.id,
            "mentor_id": pair.mentor_id,
            "quarter": 4,
            "scheduled": 24,
            "covered": 22,
            "answers": {"kept_time": "yes"},
            "saved_at": datetime.combine(YEAR, time(6, 30), NAIROBI),
            "channel": Channel.WHATSAPP,
            "address": FAITH,
            "method": Method.REPLY,
            "language": "en",
            "hash": "",
        },
    )


ASSESSED = {"goals": "=met,partly,met", "difference": "calm class", "needed": "time", "recommend": "yes"}


def peter_has_assessed(engine: Engine, language: str) -> None:
    """The year is over, and Peter has done all that is his."""
    a_year_is_over(engine, language)
    with engine.begin() as db:
        annex_iv_is_filled(db)
        pair = the_pair(db)
        finishing.assess(db, pair.mentor_id, pair.id, ASSESSED, datetime(2027, 5, 4, 7, 0, tzinfo=NAIROBI))


def faith_has_no_phone(engine: Engine, language: str) -> None:
    """The demo, where Faith has lost her phone: she is reached in person only."""
    with engine.begin() as db:
        for way in addresses.of_person(db, the_pair(db).mentee_id):
            addresses.remove(db, way.id)


def faith_has_no_phone_after_a_year(engine: Engine, language: str) -> None:
    """The same a year later, when Peter has assessed himself."""
    peter_has_assessed(engine, language)
    faith_has_no_phone(engine, language)


GIVEN: dict[str, Callable[[Engine, str], None]] = {
    "a year is over": a_year_is_over,
    "Faith has no phone": faith_has_no_phone,
    "a year is over and Faith has no phone": faith_has_no_phone_after_a_year,
    "a year is over and Peter has assessed himself": peter_has_assessed,
}
"""Beginnings of stories, a year after the others."""
