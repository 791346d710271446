"""A confidential text opens only where it was written; a copy of the database without its keys tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    insert,
    make_url,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import StatementError

from bot.store.engine import retrying
from bot.store.keys.confidential import SEAL, Confidential, EncryptedBytes, known_by, known_by_of
from bot.store.keys.rotation import confidential
from bot.store.keys.vault import NotInItsPlace
from bot.store.letters import letters
from bot.store.session_rows import sessions
from bot.store.sessions import changes
from bot.store.sessions import sessions as of_pairs
from bot.store.sessions.versions import versions
from bot.store.statement import Insert
from bot.store.tables import metadata
from tests.store.cast import hear
from tests.store.test_base import confide

WORD = re.compile(r"[^\W\d_]{7,}")


@dataclass(frozen=True)
class Cell:
    """A confidential text where it lies."""

    column: Column[Any]
    row: int
    token: str

    def put(self, db: Connection, token: str) -> None:
        """As somebody does who can write into the database and has no key."""
        [key] = self.column.table.primary_key
        db.execute(update(self.column.table).where(key == self.row).values({self.column: type_coerce(token, Text)}))

    def opens(self, db: Connection) -> bool:
        [key] = self.column.table.primary_key
        try:
            db.execute(select(self.column).where(key == self.row)).one()
        except NotInItsPlace:
            return False
        return True


def cells(db: Connection) -> Iterator[Cell]:
    for column in confidential():
        [key] = column.table.primary_key
        kept = type_coerce(column, Text)
        for row, token in db.execute(select(key, kept).where(column.is_not(None)).order_by(key).limit(4)).all():
            yield Cell(column, row, token)


@pytest.fixture
def filled(store: Engine) -> Engine:
    """A store in which every confidential column has something."""
    with store.begin() as db:
        confide(db)
    return store


def opened_elsewhere(db: Connection) -> tuple[int, list[tuple[Cell, Cell]]]:
    """Every text put where every other one stands, and back: how many, and which of them opened."""
    tried, opened = 0, []
    found = list(cells(db))
    for one in found:
        for other in found:
            if other is not one:
                one.put(db, other.token)
                tried += 1
                opened += [(one, other)] if one.opens(db) else []
        one.put(db, one.token)
        assert one.opens(db)
    return tried, opened


def test_no_text_opens_in_another_column(filled: Engine) -> None:
    with filled.begin() as db:
        tried, opened = opened_elsewhere(db)
    assert opened == []
    assert tried > 1000


def test_no_text_opens_in_another_row(lived: Engine) -> None:
    with lived.begin() as db:
        tried, opened = opened_elsewhere(db)
    assert opened == []
    assert tried > 400


def test_a_row_that_is_given_to_others_does_not_open(filled: Engine) -> None:
    """Whose a text is, is part of where it stands: each column by which its row is known."""
    tried = 0
    with filled.begin() as db:
        unchecked = {
            "sqlite": "PRAGMA defer_foreign_keys = ON",
            "postgresql": "SET LOCAL session_replication_role = replica",
        }
        for cell in list(cells(db)):
            table = cell.column.table
            [key] = table.primary_key
            for name in {*known_by_of(table)} - {key.name}:
                trying = db.begin_nested()
                db.execute(text(unchecked[db.dialect.name]))
                is_number = bool(table.c[name].foreign_keys) or isinstance(table.c[name].type, Integer)
                other = 999 if is_number else type_coerce("other", Text)
                db.execute(update(table).where(key == cell.row).values({table.c[name]: other}))
                assert not cell.opens(db), f"{cell.column} opens though its {name} has changed"
                trying.rollback()
                tried += 1
    assert tried > 50


def test_a_text_that_was_changed_by_one_letter_does_not_open(filled: Engine) -> None:
    with filled.begin() as db:
        cell = next(cells(db))
        middle = len(cell.token) // 2
        other = "A" if cell.token[middle] != "A" else "B"
        cell.put(db, cell.token[:middle] + other + cell.token[middle + 1 :])
        assert not cell.opens(db)
        cell.put(db, "nothing of ours")
        with pytest.raises(Exception, match="FIELD_KEYS"):
            cell.opens(db)


def test_a_row_that_is_changed_later_stays_readable(store: Engine) -> None:
    """Whoever changes a row by its id finds out for which row it is to be sealed."""
    with store.begin() as db:
        cast = confide(db)
        changes.set_objectives(db, cast.session, "set anew")
        changes.miss(db, cast.session, "illness", "in her own words")
        [session] = [one for one in of_pairs.of_pair(db, cast.pair) if one.id == cast.session]
        assert (session.objectives, session.missed_words) == ("set anew", "in her own words")


def test_every_table_with_confidential_columns_says_how_its_rows_are_known() -> None:
    """By columns that are never empty, and that no two rows share."""
    for table in {column.table for column in confidential()}:
        names = known_by_of(table)
        assert all(not table.c[name].nullable for name in names if name != SEAL)
        unique = [one for one in table.constraints if isinstance(one, UniqueConstraint | PrimaryKeyConstraint)]
        alone = any({column.name for column in one.columns} <= {*names} for one in unique)
        assert alone or SEAL in names, f"two rows of {table} may be known by the same"


def test_a_file_comes_back_as_it_was(store: Engine) -> None:
    number, kept = Column("id", Integer, primary_key=True), Column("content", EncryptedBytes)
    files = Table("files", MetaData(), number, kept, info=known_by("id"))
    with store.begin() as db:
        files.create(db)
        content = bytes(range(256))
        Insert(files).run(db, id=1, content=content)
        assert db.execute(select(files.c.content)).scalar_one() == content
        assert content[32:64].decode() not in db.execute(text("SELECT content FROM files")).scalar_one()
        files.drop(db)


def test_what_is_written_past_our_statements_is_refused(store: Engine) -> None:
    with store.begin() as db:
        cast = confide(db)
        values = {"pair_id": cast.pair, "from_id": cast.faith, "kind": "ask", "words": "bare", "made_at": None}
        with pytest.raises(StatementError, match="sealed for its row"):
            db.execute(insert(letters), values)


@pytest.mark.slow
def test_the_file_of_a_county_holds_no_confidential_word(sqlite_demos: Any) -> None:
    """Without its keys a copy of the database tells no word that only a confidential text has."""
    with sqlite_demos.taking() as take:
        engine: Engine = take()
        retrying(engine, lambda db: hear(db, "Wanafunzi wanachelewa kwa sababu ya mvua", "mvua 1"))
        with engine.connect() as db:
            secret = [str(one) for c in confidential() for one in db.execute(select(c)).scalars() if one is not None]
            rows = [row for table in metadata.sorted_tables for row in db.execute(select(*_open(table)))]
            schema = db.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).scalars()
            words = _words(secret) - _words(map(str, rows)) - _words(schema)
        file = Path(make_url(str(engine.url)).database or "")
        on_disk = b"".join(each.read_bytes() for each in file.parent.glob(file.name + "*"))
    assert len(words) > 40
    there = [word for word in sorted(words) if word.encode() in on_disk]
    assert [word for word in there if re.search(rb"(?<![a-z_])%s(?![a-z_])" % word.encode(), on_disk)] == []
    assert [one for one in secret if len(one) > 12 and one.encode() in on_disk] == []


def _open(table: Any) -> list[Column[Any]]:
    return [column for column in table.c if not isinstance(column.type, Confidential)]


def _words(texts: Any) -> set[str]:
    return {word for each in texts for word in WORD.findall(each)}


def test_what_is_confidential_of_a_session_and_its_record_is_known() -> None:
    names = {str(column) for column in confidential()}
    assert {f"versions.{name}" for name in ("objectives", "areas", "plan", "looked_back")} <= names
    assert {str(sessions.c.objectives), str(sessions.c.missed_words)} <= names
    assert str(versions.c.venue) not in names
