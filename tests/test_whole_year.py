"""A pair's whole year in virtual time, through the front door, beside the record that it leaves; a coaching pair's too.

Four quarters and a fifth that the head adds, holidays, two sessions that were not held, one dispute. The two write
commands, whatever the clock has just asked them: what was asked is looked at by `test_first_six_weeks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine

from bot.messages import Channel
from bot.simulator.past import MENTEE
from bot.store import annex_iv, approval, certificates, pairs, session_rows
from bot.store.ending import assessments, statements
from bot.store.pairs import PairOf, PairState
from bot.store.pausing import closings
from bot.store.people import people
from bot.store.reviews import reviews
from bot.store.sessions import sessions
from bot.store.talk import inbox
from tests.month import kept, month, tally
from tests.stories.given import FAITH, PETER
from tests.stories.player import begun
from tests.stories.the_year import next_year

PINS = {"Faith": "4821", "Peter": "7730", "Jane": "2094", "Ruth": "3391"}
"""Asked of a phone that was silent for a term."""
FORTNIGHT = timedelta(days=14)


FIRST_YEAR = """
 1 2026-05-07 signed
 2 2026-05-14 signed
 3 2026-05-28 signed
 4 2026-06-18 signed, moved from 2026-06-11
 5 2026-07-02 signed
 6 2026-07-16 signed
 7 2026-07-30 signed
 8 2026-08-27 signed
 9 2026-09-10 disputed
10 2026-09-24 signed
11 2026-10-08 not held: mentee_away
12 2027-01-07 signed
13 2027-01-21 signed
14 2027-02-04 signed
15 2027-02-18 signed
16 2027-03-04 signed
17 2027-03-18 signed
2026-06-15 six_week 1: mentee mentor
2026-08-04 three_month 1: mentee mentor
2026-09-15 six_week 2: mentee mentor
2026-11-04 three_month 2: mentee mentor
2026-12-16 six_week 3 in one: mentee mentor
2027-02-04 three_month 3: mentee mentor
2027-03-18 six_week 4: mentee mentor
"""
MENTORSHIP = f"""
mentorship from 2026-05-04, counted from 2026-05-04: completed{FIRST_YEAR.rstrip()}
2027-06-15 six_week 5: mentee mentor
Annex IV 4: 16 of 17
Annex IV 5: 16 of 17
self-assessment of mentee, 2027-05-04
self-assessment of mentor, 2027-05-04
self-assessment of mentee, 2027-08-04
self-assessment of mentor, 2027-08-04
statement on 2027-05-04: extend, excused 0, training None
statement on 2027-08-04: satisfactory, excused 0, training 3
ITSD: approved
TM27-00001 mentee 2026-05-04 to 2027-08-04
TM27-00002 mentor 2026-05-04 to 2027-08-04
not closed early
"""
COACHING = f"""
coaching from 2026-05-04, counted from 2026-05-04: completed{FIRST_YEAR.rstrip()}
2027-05-04 three_month 4: mentee mentor
2027-06-15 six_week 5: mentee mentor
closed: need_met
"""


class Year:
    """The phones, and the two who write as the year goes on."""

    def __init__(self, engine: Engine, *, coaching: bool = False) -> None:
        with engine.begin() as db:
            next_year(db)
        self.coaching, self.goals = coaching, ("1 done 2 done 3 done",)
        self.phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15")
        self.engine = engine
        self.pair = ((Channel.SMS, FAITH), (Channel.WHATSAPP, PETER))

    def at(self, day: date, hour: str = "16:30") -> None:
        self.phones.until(f"{day:%a} {day.day} {day:%b %Y}, {hour}")

    def faith(self, *texts: str) -> str:
        return self._say("Faith", Channel.SMS, texts)

    def peter(self, *texts: str) -> str:
        return self._say("Peter", Channel.WHATSAPP, texts)

    def jane(self, *texts: str) -> str:
        return self._say("Jane", Channel.SMS, texts)

    def ruth(self, *texts: str) -> str:
        return self._say("Ruth", Channel.TELEGRAM, texts)

    def _say(self, name: str, channel: Channel, texts: tuple[str, ...]) -> str:
        said = ""
        for text in texts:
            said = " ".join(self.phones.write(name, text, channel))
            if "not heard from this number for a long time" in said:
                said = " ".join(self.phones.write(name, PINS[name], channel))
            print(f"{self.phones.simulation.now:%d %b %H:%M}  {name}: {text}\n    -> {said[:150]}")
        return said

    def book(self, first: date, times: int) -> list[date]:
        """Faith proposes meetings every two weeks, and Peter hears of it."""
        self.faith(f"BOOK every 2 weeks from {first.day} {first:%b} 1pm staffroom {times} times", "1")
        return [first + n * FORTNIGHT for n in range(times)]

    def meet(self, day: date, number: int) -> None:
        """The two meet; she logs it after lessons and he signs."""
        self.at(day)
        self.log(day, "1 lesson notes 2 mark books daily 3 done")
        assert "signed" in self.peter(f"SIGN {number}").lower()

    def log(self, day: date, parts: str) -> None:
        """Her record in one message; where no objectives were set, they are what was covered."""
        if "what did you want to achieve?" in self.faith(f"LOG {day.day}/{day.month} staffroom {parts}"):
            self.faith("same")

    def review(self, mentee: tuple[str, ...], mentor: tuple[str, ...]) -> None:
        """Both review; a coachee reflects besides: on each goal of the plan, on learners, on what changed most."""
        if self.coaching:
            mentee = (mentee[0], *self.goals, *mentee[1:3], "0", "1", *mentee[3:])
        assert "share" in self.faith("REVIEW", *mentee)
        self.faith("1")
        assert "Review saved" in self.peter("REVIEW", *mentor)


SIX = ("2", "0", "one more lesson watched")
MENTORS_SIX = ("2", "0", "joint planning on mondays")
THREE = ("2", "0", "help with group work", "1", "3")
ANNEX_IV = (
    "same",
    "same",
    "yes",
    "it is enough",
    "noisy",
    "many duties",
    "a free lesson",
    "notes are ready",
    "meet all",
    "skip",
    "1",
)
MENTEE_ENDS = ("323", "i plan every week", "large classes", "1")
MENTOR_ENDS = ("333", "i plan with others", "time", "1")


def first_year(year: Year) -> None:
    """Four quarters: two sessions are not held, and one is disputed."""
    year.meet(date(2026, 5, 28), 3)
    year.at(date(2026, 6, 11))
    year.faith("NO", "3", "18/6 1pm")
    year.meet(date(2026, 6, 18), 4)
    year.at(date(2026, 6, 19))
    year.review(SIX, MENTORS_SIX)
    for number, day in enumerate(year.book(date(2026, 7, 2), 3), start=5):
        year.meet(day, number)
    year.at(date(2026, 8, 24))
    year.review(THREE, THREE)
    days = year.book(date(2026, 8, 27), 4)
    year.meet(days[0], 8)
    disputed(year, days[1], 9)
    year.at(date(2026, 9, 15))
    year.review(SIX, MENTORS_SIX)
    year.meet(days[2], 10)
    year.at(days[3])
    year.faith("NO", "1", "skip")
    year.at(date(2027, 1, 4))
    year.review(THREE, THREE)
    third_and_fourth(year)


def third_and_fourth(year: Year) -> None:
    for number, day in enumerate(year.book(date(2027, 1, 7), 3), start=12):
        year.meet(day, number)
    year.at(date(2027, 2, 4))
    year.review(THREE, THREE)
    days = year.book(date(2027, 2, 18), 3)
    year.meet(days[0], 15)
    year.meet(days[1], 16)
    year.at(date(2027, 3, 18))
    year.review(SIX, MENTORS_SIX)
    year.meet(days[2], 17)


def disputed(year: Year, day: date, number: int) -> None:
    """He changes the plan of the session, and she keeps hers."""
    year.at(day)
    year.log(day, "1 class rules 2 seat plan 3 done")
    year.peter("SIGN", "not correct", "action plan", "seat plan and groups", "sign new version")
    year.faith("1", "2")


@pytest.mark.slow
def test_a_pairs_whole_year(quick_copies: Callable[[], Engine]) -> None:
    year = Year(quick_copies())
    began = year.phones.simulation.now
    first_year(year)
    year.at(date(2027, 5, 4))
    ended = year.phones.simulation.now
    with year.engine.connect() as db:
        counted_first = tally(db, began, ended)
    year.faith("ASSESS", *MENTEE_ENDS)
    year.peter("ASSESS", *MENTOR_ENDS)
    year.peter("FORM4", *ANNEX_IV)
    year.jane("2 2094", "Bring notes every Friday until August.")
    year.at(date(2027, 6, 15))
    year.review(SIX, MENTORS_SIX)
    year.at(date(2027, 8, 23))
    year.faith("ASSESS", *MENTEE_ENDS)
    year.peter("ASSESS", *MENTOR_ENDS)
    year.peter("FORM4", *ANNEX_IV)
    year.jane("1 2094", "2094", "3")
    year.at(date(2027, 8, 24))
    year.ruth("QUEUE", "approve", "later")
    assert record(year.engine) == MENTORSHIP.strip("\n")
    assert counted(year.engine) == 0, "no message failed"
    with year.engine.connect() as db:
        now = year.phones.simulation.now
        costs = month(db, the_pair(db), counted_first + tally(db, ended, now), began, now)
    assert costs == kept(), f"docs/costs.md is stale, it should read:\n{costs}"


@pytest.mark.slow
def test_a_coaching_pairs_year_has_no_end_and_no_certificate(quick_copies: Callable[[], Engine]) -> None:
    """D217, A37: the same cycle, without a final evaluation; it is closed when its need is met."""
    engine = quick_copies()
    with engine.begin() as db:
        pair = the_pair(db)
        pairs.correct(db, pair.id, kind=pairs.PairKind.COACHING, start=pair.start)
    year = Year(engine, coaching=True)
    first_year(year)
    year.at(date(2027, 5, 4))
    year.review(THREE, THREE)
    assert year.faith("ASSESS") == "No self-assessment waits for you."
    assert "no certificate" in year.faith("CERT")
    year.at(date(2027, 6, 15))
    year.review(SIX, MENTORS_SIX)
    year.jane("UNMATCH", "2094", "coaching has met its need", "1")
    assert "No pair awaits" in year.ruth("QUEUE")
    assert record(engine) == COACHING.strip("\n")
    assert counted(engine) == 0, "no message failed"
    told = [one.outbound.text for one in year.phones.sent if (one.channel, one.address) in year.pair]
    of_mentorship = [text for text in told if re.search(r"\b[Mm]ent(or|ee)", text)]
    assert of_mentorship == [], "the two of a coaching pair are coach and coachee"
    assert any("coach" in text for text in told)


def counted(engine: Engine) -> int:
    """How many messages could not be handled."""
    with engine.connect() as db:
        return inbox.counts(db)[1]


def record(engine: Engine) -> str:
    """What the pair has left: its sessions, reviews, forms and the end, a line each."""
    with engine.connect() as db:
        pair = the_pair(db)
        lines = [f"{pair.kind} from {pair.start}, counted from {pair.cycle}: {pair.state}"]
        lines += [_session(pair, one) for one in sessions.of_pair(db, pair.id)]
        lines += _reviews(db, pair)
        lines += [
            f"Annex IV {one.quarter}: {one.covered} of {one.scheduled}"
            for one in reversed(annex_iv.of_pair(db, pair.id))
        ]
        lines += [
            f"self-assessment of {_side(pair, one.person_id)}, {one.due}" for one in assessments.of_pair(db, pair.id)
        ]
        lines += [
            f"statement on {one.due}: {one.verdict}, excused {one.excused}, training {one.training}"
            for one in statements.of_pair(db, pair.id)
        ]
        lines += [f"ITSD: {one.decided}" for one in approval.of_pair(db, pair.id)]
        lines += [f"{one.number} {one.role} {one.since} to {one.until}" for one in certificates.of_pair(db, pair.id)]
        closing = closings.of_pair(db, pair.id)
        return "\n".join([*lines, f"closed: {closing.why}" if closing else "not closed early"])


def the_pair(db: Connection) -> PairOf:
    mentee = people.by_tsc(db, MENTEE)
    assert mentee is not None
    (pair,) = pairs.pairs_of(db, mentee.id, list(PairState))
    return pair


def _side(pair: PairOf, person_id: int) -> str:
    return "mentor" if person_id == pair.mentor_id else "mentee"


def _session(pair: PairOf, one: session_rows.Session) -> str:
    signed = {pair.mentor_id, pair.mentee_id} <= one.signers
    moved = f", moved from {one.moved_from}" if one.moved_from else ""
    if one.version_id is None:
        return f"{one.number:2} {one.day} not held: {one.missed_reason}{moved}"
    return f"{one.number:2} {one.day} {'disputed' if one.refused else 'signed' if signed else 'unsigned'}{moved}"


def _reviews(db: Connection, pair: PairOf) -> list[str]:
    found: dict[tuple[date, str], list[str]] = {}
    for one in reviews.of_pair(db, pair.id):
        merged = " in one" if one.merged_into else ""
        found.setdefault((one.due, f"{one.kind} {one.quarter}{merged}"), []).append(_side(pair, one.person_id))
    return [f"{due} {which}: {' '.join(sorted(sides))}" for (due, which), sides in sorted(found.items())]
