"""`mshauri keys rotate`: confidential texts are sealed anew, in a run that may be ended, beside other processes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Connection, Engine, Text, select, text, type_coerce, update

from bot.__main__ import cli
from bot.messages import Channel, Inbound
from bot.operator import keys
from bot.store.engine import open_store
from bot.store.keys import rotation
from bot.store.keys.confidential import SEAL, Confidential
from bot.store.keys.rotation import confidential
from bot.store.outbox.outbox import outbox
from bot.store.session_rows import sessions
from bot.store.sessions import changes
from bot.store.sessions.versions import versions
from bot.store.talk import inbox
from tests.copies import written
from tests.store.cast import NOW

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rotated(lived: Engine) -> Run:
    """Runs the command on this store with these keys: its exit status, what was said, and what on standard error."""

    def run(*keys: str) -> tuple[int, str, str]:
        env = {"DATABASE_URL": written(lived.url), "FIELD_KEYS": ",".join(keys), "SECRET_KEY": "long and random 12"}
        done = CliRunner().invoke(cli, ["keys", "rotate"], env=env)
        return done.exit_code, done.stdout, done.stderr

    return run


def new_key() -> str:
    return Fernet.generate_key().decode()


def everything(engine: Engine) -> dict[str, list[object]]:
    """Every confidential value, opened."""
    with engine.connect() as db:
        return {str(c): list(db.execute(select(c).order_by(*c.table.primary_key)).scalars()) for c in confidential()}


def as_fernet_left_it(db: Connection, keys: tuple[str, ...]) -> int:
    """Every text as an earlier version has kept it, in rows that have no seal."""
    before, count = MultiFernet([Fernet(key) for key in keys]), 0
    for column in confidential():
        [key] = column.table.primary_key
        kind = column.type
        assert isinstance(kind, Confidential)
        for row_id, value in db.execute(select(key, column).where(column.is_not(None))).all():
            old = before.encrypt(kind.as_bytes(value)).decode()
            db.execute(update(column.table).where(key == row_id).values({column: type_coerce(old, Text)}))
            count += 1
    for table in {column.table for column in confidential()}:
        if SEAL in table.c:
            db.execute(update(table).values(seal=None))
    return count


def test_an_old_key_can_go_when_everything_is_sealed_anew(
    lived: Engine, rotated: Run, vault_keys: tuple[str, ...]
) -> None:
    before, new = everything(lived), new_key()
    texts = sum(value is not None for values in before.values() for value in values)
    assert texts > 20
    status, said, _ = rotated(new, *vault_keys)
    assert (status, said.splitlines()) == (
        0,
        [
            f"{texts} texts were sealed with the first key.",
            "Once every process runs with this FIELD_KEYS, the old key can go: take all but the first out of it.",
        ],
    )
    alone = open_store(written(lived.url), [new])
    assert everything(alone) == before
    alone.dispose()
    assert rotated(new)[1].splitlines() == [
        "0 texts were sealed with the first key.",
        "Every confidential text lies under your one key.",
    ]


def test_what_fernet_has_kept_opens_until_it_is_sealed_anew(
    lived: Engine, rotated: Run, vault_keys: tuple[str, ...]
) -> None:
    before = everything(lived)
    with lived.begin() as db:
        texts = as_fernet_left_it(db, vault_keys)
    assert everything(lived) == before
    assert rotated(*vault_keys)[1].startswith(f"{texts} texts were sealed")
    assert everything(lived) == before
    with lived.connect() as db:
        for column in confidential():
            assert not db.execute(text(f"SELECT 1 FROM {column.table} WHERE {column.name} LIKE 'gAAAA%'")).first()


def test_a_run_that_was_ended_goes_on_where_it_was(lived: Engine, rotated: Run, vault_keys: tuple[str, ...]) -> None:
    before, new = everything(lived), new_key()
    turning = open_store(written(lived.url), [new, *vault_keys])
    whole = rotation.outstanding(turning)
    run = rotation.rotate(turning)
    first = next(run)
    run.close()
    assert 0 < first.tried < whole
    assert rotation.outstanding(turning) == whole - first.tried
    assert everything(turning) == before
    turning.dispose()
    assert rotated(new, *vault_keys)[1].startswith(f"{whole - first.tried} texts were sealed")


class StillOld:
    """A bar beside which another process, with the old keys, writes a message each time it moves."""

    total: float | None = None

    def __init__(self, engine: Engine) -> None:
        self.engine, self.heard = engine, 0

    def update(self, _n: int) -> None:
        self.heard += 1
        message = Inbound(Channel.SMS, "+254712000001", f"meanwhile {self.heard}", "words meanwhile")
        with self.engine.begin() as db:
            inbox.record(db, message, None, NOW)


def test_what_somebody_writes_meanwhile_with_the_old_key_is_said_and_the_old_key_stays(
    lived: Engine, vault_keys: tuple[str, ...], rotated: Run
) -> None:
    new = new_key()
    turning = open_store(written(lived.url), [new, *vault_keys])
    report = keys.rotate(turning, 2, StillOld(lived), NOW)
    turning.dispose()
    assert not report.ok
    assert "written with an old key meanwhile. Start every process anew" in report.lines[1]
    assert rotated(new, *vault_keys)[0] == 0
    alone = open_store(written(lived.url), [new])
    assert "words meanwhile" in everything(alone)["inbox.text"]
    alone.dispose()


def test_a_text_that_changes_while_it_is_sealed_anew_stays_as_it_was_changed(
    lived: Engine, vault_keys: tuple[str, ...]
) -> None:
    """Between the look at a row and its sealing somebody else writes it: their words stand."""
    turning = open_store(written(lived.url), [new_key(), *vault_keys])
    found = rotation.page(turning, sessions.c.objectives, 0)
    with lived.begin() as db:
        changes.set_objectives(db, found[0][0], "changed meanwhile")
    rotation.seal_anew(turning, sessions.c.objectives, found)
    with turning.connect() as db:
        assert (
            db.execute(select(sessions.c.objectives).where(sessions.c.id == found[0][0])).scalar_one()
            == "changed meanwhile"
        )
    turning.dispose()


def test_what_opens_with_no_key_is_named_and_stays(lived: Engine, rotated: Run, vault_keys: tuple[str, ...]) -> None:
    other = open_store(written(lived.url), [new_key()])
    with other.begin() as db:
        inbox.record(db, Inbound(Channel.SMS, "+254712000001", "lost", "lost words"), None, NOW)
        lost = db.execute(select(inbox.inbox.c.id).where(inbox.inbox.c.provider_id == "lost")).scalar_one()
    other.dispose()
    status, said, wrong = rotated(new_key(), *vault_keys)
    assert (status, said) == (1, "")
    assert wrong.splitlines()[1:] == [
        f"inbox.text: 1 did not open and stay as they are (rows {lost}):"
        " their key is missing, or they were moved or changed.",
        "Keep every key: bring back the one that is missing, or a backup of these rows.",
    ]


def test_every_confidential_column_is_found_from_the_tables() -> None:
    found = {str(column) for column in confidential()}
    assert {"versions.plan", "outbox.body", "closings.why", "pauses.why", "saves.before"} <= found
    assert versions.c.venue not in confidential()
    assert outbox.c.place not in confidential()
