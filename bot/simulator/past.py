"""What happened before the demo begins: the cast found their phones, and Faith and Peter have met twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, select

from bot.dialogs.agreement import desk as papers
from bot.dialogs.agreement.pages import AgreementSigned, AgreementToSign
from bot.dialogs.desk import Answers, Asking
from bot.dialogs.people.rules import LEAST_COST, pin_hash
from bot.dialogs.plans import desk as planning
from bot.dialogs.plans.pages import PlanToRead
from bot.dialogs.plans.paper import PlanProposal
from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.rules import Record
from bot.dialogs.signing import deeds as signatures
from bot.forms.meetings import Meetings
from bot.language import NAIROBI, Item, items_text
from bot.messages import Channel
from bot.simulator.persons import CAST, give_ways
from bot.store import pairs
from bot.store.health import beats
from bot.store.keys.pepper import pepper
from bot.store.people import people
from bot.store.sessions import changes, sessions, versions
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState

ENROLLED = datetime(2026, 4, 28, 9, 0, tzinfo=NAIROBI)
AGREED = datetime(2026, 5, 4, 15, 0, tzinfo=NAIROBI)
SIMULATOR = "simulator"
"""The name under which the virtual time is kept; it also marks a database as a demo's."""
MENTEE, MENTOR = "812345", "534210"
VENUE = "staffroom"
HOUR = time(13, 0)
GOALS = ("prepare lesson notes weekly", "manage a class of 60", "know the code of conduct")


@dataclass(frozen=True)
class Met:
    """A session as it was held: its day and what was written of it."""

    day: date
    objectives: tuple[str, ...]
    areas: tuple[str, ...]
    plan: tuple[Item, ...]
    looked_back: str

    @property
    def record(self) -> Record:
        """The record, as canonical texts."""
        return Record(
            day=self.day.isoformat(),
            venue=VENUE,
            objectives=items_text(self.objectives),
            areas=items_text(self.areas),
            plan=items_text(self.plan),
            looked_back=self.looked_back,
        )

    def at(self, hour: int, minute: int) -> datetime:
        """A time of that day in Kenya."""
        return datetime.combine(self.day, time(hour, minute), NAIROBI)


HELD = (
    Met(
        date(2026, 5, 7),
        ("schemes of work", "first lessons"),
        ("schemes of work", "time in the lesson"),
        (Item("finish the scheme for week 3", date(2026, 5, 13)), Item("watch a lesson in Grade 5")),
        "",
    ),
    Met(
        date(2026, 5, 14),
        ("lesson notes",),
        ("lesson notes", "class rules"),
        (
            Item("notes ready every Friday", date(2026, 5, 22)),
            Item("write class rules with Grade 4"),
            Item("seat plan"),
        ),
        "scheme is ready, lesson watched",
    ),
)
AHEAD = ((date(2026, 5, 28), ("lesson notes", "class control")), (date(2026, 6, 11), ()))

DAYS = (*((met.day, met.objectives) for met in HELD), *AHEAD)
PLAN = {
    "goals": items_text(GOALS),
    "meetings": Meetings(tuple(datetime.combine(day, HOUR, NAIROBI) for day, _objectives in DAYS), VENUE).text,
    "mentor_duties": "=1",
    "criteria": items_text(("notes ready every friday", "fewer interruptions in class")),
    "rules": "=1",
}


def is_lived(db: Connection) -> bool:
    """Whether an earlier demo has lived through this already. WrongKeys where its records open with none of ours."""
    mentee = people.by_tsc(db, MENTEE)
    known = [one for pair in pairs.pairs_of(db, mentee.id) for one in sessions.of_pair(db, pair.id)] if mentee else []
    for one in known:
        version = versions.latest(db, one.id)
        assert version is None or version.plan is not None, "it opens"
    return bool(known)


def is_foreign(db: Connection) -> bool:
    """Whether there are people here whom no demo has made: their programme is not to be played with."""
    anybody = db.execute(select(people.people.c.id).limit(1)).first()
    return anybody is not None and SIMULATOR not in beats.last(db)


def claim(db: Connection) -> None:
    """From now on this database is a demo's."""
    beats.beat(db, SIMULATOR, ENROLLED)


def live(db: Connection) -> None:
    """Lives through it, by the programme's own deeds, each at its time."""
    for member in CAST:
        person_id = _person(db, member.tsc_number)
        give_ways(db, person_id, member.ways, ENROLLED)
        people.set_pin(db, person_id, pin_hash(member.pin, pepper(db), LEAST_COST))
    mentee_id, mentor_id = _person(db, MENTEE), _person(db, MENTOR)
    pair_id = pairs.pairs_of(db, mentee_id)[0].id
    _agree(db, mentee_id, mentor_id, pair_id)
    planned = _set_objectives(db, pair_id)
    for session_id, met in zip(planned, HELD, strict=False):
        _hold(db, mentee_id, mentor_id, pair_id, session_id, met)
    for person_id in notices.waiting_people(db):
        for notice in notices.waiting(db, person_id):
            notices.mark(
                db, notice.id, NoticeState.DROPPED, AGREED
            )  # they heard of it then, in a past that has no outbox


def _person(db: Connection, tsc_number: str) -> int:
    person = people.by_tsc(db, tsc_number)
    if person is None:
        raise RuntimeError(f"the sample lacks {tsc_number} of the cast")
    return person.id


def _agree(db: Connection, mentee_id: int, mentor_id: int, pair_id: int) -> None:
    """The mentor enters the plan after a talk, the mentee approves it, both sign what comes with it."""
    pairs.set_state(db, pair_id, pairs.PairState.PREPARING)
    mentor = _at(db, mentor_id, Channel.WHATSAPP, "+254712000002", AGREED)
    mentee = _at(db, mentee_id, Channel.SMS, "+254712000001", AGREED + timedelta(minutes=10))
    sent = planning.take_plan(mentor, PlanProposal(pair=pair_id), Answers(PLAN))
    planning.approve(mentee, PlanToRead(pair=pair_id, plan=sent.plan))
    for one in (mentor, mentee):
        papers.sign(one, papers.open_agreement(one, AgreementToSign(pair=pair_id)))
    for one in (mentor, mentee):
        papers.sign(one, papers.open_declaration(one, AgreementSigned(pair=pair_id)))


def _at(db: Connection, person_id: int, channel: Channel, address: str, at: datetime) -> Asking:
    """One of the two at the desk, with their PIN."""
    person = people.get(db, person_id)
    assert person is not None, "one of the cast"
    return Asking(db, person, at, channel, address, proved=True)


def _set_objectives(db: Connection, pair_id: int) -> list[int]:
    """What each session is about, as the two set it; answers the ids of the sessions."""
    known = sessions.of_pair(db, pair_id)
    for session, (_day, objectives) in zip(known, DAYS, strict=True):
        changes.set_objectives(db, session.id, items_text(objectives))
    return [session.id for session in known]


def _hold(db: Connection, mentee_id: int, mentor_id: int, pair_id: int, session_id: int, met: Met) -> None:
    """The mentee logs the session by SMS after lessons, the mentor signs it on WhatsApp an hour later."""
    by_sms = Evidence(Channel.SMS, "+254712000001", Method.REPLY, "en", read=True)
    by_whatsapp = Evidence(Channel.WHATSAPP, "+254712000002", Method.REPLY, "en", read=True)
    logged = deeds.log(db, mentee_id, pair_id, session_id, met.record, by_sms, met.at(16, 20))
    signatures.sign(db, mentor_id, logged.version_id, by_whatsapp, met.at(17, 20))
