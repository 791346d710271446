"""Which step of the tour comes next: the first that what stands in the store has not answered yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import Connection, select

from bot.dialogs.people.pages import AtGate
from bot.dialogs.posters.pages import JoinAsked
from bot.forms.page import PAGES
from bot.forms.place import Place
from bot.language import LANGUAGES, Marked, Name, local, local_day, months_after, ours
from bot.messages import Channel
from bot.simulator import hints
from bot.simulator.hints import Hint
from bot.simulator.past import HELD, MENTEE
from bot.simulator.persons import CAST, STRANGER, UNKNOWN, Way
from bot.store import pairs
from bot.store.pairs import PairKind, PairOf, PairState
from bot.store.people import addresses, people
from bot.store.session_rows import Session
from bot.store.sessions import sessions
from bot.store.talk import drafts, inbox

NUMBER = len(HELD) + 1
"""The session that the demo opens with."""
ASKED_AT = time(16, 15)
"""When the two are asked about a session of that day."""
YEAR = 12


def step(db: Connection, now: datetime) -> Hint:
    """The next of the tour; its last one when all is done, or the year is over: what was written is kept for a year."""
    pair = _pair(db)
    if pair is None or pair.state is not PairState.ACTIVE or local_day(now) >= months_after(pair.cycle, YEAR):
        return hints.ROAM
    found = _of_session(db, pair, now)
    return found or next((hint for find in LATER if (hint := find(db))), hints.YEAR)


def _pair(db: Connection) -> PairOf | None:
    mentee = people.by_tsc(db, MENTEE)
    found = pairs.pairs_of(db, mentee.id) if mentee else []
    return found[0] if found else None


def _of_session(db: Connection, pair: PairOf, now: datetime) -> Hint | None:
    """What the session that the demo opens with waits for; None when it waits for nobody."""
    session = next((one for one in sessions.of_pair(db, pair.id) if one.number == NUMBER), None)
    if session is None or session.settled or session.missed_reason or session.refused:
        return None
    if session.version_id is not None:
        return _signature(pair, session)
    if drafts.latest_open(db, pair.mentee_id) is not None:
        return hints.GO_ON
    here = local(now)
    if (here.date(), here.time()) < (session.day, ASKED_AT):
        return hints.PROMPT
    said = _said(db, MENTEE, Channel.SMS)
    return hints.ANSWER if said and said.args.get("session") == str(session.id) else hints.ANEW


def _signature(pair: PairOf, session: Session) -> Hint | None:
    if pair.mentor_id not in session.signers:
        return hints.SIGN
    return None if pair.mentee_id in session.signers else hints.SIGN_HERS


def _said(db: Connection, number: str, channel: Channel) -> Place | None:
    """What was said last on a channel of somebody's and can be answered there."""
    person = people.by_tsc(db, number)
    found = [one for one in addresses.of_person(db, person.id) if one.channel is channel] if person else []
    return Place.read(found[0].place) if found and found[0].place else None


def _way(number: str, channel: Channel) -> Way:
    ways: dict[str, tuple[Way, ...]] = {UNKNOWN: STRANGER, **{one.tsc_number: one.ways for one in CAST}}
    return next(way for way in ways[number] if way[0] is channel)


def _has_written(db: Connection, way: Way, words: Marked, kept: str | None = None) -> bool:
    """Whether a message from there began with the first of these words, in any language, or is what was kept of it."""
    known = {(ours.translation(words, language) or words).split()[0].casefold() for language in LANGUAGES}
    return any(
        first in known or one.text == kept
        for one in inbox.heard(db, way[1], way[0])
        for first in one.text.casefold().split()[:1]
    )


def _once(hint: Hint, kept: str | None = None) -> Callable[[Connection], Hint | None]:
    """A step that is done when its command was written on its phone; `kept`: what is kept of it there."""
    words, channel, phone = hint.write, hint.channel, hint.phone
    assert isinstance(words, Marked), "a command"
    assert channel, "on an app"
    assert phone, "of a phone"

    def find(db: Connection) -> Hint | None:
        return None if _has_written(db, _way(phone, channel), words, kept) else hint

    return find


def _let_in(db: Connection) -> Hint | None:
    """Where the head was asked about somebody who joins, and has written nothing since."""
    said = _said(db, hints.HEAD, Channel.SMS)
    joined, wrote = (inbox.last_heard(db, *_way(number, Channel.SMS)) for number in (UNKNOWN, hints.HEAD))
    if said is None or said.name != JoinAsked.__name__ or joined is None:
        return None
    return hints.LET_IN if wrote is None or wrote < joined else None


def _observe(db: Connection) -> Hint | None:
    """Of the newest pair that is coached, where there is one whose coach has not written yet."""
    table = pairs.pairs
    newest = table.c.kind == PairKind.COACHING, table.c.state == PairState.ACTIVE
    found = db.execute(select(table.c.id).where(*newest).order_by(table.c.id.desc()).limit(1)).scalar()
    pair = pairs.get(db, found) if found is not None else None
    coach = people.get(db, pair.mentor_id) if pair else None
    if pair is None or coach is None or coach.tsc_number is None:
        return None
    way = next(iter(addresses.of_person(db, coach.id)), None)
    if way is None or _has_written(db, (way.channel, way.address), hints.WATCHED):
        return None
    names = (("coach", Name(coach.name).short), ("coachee", pair.mentee_name.split()[-1]))
    return replace(hints.OBSERVE, phone=coach.tsc_number, channel=way.channel, values=names)


def _pin(db: Connection) -> Hint | None:
    """Where Faith's phone waits for her PIN."""
    said = _said(db, MENTEE, Channel.SMS)
    page = PAGES.get(said.name) if said else None
    pin = next(one.pin for one in CAST if one.tsc_number == MENTEE)
    return replace(hints.PIN, write=pin) if page is not None and issubclass(page, AtGate) else None


LATER = (
    _once(hints.ASK),
    _once(hints.JOIN),
    _let_in,
    _observe,
    _once(hints.MYDATA),
    _pin,
    _once(hints.COMPLAIN, kept=inbox.BLANK),
    _once(hints.HUMAN),
)
"""What comes after the session, in order."""
