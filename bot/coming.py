"""What comes by the clock, for whom and why, and what became of what came: for operators and the simulator's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.due import Due
from bot.forms.dialog import Dialog
from bot.forms.page import opened
from bot.forms.place import Place
from bot.forms.reasons import REASONS, Reason
from bot.language import Marked, Name, _, local_day, placeholders, say
from bot.store import pairs
from bot.store.pairs import PairOf
from bot.store.people import levels, people
from bot.store.session_rows import Session
from bot.store.sessions import sessions
from bot.store.talk import notices, prompts
from bot.store.talk.became import Became
from bot.store.talk.notices import TOLD_OF, NoticeState, QueuedNotice
from bot.talk.unasked import quiet_hours, spread
from bot.talk.unasked.quiet_hours import Hearer
from scheduler import due

ANY = _("Prompt to {who}")
MOST = 500
"""So many prompts of one person are looked through."""


class PromptState(StrEnum):
    """How far a prompt has come."""

    SAID = "said"
    WAITS = "waits"
    """The clock has opened it, and it was not said yet."""
    NEVER = "never"
    """It is not said any more."""
    AHEAD = "ahead"
    """It falls due, if nothing settles it before."""


@dataclass(frozen=True)
class Coming:
    """One prompt: when it was said, or can be said first; the day on which it falls due, where that is another."""

    at: datetime
    person_id: int
    name: str
    line: str
    state: PromptState
    due: date | None = None
    closed: bool = False
    """Whether schools are closed on that day."""
    because: Marked | None = None
    """Why it comes, as WHY says it to its person."""
    became: Became | None = None
    """Why it came later, not by itself or not at all, or what it waits for."""


@dataclass(frozen=True)
class Matter:
    """The pair and the session that a place names."""

    pair: PairOf | None = None
    session: Session | None = None

    @classmethod
    def read(cls, db: Connection, at: Dialog | None) -> Matter:
        """Of an opened place; nothing where it names none."""
        session_id: int | None = getattr(at, "session", None)
        found = sessions.get(db, session_id) if session_id is not None else None
        if found:
            return cls(found[1], found[0])
        pair_id: int | None = getattr(at, "pair", None)
        return cls(pairs.get(db, pair_id) if pair_id is not None else None)

    def line(self, who: int, name: str, why: Reason | None, at: datetime, language: str) -> str:
        """A prompt to somebody in words, for whoever watches the clock."""
        values: dict[str, object] = {}
        if self.session:
            values |= {"number": self.session.number, "day": self.session.day}
        if self.pair:
            values |= {"partner": Name(self.pair.partner_name(who)), "mentee": Name(self.pair.mentee_name)}
        words = why.watched if why else ANY
        if why and why.on_the_day and values.get("day") == local_day(at):
            words = why.on_the_day
        known = placeholders(words) <= {"who", *values}
        return say(words if known else ANY, language, who=Name(name).first, **values)


Found = tuple[Coming, Matter]
"""A prompt, and what it is about."""


def came(db: Connection, person_id: int, since: datetime, now: datetime, language: str) -> Iterator[Found]:
    """What the clock has opened for somebody since then, with what became of it."""
    who = people.get(db, person_id)
    midnight = moment(local_day(now), time.min)
    for one in prompts.of_person(db, person_id, since, midnight, MOST) if who else ():
        about = Matter.read(db, opened(Place.read(one.place)))
        line = about.line(person_id, who.name if who else "", REASONS.get(one.reason or ""), one.made_at, language)
        yield _as_it_stands(one, who.name if who else "", line, now), about


def _as_it_stands(one: QueuedNotice, name: str, line: str, now: datetime) -> Coming:
    if one.state in TOLD_OF:
        made = local_day(one.made_at)
        moved = made if one.said_at and local_day(one.said_at) != made else None
        return Coming(one.said_at or one.made_at, one.person_id, name, line, PromptState.SAID, moved, became=one.became)
    if one.state is NoticeState.WAITING:
        return Coming(now, one.person_id, name, line, PromptState.WAITS, local_day(one.made_at), became=one.became)
    return Coming(one.made_at, one.person_id, name, line, PromptState.NEVER, became=one.became)


def waiting(db: Connection, now: datetime, language: str) -> Iterator[Found]:
    """What the clock has opened and has not said yet, with when it can be said as things stand."""
    for one in spread.plan(db, now, {}):
        notice = notices.get(db, one.notice.id)
        who = people.get(db, one.notice.person_id)
        if who is None or notice is None or one.notice.muted or not notice.kind.by_clock:
            continue
        about = Matter.read(db, opened(Place.read(notice.place)))
        line = about.line(who.id, who.name, REASONS.get(notice.reason or ""), notice.made_at, language)
        due_on = local_day(notice.made_at)
        yield Coming(one.at, who.id, who.name, line, PromptState.WAITS, due_on, became=notice.became), about


def ahead(
    db: Connection, now: datetime, until: datetime, language: str, wanted: Callable[[int], bool] = lambda _who: True
) -> Iterator[Found]:
    """What falls due later than `now` and not later than `until`, as things stand, for the people who are `wanted`.

    Every rule is asked for all pairs: it costs what falls due in that time.
    """
    for one in due.foreseen(db, now, until):
        if wanted(one.person_id):
            about = Matter.read(db, one.page)
            yield _foreseen(db, one, about, language), about


def _foreseen(db: Connection, one: Due, about: Matter, language: str) -> Coming:
    who = people.get(db, one.person_id)
    assert who is not None, "a rule has found them"
    why = one.on_its_day or one.reason or _reason(one.page)
    days = SchoolDays.around(db, local_day(one.at))
    hearer = Hearer(who.prompt_hour, levels.level(db, who.id))
    at = quiet_hours.first_opening(why, one.at, hearer, days)
    falls = one.due or local_day(one.at)
    moved = falls if falls != local_day(at) else None
    closed = not days.is_open(falls, hearer.level)
    line = about.line(who.id, who.name, why, at, language)
    return Coming(at, who.id, who.name, line, PromptState.AHEAD, moved, closed, why.because)


def _reason(page: Any) -> Reason:
    found: Reason = page.reason
    return found
