"""What goes out to Telegram: requests as it received them, its limits, and what its errors mean."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.telegram import Telegram
from bot.messages import (
    Button,
    Media,
    Misconfigured,
    NoAnswer,
    Outbound,
    Refused,
    SendFailure,
    TryLater,
    data_of_choice,
    kept_choice,
)
from tests.channels.fake import CUT, SILENT, Answered, Asked, Provider, running
from tests.channels.telegram_api import TOKEN, error, ok, rules, shown

PNG = Media("status.png", "image/png", b"\x89PNG picture")
PDF = Media("plan.pdf", "application/pdf", b"%PDF plan")
REFERENCE = 1207


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


@pytest.fixture(scope="module")
def telegram(server: Provider) -> Telegram:
    return Telegram(TOKEN, "secret", server.url)


@pytest.fixture
def api(server: Provider) -> Provider:
    """The provider, with nothing asked of it yet."""
    server.asked.clear()
    return server


def buttons(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label, f"Menu#{place}") for place, label in enumerate(labels))


def methods(api: Provider) -> list[str]:
    return [asked.path.rsplit("/", 1)[1] for asked in api.asked]


def markup(asked: Asked) -> Any:
    return json.loads(asked.one("reply_markup"))


# text

TEXTS = [
    "Saved.",
    "Held 3 of 4 <signed 3> & more",
    "a < b > c && d; &amp; &lt;b&gt;",
    "<script>alert(1)</script>",
    "\"quotes\" and 'others'",
    "Line one\nline two\n\nline four",
    "Kikao cha 5: Alh 18 Juni \U0001f44d \u2019",
    "*not bold* _nor this_ [nor a link](x)",
    "x" * 4096,
    "<" * 4096,
    "&" * 4096,
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_a_text_reaches_the_reader_as_it_was_written(telegram: Telegram, api: Provider, text: str) -> None:
    assert telegram.send("70001", Outbound(text), REFERENCE) == "501"
    [asked] = api.asked
    assert (asked.method, asked.path) == ("POST", f"/bot{TOKEN}/sendMessage")
    assert asked.form.keys() == {"chat_id", "text", "parse_mode"}
    assert (asked.one("chat_id"), asked.one("parse_mode")) == ("70001", "HTML")
    assert shown(asked.one("text")) == text


@pytest.mark.parametrize("address", ["70001", "-100200300", "7000000001", "1"])
def test_it_goes_to_the_chat_that_the_address_names(telegram: Telegram, api: Provider, address: str) -> None:
    telegram.send(address, Outbound("Saved."), REFERENCE)
    assert api.asked[0].one("chat_id") == address


# buttons

ROWS = {
    "one": (("Sign",), [1]),
    "short ones side by side": (("Yes", "No", "Later"), [3]),
    "at most three in a row": (("A", "B", "C", "D"), [3, 1]),
    "long ones below each other": (("Read the whole record", "Not correct, change it"), [1, 1]),
    "in their order": (("A long label that fills all", "B", "C"), [2, 1]),
    "a hundred": (tuple(f"School number {place} of them" for place in range(100)), [1] * 100),
}


@pytest.mark.parametrize("case", ROWS)
def test_choices_are_buttons_in_their_order(telegram: Telegram, api: Provider, case: str) -> None:
    labels, expected = ROWS[case]
    telegram.send("70001", Outbound("Which?", buttons(*labels)), REFERENCE)
    rows = markup(api.asked[0])["inline_keyboard"]
    assert [len(row) for row in rows] == expected
    assert [one for row in rows for one in row] == [
        {"text": label, "callback_data": f"~{REFERENCE}.{place}"} for place, label in enumerate(labels)
    ]


@pytest.mark.parametrize("place", [0, 7, 99])
@pytest.mark.parametrize("reference", [1, 1207, 10**12])
def test_a_button_names_the_message_and_the_choice(reference: int, place: int) -> None:
    data = data_of_choice(reference, place)
    assert len(data) <= 64, "Telegram carries no more"
    assert kept_choice(data) == (reference, place)


@pytest.mark.parametrize(
    "data",
    ["", "~", "~1", "~1.", "~.1", "~a.b", "Menu#log", " ~1.2", "~1.2#x", "~-1.2", "~1.2222", f"~{'1' * 30}.0", "~١.٢"],
)
def test_other_data_are_not_taken_for_kept_ones(data: str) -> None:
    assert kept_choice(data) is None


def test_a_number_is_shared_by_a_button_of_the_keyboard(telegram: Telegram, api: Provider) -> None:
    choices = (Button("Share my number", "LinkHow#share", shares=True), Button("Not now", "LinkHow#no"))
    telegram.send("70001", Outbound("Who is this?", choices), REFERENCE)
    sent = markup(api.asked[0])
    assert sent["keyboard"] == [
        [{"text": "Share my number", "request_contact": True}],
        [{"text": "Not now", "request_contact": False}],
    ] or sent["keyboard"] == [[{"text": "Share my number", "request_contact": True}], [{"text": "Not now"}]]
    assert sent["one_time_keyboard"] is True


# pictures and documents

MEDIA = {
    "a picture under its text": (Outbound("Mwala <1>", buttons("Red"), media=(PNG,)), ["sendPhoto"]),
    "a document under its text": (Outbound("Plan", media=(PDF,)), ["sendDocument"]),
    "1,024 letters": (Outbound("x" * 1024, media=(PNG,)), ["sendPhoto"]),
    "1,025 letters": (Outbound("x" * 1025, buttons("Red"), media=(PNG,)), ["sendPhoto", "sendMessage"]),
    "1,024 letters that are escaped": (Outbound("<" * 1024, media=(PDF,)), ["sendDocument"]),
    "two": (Outbound("Both", buttons("Red"), media=(PNG, PDF)), ["sendPhoto", "sendDocument", "sendMessage"]),
    "a picture of another type": (Outbound("x", media=(Media("a.svg", "image/svg+xml", b"<svg/>"),)), ["sendDocument"]),
    "a photograph": (Outbound("x", media=(Media("a.jpg", "image/jpeg", b"jpg"),)), ["sendPhoto"]),
}


@pytest.mark.parametrize("case", MEDIA)
def test_pictures_and_documents_go_with_their_text(telegram: Telegram, api: Provider, case: str) -> None:
    outbound, expected = MEDIA[case]
    telegram.send("70001", outbound, REFERENCE)
    assert methods(api) == expected
    files = [file for asked in api.asked for file in asked.files.values()]
    assert files == [(item.name, item.content) for item in outbound.media]
    last = api.asked[-1]
    assert shown(last.one("caption") or last.one("text")) == outbound.text
    assert ("reply_markup" in last.form) is bool(outbound.choices)
    assert all("reply_markup" not in asked.form for asked in api.asked[:-1])


# errors

FAILED: dict[str, tuple[Answered, type[Exception]]] = {
    "blocked": (error(403, "Forbidden: bot was blocked by the user"), Refused),
    "deactivated": (error(403, "Forbidden: user is deactivated"), Refused),
    "kicked": (error(403, "Forbidden: bot was kicked from the supergroup chat"), Refused),
    "never written to us": (error(403, "Forbidden: bot can't initiate conversation with a user"), Refused),
    "no such chat": (error(400, "Bad Request: chat not found"), Refused),
    "deactivated, in other words": (error(400, "Bad Request: USER_DEACTIVATED: user is deactivated"), Refused),
    "too long": (error(400, "Bad Request: message is too long"), Refused),
    "broken entities": (error(400, "Bad Request: can't parse entities: unsupported start tag"), Refused),
    "bad button": (error(400, "Bad Request: BUTTON_DATA_INVALID"), Refused),
    "bad without words": (Answered(400, "<html>"), Refused),
    "wrong token": (error(401, "Unauthorized"), Misconfigured),
    "no such method": (error(404, "Not Found"), Misconfigured),
    "two pollers": (error(409, "Conflict: terminated by other getUpdates request"), Misconfigured),
    "flood": (error(429, "Too Many Requests: retry after 7", retry_after=7), TryLater),
    "flood without a time": (error(429, "Too Many Requests"), TryLater),
    "500": (error(500, "Internal Server Error"), TryLater),
    "502 that is no JSON": (Answered(502, "<html>Bad Gateway</html>"), TryLater),
    "503": (error(503, "Service Unavailable"), TryLater),
    "504": (Answered(504, ""), TryLater),
    "cut": (CUT, NoAnswer),
    "200 that is no JSON": (Answered(200, "<html>"), NoAnswer),
}


@pytest.mark.parametrize("case", FAILED)
def test_an_error_is_one_of_the_four_failures(telegram: Telegram, api: Provider, case: str) -> None:
    answer, expected = FAILED[case]
    api.tell(answer)
    with pytest.raises((SendFailure, NoAnswer)) as failed:
        telegram.send("70001", Outbound("Saved."), REFERENCE)
    assert type(failed.value) is expected
    assert TOKEN not in str(failed.value)
    assert len(api.asked) == 1, "the outbox tries again, not the channel"


@pytest.mark.parametrize("case", FAILED)
def test_only_what_holds_for_every_message_makes_the_chat_dead(telegram: Telegram, api: Provider, case: str) -> None:
    api.tell(FAILED[case][0])
    with pytest.raises((SendFailure, NoAnswer)) as failed:
        telegram.send("70001", Outbound("Saved."), REFERENCE)
    gone = case in ("blocked", "kicked", "never written to us", "no such chat") or case.startswith("deactivated")
    assert getattr(failed.value, "gone", False) is gone


def test_a_flood_is_waited_for_as_long_as_telegram_asks(telegram: Telegram, api: Provider) -> None:
    api.tell(error(429, "Too Many Requests: retry after 7", retry_after=7))
    with pytest.raises(TryLater) as failed:
        telegram.send("70001", Outbound("Saved."), REFERENCE)
    assert failed.value.after == timedelta(seconds=7.1)


def test_a_server_that_is_not_there_got_nothing() -> None:
    with pytest.raises(TryLater, match="ConnectError"):
        Telegram(TOKEN, "secret", "http://127.0.0.1:1").send("70001", Outbound("Saved."), REFERENCE)


def test_silence_may_mean_that_it_was_sent(api: Provider) -> None:
    api.tell(SILENT)
    with pytest.raises(NoAnswer):
        Telegram(TOKEN, "secret", api.url, patience=0.2).send("70001", Outbound("Saved."), REFERENCE)


def test_a_group_that_grew_is_followed_to_its_new_id(telegram: Telegram, api: Provider) -> None:
    api.tell(error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100999))
    telegram.send("-200", Outbound("Please write to me directly, not in the group."), REFERENCE)
    assert [asked.one("chat_id") for asked in api.asked] == ["-200", "-100999"]


# one loop a process


def test_a_bot_starts_no_thread_before_its_first_call(api: Provider) -> None:
    before = threading.active_count()
    bot = Telegram(TOKEN, "secret", api.url)
    assert not [one for one in threading.enumerate()[before:] if one.name == "telegram"]
    assert bot.name() == "MshauriTimecBot"


def test_a_bot_made_before_a_fork_works_after_it(api: Provider) -> None:
    bot = Telegram(TOKEN, "secret", api.url)
    child = os.fork()
    if child == 0:
        os._exit(0 if bot.send("70001", Outbound("Saved."), REFERENCE) == "501" else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_many_threads_send_through_one_loop(telegram: Telegram, api: Provider) -> None:
    before = {one.name for one in threading.enumerate()}
    with ThreadPoolExecutor(16) as senders:
        sent = list(senders.map(lambda n: telegram.send(str(70000 + n), Outbound("Saved."), n), range(1, 65)))
    assert sent == ["501"] * 64
    assert len({asked.one("chat_id") for asked in api.asked}) == 64
    assert len([one for one in threading.enumerate() if one.name == "telegram" and one.name not in before]) <= 1


# polling


def test_polling_takes_the_webhook_away_and_keeps_the_offset(telegram: Telegram, api: Provider) -> None:
    api.tell(ok(True), ok([{"update_id": 7, "message": 1}, {"update_id": 8}]), ok([{"update_id": 9}]))
    found = telegram.updates()
    bodies = [json.loads(next(found).body) for _ in range(3)]
    assert [body["update_id"] for body in bodies] == [7, 8, 9]
    assert methods(api) == ["deleteWebhook", "getUpdates", "getUpdates"]
    assert [asked.query["offset"] for asked in api.asked[1:]] == [["0"], ["9"]]
    assert json.loads(api.asked[1].query["allowed_updates"][0]) == ["message", "edited_message", "callback_query"]


def test_an_update_by_polling_is_as_genuine_as_by_webhook(telegram: Telegram, api: Provider) -> None:
    api.tell(ok(True), ok([{"update_id": 7}]))
    assert telegram.genuine(next(telegram.updates()))
