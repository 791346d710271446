"""One place says what is held of people: nothing is held that is not decided there, and nothing goes that it keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, select, update

from bot.dialogs.erasing import deeds as erasing
from bot.dialogs.erasing.rules import StillRunning
from bot.dialogs.mydata import deeds as copies
from bot.dialogs.retention.rules import KINDS
from bot.messages import Channel, Outbound
from bot.operator import rights
from bot.store import pairs, trail
from bot.store.engine import open_store
from bot.store.keys.confidential import SEAL, Confidential
from bot.store.outbox import outbox as outbox_of
from bot.store.outbox.outbox import MessageKind, MessageState, NewMessage, outbox
from bot.store.pairs import PairState
from bot.store.people.roles import Role
from bot.store.rights import data_requests, holds
from bot.store.rights.cases import NewCase, cases
from bot.store.rights.cases import add as add_case
from bot.store.rights.going import OLDEST_FIRST
from bot.store.rights.held import HELD, OF_NOBODY, Held, Kind, rows_of
from bot.store.rights.terms import KeptFor, terms
from bot.store.sessions import disputes
from bot.store.tables import metadata
from tests.cluster import Cluster
from tests.copies import written
from tests.store.cast import NOW, Cast
from tests.store.searching import found
from tests.store.test_base import SECRET, confide

LATER = NOW + timedelta(days=2)
GOES_AT_WISH = {
    "attachments", "drafts", "inbox", "join_requests", "letters", "notes", "outbox", "personal", "plan_drafts",
    "saves",
}  # fmt: skip


def test_every_table_is_decided_once() -> None:
    assert sorted([*(held.name for held in HELD), *OF_NOBODY]) == sorted(metadata.tables)


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.name)
def test_every_column_is_decided_once(held: Held) -> None:
    named = [*held.mine.split(), *held.others.split(), *held.refers, *held.shown.split(), *held.unseen.split()]
    ours = {SEAL, "id"} - set(named)
    assert sorted(named) == sorted(set(held.table.c.keys()) - ours)


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.name)
def test_whoever_is_named_in_a_row_is_its_owner_or_had_a_hand_in_it(held: Held) -> None:
    people = {one.name for one in held.table.c if any(key.column.table.name == "people" for key in one.foreign_keys)}
    assert people <= {*held.mine.split(), *held.others.split()}


def test_a_table_of_nobody_names_nobody_and_hides_nothing() -> None:
    for name in OF_NOBODY:
        for column in metadata.tables[name].c:
            assert not isinstance(column.type, Confidential), column
            assert not any(key.column.table.name == "people" for key in column.foreign_keys), column


def test_every_kind_has_words_and_a_time_and_goes_somehow() -> None:
    assert set(KINDS) == set(Kind) == set(terms().kept)
    gone = {going.kind for going in OLDEST_FIRST}
    assert {Kind.OPTIONAL, Kind.LETTERS, Kind.PICTURES} == set(Kind) - gone, "these go with the person and the pair"


def test_a_time_is_read_as_it_is_written() -> None:
    assert KeptFor.read("12 months").after(NOW.date().replace(month=2, day=28)).isoformat() == "2027-02-28"
    assert KeptFor.read("5 years").before(NOW.date()).isoformat() == "2021-05-28"
    assert KeptFor.read("90 days").before(NOW.date()).isoformat() == "2026-02-27"
    with pytest.raises(ValueError, match="is no time"):
        KeptFor.read("a while")


@pytest.fixture
def copied(
    store: Engine, tmp_path: Path, vault_keys: tuple[str, ...], request: pytest.FixtureRequest
) -> Iterator[Callable[[], Engine]]:
    """Makes a backup of the store and restores it beside it."""
    made: list[Engine] = []

    def copy() -> Engine:
        if store.dialect.name == "sqlite":
            with closing(sqlite3.connect(str(store.url.database))) as db:
                db.execute("VACUUM INTO ?", [f"{tmp_path}/backup.db"])
            url = f"sqlite:///{tmp_path}/backup.db"
        else:
            cluster: Cluster = request.getfixturevalue("cluster")
            store.dispose()
            url = written(cluster.create(store.url))
        made.append(open_store(url, vault_keys))
        return made[0]

    yield copy
    for engine in made:
        engine.dispose()


def confided(db: Connection) -> Cast:
    """Faith and Peter have written their secret into every column, and were told it."""
    cast = confide(db)
    db.execute(update(outbox).values(person_id=cast.faith, state=MessageState.SENT.value))
    db.execute(update(cases).values(closed_at=NOW))
    db.execute(update(metadata.tables["breaches"]).values(closed_at=NOW))
    return cast


def kept_by_law(before: Collection[str]) -> set[str]:
    """The columns of `before` that the table of retention keeps when their owner has all erased that can be."""
    at_wish = {held.name for held in HELD if KINDS[held.kind].at_wish.startswith("erased")}
    return {column for column in before if column.partition(".")[0] not in at_wish}


def test_what_was_erased_stands_only_where_the_table_of_retention_says_so(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        before = found(db, SECRET)
        assert {column.partition(".")[0] for column in before} >= GOES_AT_WISH
        for person in (cast.faith, cast.peter):
            erasing.erase(db, person, LATER)
        after = found(db, SECRET)
    assert set(after) == kept_by_law(before)
    assert {column.partition(".")[0] for column in before} - {
        column.partition(".")[0] for column in after
    } == GOES_AT_WISH


def test_words_of_hers_that_others_were_told_go_too(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        for text in (f"Faith asks: {SECRET.upper()}, lini?", "See you on Monday."):
            told = NewMessage(
                channel=Channel.SMS,
                address="+254712000002",
                kind=MessageKind.NOTICE,
                outbound=Outbound(text),
                now=NOW,
                person_id=cast.peter,
            )
            outbox_of.queue(db, told)
        db.execute(update(outbox).values(state=MessageState.SENT.value))
        erasing.erase(db, cast.faith, LATER)
        told_him = select(outbox.c.body).where(outbox.c.person_id == cast.peter).order_by(outbox.c.id)
        said = db.execute(told_him).scalars().all()
    assert [body["text"] for body in said] == ["*", "See you on Monday."]


Closes = Callable[[Connection], object]


def _a_dispute(db: Connection, cast: Cast) -> Closes:
    matter = disputes.add(db, session_id=cast.session, version_id=1, by_id=cast.faith, now=NOW) or 0
    return lambda db: disputes.note(db, matter, disputes.DisputeOutcome.SETTLED, cast.peter, LATER)


def _a_case_of_hers(db: Connection, cast: Cast) -> Closes:
    db.execute(update(cases).values(closed_at=None))
    return lambda db: db.execute(update(cases).values(closed_at=LATER))


def _a_case_that_names_her(db: Connection, cast: Cast) -> Closes:
    about = {"kind": "person", "named": [cast.faith], "who": ""}
    new = NewCase(cast.peter, None, about, "She is late.", cast.peter, Role.SCD, None, None, NOW)
    add_case(db, new)
    return lambda db: db.execute(update(cases).values(closed_at=LATER))


Opened = Callable[[Connection, Cast], Closes]
"""Opens a matter of Faith's; what it answers closes that."""
OPENED: tuple[Opened, ...] = (_a_dispute, _a_case_of_hers, _a_case_that_names_her)


@pytest.mark.parametrize("opened", OPENED)
def test_nothing_of_an_open_matter_is_erased_before_it_is_closed_and_nobody_sees_that(
    store: Engine, opened: Opened
) -> None:
    with store.begin() as db:
        cast = confided(db)
        close = opened(db, cast)
        erasing.erase(db, cast.faith, LATER)
        shown = [row for held in HELD if held.name == "letters" for row in rows_of(db, held, cast.peter)]
        assert not shown, "to her partner they are taken back"
        copied = {one.name: one for one in copies.copy_of(db, cast.faith)}
        assert not {"letters", "inbox", "outbox"} & copied.keys(), "to her they are gone"
        assert {"letters.words", "inbox.text"} <= set(found(db, SECRET))
        [left] = data_requests.with_rest_left(db)
        erasing.go_on(db, left, holds.on_hold(db))
        assert "letters.words" in found(db, SECRET)
        close(db)
        erasing.go_on(db, left, holds.on_hold(db))
        assert not {"letters.words", "inbox.text"} & set(found(db, SECRET))
        assert not data_requests.with_rest_left(db)


def test_what_a_backup_brings_back_is_erased_again(store: Engine, copied: Callable[[], Engine]) -> None:
    with store.begin() as db:
        cast = confided(db)
    backup = copied()
    with store.begin() as db:
        erasing.erase(db, cast.faith, LATER)
        erasing.erase(db, cast.peter, LATER)
        after = found(db, SECRET)
    with backup.begin() as db:
        assert set(found(db, SECRET)) > set(after), "the backup is of before"
    done = rights.erase_again(backup, rights.listed(store), LATER)
    assert done.ok
    assert done.lines == ["2 of 2 erased again; the others are not in this database."]
    with backup.begin() as db:
        assert set(found(db, SECRET)) == set(after)
        assert trail.check(db).broken is None
    assert rights.listed(backup) == rights.listed(store), "the next backup knows of it"
    assert rights.erase_again(backup, rights.listed(store), LATER).ok, "it may be done more than once"
    assert rights.listed(backup) == rights.listed(store)


def test_a_list_that_cannot_be_read_erases_nothing(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        before = found(db, SECRET)
    line = f"{cast.faith},{NOW.isoformat()},wish,{LATER.isoformat()}"
    refused = rights.erase_again(store, [line, "812,today"], LATER)
    assert not refused.ok
    assert refused.lines[0].startswith("Line 2 is no erasure")
    with store.begin() as db:
        assert found(db, SECRET) == before


def test_somebody_else_who_has_the_number_now_loses_nothing(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        before = found(db, SECRET)
    line = f"{cast.faith},{LATER.isoformat()},wish,{LATER.isoformat()}"
    assert rights.erase_again(store, [line], LATER).lines[0].startswith("0 of 1")
    with store.begin() as db:
        assert found(db, SECRET) == before


def test_whom_a_data_officer_lets_be_forgotten_nothing_names_any_more(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        asked = _asks_for_the_rest(db, cast.faith)
        with pytest.raises(StillRunning):
            erasing.erase_rest(db, asked, cast.peter, LATER)
        pairs.set_state(db, cast.pair, PairState.ENDED)
        erasing.erase_rest(db, asked, cast.peter, LATER)
        left = set(found(db, SECRET)) - {"calls.words", "remarks.words", "plan_drafts.answers"}
        kinds = {held.kind for held in HELD for column in left if column.partition(".")[0] == held.name}
        assert kinds <= {Kind.OFFICE, Kind.CERTIFICATES, Kind.REQUESTS, Kind.CASES}
        assert not found(db, "Faith Mutua")
        assert not found(db, "812345")


def _asks_for_the_rest(db: Connection, who: int) -> data_requests.DataRequest:
    erasure, rest = data_requests.RequestedData.ERASURE, data_requests.AboutData.REST
    number = data_requests.add(db, data_requests.NewDataRequest(who, erasure, NOW, NOW.date(), rest))
    found = data_requests.get(db, number)
    assert found is not None
    return found


def test_a_copy_holds_what_is_hers_and_nothing_of_the_partner_s_own(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        hers, his = ({held.name for held in HELD if rows_of(db, held, who)} for who in (cast.faith, cast.peter))
        assert "letters" in hers & his, "it was written to him"
        assert "notes" in hers & his, "it stands under their session"
        private = {"preparations", "reviews", "assessments", "feedbacks"}
        assert private <= his
        assert not private & hers, "he has not shared them"
        assert not {"requests", "goals_met", "personal", "drafts", "fits"} & his
        hidden = {"hash", "code_hash", "pin_hash", "reference", "content", "why", "seal"}
        assert not any(hidden & row.shown.keys() for held in HELD for row in rows_of(db, held, cast.faith))
