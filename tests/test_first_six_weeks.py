"""A pair's first six weeks in virtual time: every message of both, with its time and its reason, day by day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import Engine, select

from bot.language import NAIROBI, items_text
from bot.messages import Channel
from bot.operator import load
from bot.simulator.chat import ClockMoved, moment
from bot.simulator.demo import SAMPLE
from bot.simulator.past import AGREED, ENROLLED, GOALS, HOUR, MENTEE, MENTOR, VENUE
from bot.simulator.persons import give_ways
from bot.store import pairs, plans
from bot.store.outbox import outbox
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.talk import notices
from tests.stories.given import FAITH, PETER
from tests.stories.player import Phones

DAYS = (date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 28), date(2026, 6, 11))

# What the two write and press, and the clock's six weeks around it. Sessions 1 and 2 are logged, the second one is
# signed late; of session 3 nobody writes; session 4 is not held and moves to the day after the review.
WRITTEN = (
    ("Thu 7 May 2026, 16:20", "Faith", "LOG 7/5 staffroom 1 schemes of work"),
    ("Fri 8 May 2026, 16:30", "Faith", "finish the scheme"),
    ("Fri 8 May 2026, 16:31", "Faith", "0"),
    ("Fri 8 May 2026, 17:20", "Peter", "2"),
    ("Thu 14 May 2026, 16:20", "Faith", "LOG 14/5 staffroom 1 lesson notes 2 notes every Friday, seat plan 3 done"),
    ("Wed 20 May 2026, 16:30", "Peter", "2"),
    ("Thu 11 Jun 2026, 16:20", "Faith", "NO"),
    ("Thu 11 Jun 2026, 16:21", "Faith", "3"),
    ("Thu 11 Jun 2026, 16:22", "Faith", "tue 1pm"),
    ("Thu 11 Jun 2026, 18:00", "Peter", "1"),
    ("Mon 15 Jun 2026, 16:30", "Peter", "2"),
    ("Mon 15 Jun 2026, 16:31", "Peter", "0"),
    ("Mon 15 Jun 2026, 16:32", "Peter", "joint lesson planning on mondays"),
    ("Tue 16 Jun 2026, 16:40", "Faith", "1 class control 2 mark books daily by 26/6 3 seat plan is done"),
    ("Tue 16 Jun 2026, 16:41", "Faith", "2"),
)

EXPECTED = """
Wed 06 May 16:15  Faith  remind       Faith, you meet P. Otieno tomorrow, Thu 7 May 1:00pm, staffroo
Thu 07 May 07:30  Peter  remind       Peter, you meet F. Mutua today 1:00pm, staffroom (session 1).
Thu 07 May 16:15  Faith  log          Faith, how was session 1 with P. Otieno? Reply in one SMS: 1 w
Fri 08 May 16:15  Faith  idle         Faith, you left this open. Still open: session 1, question 5 o
Fri 08 May 16:31  Peter  notice       Faith Mutua has recorded session 1 (Thu 7 May) and asks you to
Fri 08 May 17:20  Faith  notice       P. Otieno signed session 1. Log complete: 1 of 1 held, 1 signe
Mon 11 May 16:15  Peter  fit          Peter, how well do you and F. Mutua work together? Only you se
Mon 11 May 16:15  Faith  fit          Faith, how well do you and P. Otieno work together? Only you s
Wed 13 May 16:15  Faith  remind       Faith, you meet P. Otieno tomorrow, Thu 14 May 1:00pm, staffro
Thu 14 May 07:30  Peter  remind       Peter, you meet F. Mutua today 1:00pm, staffroom (session 2).
Thu 14 May 16:15  Faith  log          Faith, how was session 2 with P. Otieno? Reply in one SMS: 1 w
Thu 14 May 16:20  Peter  notice       Faith Mutua has recorded session 2 (Thu 14 May) and asks you t
Fri 15 May 16:15  Peter  unsigned     Peter, session 2 with F. Mutua (Thu 14 May) waits for your sig
Wed 20 May 16:15  Peter  unsigned     Peter, session 2 with F. Mutua (Thu 14 May) waits for your sig
Wed 20 May 16:30  Faith  notice       P. Otieno signed session 2. Log complete: 2 of 2 held, 2 signe
Wed 27 May 16:15  Faith  remind       Faith, you meet P. Otieno tomorrow, Thu 28 May 1:00pm, staffro
Thu 28 May 07:30  Peter  remind       Peter, you meet F. Mutua today 1:00pm, staffroom (session 3).
Thu 28 May 16:15  Faith  log          Faith, how was session 3 with P. Otieno? Reply in one SMS: 1 w
Tue 02 Jun 16:15  Faith  no_record    no record yet for session 3 (28 May). Reply NO if not held, or
Tue 02 Jun 16:15  Peter  log          Peter, how was session 3 with F. Mutua on Thu 28 May? Reply in
Wed 10 Jun 16:15  Faith  remind       Faith, you meet P. Otieno tomorrow, Thu 11 Jun 1:00pm, staffro
Thu 11 Jun 07:30  Peter  remind       Peter, you meet F. Mutua today 1:00pm, staffroom (session 4).
Thu 11 Jun 16:15  Faith  log          Faith, how was session 4 with P. Otieno? Reply in one SMS: 1 w
Thu 11 Jun 16:22  Peter  notice       session 4 with Faith Mutua was not held (school duty). New dat
Thu 11 Jun 18:00  Faith  notice       P. Otieno confirmed: session 4, Tue 16 Jun 1:00pm, staffroom.
Mon 15 Jun 16:15  Faith  prompt       Faith, 2 things wait: 1 session 4, Tue 16 Jun 1:00pm 2 6-week
Mon 15 Jun 16:15  Peter  review       Peter, 6-week review, Faith Mutua: 3 planned, 2 held. Q1 of 3:
Tue 16 Jun 07:30  Peter  remind       Peter, you meet F. Mutua today 1:00pm, staffroom (session 4).
Tue 16 Jun 16:15  Faith  log          Faith, how was session 4 with P. Otieno? Reply in one SMS: 1 w
Tue 16 Jun 16:41  Peter  notice       Faith Mutua has recorded session 4 (Tue 16 Jun) and asks you t
Wed 17 Jun 16:15  Peter  unsigned     Peter, session 4 with F. Mutua (Tue 16 Jun) waits for your sig
Thu 18 Jun 16:15  Faith  review_again Faith, 6 weeks are done: 3 of 4 sessions held. 1 of 3: how far
"""


@pytest.fixture
def phones(store: Engine) -> Phones:
    """Faith and Peter have agreed to meet on four days; nothing has happened yet. Both read SMS."""
    report = load.run(store, sorted(SAMPLE.glob("*.csv")), dry_run=False, now=ENROLLED)
    assert report.ok, list(report.lines())
    with store.begin() as db:
        mentee, mentor = people.by_tsc(db, MENTEE), people.by_tsc(db, MENTOR)
        assert mentee is not None
        assert mentor is not None
        give_ways(db, mentee.id, [(Channel.SMS, FAITH)], ENROLLED)
        give_ways(db, mentor.id, [(Channel.SMS, PETER)], ENROLLED)
        pair_id = pairs.pairs_of(db, mentee.id)[0].id
        goals = items_text(GOALS)
        plans.add(
            db, plans.NewPlan(pair_id=pair_id, number=1, objectives=goals, venue=VENUE, hour=HOUR, approved_at=AGREED)
        )
        for number, day in enumerate(DAYS, start=1):
            changes.add(db, NewSession(pair_id=pair_id, number=number, day=day, hour=HOUR, venue=VENUE, scheduled=True))
    return Phones(store, ClockMoved(moment("Mon 4 May 2026, 16:00")))


def table(engine: Engine) -> str:
    """Every message that the clock or a partner's deed has caused: when, to whom, why, and how it begins."""
    sent = outbox.outbox
    found = (
        select(sent.c.sent_at, sent.c.address, sent.c.body, notices.notices.c.kind, notices.notices.c.reason)
        .join_from(sent, notices.notices, notices.notices.c.id == sent.c.notice_id)
        .where(sent.c.address.in_([FAITH, PETER]))
        .order_by(sent.c.seq)
    )
    with engine.connect() as db:
        return "\n".join(_line(*row) for row in db.execute(found))


def _line(at: datetime, address: str, body: dict[str, str], kind: str, reason: str | None) -> str:
    here = at.astimezone(NAIROBI)
    name = {FAITH: "Faith", PETER: "Peter"}[address]
    text = body["text"].removeprefix("TIMEC: ")[:62]
    return f"{here:%a %d %b %H:%M}  {name}  {reason or kind:12} {text}".rstrip()


@pytest.mark.slow
def test_the_first_six_weeks_of_a_pair(phones: Phones) -> None:
    for at, name, text in WRITTEN:
        phones.until(at)
        assert phones.write(name, text), (name, text)
    phones.until("Fri 19 Jun 2026, 18:00")
    assert table(phones.engine) == EXPECTED.strip()
