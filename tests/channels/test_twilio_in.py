"""What comes in from Twilio: who may send it, what is heard of it, what becomes of our messages."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from twilio.request_validator import HMAC_SHA256, RequestValidator

from bot.channels import Heard, Request
from bot.channels.twilio import TWIML, TwilioHook
from bot.channels.twilio_codes import CODES
from bot.messages import Channel, Inbound, Misconfigured, OptedOut, Progress, Receipt, Refused, SendFailure, TryLater
from tests.channels.twilio_api import PUBLIC, SID, TOKEN, signed, sms, status, whatsapp

HOOK = TwilioHook(SID, TOKEN, PUBLIC)
FAITH, PETER = "+254712000001", "+254712000002"


def by_sms(**more: Any) -> Inbound:
    return Inbound(**{"channel": Channel.SMS, "address": FAITH, "provider_id": "SM1", "text": "habari", **more})


def by_whatsapp(**more: Any) -> Inbound:
    named = "media" in more and more["media"] != ("location",)
    more = {"files": ("https://api.twilio.com/m",) if named else (), **more}
    return Inbound(**{"channel": Channel.WHATSAPP, "address": PETER, "provider_id": "SM1", "text": "habari", **more})


def photo(**more: str) -> dict[str, str]:
    return whatsapp("", NumMedia="1", MediaUrl0="https://api.twilio.com/m", **more)


SAID = {
    "words": (sms(), by_sms()),
    "a whole log": (sms("1 a 2 b 3 did 2 of 3"), by_sms(text="1 a 2 b 3 did 2 of 3")),
    "lines, signs, emoji": (sms("a\n&=+%\u2019 \U0001f44d"), by_sms(text="a\n&=+%\u2019 \U0001f44d")),
    "blanks stay": (sms("  1 "), by_sms(text="  1 ")),
    "an empty one": (sms(""), by_sms(text="")),
    "a long one, joined": (sms("x" * 700, NumSegments="5"), by_sms(text="x" * 700)),
    "from abroad": (sms(From="+447700900123", FromCountry="GB"), by_sms(address="+447700900123")),
    "from a short code": (sms(From="22384"), by_sms(address="22384")),
    "from a name": (sms(From="SAFARICOM"), by_sms(address="SAFARICOM")),
    "through a messaging service": (sms(MessagingServiceSid="MG1"), by_sms()),
    "fields nobody has announced": (sms(Novelty="1", SmsStatusCallback="x"), by_sms()),
    "their stop": (sms("Acha", OptOutType="STOP"), by_sms(text="STOP", answered=True)),
    "their start": (sms("unstop", OptOutType="START"), by_sms(text="START", answered=True)),
    "their help": (sms("info", OptOutType="HELP"), by_sms(text="HELP", answered=True)),
    "their stop in small letters": (sms("stop", OptOutType="stop"), by_sms(text="STOP", answered=True)),
    "an opt-out type to come": (sms("x", OptOutType="PAUSE"), by_sms(text="x")),
    "a stop that they left to us": (sms("STOP"), by_sms(text="STOP")),
    "another word that they take for it": (sms(" Cancel "), by_sms(text="STOP")),
    "the same word on WhatsApp, where they do not": (whatsapp("Cancel"), by_whatsapp(text="Cancel")),
    "that word among others": (sms("cancel tuesday"), by_sms(text="cancel tuesday")),
    "a picture by MMS": (
        sms("", NumMedia="1", MediaContentType0="image/jpeg"),
        by_sms(text="", media=("image",), files=("",)),
    ),
    "WhatsApp words": (whatsapp(), by_whatsapp()),
    "a button": (
        whatsapp("Open", ButtonText="Open", ButtonPayload="SessionSign?session=3#open"),
        by_whatsapp(text="Open", press="SessionSign?session=3#open"),
    ),
    "a button without payload is its words": (whatsapp("Open", ButtonText="Open"), by_whatsapp(text="Open")),
    "a row of a list": (
        whatsapp("Mwala", ListId="Area?id=4#1", ListTitle="Mwala"),
        by_whatsapp(text="Mwala", press="Area?id=4#1"),
    ),
    "a kept long button": (whatsapp("Go", ButtonPayload="~12.3"), by_whatsapp(text="Go", press="~12.3")),
    "a hidden number": (whatsapp(From="whatsapp:KE.1349120865"), by_whatsapp(address="KE.1349120865")),
    "a number and the id of its account": (
        whatsapp(ExternalUserId="whatsapp:KE.1349120865"),
        by_whatsapp(also="KE.1349120865"),
    ),
    "the same without its channel": (whatsapp(ExternalUserId="KE.1349120865"), by_whatsapp(also="KE.1349120865")),
    "an id that is all there is": (
        whatsapp(From="whatsapp:KE.1349120865", ExternalUserId="whatsapp:KE.1349120865"),
        by_whatsapp(address="KE.1349120865"),
    ),
    "an id of a group of businesses": (
        whatsapp(ExternalUserId="whatsapp:KE.ENT.11815799212886844830"),
        by_whatsapp(also="KE.ENT.11815799212886844830"),
    ),
    "a number and a name that may change": (whatsapp(ProfileName="P", ProfileUsername="peter.m"), by_whatsapp()),
    "another number for an id": (whatsapp(ExternalUserId="whatsapp:+254799000001"), by_whatsapp()),
    "a voice note": (photo(MediaContentType0="audio/ogg"), by_whatsapp(text="", media=("voice",))),
    "a picture": (photo(MediaContentType0="image/jpeg"), by_whatsapp(text="", media=("image",))),
    "a sticker": (photo(MediaContentType0="image/webp"), by_whatsapp(text="", media=("sticker",))),
    "a film": (photo(MediaContentType0="video/mp4"), by_whatsapp(text="", media=("video",))),
    "a document": (photo(MediaContentType0="application/pdf"), by_whatsapp(text="", media=("document",))),
    "somebody's card": (photo(MediaContentType0="text/vcard"), by_whatsapp(text="", media=("file",))),
    "a thing without its kind": (photo(), by_whatsapp(text="", media=("file",))),
    "two pictures and words": (
        whatsapp("see", NumMedia="2", MediaContentType0="image/png", MediaContentType1="image/png"),
        by_whatsapp(text="see", media=("image", "image"), files=("", "")),
    ),
    "where they are": (
        whatsapp("", Latitude="-1.37", Longitude="37.45", MessageType="location"),
        by_whatsapp(text="", media=("location",)),
    ),
    "forwarded": (whatsapp(Forwarded="true"), by_whatsapp()),
    "their stop on WhatsApp": (whatsapp("ONDOKA", OptOutType="STOP"), by_whatsapp(text="STOP", answered=True)),
}


@pytest.mark.parametrize(("said", "heard"), SAID.values(), ids=SAID)
def test_a_message_is_heard(said: dict[str, str], heard: Inbound) -> None:
    request = signed(said)
    assert HOOK.genuine(request)
    assert HOOK.read(request) == Heard((heard,))
    assert HOOK.answer(None).body == TWIML


TOLD: dict[str, tuple[dict[str, str], str, Receipt]] = {
    **{
        state: (status(state), "oid=12", Receipt(Channel.SMS, "SM1", progress, 12))
        for state, progress in {
            "accepted": Progress.SENT,
            "scheduled": Progress.SENT,
            "queued": Progress.SENT,
            "sending": Progress.SENT,
            "sent": Progress.SENT,
            "delivered": Progress.DELIVERED,
            "read": Progress.DELIVERED,
            "partially_delivered": Progress.DELIVERED,
        }.items()
    },
    "without our reference": (status("sent"), "", Receipt(Channel.SMS, "SM1", Progress.SENT)),
    "of WhatsApp": (
        status("read", To="whatsapp:+254712000002", From="whatsapp:+14155238886", ChannelToAddress="+254712XXXXXX"),
        "oid=7",
        Receipt(Channel.WHATSAPP, "SM1", Progress.DELIVERED, 7),
    ),
}


@pytest.mark.parametrize(("said", "query", "receipt"), TOLD.values(), ids=TOLD)
def test_a_status_is_read_with_our_reference(said: dict[str, str], query: str, receipt: Receipt) -> None:
    request = signed(said, "/twilio/status", query)
    assert HOOK.genuine(request)
    assert HOOK.read(request) == Heard(receipts=(receipt,))


FAILED: dict[str, tuple[str, type[SendFailure], bool | None]] = {
    **{str(code): (str(code), _kind, _gone) for code, _kind, _gone in (
        (21610, OptedOut, None), (30003, TryLater, None), (30004, Refused, True), (30005, Refused, True),
        (30006, Refused, True), (30007, Refused, False), (30008, TryLater, None), (30017, TryLater, None),
        (30410, TryLater, None), (63003, Refused, True), (63009, TryLater, None), (63010, TryLater, None),
        (63014, Refused, True), (63016, Refused, False), (63018, TryLater, None), (63024, Refused, True),
        (63032, Refused, False), (63041, Refused, False), (63049, Refused, False), (30002, Misconfigured, None),
        (30018, Misconfigured, None), (63007, Misconfigured, None), (63015, Misconfigured, None),
        (20500, TryLater, None), (39999, Refused, False),
    )},
    "no code": ("", Refused, False),
}  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "gone"), FAILED.values(), ids=FAILED)
@pytest.mark.parametrize("state", ["undelivered", "failed"])
def test_a_late_failure_has_its_class(state: str, code: str, kind: type[SendFailure], gone: bool | None) -> None:
    (receipt,) = HOOK.read(signed(status(state, ErrorCode=code), "/twilio/status", "oid=1")).receipts
    assert (receipt.progress, type(receipt.failure)) == (Progress.FAILED, kind)
    assert getattr(receipt.failure, "gone", None) == gone


def test_every_code_of_the_table_is_one_number_and_says_what_it_is() -> None:
    assert len(CODES) > 45
    assert all(10_000 < code < 100_000 and name for code, (_kind, name) in CODES.items())


GOOD = signed(sms(), query="rc=5&rp=all")
FORGED: dict[str, Request] = {
    "no signature": replace(GOOD, headers={}),
    "an empty signature": replace(GOOD, headers={"x-twilio-signature": ""}),
    "another signature": replace(GOOD, headers={"x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}),
    "another key": signed(sms(), token="another"),
    "a changed body": replace(GOOD, body=GOOD.body.replace(b"habari", b"kwaheri")),
    "one parameter more": replace(GOOD, body=GOOD.body + b"&OptOutType=STOP"),
    "a parameter twice": replace(GOOD, body=GOOD.body + b"&Body=other"),
    "one parameter less": replace(GOOD, body=GOOD.body.replace(b"&NumSegments=1", b"")),
    "a changed query": replace(GOOD, query="rc=5&rp=4xx"),
    "no query": replace(GOOD, query=""),
    "another path": replace(GOOD, path="/twilio/status"),
    "another host": signed(sms(), url="https://evil.example"),
    "http for https": signed(sms(), url="http://mshauri.example"),
    "another port": signed(sms(), url="https://mshauri.example:8443"),
    "another account": signed(sms(AccountSid="AC9")),
    "no account": signed({"From": FAITH, "MessageSid": "SM1"}),
    "nothing": Request("/twilio/messages", "", {}, b""),
    "bytes that are no text": replace(GOOD, body=b"\xff\xfe\x00"),
    "an unknown algorithm": replace(
        GOOD, headers={**GOOD.headers, "x-twilio-webhooks-signature-settings": "key=a,algorithm=MD5"}
    ),
}


@pytest.mark.parametrize("request_", FORGED.values(), ids=FORGED)
def test_a_forged_or_tampered_request_is_not_genuine(request_: Request) -> None:
    assert HOOK.genuine(GOOD)
    assert not HOOK.genuine(request_)


def test_the_port_that_a_proxy_adds_does_not_matter() -> None:
    assert HOOK.genuine(signed(sms(), url="https://mshauri.example:443"))


def test_a_newer_signature_is_read_with_its_algorithm() -> None:
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/messages", sms(), HMAC_SHA256)
    newer = {"x-twilio-signature": signature, "x-twilio-webhooks-signature-settings": "key=a,algorithm=HMAC_SHA256"}
    plain = signed(sms())
    assert HOOK.genuine(replace(plain, headers=newer))
    assert not HOOK.genuine(replace(plain, headers={"x-twilio-signature": signature}))


def in_json(said: object, *, digest: str | None = None) -> Request:
    body = json.dumps(said)
    query = f"bodySHA256={digest or sha256(body.encode()).hexdigest()}"
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/twilio/messages?{query}", {})
    return Request(
        "/twilio/messages",
        query,
        {"content-type": "application/json; charset=utf-8", "x-twilio-signature": signature},
        body.encode(),
    )


def test_json_is_genuine_by_the_hash_of_its_body() -> None:
    request = in_json(sms("habari \u2019"))
    assert HOOK.genuine(request)
    assert HOOK.read(request).inbounds[0].text == "habari \u2019"
    assert not HOOK.genuine(replace(request, body=request.body.replace(b"habari", b"kwaheri")))
    assert not HOOK.genuine(in_json(sms(), digest="0" * 64))
    assert not HOOK.genuine(in_json([SID]))
    assert not HOOK.genuine(in_json({"AccountSid": "AC9"}))


UNREADABLE = {
    "no sender": signed({"AccountSid": SID, "MessageSid": "SM1"}),
    "no id": signed({"AccountSid": SID, "From": FAITH}),
    "media that cannot be counted": signed(sms(NumMedia="many")),
    "a state to come": signed(status("teleported"), "/twilio/status", "oid=1"),
    "no state": signed({"AccountSid": SID, "MessageSid": "SM1"}, "/twilio/status"),
    "a reference that is no number": signed(status("sent"), "/twilio/status", "oid=x"),
}


@pytest.mark.parametrize("request_", UNREADABLE.values(), ids=UNREADABLE)
def test_what_twilio_sends_and_we_cannot_read_is_genuine_and_raises(request_: Request) -> None:
    assert HOOK.genuine(request_)
    with pytest.raises((KeyError, ValueError)):
        HOOK.read(request_)
