"""`mshauri doctor`: what is set up, what answers and what is missing, one line each, without a secret or a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.dialogs import school_year
from bot.language import holiday_name, local_day
from bot.operator import breaches, outside
from bot.operator.finding import Finding
from bot.operator.outbox_counter import trouble
from bot.settings import Settings
from bot.store.engine import behind, open_store, reading
from bot.store.health import beats, watching
from bot.store.helpdesk import talks
from bot.store.keys.pepper import pepper
from bot.store.keys.vault import WrongKeys
from bot.store.outbox import lines, outbox, undelivered
from bot.store.people import people, roles
from bot.store.people.roles import Role

STALE = timedelta(minutes=2)
WAITS = timedelta(minutes=10)
"""So long may a message wait that could go out."""
NIGHTLY = timedelta(hours=25)
"""A backup of every night is never older, however long it takes."""
MAKE_ONE = "Run: mshauri backup FOLDER, every night (mshauri units has a timer for it)."
DAY, WEEK = timedelta(days=1), timedelta(days=7)
SHOWN = 5
"""Messages that could not be handled, and are named."""


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything, the database first; without it the rest of the store is not looked at."""
    engine = open_store(settings.database_url, settings.field_keys, settings.secret_key)
    try:
        yield from _store(engine, now)
    finally:
        engine.dispose()
    yield from outside.look(settings)


# the store


def _store(engine: Engine, now: datetime) -> Iterator[Finding]:
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine.dialect.name]
    try:
        with reading(engine) as db:
            missing = behind(db)
            yield Finding(
                not missing,
                f"Database: {kind} answers, its tables are up to date."
                if not missing
                else f"Database: {kind} answers, but its tables are old. Run: mshauri db upgrade",
            )
            if not missing:
                yield from _within(db, now)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        yield Finding(well=False, words=f"Database: {kind} does not answer: {reason}")


def _within(db: Connection, now: datetime) -> Iterator[Finding]:
    for look in (
        _keys,
        _pepper,
        _processes,
        _backup,
        _lines,
        _dead,
        _poison,
        _calendar,
        _operators,
        _waiting,
        _breaches,
    ):
        yield from look(db, now)


def _keys(db: Connection, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 - all looks are asked alike
    try:
        outbox.newest_text(db)
        yield Finding(well=True, words="FIELD_KEYS: open what is kept.")
    except WrongKeys:
        yield Finding(
            well=False, words="FIELD_KEYS: do not open what is kept. Add the key that it was written with, at the end."
        )


def _pepper(db: Connection, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 - all looks are asked alike
    key = pepper(db)
    if people.hashed_with_another(db, key.name if key else ""):
        words = "SECRET_KEY: is not the one that PINs were hashed with: none is right. Set the old one again."
        yield Finding(well=False, words=words)


def _processes(db: Connection, now: datetime) -> Iterator[Finding]:
    seen = beats.last(db)
    for name in ("clock", "sender"):
        at = seen.get(name)
        if at is None:
            yield Finding(well=False, words=f"{name.capitalize()}: has never run. Start it, or mshauri serve.")
        else:
            remedy = "" if now - at <= STALE else " Start it again, and see journalctl -u 'mshauri*'."
            yield Finding(not remedy, f"{name.capitalize()}: last seen {_ago(now - at)} ago.{remedy}")


def _backup(db: Connection, now: datetime) -> Iterator[Finding]:
    at = beats.last(db).get("backup")
    if at is None:
        yield Finding(well=False, words=f"Backup: none was made. {MAKE_ONE}")
    else:
        remedy = "" if now - at <= NIGHTLY else f" {MAKE_ONE}"
        yield Finding(not remedy, f"Backup: the last one was made {_ago(now - at)} ago.{remedy}")


def _lines(db: Connection, now: datetime) -> Iterator[Finding]:
    for line in lines.every(db):
        if words := trouble(line, now):
            yield Finding(well=False, words=words)
    for channel, since in undelivered.oldest_waiting(db, now).items():
        yield Finding(now - since <= WAITS, f"{channel}: the oldest message waits for {_ago(now - since)}.")


def _dead(db: Connection, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 - all looks are asked alike
    count = sum(undelivered.dead(db).values())
    yield Finding(well=True, words=f"Dead letters: {count}." + (" mshauri outbox lists them." if count else ""))


def _poison(db: Connection, now: datetime) -> Iterator[Finding]:
    found = watching.poison(db, now - WEEK, SHOWN)
    if not found:
        yield Finding(well=True, words="Messages that could not be handled in a week: none.")
    for one in found:
        at = one.received_at.isoformat(sep=" ", timespec="minutes")
        words = f"Message {one.id} on {one.channel} of {at} could not be handled: {one.failed}"
        yield Finding(well=False, words=words)


def _calendar(db: Connection, now: datetime) -> Iterator[Finding]:
    today = local_day(now)
    unknown = school_year.missing(db, today)
    for year in sorted({today.year, (today + school_year.WARNED).year}):
        if year in unknown:
            words = f"{year} is missing for {', '.join(unknown[year])}: its terms are guessed from the last known year."
            yield Finding(well=False, words=f"School calendar: {words} Run: mshauri load calendar.csv")
        else:
            yield Finding(well=True, words=f"School calendar: {year} is known.")
    for day in school_year.guessed(db, today):
        words = f"{holiday_name(day, 'en')} is expected on {day}. Load it as a public_holiday once it is gazetted."
        yield Finding(well=True, words=f"School calendar: {words}")


def _operators(db: Connection, now: datetime) -> Iterator[Finding]:
    there = bool(roles.holders(db, Role.OPERATOR, local_day(now)))
    words = "Operators: told when a channel stops." if there else "Operators: nobody is told when a channel stops."
    yield Finding(there, words)


def _waiting(db: Connection, now: datetime) -> Iterator[Finding]:
    """Who waits for a person; whoever is on duty is told, so it is a fault only where nobody came in a day."""
    since = [one.waits_since for one in talks.all_open(db) if one.helper_id is None]
    if since:
        words = f"Helpdesk: {len(since)} wait for a person, the longest for {_ago(now - min(since))}."
        yield Finding(now - min(since) <= DAY, words)


def _breaches(db: Connection, now: datetime) -> Iterator[Finding]:
    for term in breaches.open_terms(db):
        yield Finding(well=False, words=term.line(now))


def _ago(age: timedelta) -> str:
    seconds = int(age.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
