"""What happened before the demo begins: the cast found their phones, and Faith and Peter have met twice."""

from __future__ import annotations

from collections.abc import Iterable
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
from bot.language import NAIROBI, Item, Marked, _, items_text, say
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
VENUE = _("staffroom")
HOUR = time(13, 0)
GOALS = (_("prepare lesson notes weekly"), _("manage a class of 60"), _("know the code of conduct"))


@dataclass(frozen=True)
class Met:
    """A session as it was held: its day and what was written of it."""

    day: date
    objectives: tuple[Marked, ...]
    areas: tuple[Marked, ...]
    plan: tuple[tuple[Marked, date | None], ...]
    looked_back: Marked | None = None

    def record(self, language: str) -> Record:
        """The record, as canonical texts, written in this language."""
        return Record(
            day=self.day.isoformat(),
            venue=say(VENUE, language),
            objectives=_items(self.objectives, language),
            areas=_items(self.areas, language),
            plan=items_text(Item(say(words, language), by) for words, by in self.plan),
            looked_back=say(self.looked_back, language) if self.looked_back else "",
        )

    def at(self, hour: int, minute: int) -> datetime:
        """A time of that day in Kenya."""
        return datetime.combine(self.day, time(hour, minute), NAIROBI)


HELD = (
    Met(
        date(2026, 5, 7),
        (_("schemes of work"), _("first lessons")),
        (_("schemes of work"), _("time in the lesson")),
        ((_("finish the scheme for week 3"), date(2026, 5, 13)), (_("watch a lesson in Grade 5"), None)),
    ),
    Met(
        date(2026, 5, 14),
        (_("lesson notes"),),
        (_("lesson notes"), _("class rules")),
        (
            (_("notes ready every Friday"), date(2026, 5, 22)),
            (_("write class rules with Grade 4"), None),
            (_("seat plan"), None),
        ),
        _("scheme is ready, lesson watched"),
    ),
)
AHEAD = ((date(2026, 5, 28), (_("lesson notes"), _("class control"))), (date(2026, 6, 11), ()))

DAYS: tuple[tuple[date, tuple[Marked, ...]], ...] = (*((met.day, met.objectives) for met in HELD), *AHEAD)
CRITERIA = (_("notes ready every friday"), _("fewer interruptions in class"))


def _items(said: Iterable[Marked], language: str) -> str:
    return items_text(say(words, language) for words in said)


def _plan(language: str) -> dict[str, str]:
    """What the two agreed on before they met, as the form of the plan keeps it."""
    days = tuple(datetime.combine(day, HOUR, NAIROBI) for day, _objectives in DAYS)
    return {
        "goals": _items(GOALS, language),
        "meetings": Meetings(days, say(VENUE, language)).text,
        "mentor_duties": "=1",
        "criteria": _items(CRITERIA, language),
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


def live(db: Connection, language: str = "en") -> None:
    """Lives through it, by the programme's own deeds, each at its time; what the two write is in this language."""
    for member in CAST:
        person_id = _person(db, member.tsc_number)
        give_ways(db, person_id, member.ways, ENROLLED)
        people.set_pin(db, person_id, pin_hash(member.pin, pepper(db), LEAST_COST))
    mentee_id, mentor_id = _person(db, MENTEE), _person(db, MENTOR)
    pair_id = pairs.pairs_of(db, mentee_id)[0].id
    _agree(db, mentee_id, mentor_id, pair_id, language)
    planned = _set_objectives(db, pair_id, language)
    for session_id, met in zip(planned, HELD, strict=False):
        _hold(db, (mentee_id, mentor_id), pair_id, session_id, met, language)
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


def _agree(db: Connection, mentee_id: int, mentor_id: int, pair_id: int, language: str) -> None:
    """The mentor enters the plan after a talk, the mentee approves it, both sign what comes with it."""
    pairs.set_state(db, pair_id, pairs.PairState.PREPARING)
    mentor = _at(db, mentor_id, Channel.WHATSAPP, "+254712000002", AGREED)
    mentee = _at(db, mentee_id, Channel.SMS, "+254712000001", AGREED + timedelta(minutes=10))
    sent = planning.take_plan(mentor, PlanProposal(pair=pair_id), Answers(_plan(language)))
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


def _set_objectives(db: Connection, pair_id: int, language: str) -> list[int]:
    """What each session is about, as the two set it; answers the ids of the sessions."""
    known = sessions.of_pair(db, pair_id)
    for session, (_day, objectives) in zip(known, DAYS, strict=True):
        changes.set_objectives(db, session.id, _items(objectives, language))
    return [session.id for session in known]


def _hold(db: Connection, two: tuple[int, int], pair_id: int, session_id: int, met: Met, language: str) -> None:
    """The mentee logs the session by SMS after lessons, the mentor signs it on WhatsApp an hour later."""
    mentee_id, mentor_id = two
    by_sms = Evidence(Channel.SMS, "+254712000001", Method.REPLY, language, read=True)
    by_whatsapp = Evidence(Channel.WHATSAPP, "+254712000002", Method.REPLY, language, read=True)
    logged = deeds.log(db, mentee_id, pair_id, session_id, met.record(language), by_sms, met.at(16, 20))
    signatures.sign(db, mentor_id, logged.version_id, by_whatsapp, met.at(17, 20))
