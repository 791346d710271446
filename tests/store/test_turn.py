"""The questions of a turn: each is one statement, and none reads a whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, event

from bot.messages import Channel, Inbound, Outbound
from bot.store import areas, pairs, signing
from bot.store.cause import KeptCause
from bot.store.engine import open_store
from bot.store.outbox import outbox
from bot.store.outbox.outbox import NewMessage
from bot.store.people import addresses, holders, people, roles
from bot.store.sessions import sessions, versions
from bot.store.talk import drafts, inbox, notices
from bot.store.talk.drafts import Draft
from bot.store.talk.notices import NoticeKind
from tests.store.cast import FAITH_PHONE, NOW, Cast, hear, pair, person, sign, version

HOUR = timedelta(hours=1)


def _draft(db: Connection, cast: Cast, about: str | None = None) -> Draft:
    return drafts.open_one(db, cast.faith, "SessionRecord", about, {"venue": "staffroom"}, None, NOW)


def _reply(db: Connection, kind: outbox.MessageKind = outbox.MessageKind.REPLY, late: timedelta = timedelta(0)) -> int:
    return outbox.queue(
        db,
        NewMessage(
            channel=Channel.SMS,
            address=FAITH_PHONE,
            kind=kind,
            outbound=Outbound("Saved."),
            segments=1,
            due_at=NOW,
            now=NOW + late,
        ),
    )


Question = Callable[[Connection, Cast], Any]
TURN: dict[str, Question] = {
    "who writes": lambda db, _: people.at_address(db, Channel.SMS, FAITH_PHONE),
    "heard": lambda db, cast: hear(db, "LOG", "one", cast.faith),
    "last heard": lambda db, _: inbox.last_heard(db, Channel.SMS, FAITH_PHONE),
    "replies": lambda db, _: outbox.replies_since(db, Channel.SMS, FAITH_PHONE, NOW),
    "open draft": lambda db, cast: drafts.latest_open(db, cast.faith),
    "this draft": lambda db, cast: drafts.find_open(db, cast.faith, "SessionRecord", "session:1"),
    "all drafts": lambda db, cast: drafts.all_open(db, cast.faith),
    "begin": _draft,
    "place": lambda db, cast: addresses.set_place(db, cast.faith, "draft:1", 0, NOW),
    "shared phone": lambda db, _: holders.of_phone(db, Channel.SMS, FAITH_PHONE),
    "phone asked": lambda db, _: holders.ask(db, Channel.SMS, FAITH_PHONE, "WhoIsThis", NOW),
    "phone held": lambda db, cast: holders.hold(db, Channel.SMS, FAITH_PHONE, cast.faith, NOW),
    "say": lambda db, _: _reply(db),
    "pairs": lambda db, cast: pairs.pairs_of(db, cast.peter),
    "pair": lambda db, cast: pairs.get(db, cast.pair, lock=True),
    "sessions": lambda db, cast: sessions.of_pair(db, cast.pair),
    "session": lambda db, cast: sessions.get(db, cast.session),
    "next": lambda db, cast: sessions.next_planned(db, cast.pair, date(2026, 5, 1)),
    "last plan": lambda db, cast: sessions.previous_plan(db, cast.pair, 9),
    "version": lambda db, cast: versions.latest(db, cast.session),
    "signatures": lambda db, _: signing.of_version(db, 1),
    "notice": lambda db, cast: notices.add(
        db, notices.NewNotice(cast.faith, "Menu", KeptCause(text="cause"), NoticeKind.NOTICE, NOW)
    ),
    "waiting": lambda db, cast: notices.waiting(db, cast.faith),
    "waiting people": lambda db, _: notices.waiting_people(db),
    "said lately": lambda db, cast: notices.recent_said(db, cast.faith, NOW, 3),
    "addresses": lambda db, cast: addresses.of_person(db, cast.faith),
    "roles": lambda db, cast: roles.of_person(db, cast.faith, date(2026, 5, 28)),
    "where": lambda db, _: areas.path(db, 1),
}


@contextmanager
def _statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database inside the block."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        seen.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_each_question_of_a_turn_is_one_statement(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        for name, question in TURN.items():
            with _statements(store) as seen:
                question(db, cast)
            assert len(seen) == 1, (name, seen)


def test_no_question_of_a_turn_reads_a_whole_table(sqlite_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(sqlite_url, vault_keys)
    with engine.begin() as db:
        cast = pair(db)
        for name, question in TURN.items():
            with _statements(engine) as seen:
                question(db, cast)
            assert _scans(db, *seen[0]) == [], name
    engine.dispose()


def _scans(db: Connection, statement: str, values: Any) -> list[str]:
    """The tables that SQLite would read from end to end for this statement."""
    if statement.startswith("INSERT"):
        return []  # its plan names scans of referring tables, which SQLite makes only while a reference is broken
    plan = [str(row[3]) for row in db.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)]
    return [step for step in plan if step.startswith("SCAN") and "USING" not in step and step != "SCAN above"]


def test_a_repeated_message_is_heard_once(store: Engine) -> None:
    with store.begin() as db:
        first = hear(db, "LOG 28/5", "provider-1")
        assert first is not None
        assert hear(db, "LOG 28/5", "provider-1") is None
        telegram = Inbound(Channel.TELEGRAM, "70004", "provider-1", "LOG", media=("voice", "image"))
        other = inbox.record(db, telegram, None, NOW + HOUR)
        assert other not in (None, first), "ids are unique per channel only"
        found = inbox.get(db, other or 0)
        assert found is not None
        assert found.media == "voice,image"
        assert inbox.last_heard(db, Channel.SMS, FAITH_PHONE) == NOW
        assert inbox.last_heard(db, Channel.TELEGRAM, "70004") == NOW + HOUR
        assert inbox.last_heard(db, Channel.SMS, "+254700000000") is None


def test_a_message_that_could_not_be_handled_stays_with_its_reason(store: Engine) -> None:
    with store.begin() as db:
        heard = hear(db, "LOG 28/5", "1") or 0
        inbox.fail(db, heard, "KeyError")
        found = inbox.get(db, heard)
    assert found is not None
    assert (found.failed, found.text) == ("KeyError", "LOG 28/5")


def test_a_shared_phone_is_held_by_the_one_who_named_themselves_last(store: Engine) -> None:
    with store.begin() as db:
        faith, amina = person(db, "Faith Mutua", FAITH_PHONE), person(db, "Amina Yusuf", FAITH_PHONE)
        person(db, "Peter Otieno", "+254712000002")
        assert [found.id for found, _ in people.at_address(db, Channel.SMS, FAITH_PHONE)] == [faith, amina]
        assert holders.of_phone(db, Channel.SMS, FAITH_PHONE) == holders.NOBODY
        holders.ask(db, Channel.SMS, FAITH_PHONE, "WhoIsThis?inbox=1", NOW)
        for who in (faith, amina):
            holders.hold(db, Channel.SMS, FAITH_PHONE, who, NOW + HOUR)
        there = holders.Holder(amina, NOW + HOUR, "WhoIsThis?inbox=1", NOW)
        assert holders.of_phone(db, Channel.SMS, FAITH_PHONE) == there
        assert people.at_address(db, Channel.WHATSAPP, FAITH_PHONE) == []


def test_an_address_that_was_dead_still_tells_who_writes_and_one_removed_does_not(store: Engine) -> None:
    with store.begin() as db:
        person(db, "Faith Mutua", FAITH_PHONE)
        addresses.undelivered(db, Channel.SMS, FAITH_PHONE, NOW, gone=True)
        ((_, dead),) = people.at_address(db, Channel.SMS, FAITH_PHONE)
        assert dead.dead_at == NOW
        addresses.alive(db, Channel.SMS, FAITH_PHONE)
        ((_, alive),) = people.at_address(db, Channel.SMS, FAITH_PHONE)
        assert alive.dead_at is None
        addresses.remove(db, alive.id)
        assert people.at_address(db, Channel.SMS, FAITH_PHONE) == []


def test_a_person_keeps_their_settings_and_an_address_what_was_said_there(store: Engine) -> None:
    with store.begin() as db:
        faith = person(db, "Faith Mutua", FAITH_PHONE, tsc_number="812345")
        (here,) = addresses.of_person(db, faith)
        addresses.set_place(db, here.id, "Menu", 2, NOW)
        assert addresses.get(db, here.id) == replace(here, place="Menu", misses=2, said_at=NOW)
        people.set_language(db, faith, "sw")
        people.set_muted(db, faith, NOW)
        people.set_tries(db, faith, 4)
        found = people.by_tsc(db, "812345")
        assert found is not None
        assert found == people.get(db, faith)
        assert (found.language, found.muted_at, found.pin_tries) == ("sw", NOW, 4)
        people.set_pin(db, faith, "scrypt$…")
        found = people.get(db, faith)
        assert found is not None
        assert (found.pin_hash, found.pin_tries) == ("scrypt$…", 0)
        assert people.get(db, faith + 1) is None


def test_a_draft_is_found_again_as_it_was_saved(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        first, second = _draft(db, cast), _draft(db, cast, "session:1")
        assert drafts.get(db, first.id) == first
        assert drafts.latest_open(db, cast.faith) == second, "of two touched at once the later one"
        changed = replace(first, answers={"venue": "library", "areas": ""}, sittings=1, about="session:2")
        drafts.save(db, changed, NOW + HOUR)
        assert drafts.latest_open(db, cast.faith) == replace(changed, touched_at=NOW + HOUR)
        assert drafts.find_open(db, cast.faith, "SessionRecord", "session:1") == second
        assert drafts.find_open(db, cast.faith, "SessionRecord", None) is None
        drafts.save(db, replace(second, state=drafts.DraftState.DONE), NOW)
        assert [draft.id for draft in drafts.all_open(db, cast.faith)] == [first.id]
        assert drafts.all_open(db, cast.peter) == []


def test_only_replies_are_counted_and_only_from_the_moment_asked(store: Engine) -> None:
    with store.begin() as db:
        for late in (-HOUR, timedelta(0), HOUR):
            _reply(db, late=late)
        _reply(db, outbox.MessageKind.PROMPT)
        assert outbox.replies_since(db, Channel.SMS, FAITH_PHONE, NOW) == 2
        assert outbox.replies_since(db, Channel.WHATSAPP, FAITH_PHONE, NOW) == 0


def test_a_cause_makes_one_notice_for_ever(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        made = notices.add(
            db,
            notices.NewNotice(
                cast.peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
            ),
        )
        assert made is not None
        assert (
            notices.add(
                db,
                notices.NewNotice(
                    cast.peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
                ),
            )
            is None
        )
        assert notices.waiting_people(db) == [cast.peter]
        assert [notice.id for notice in notices.waiting(db, cast.peter)] == [made]
        notices.mark(db, made, notices.NoticeState.SAID, NOW + HOUR)
        assert notices.waiting_people(db) == []
        assert [notice.said_at for notice in notices.recent_said(db, cast.peter, NOW + HOUR, 5)] == [NOW + HOUR]
        assert notices.recent_said(db, cast.peter, NOW + 2 * HOUR, 5) == []
        assert (
            notices.add(
                db,
                notices.NewNotice(
                    cast.peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
                ),
            )
            is None
        )


def test_dropping_by_cause_touches_only_what_waits_of_it(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        for cause in ("prompt:1:day", "prompt:1:log", "prompt:12:day", "sign:1"):
            notices.add(db, notices.NewNotice(cast.faith, "Menu", KeptCause(text=cause), NoticeKind.PROMPT, NOW))
        said = notices.waiting(db, cast.faith)[1]
        notices.mark(db, said.id, notices.NoticeState.SAID, NOW)
        assert notices.drop(db, "prompt:1:") == 1
        assert [notice.cause for notice in notices.waiting(db, cast.faith)] == ["prompt:12:day", "sign:1"]


def test_a_person_signs_a_version_once(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        made = version(db, cast.session, 1, cast.faith)
        assert sign(db, made, cast.faith, pairs.Side.MENTEE, shown="Session 1 …")
        assert sign(db, made, cast.faith, pairs.Side.MENTEE) is None
        (kept,) = signing.of_version(db, made)
    assert (kept.shown, kept.role, kept.made_at, kept.read) == ("Session 1 …", pairs.Side.MENTEE, NOW, True)
