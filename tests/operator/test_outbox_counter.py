"""`mshauri outbox`: what stands where, what will not go out, and one more try of that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bot.__main__ import cli
from bot.dialogs.calendar import PROMPT_HOUR, SchoolDays, moment
from bot.dialogs.joining.pages import Invitation
from bot.dialogs.telling import prompt
from bot.language import local, local_day
from bot.messages import Channel, Misconfigured, NoAnswer, Refused
from bot.outbox import Outcome, deliver
from bot.store.cause import KeptCause
from bot.store.joining.newcomers import Enrolled
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import addresses, people
from bot.store.people.people import PersonState
from bot.store.talk import notices
from bot.store.talk.notices import NewNotice, NoticeKind
from tests.outbox.fakes import NOW, Provider, person, put, row, sender, until_quiet


def mshauri(url: str, keys: tuple[str, ...], *words: str) -> tuple[int, str, str]:
    env = {"DATABASE_URL": url, "FIELD_KEYS": keys[0], "SECRET_KEY": "long and quite random"}
    done = CliRunner().invoke(cli, ["outbox", *words], env=env)
    return done.exit_code, done.stdout, done.stderr


def test_an_operator_sees_what_is_not_yet_said_and_why(
    store: Engine, store_url: str, vault_keys: tuple[str, ...]
) -> None:
    far = moment(SchoolDays({}).first_from(local_day(datetime.now(UTC) + timedelta(days=30)), None), PROMPT_HOUR)
    with store.begin() as db:
        for number in range(3):
            who = people.add(
                db,
                people.NewPerson(
                    name="Faith Mutua",
                    language="en",
                    state=PersonState.ENROLLED,
                    made_at=NOW,
                    tsc_number=f"90{number:04}",
                ),
            )
            addresses.add(db, person_id=who, channel=Channel.SMS, address=f"+25470010000{number}", rank=0, now=NOW)
            prompt(db, who, Invitation(), Enrolled(person=who), far)
    status, said, _ = mshauri(store_url, vault_keys)
    assert status == 0
    assert f"sms: 3 not yet said, waiting for a decent hour: until {local(far):%a %d %b, %H:%M}" in said


def test_an_operator_sees_counts_and_dead_letters_without_words_and_tries_one_again(
    store: Engine, store_url: str, vault_keys: tuple[str, ...]
) -> None:
    assert mshauri(store_url, vault_keys) == (0, "No message has been made yet.\n", "")
    lost = put(store, "secret words")
    put(store, "other words", to="+254712000002")
    until_quiet(
        store, sender({Channel.SMS: Provider(lambda text: Refused("no such number") if "secret" in text else None)})
    )
    put(store, "a third", on=Channel.TELEGRAM, to="70004")
    deliver(store, sender({Channel.TELEGRAM: Provider(lambda _text: Misconfigured("bad token"))}), NOW)
    status, said, _ = mshauri(store_url, vault_keys)
    assert status == 0
    assert "sms: 1 sent, 1 failed\n" in said
    assert "telegram: 1 waiting (the oldest for" in said
    assert "telegram is stopped: bad token" in said
    assert f"{lost}  sms …001  reply" in said
    assert "no such number" in said
    assert "words" not in said
    assert "+2547" not in said
    assert mshauri(store_url, vault_keys, "--again", str(lost))[0] == 0
    assert row(store, lost)["state"] == MessageState.WAITING
    assert mshauri(store_url, vault_keys, "--again", str(lost))[::2] == (
        1,
        f"There is no dead letter {lost}. mshauri outbox lists them.\n",
    )


def test_all_dead_letters_of_a_cause_are_tried_again_and_no_other(
    store: Engine, store_url: str, vault_keys: tuple[str, ...]
) -> None:
    now = datetime.now(UTC)
    faults = {"a": Refused("63041 template paused"), "b": Refused("403 invalid phone number"), "c": NoAnswer()}
    who = sender({Channel.SMS: Provider(lambda text: faults[text[0]], tells=False)})
    ids = {
        text: put(store, text, to=f"+25471200000{n}", at=now, expires=now + timedelta(seconds=1))
        for n, text in enumerate(("a1", "a2", "b", "c"))
    }
    old = put(store, "a old", to="+254712000009", at=now - timedelta(days=2), expires=now + timedelta(seconds=1))
    until_quiet(store, who, now)
    said = mshauri(store_url, vault_keys)[1]
    assert "  3  sms  63041 template paused\n" in said
    assert "  1  sms  unknown: no answer\n" in said
    assert mshauri(store_url, vault_keys, "--again", "--cause", "Template PAUSED")[:2] == (
        0,
        "2 wait to be sent once more.\n",
    )
    states = {text: row(store, one)["state"] for text, one in ids.items()}
    assert states == {
        "a1": MessageState.WAITING,
        "a2": MessageState.WAITING,
        "b": MessageState.FAILED,
        "c": MessageState.UNKNOWN,
    }
    assert row(store, old)["state"] == MessageState.FAILED, "it means nothing any more"
    assert mshauri(store_url, vault_keys, "--again", "--channel", "sms")[1] == "2 wait to be sent once more.\n"
    assert mshauri(store_url, vault_keys, "--again", "--cause", "no such")[1] == "0 wait to be sent once more.\n"
    late = Provider()
    assert until_quiet(store, sender({Channel.SMS: late}), now + timedelta(minutes=9))[Outcome.SENT] == 4
    assert sorted(late.taken) == ["a1", "a2", "b", "c"]


def test_what_was_said_at_another_address_is_not_said_again(
    store: Engine, store_url: str, vault_keys: tuple[str, ...]
) -> None:
    now = datetime.now(UTC)
    peter, cause = person(store), KeptCause(text="sign:1")
    with store.begin() as db:
        notice = notices.add(db, NewNotice(peter, "SessionToSign?session=1&version=1", cause, NoticeKind.NOTICE, now))
    said: dict[str, Any] = {"kind": MessageKind.NOTICE, "person_id": peter, "notice_id": notice, "at": now}
    put(store, "by Telegram", on=Channel.TELEGRAM, to="70004", **said)
    deliver(store, sender({Channel.TELEGRAM: Provider(lambda _text: Refused("blocked"))}), now)
    put(store, "by SMS", **said)
    assert mshauri(store_url, vault_keys, "--again", "--channel", "telegram")[1] == "0 wait to be sent once more.\n"


@pytest.mark.parametrize("words", [["--again"], ["--cause", "x"], ["--again", "3", "--cause", "x"]])
def test_which_are_meant_must_be_said(store_url: str, vault_keys: tuple[str, ...], words: list[str]) -> None:
    assert mshauri(store_url, vault_keys, *words)[0] == 2
