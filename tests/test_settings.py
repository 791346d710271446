"""The environment is read once; all that is wrong with it is said at once, and no secret with it."""

from __future__ import annotations

import io
import json
import logging
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import log
from bot.settings import BadSettings, Limits, LogFormat, LogLevel, ShortService, SmsProvider, Speeds, read

# The same for each worker: a key stands in the name of a test.
KEY, OTHER_KEY = (urlsafe_b64encode(bytes([byte]) * 32).decode() for byte in (1, 255))
NEEDED = {"SECRET_KEY": "long and quite random", "FIELD_KEYS": KEY}
TELEGRAM = {"TELEGRAM_BOT_TOKEN": "123456:ABC-def_9", "TELEGRAM_WEBHOOK_SECRET": "only_these-Characters9"}
TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC0123456789abcdef0123456789abcdef",
    "TWILIO_AUTH_TOKEN": "token of twilio",
    "TWILIO_SMS_FROM": "+254700000000",
    "PUBLIC_URL": "https://mshauri.example/",
}
AFRICASTALKING = {
    "AFRICASTALKING_USERNAME": "mshauri",
    "AFRICASTALKING_API_KEY": "key of africa",
    "AFRICASTALKING_CALLBACK_SECRET": "in_the-path-of-it",
}
ALL_NAMES = [*NEEDED, "METRICS_TOKEN", *TELEGRAM, *TWILIO, *AFRICASTALKING, "DATABASE_URL", "PORT",
             "LOG_LEVEL", "LOG_FORMAT", "SMS_PROVIDER", "TWILIO_WHATSAPP_FROM", "TWILIO_MESSAGING_SERVICE_SID",
             "REPLIES_PER_HOUR"]  # fmt: skip


def problems(environ: dict[str, str], *, demo: bool = False) -> list[str]:
    with pytest.raises(BadSettings) as raised:
        read(environ, demo=demo)
    return raised.value.problems


def test_the_defaults() -> None:
    settings = read(NEEDED)
    assert settings.database_url == "sqlite:///mshauri.db"
    assert settings.port == 8080
    assert settings.field_keys == (KEY,)
    assert (settings.public_url, settings.telegram, settings.twilio, settings.africastalking) == (None,) * 4
    assert settings.sms_provider is None
    assert (settings.log_level, settings.log_format) == (LogLevel.INFO, LogFormat.TEXT)
    assert settings.limits == Limits(replies_per_hour=30, number_tries_per_day=5, stranger_lines_per_day=1)
    assert settings.speeds == Speeds(sms=10, whatsapp=60, telegram=25)
    assert settings.short_service is ShortService.WARN


def test_who_has_taught_too_short_a_while_is_blocked_only_where_that_is_set() -> None:
    assert read(NEEDED | {"SHORT_SERVICE": "Block"}).short_service is ShortService.BLOCK
    (told,) = problems(NEEDED | {"SHORT_SERVICE": "never"})
    assert told.startswith("SHORT_SERVICE is not one of warn, block")


def test_a_demo_needs_nothing_and_leaves_the_providers_alone() -> None:
    settings = read({"TWILIO_ACCOUNT_SID": "half of it"}, demo=True)
    assert (settings.database_url, settings.secret_key, settings.field_keys) == ("", "", ())
    assert settings.twilio is None


def test_a_demo_honours_the_database_and_the_keys() -> None:
    settings = read({"DATABASE_URL": "postgres://me@host/name", "FIELD_KEYS": KEY}, demo=True)
    assert settings.database_url == "postgres://me@host/name"
    assert settings.field_keys == (KEY,)


def test_every_problem_is_named_at_once() -> None:
    found = problems(
        {"DATABASE_URL": "nonsense", "PORT": "eighty", "LOG_LEVEL": "loud", "LOG_FORMAT": "xml", "PUBLIC_URL": "here",
         "FIELD_KEYS": f"{KEY},short", "TELEGRAM_BOT_TOKEN": "1:a", "TWILIO_AUTH_TOKEN": "t", "SMS_PROVIDER": "pigeon",
         "AFRICASTALKING_API_KEY": "k", "REPLIES_PER_HOUR": "0"}
    )  # fmt: skip
    named = " ".join(found)
    for name in ("DATABASE_URL", "SECRET_KEY", "PORT", "LOG_LEVEL", "LOG_FORMAT", "PUBLIC_URL", "FIELD_KEYS",
                 "TELEGRAM_WEBHOOK_SECRET", "TWILIO_ACCOUNT_SID", "SMS_PROVIDER", "AFRICASTALKING_USERNAME",
                 "AFRICASTALKING_CALLBACK_SECRET", "REPLIES_PER_HOUR"):  # fmt: skip
        assert name in named
    assert all("\n" not in line and line[-1] in ".)\"'" for line in found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "8080.5"), ("PORT", "-1"), ("PORT", "٨٠"),
        ("DATABASE_URL", "mysql://me@host/name"), ("DATABASE_URL", "postgresql://host:port/name"),
        ("PUBLIC_URL", "ftp://host"), ("PUBLIC_URL", "https://"), ("PUBLIC_URL", "https://host:99999999"),
        ("FIELD_KEYS", "abc"), ("FIELD_KEYS", f"{KEY},"), ("FIELD_KEYS", "é" * 44),
        ("LOG_LEVEL", "chatty"), ("LOG_FORMAT", "yaml"), ("SMS_PROVIDER", "twilio"), ("NUMBER_TRIES_PER_DAY", "five"),
    ],
)  # fmt: skip
def test_a_malformed_value_is_one_problem_that_names_its_variable(name: str, value: str) -> None:
    (problem,) = problems({**NEEDED, name: value})
    assert problem.startswith(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_WEBHOOK_SECRET", "no blanks please"), ("TELEGRAM_WEBHOOK_SECRET", "a" * 257),
        ("TELEGRAM_BOT_TOKEN", "123456"), ("TELEGRAM_API_URL", "localhost"),
        ("TWILIO_ACCOUNT_SID", "SK123"), ("TWILIO_MESSAGING_SERVICE_SID", "AC1"),
        ("TWILIO_WHATSAPP_FROM", "0712345678"), ("TWILIO_SMS_FROM", "a name of many letters"),
        ("AFRICASTALKING_CALLBACK_SECRET", "a/b"),
    ],
)  # fmt: skip
def test_a_malformed_account_is_named(name: str, value: str) -> None:
    everything = {**NEEDED, **TELEGRAM, **TWILIO, **AFRICASTALKING, "SMS_PROVIDER": "twilio"}
    (problem,) = problems({**everything, name: value})
    assert problem.startswith(name)


@pytest.mark.parametrize("channel", [TELEGRAM, TWILIO, AFRICASTALKING])
def test_half_a_channel_is_a_problem_that_names_the_missing_half(channel: dict[str, str]) -> None:
    for missing in channel:
        found = problems({**NEEDED, **{name: value for name, value in channel.items() if name != missing}})
        assert [line for line in found if missing in line], missing


def test_a_channel_without_its_variables_is_off_and_with_them_on() -> None:
    settings = read({**NEEDED, **TELEGRAM, "PUBLIC_URL": "https://mshauri.example/"})
    assert settings.telegram
    assert settings.telegram.api_url == "https://api.telegram.org"
    assert settings.public_url == "https://mshauri.example"
    assert settings.twilio is None


def test_whatsapp_is_taken_with_or_without_its_prefix() -> None:
    for value in ("whatsapp:+254711000000", "+254711000000"):
        twilio = read({**NEEDED, **TWILIO, "TWILIO_SMS_FROM": "", "TWILIO_WHATSAPP_FROM": value}).twilio
        assert twilio
        assert twilio.whatsapp_from == "+254711000000"
        assert not twilio.carries_sms


def test_the_provider_of_sms_is_the_one_that_is_set_up() -> None:
    assert read({**NEEDED, **TWILIO}).sms_provider is SmsProvider.TWILIO
    assert read({**NEEDED, **AFRICASTALKING}).sms_provider is SmsProvider.AFRICASTALKING
    both = {**NEEDED, **TWILIO, **AFRICASTALKING}
    assert problems(both) == ["SMS_PROVIDER is missing. Two are set up: say twilio or africastalking."]
    assert read({**both, "SMS_PROVIDER": "AfricasTalking"}).sms_provider is SmsProvider.AFRICASTALKING


def test_the_sandbox_of_africastalking_has_its_own_address() -> None:
    account = read({**NEEDED, **AFRICASTALKING, "AFRICASTALKING_USERNAME": "sandbox"}).africastalking
    assert account
    assert account.api_url == "https://api.sandbox.africastalking.com"


SECRETS = ("SECRET_KEY", "TELEGRAM_WEBHOOK_SECRET", "AFRICASTALKING_CALLBACK_SECRET", "METRICS_TOKEN")


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", ["x", "fifteen-letters", "0" * 16, "0" * 64])
def test_a_secret_that_can_be_guessed_is_refused_by_its_name(name: str, value: str) -> None:
    (problem,) = problems({**NEEDED, **TELEGRAM, **AFRICASTALKING, name: value})
    assert problem.startswith(f"{name} ")
    assert "16" in problem
    assert value not in problem.replace("16 letters", "")


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_of_sixteen_letters_is_taken(name: str) -> None:
    read({**NEEDED, **TELEGRAM, **AFRICASTALKING, name: "sixteen_letters-"})


@pytest.mark.parametrize("demo", [False, True])
def test_a_key_of_zeros_is_refused_wherever_it_stands(*, demo: bool) -> None:
    zeros = urlsafe_b64encode(bytes(32)).decode()
    (problem,) = problems({**NEEDED, "FIELD_KEYS": f"{KEY},{zeros}"}, demo=demo)
    assert problem.startswith("FIELD_KEYS: key 2 of 2 is nothing but zeros.")


def test_several_field_keys_are_kept_in_order() -> None:
    assert read({**NEEDED, "FIELD_KEYS": f"{KEY}, {OTHER_KEY}"}).field_keys == (KEY, OTHER_KEY)


def test_an_empty_variable_is_an_unset_one() -> None:
    assert read({**NEEDED, "PORT": "", "DATABASE_URL": "  ", "TELEGRAM_BOT_TOKEN": ""}) == read(NEEDED)


def test_no_secret_is_shown_by_the_settings_or_by_a_problem() -> None:
    everything = {**NEEDED, **TELEGRAM, **TWILIO, **AFRICASTALKING, "SMS_PROVIDER": "twilio",
                  "DATABASE_URL": "postgresql://me:hunter2@host/name"}  # fmt: skip
    shown = repr(read(everything)) + " ".join(problems({**everything, "PORT": "x", "FIELD_KEYS": "hush"}))
    for secret in (KEY, "long and quite random", "ABC-def_9", "only_these", "token of", "key of", "in_the-path",
                   "hunter2", "hush"):  # fmt: skip
        assert secret not in shown


ENVIRONMENTS = st.dictionaries(st.sampled_from(ALL_NAMES), st.text().map(lambda text: text.replace("\x00", "")))


@given(ENVIRONMENTS)
def test_any_environment_is_read_or_refused_and_never_raises_anything_else(environ: dict[str, str]) -> None:
    with suppress(BadSettings):
        read(environ)


@given(ENVIRONMENTS)
def test_no_sentence_repeats_a_value(environ: dict[str, str]) -> None:
    # The mark makes each value wrong, and one that none of our own sentences holds by chance.
    marked = {name: f"{value}¤" for name, value in environ.items()}
    assert "¤" not in " ".join(problems({**marked, "PORT": "¤"}))


@pytest.mark.parametrize(
    ("address", "shown"),
    [("+254712000001", "…001"), ("70004", "…004"), ("7004", "…004"), ("123", "…"), ("", "…"), (70004, "…004")],
)
def test_a_masked_address_shows_its_last_three_characters(address: object, shown: str) -> None:
    assert log.masked(address) == shown


@pytest.fixture
def restored_log() -> Iterator[None]:
    """The suite's own logging again after the test."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def test_the_log_is_text_for_people_and_json_for_machines(restored_log: None) -> None:
    text, machine = io.StringIO(), io.StringIO()
    log.set_up(LogLevel.INFO, LogFormat.TEXT, text)
    logging.getLogger("bot.outbox").info("sent to %s", log.masked("+254712000001"))
    logging.getLogger("bot.outbox").debug("not shown")
    assert text.getvalue().endswith("INFO bot.outbox: sent to …001\n")
    log.set_up(LogLevel.ERROR, LogFormat.JSON, machine)
    logging.getLogger("bot.outbox").warning("not shown")
    logging.getLogger("bot.outbox").error("sent\nto …001")
    line = json.loads(machine.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("error", "bot.outbox", "sent\nto …001")
    assert line["at"].endswith("+00:00")


def test_libraries_that_log_addresses_of_requests_are_quiet(restored_log: None) -> None:
    stream = io.StringIO()
    log.set_up(LogLevel.DEBUG, LogFormat.TEXT, stream)
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s/sendMessage", "123:secret")
    assert stream.getvalue() == ""


def test_reading_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    read({**NEEDED})
    assert dict(os.environ) == before
