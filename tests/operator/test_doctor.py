"""`mshauri doctor`: a line for each thing, well or not, without a secret, a number or a word of anybody's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from sqlalchemy import Connection, Engine, text

import bot.app  # noqa: F401 - so that every dialog is there, and its template
from bot.__main__ import cli
from bot.dialogs.people.deeds import set_pin
from bot.forms.checks.templates import templates
from bot.messages import Channel, Inbound
from bot.store import areas, calendar
from bot.store.areas import AreaKind, Level
from bot.store.calendar import StretchKind
from bot.store.engine import open_store
from bot.store.health import beats
from bot.store.outbox import lines
from bot.store.people import people, roles
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.talk import inbox
from tests.channels import telegram_api, twilio_api
from tests.channels.fake import Answered, Asked, Provider, running
from tests.outbox.fakes import put

SECRET, TELEGRAMS = "k3Zr8WqPx0vNfT5y", "Yh2mVb7-QsLd94Kc"
PEPPER = "u7Xw_2bGn9RkPz4c"
API_KEY = "atsk_1234567890"


def answers(asked: Asked) -> Answered:
    """Three providers that are well."""
    if asked.path.startswith("/bot"):
        return telegram_api.rules(asked)
    if asked.path.startswith("/2010-04-01"):
        return Answered(200, json.dumps({"sid": twilio_api.SID, "status": "active"}))
    return Answered(200, json.dumps({"UserData": {"balance": "KES 1500.00"}}), {"Content-Type": "application/json"})


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running(answers) as made:
        yield made


def environ(url: str, keys: tuple[str, ...], providers: str = "") -> dict[str, str]:
    own = {"DATABASE_URL": url, "FIELD_KEYS": keys[0], "SECRET_KEY": PEPPER}
    if not providers:
        return own
    return {
        **own,
        "PUBLIC_URL": "https://mshauri.example",
        "TELEGRAM_BOT_TOKEN": telegram_api.TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": TELEGRAMS,
        "TELEGRAM_API_URL": providers,
        "TWILIO_ACCOUNT_SID": twilio_api.SID,
        "TWILIO_AUTH_TOKEN": twilio_api.TOKEN,
        "TWILIO_WHATSAPP_FROM": "+14155238886",
        "TWILIO_API_URL": providers,
        "AFRICASTALKING_USERNAME": "mshauri",
        "AFRICASTALKING_API_KEY": API_KEY,
        "AFRICASTALKING_SENDER": "20880",
        "AFRICASTALKING_CALLBACK_SECRET": SECRET,
        "AFRICASTALKING_API_URL": providers,
    }


def doctor(env: dict[str, str]) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["doctor"], env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def a_school(db: Connection) -> None:
    areas.add(db, kind=AreaKind.INSTITUTION, name="Mango Primary", parent_id=None, code="MWL01", level=Level.PRIMARY)


def registered(folder: Path) -> str:
    """The file of the templates that WhatsApp has approved, all of them."""
    file = folder / "contents.csv"
    file.write_text("".join(f"{name},HX{place:032}\n" for place, name in enumerate(templates())), encoding="utf-8")
    return str(file)


def well(store: Engine) -> None:
    """A service at work: its processes beat, its school year is loaded, somebody is told when it stops."""
    now = datetime.now(UTC)
    with store.begin() as db:
        for name in ("clock", "sender", "backup"):
            beats.beat(db, name, now)
        a_school(db)
        for year in (now.year, now.year + 1):
            first, last = date(year, 1, 5), date(year, 4, 2)
            calendar.add(db, year=year, level=Level.PRIMARY, kind=StretchKind.TERM, name="I", first=first, last=last)
        ruth = people.add(
            db,
            people.NewPerson(name="Ruth Kirui", language="en", state=PersonState.ACTIVE, made_at=now, tsc_number="1"),
        )
        roles.add(db, person_id=ruth, role=Role.OPERATOR, area_id=None, since=now.date() - timedelta(days=1))


def test_a_service_that_is_well_has_only_good_lines(
    store: Engine, store_url: str, vault_keys: tuple[str, ...], provider: Provider, tmp_path: Path
) -> None:
    well(store)
    put(store, "secret words", at=datetime.now(UTC))
    status, said = doctor(environ(store_url, vault_keys, provider.url) | {"TWILIO_CONTENTS": registered(tmp_path)})
    print(said)
    assert status == 0
    assert all(line.startswith("ok  ") for line in said.splitlines())
    for expected in (
        "its tables are up to date",
        "@MshauriTimecBot answers",
        "calls us",
        "Twilio: the account answers and is active",
        "its balance is KES 1500.00",
        "School calendar",
    ):
        assert expected in said
    for secret in (
        telegram_api.TOKEN,
        twilio_api.TOKEN,
        API_KEY,
        SECRET,
        TELEGRAMS,
        PEPPER,
        vault_keys[0],
        "secret words",
        "+2547",
    ):
        assert secret not in said


def test_everything_that_is_wrong_has_its_line_and_the_exit_is_1(
    store: Engine, store_url: str, vault_keys: tuple[str, ...], provider: Provider
) -> None:
    now = datetime.now(UTC)
    with store.begin() as db:
        a_school(db)
        lines.lock(db, Channel.SMS)
        lines.stop(db, Channel.SMS, "405 insufficient balance")
        beats.beat(db, "clock", now - timedelta(hours=3))
        broken = inbox.record(db, Inbound(Channel.SMS, "+254712000001", "1", "secret words"), None, now)
        assert broken is not None
        inbox.fail(db, broken, "ValueError")
    put(store, "hello", at=now - timedelta(hours=1))
    provider.tell(*[telegram_api.error(401, "Unauthorized")] * 2, Answered(401, "{}"), Answered(401, "no"))
    status, said = doctor(environ(store_url, vault_keys, provider.url))
    print(said)
    assert status == 1
    bad = [line for line in said.splitlines() if line.startswith("!!")]
    for expected in (
        "Clock: last seen 3 h ago. Start it again",
        "Sender: has never run. Start it",
        "Backup: none was made. Run: mshauri backup FOLDER",
        "are not registered. Run: mshauri webhooks --templates --submit",
        "sms is stopped: 405 insufficient balance",
        "the oldest message waits for 60 min",
        f"Message {broken} on sms",
        "could not be handled: ValueError",
        "is missing for primary: its terms are guessed from the last known year. Run: mshauri load calendar.csv",
        "nobody is told when a channel stops",
        "Telegram: ",
        "Twilio: the account is refused (401)",
        "Africa's Talking: the account is refused (401)",
    ):
        assert any(expected in line for line in bad), expected
    assert "secret words" not in said


def test_another_secret_than_the_one_that_pins_were_hashed_with_is_told(
    store: Engine, store_url: str, vault_keys: tuple[str, ...]
) -> None:
    env, state = environ(store_url, vault_keys), PersonState.ACTIVE
    with store.begin() as db:
        who = people.add(
            db, people.NewPerson(name="Faith Mutua", language="en", state=state, made_at=datetime.now(UTC))
        )
    peppered = open_store(store_url, vault_keys, env["SECRET_KEY"])
    with peppered.begin() as db:
        set_pin(db, who, "4821")
    peppered.dispose()
    assert "SECRET_KEY: is not" not in doctor(env)[1]
    status, said = doctor(env | {"SECRET_KEY": "another of those words"})
    assert (status, "!!  SECRET_KEY: is not the one that PINs were hashed with" in said) == (1, True)


def test_a_store_that_cannot_be_used_is_one_line(
    store: Engine, store_url: str, vault_keys: tuple[str, ...], tmp_path: object
) -> None:
    status, said = doctor(environ("sqlite:////nowhere/at/all.db", vault_keys))
    assert status == 1
    assert "!!  Database: SQLite does not answer: unable to open database file" in said
    put(store, "hello", at=datetime.now(UTC))
    other = doctor(environ(store_url, (Fernet.generate_key().decode(),)))
    assert other[0] == 1
    assert "!!  FIELD_KEYS: do not open what is kept" in other[1]
    with store.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "!!  Database:" in doctor(environ(store_url, vault_keys))[1]
    assert "Run: mshauri db upgrade" in doctor(environ(store_url, vault_keys))[1]
