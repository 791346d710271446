"""A pair lives its year: a week at a time the clock moves on, and the people of the story do what their phones ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import Connection

from bot.dialogs.annex_iv.pages import AnnexIVDue
from bot.dialogs.approval.pages import ApprovalsWait
from bot.dialogs.ending.pages import MenteeAssessmentDue, MentorAssessmentDue, StatementAsked
from bot.dialogs.people.pages import AtGate
from bot.dialogs.reviews.pages import (
    MenteeQuarterReviewDue,
    MenteeReviewDue,
    MentorQuarterReviewDue,
    MentorReviewDue,
)
from bot.forms.dialog import Dialog
from bot.forms.page import PAGES, opened
from bot.forms.place import Place
from bot.language import NAIROBI, Marked, _, local_day, months_after, say
from bot.messages import Inbound
from bot.simulator.past import MENTEE, MENTOR
from bot.simulator.persons import CAST, CastMember
from bot.simulator.world import Simulation
from bot.store import pairs
from bot.store.engine import reading
from bot.store.pairs import PairOf, PairState
from bot.store.people import addresses, people
from bot.store.sessions import sessions
from bot.store.talk import drafts, notices

HEAD, APPROVER = "401122", "300417"
EVENING = time(17)
THURSDAY = 3
"""The day on which the two meet."""
WEEK = timedelta(days=7)
MEETINGS_END, YEAR_ENDS = 12, 15
"""Months from the pair's first day after which nothing is booked any more, and after which its year is over anyhow."""
MOST = 30
"""So many prompts of a week are looked at."""

LOGS = (
    _("LOG {day} staffroom 1 lesson notes 2 mark books daily 3 done"),
    _("LOG {day} staffroom 1 class control, group work 2 one group task in each lesson 3 done"),
    _("LOG {day} library 1 questions that make learners think 2 ask why twice in a lesson 3 did most of it"),
)
"""What is written of one meeting after another."""
SIGN = _("SIGN {number}")
BOOK = _("BOOK every 2 weeks from {day} 1pm staffroom 4 times")
HELP = _("one more lesson watched")
GROUPS = _("help with group work")
FORM_IV = (
    _("FORM4"),
    _("lesson planning, class control"),
    "yes",
    _("it is enough"),
    _("the staffroom is noisy"),
    _("many duties"),
    _("one free lesson for each pair"),
    _("notes are ready every week"),
    _("meet all pairs once a term"),
    "SKIP",
    "1",
)
REVIEW, ASSESS = _("REVIEW"), _("ASSESS")
ANSWERS: Mapping[type[Dialog], tuple[str, tuple[Marked | str, ...]]] = {
    MenteeReviewDue: (MENTEE, (REVIEW, "2", "0", HELP, "1")),
    MentorReviewDue: (MENTOR, (REVIEW, "2", "0", HELP)),
    MenteeQuarterReviewDue: (MENTEE, (REVIEW, "2", "0", GROUPS, "1", "3", "1")),
    MentorQuarterReviewDue: (MENTOR, (REVIEW, "2", "0", GROUPS, "1", "3")),
    AnnexIVDue: (MENTOR, FORM_IV),
    MenteeAssessmentDue: (MENTEE, (ASSESS, "323", _("I plan every week"), _("large classes"), "1")),
    MentorAssessmentDue: (MENTOR, (ASSESS, "333", _("I plan with others"), _("time"), "1")),
    StatementAsked: (HEAD, ("1 2094", "2094", "3")),  # after a year of silence the first PIN only opens the phone
    ApprovalsWait: (APPROVER, ("1",)),
}
"""Who answers a prompt, and in which words, one message after the other; in order of what waits for what."""


@dataclass(frozen=True)
class WeeksLine:
    """One message that somebody of the cast writes on the phone by which we reach them first."""

    who: CastMember
    text: str
    sends: bool = False
    """A form that asks whether it was read right is sent."""


def live(simulation: Simulation) -> bool:
    """Lives on until the evening of the next Thursday; answers whether the pair's year still goes on."""
    began = simulation.now
    simulation.move(_thursday(began))
    with reading(simulation.engine) as db:
        pair = _pair(db)
        lines = list(_lines(db, pair, began, simulation.now)) if pair else []
    for line in lines:
        _say(simulation, line)
    with reading(simulation.engine) as db:
        pair = _pair(db)
        return pair is not None and local_day(simulation.now) < months_after(pair.cycle, YEAR_ENDS)


def _pair(db: Connection) -> PairOf | None:
    """The pair, while it is on its way."""
    mentee = people.by_tsc(db, MENTEE)
    found = pairs.pairs_of(db, mentee.id) if mentee else []
    return next((one for one in found if one.state is PairState.ACTIVE), None)


def _thursday(now: datetime) -> datetime:
    """The first evening of a Thursday that is not over."""
    here = now.astimezone(NAIROBI)
    evening = datetime.combine(here.date() + timedelta(days=(THURSDAY - here.weekday()) % 7), EVENING, NAIROBI)
    return evening if evening > here else evening + WEEK


def _lines(db: Connection, pair: PairOf, since: datetime, now: datetime) -> Iterator[WeeksLine]:
    """What is written this evening, in order: the record and its signature, what was asked for, the next dates."""
    today = local_day(now)
    known = sessions.of_pair(db, pair.id)
    for one in known:
        if one.day <= today and one.version_id is None and not (one.settled or one.missed_reason):
            log = LOGS[one.number % len(LOGS)]
            for line in _written(db, MENTEE, (say(log, _language(db, MENTEE), day=_day(one.day)),)):
                yield replace(line, sends=True)
            yield from _written(db, MENTOR, (say(SIGN, _language(db, MENTOR), number=one.number),))
    asked = _asked(db, since)
    for page, (whose, words) in ANSWERS.items():
        if page in asked:
            yield from _written(db, whose, words)
    if today < months_after(pair.cycle, MEETINGS_END) and all(one.day <= today for one in known):
        yield from _written(db, MENTEE, (say(BOOK, _language(db, MENTEE), day=_day(today + WEEK)), "1"))


def _day(day: date) -> str:
    return f"{day.day}/{day.month}"


def _language(db: Connection, number: str) -> str:
    who = people.by_tsc(db, number)
    return who.language if who else "en"


def _asked(db: Connection, since: datetime) -> set[type[Dialog]]:
    """What these people were asked for since then."""
    whose = {who for who, _words in ANSWERS.values()}
    found = [person.id for number in whose if (person := people.by_tsc(db, number))]
    said = [one for person_id in found for one in notices.recent_said(db, person_id, since, most=MOST)]
    return {type(opened(Place.read(one.place))) for one in said}


def _written(db: Connection, number: str, words: tuple[Marked | str, ...]) -> Iterator[WeeksLine]:
    """These words from somebody; a form that they have left open is left first."""
    who = next(one for one in CAST if one.tsc_number == number)
    person = people.by_tsc(db, number)
    if person is None:
        return
    if drafts.latest_open(db, person.id) is not None:
        yield WeeksLine(who, say(_("MENU"), person.language))
    for text in words:
        yield WeeksLine(who, say(text, person.language) if isinstance(text, Marked) else text)


def _say(simulation: Simulation, line: WeeksLine) -> None:
    """Writes it; whoever was silent for long gives their PIN first, when asked."""
    _hear(simulation, line.who, line.text)
    if _stands(simulation, line.who).at_gate:
        _hear(simulation, line.who, line.who.pin)
    if line.sends and _stands(simulation, line.who).drafting:
        _hear(simulation, line.who, "1")


def _hear(simulation: Simulation, who: CastMember, text: str) -> None:
    channel, address = who.ways[0]
    simulation.say(Inbound(channel=channel, address=address, provider_id=uuid4().hex, text=text))


@dataclass(frozen=True)
class PhoneStands:
    """How somebody's phone stands: whether it asks for the PIN, and whether a form is open."""

    at_gate: bool
    drafting: bool


def _stands(simulation: Simulation, who: CastMember) -> PhoneStands:
    with reading(simulation.engine) as db:
        person = people.by_tsc(db, who.tsc_number)
        assert person is not None, "one of the cast"
        place = next(
            one.place for one in addresses.of_person(db, person.id) if (one.channel, one.address) == who.ways[0]
        )
        page = PAGES.get(Place.read(place).name) if place else None
        return PhoneStands(page is not None and issubclass(page, AtGate), drafts.latest_open(db, person.id) is not None)
