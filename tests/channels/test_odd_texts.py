"""Whatever a provider posts: it gets its 200, what can be read is heard, and the rest is counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from twilio.request_validator import RequestValidator

from bot import app
from bot.app import House
from bot.channels import Request, africastalking, twilio, ussd
from bot.channels.telegram import Telegram
from bot.messages import MOST_READ, Channel, Inbound
from bot.simulator import demo
from bot.store.talk import inbox
from bot.talk.turn import World
from tests.channels import africastalking_api as at
from tests.channels import telegram_api as tg
from tests.channels import twilio_api as tw
from tests.channels.fake import running
from tests.memory import in_memory

SECRET = "a-telegram-secret"
IDS = count(1)
FAITH = "+254712000001"


@dataclass(frozen=True)
class Side:
    """Our webhooks for every provider, and what was heard through them."""

    engine: Engine
    client: FlaskClient

    def post(self, request: Request) -> int:
        path = request.path + (f"?{request.query}" if request.query else "")
        return self.client.post(path, data=request.body, headers=dict(request.headers)).status_code

    def counts(self) -> tuple[int, int]:
        with self.engine.connect() as db:
            return inbox.counts(db)

    def last(self) -> str:
        """What was heard last, in full."""
        with self.engine.connect() as db:
            return inbox.heard(db, FAITH)[-1].text


@pytest.fixture(scope="module")
def telegram() -> Iterator[Telegram]:
    with running(tg.rules) as api:
        yield Telegram(tg.TOKEN, SECRET, api.url)


def side_of(engine: Engine, telegram: Telegram) -> Side:
    hooks = (
        twilio.TwilioHook(tw.SID, tw.TOKEN, tw.PUBLIC),
        africastalking.AfricasTalkingHook(at.SECRET),
        ussd.UssdHook(at.SECRET),
        telegram,
    )
    clock = demo.OPENING + timedelta(minutes=5)
    house = House(engine, World(replies_an_hour=10_000), "odd", {}, hooks, clock=lambda: clock)
    return Side(engine, app.create_app(house).test_client())


@pytest.fixture
def side(copies: Callable[[], Engine], telegram: Telegram) -> Side:
    return side_of(copies(), telegram)


# how each provider posts what somebody wrote


def in_form(text: str) -> Request:
    return tw.signed(tw.sms(text, MessageSid=f"SM{next(IDS)}"))


def in_json(said: object) -> Request:
    """A body in JSON, signed by its hash."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    query = f"bodySHA256={sha256(body).hexdigest()}"
    signature = RequestValidator(tw.TOKEN).compute_signature(f"{tw.PUBLIC}/twilio/messages?{query}", {})
    return Request(
        "/twilio/messages", query, {"content-type": "application/json", "x-twilio-signature": signature}, body
    )


def by_africastalking(text: str) -> Request:
    return at.posted("messages", at.sms(text, id=f"at{next(IDS)}"))


def dialled(text: str) -> Request:
    said = {"sessionId": f"ATUid_{next(IDS)}", "serviceCode": "*384*96#", "phoneNumber": FAITH, "text": text}
    return at.posted("ussd", said)


def in_update(body: object) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Request(
        "/telegram", "", {"content-type": "application/json", "x-telegram-bot-api-secret-token": SECRET}, raw
    )


def in_chat(text: str) -> Request:
    return in_update(tg.update(next(IDS), message=tg.message(text)))


WAYS: dict[str, Callable[[str], Request]] = {
    "Twilio": in_form,
    "Twilio in JSON": lambda text: in_json(tw.sms(text, MessageSid=f"SM{next(IDS)}")),
    "Africa's Talking": by_africastalking,
    "USSD": dialled,
    "Telegram": in_chat,
}
JSON = ("Twilio in JSON", "Telegram")
ODD = {
    "NUL": ("LOG\x00today", "LOG today"),
    "NUL alone": ("\x00", ""),
    "signs that steer a screen": ("\x1b[2J", "\x1b[2J"),
    "right to left": ("\u202eabc", "\u202eabc"),
    "emoji": ("\U0001f44d", "\U0001f44d"),
    "thirty digits": ("1" * 30, "1" * 30),
    "a number of thirty digits after a command": ("SIGN " + "9" * 30, "SIGN " + "9" * 30),
}
HALVES = {
    "half a character": ("a \ud83d b", "a \ufffd b"),
    "the other half": ("\udc4d", "\ufffd"),
    "two halves the wrong way round": ("\udc4d\ud83d", "\ufffd\ufffd"),
    "two halves of one": ("\ud83d\udc4d", "\U0001f44d"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("text", "kept"), ODD.values(), ids=ODD)
def test_an_odd_text_is_heard_and_kept_clean(side: Side, way: str, text: str, kept: str) -> None:
    assert side.post(WAYS[way](text)) == 200
    assert side.counts() == (1, 0)
    if way != "Telegram":
        assert side.last().strip() == kept.strip()


@pytest.mark.parametrize("way", JSON)
@pytest.mark.parametrize(("text", "kept"), HALVES.values(), ids=HALVES)
def test_half_a_character_is_heard_and_kept_as_a_sign(side: Side, way: str, text: str, kept: str) -> None:
    assert side.post(WAYS[way](text)) == 200
    assert side.counts() == (1, 0)
    if way != "Telegram":
        assert side.last() == kept


def test_a_text_is_read_to_its_limit_and_kept_whole(side: Side) -> None:
    text = f"LOG today library 1 {'x' * 2 * MOST_READ}"
    assert side.post(in_form(text)) == 200
    assert side.last() == text


def ids(**more: object) -> Request:
    """A message of Telegram's with these ids."""
    return in_update({**tg.update(next(IDS), message=tg.message("MENU")), **more})


READABLE: dict[str, Callable[[], Request]] = {
    "an update id beyond 64 bits": lambda: ids(update_id=10**30),
    "a chat id beyond 64 bits": lambda: in_update(
        tg.update(next(IDS), message=tg.message("MENU", {**tg.CHAT, "id": 10**30}))
    ),
    "a button of thirty digits": lambda: in_update(tg.update(next(IDS), callback_query=tg.press(f"~{'1' * 30}.0"))),
    "a button of eighteen digits": lambda: in_update(tg.update(next(IDS), callback_query=tg.press(f"~{'9' * 18}.0"))),
    "a button with thirty digits about somebody": lambda: in_update(
        tg.update(next(IDS), callback_query=tg.press(f"School?school={'1' * 30}#pairs"))
    ),
    "a button with half a character": lambda: in_update(tg.update(next(IDS), callback_query=tg.press("Menu#\ud83d"))),
    "a button with NUL": lambda: in_update(tg.update(next(IDS), callback_query=tg.press("Menu#\x00"))),
    "a row of WhatsApp with NUL": lambda: tw.signed(tw.whatsapp("x", MessageSid=f"SM{next(IDS)}", ListId="Menu#\x00")),
    "an id with NUL": lambda: tw.signed(tw.sms("MENU", MessageSid="SM\x001")),
    "an address with NUL": lambda: tw.signed(tw.sms("MENU", From="+2547\x00")),
    "bytes that are no text": lambda: at.posted("messages", b"from=%2B254712000001&id=1&text=%ff%fe"),
    "another encoding": lambda: in_update(json.dumps(tg.update(1, message=tg.message("MENU"))).encode("utf-16")),
}


@pytest.mark.parametrize("make", READABLE.values(), ids=READABLE)
def test_odd_ids_are_heard(side: Side, make: Callable[[], Request]) -> None:
    assert side.post(make()) == 200
    assert side.counts() == (1, 0)


def without(said: Mapping[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in said.items() if key != name}


DEEP = b"[" * 60_000
UNREADABLE: dict[str, Request] = {
    "Twilio: nobody": tw.signed(without(tw.sms(), "From")),
    "Twilio: an empty sender": tw.signed(tw.sms(From="")),
    "Twilio: no id": tw.signed(without(tw.sms(), "MessageSid")),
    "Twilio: an id that no index takes": tw.signed(tw.sms(MessageSid="S" * 5000)),
    "Twilio: an address that no index takes": tw.signed(tw.sms(From="+" + "2" * 5000)),
    "Twilio: a thousand million pictures": tw.signed(tw.sms(NumMedia="1000000000")),
    "Twilio: a status of thirty digits": tw.signed(tw.status("sent"), "/twilio/status", f"oid={'1' * 30}"),
    "Twilio: a status of nothing": tw.signed(tw.status("sent"), "/twilio/status", "oid=-1"),
    "Twilio: a status without its message": tw.signed(tw.status("sent", MessageSid=""), "/twilio/status", "oid=1"),
    "Africa's Talking: nobody": at.posted("messages", without(at.sms(), "from")),
    "Africa's Talking: no id": at.posted("messages", without(at.sms(), "id")),
    "Africa's Talking: JSON": at.posted("messages", b'{"from": "+254712000001"}'),
    "Africa's Talking: an empty report": at.posted("delivery", at.report("Success", id="")),
    "USSD: no session": at.posted("ussd", {"phoneNumber": FAITH, "text": ""}),
    "Telegram: a list": in_update([]),
    "Telegram: a number": in_update(7),
    "Telegram: nothing": in_update(None),
    "Telegram: no JSON": in_update(b"{"),
    "Telegram: no text at all": in_update(b"\xff\xfe\x00"),
    "Telegram: too deep": in_update(DEEP),
    "Telegram: words that are a number": in_update(tg.update(1, message=tg.message() | {"text": 7})),
    "Telegram: a button that is a list": in_update(tg.update(1, callback_query=tg.press("x") | {"data": [1]})),
    "Telegram: an id of a thousand digits": ids(update_id=10**999),
}


@pytest.mark.parametrize("request_", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_answered_and_counted(side: Side, request_: Request) -> None:
    assert [side.post(request_) for _ in range(2)] == [200, 200]
    assert side.counts() == (0, 1)


@pytest.mark.parametrize("said", [[], 7, None, "x", {}, {"AccountSid": tw.SID}])
def test_json_that_is_no_message_of_ours_is_refused_or_counted(side: Side, said: object) -> None:
    assert side.post(in_json(said)) in (200, 403)
    assert side.counts()[0] == 0


HEADERS = {
    "a signature of no letters": {"X-Twilio-Signature": "\u00e4\u00f6"},
    "settings of no signature": {"X-Twilio-Signature": "x", "X-Twilio-Webhooks-Signature-Settings": "\u00e4=;=,"},
    "a secret of no letters": {"X-Telegram-Bot-Api-Secret-Token": "\u00e4"},
    "a kind of no letters": {"Content-Type": "\u00e4/\u00f6; charset=\u00e4"},
    "an encoding that is none": {"Content-Type": "application/x-www-form-urlencoded; charset=utf-99"},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize(
    "path",
    ["/telegram", "/twilio/messages", "/twilio/status", "/africastalking/\u00e4/messages", "/twilio/messages?%ff"],
)
def test_odd_headers_are_refused_in_one_line(side: Side, path: str, headers: dict[str, str]) -> None:
    answer = side.client.post(path, data=b"From=%ff&Body=\xff\xfe", headers=headers)
    assert (answer.status_code, len(answer.text.splitlines())) == (403, 1)
    assert side.counts() == (0, 0)


def test_json_without_end_is_refused(side: Side) -> None:
    assert side.post(in_json(DEEP)) == 403


# whatever comes


@pytest.fixture(scope="module")
def open_side(vault_keys: tuple[str, ...], sqlite_lived: Path, telegram: Telegram) -> Side:
    return side_of(in_memory(sqlite_lived, vault_keys), telegram)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**40), 10**40), st.text(max_size=20), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)
LETTERS = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
FIELDS = st.sampled_from(
    ("From", "Body", "MessageSid", "ButtonPayload", "ListId", "NumMedia", "MediaUrl0", "OptOutType", "ExternalUserId")
)


@given(value=VALUES, name=st.sampled_from(("message", "callback_query", "edited_message", "update_id", "from", "chat")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_shape_of_an_update_is_answered(open_side: Side, value: object, name: str) -> None:
    body = tg.update(next(IDS), message=tg.message("MENU"))
    inner = {"message": {**tg.message("MENU"), name: value}}
    for said in (value, {**body, name: value}, {**body, **inner}):
        assert open_side.post(in_update(json.dumps(said).encode())) == 200


@pytest.mark.slow
@given(text=LETTERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_letters_are_heard_on_every_way(open_side: Side, text: str) -> None:
    for name, way in WAYS.items():
        if name in JSON or not _halves(text):
            handled, failed = open_side.counts()
            assert open_side.post(way(text)) == 200
            assert open_side.counts()[1] == failed, f"{name}: {text!r} was not handled"
            assert open_side.counts()[0] >= handled


def _halves(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


@given(fields=st.dictionaries(FIELDS, st.text(max_size=40), max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fields_of_a_form_are_answered(open_side: Side, fields: dict[str, str]) -> None:
    for said in (tw.sms("MENU", MessageSid=f"SM{next(IDS)}"), tw.whatsapp("MENU", MessageSid=f"SM{next(IDS)}")):
        assert open_side.post(tw.signed({**said, **fields})) == 200


@given(body=st.binary(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_answered(open_side: Side, body: bytes) -> None:
    for what in ("messages", "delivery", "optout", "ussd"):
        assert open_side.post(at.posted(what, body)) == 200
    assert open_side.post(in_update(body)) == 200


def test_what_comes_in_is_clean_however_it_was_made() -> None:
    said = Inbound(Channel.SMS, "+2547\x00", "1\ud83d", "a\x00\udc4d", press="x\x00", files=("m\x00",))
    assert (said.address, said.provider_id, said.text) == ("+2547 ", "1\ufffd", "a \ufffd")
    assert (said.press, said.files) == ("x ", ("m ",))
    assert replace(said, text="\x00").text == " "


@pytest.mark.parametrize(("address", "provider_id"), [("", "1"), ("x", ""), ("x" * 256, "1"), ("x", "1" * 256)])
def test_nobody_s_message_is_none(address: str, provider_id: str) -> None:
    with pytest.raises(ValueError, match="missing, or too long"):
        Inbound(Channel.SMS, address, provider_id)
