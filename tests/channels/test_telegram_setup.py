"""`mshauri webhooks`: what Telegram is told, and what the operator reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from tests.channels.fake import Provider, running
from tests.channels.telegram_api import TOKEN, error, rules
from tests.test_settings import NEEDED


@pytest.fixture
def api() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


def webhooks(api: Provider, **more: str) -> Result:
    given = {
        **NEEDED,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": "a-telegram-secret",
        "TELEGRAM_API_URL": api.url,
        "PUBLIC_URL": "https://mshauri.example/",
        **more,
    }
    return CliRunner().invoke(cli, ["webhooks"], env={name: value or None for name, value in given.items()})


def test_telegram_is_told_where_to_call_and_what_we_understand(api: Provider) -> None:
    told = webhooks(api)
    assert told.exit_code == 0, told.output
    assert told.output.startswith(
        "Telegram: @MshauriTimecBot calls https://mshauri.example/telegram, 0 updates waiting"
    )
    asked = {one.path.rsplit("/", 1)[1]: one for one in api.asked}
    assert asked["setWebhook"].one("url") == "https://mshauri.example/telegram"
    assert asked["setWebhook"].one("secret_token") == "a-telegram-secret"
    assert json.loads(asked["setWebhook"].one("allowed_updates")) == ["message", "edited_message", "callback_query"]


def test_commands_are_set_in_each_language_for_private_chats(api: Provider) -> None:
    webhooks(api)
    lists = [one for one in api.asked if one.path.endswith("/setMyCommands")]
    assert [one.form.get("language_code") for one in lists] == [None, ["en"], ["sw"]]
    assert {json.loads(one.one("scope"))["type"] for one in lists} == {"all_private_chats"}
    words = [[command["command"] for command in json.loads(one.one("commands"))] for one in lists]
    assert words[0] == words[1]
    assert words[1][:3] == ["menu", "log", "sign"]
    assert words[2][:3] == ["menyu", "rekodi", "saini"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (error(401, "Unauthorized"), "Telegram: Unauthorized"),
        (error(400, "Bad Request: bad webhook: getaddrinfo"), "Telegram: Bad webhook: getaddrinfo"),
    ],
)
def test_what_telegram_refuses_is_one_line(api: Provider, answer: object, said: str) -> None:
    api.tell(answer)  # type: ignore[arg-type]
    told = webhooks(api)
    assert (told.exit_code, told.stderr.strip()) == (1, said)
    assert TOKEN not in told.output


def test_without_a_public_address_polling_is_named(api: Provider) -> None:
    told = webhooks(api, PUBLIC_URL="")
    assert told.exit_code == 1
    assert "mshauri serve --polling" in told.stderr


def test_without_a_bot_the_channel_is_off(api: Provider) -> None:
    told = webhooks(api, TELEGRAM_BOT_TOKEN="", TELEGRAM_WEBHOOK_SECRET="", TELEGRAM_API_URL="")
    assert told.exit_code == 0
    assert told.output.splitlines()[0] == "Telegram: off (TELEGRAM_BOT_TOKEN is not set)"
    assert api.asked == []


def test_polling_needs_a_bot(api: Provider) -> None:
    given = {**NEEDED, "TELEGRAM_BOT_TOKEN": None}
    told = CliRunner().invoke(cli, ["serve", "--polling"], env=given)
    assert told.exit_code == 1
    assert "TELEGRAM_BOT_TOKEN" in told.stderr
