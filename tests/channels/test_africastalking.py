"""Africa's Talking: what comes in, what goes out as it is received there, its errors as failures, its reports."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.channels import Heard, price_of
from bot.channels.africastalking import AfricasTalkingHook, AfricasTalkingLine
from bot.messages import (
    Channel,
    Inbound,
    Misconfigured,
    NoAnswer,
    OptedOut,
    Outbound,
    Progress,
    Receipt,
    Refused,
    SendFailure,
    TryLater,
)
from tests.channels.africastalking_api import (
    CODE,
    KEY,
    SECRET,
    USERNAME,
    failing,
    posted,
    recipients,
    report,
    rules,
    sms,
    taken,
)
from tests.channels.fake import CUT, SILENT, Answered, Provider, running

HOOK = AfricasTalkingHook(SECRET)
FAITH = "+254712000001"


def inbound(**more: Any) -> Inbound:
    return Inbound(**{"channel": Channel.SMS, "address": FAITH, "provider_id": "9f1", "text": "habari", **more})


SAID = {
    "words": (sms(), inbound()),
    "a whole log": (sms("1 a 2 b 3 did 2 of 3"), inbound(text="1 a 2 b 3 did 2 of 3")),
    "lines, signs, emoji": (sms("a\n&=+%\u2019 \U0001f44d"), inbound(text="a\n&=+%\u2019 \U0001f44d")),
    "an empty one": (sms(""), inbound(text="")),
    "blanks stay": (sms(" 1 "), inbound(text=" 1 ")),
    "a long one": (sms("x" * 700), inbound(text="x" * 700)),
    "with a link": (sms(linkId="L-42"), inbound(link="L-42")),
    "another date": (sms(date="2026-05-28T13:15:00Z"), inbound()),
    "a number without its plus": (sms(**{"from": "254712000001"}), inbound()),
    "a plus that became a blank": (sms(**{"from": " 254712000001"}), inbound()),
    "from a name": (sms(**{"from": "SAFARICOM"}), inbound(address="SAFARICOM")),
    "from a short code": (sms(**{"from": "20880"}), inbound(address="20880")),
    "another network": (sms(networkCode="63903"), inbound()),
    "their stop is an ordinary word": (sms("STOP"), inbound(text="STOP")),
    "fields nobody has announced": (sms(novelty="1"), inbound()),
}


@pytest.mark.parametrize(("said", "heard"), SAID.values(), ids=SAID)
def test_a_message_is_heard(said: dict[str, str], heard: Inbound) -> None:
    request = posted("messages", said)
    assert HOOK.genuine(request)
    assert HOOK.read(request) == Heard((heard,))
    assert HOOK.answer(None).body == ""


def test_an_opt_out_at_their_side_is_a_stop_that_needs_no_answer() -> None:
    (gone,) = HOOK.read(posted("optout", {"senderId": CODE, "phoneNumber": FAITH})).inbounds
    assert (gone.address, gone.text, gone.answered, len(gone.provider_id)) == (FAITH, "STOP", True, 32)


@pytest.mark.parametrize(
    "secret",
    ["", "a", SECRET[:-1], f"{SECRET}1", SECRET.upper(), f"%6b{SECRET[1:]}", "\u00e4"],
)
@pytest.mark.parametrize("what", ["messages", "delivery", "optout"])
def test_another_path_is_not_genuine(secret: str, what: str) -> None:
    assert not HOOK.genuine(posted(what, sms(), secret))


UNREADABLE = [
    ("messages", {"text": "habari"}),
    ("messages", {"from": FAITH, "text": "habari"}),
    ("messages", b""),
    ("messages", b'{"from": "+254712000001"}'),
    ("delivery", {"id": "1"}),
    ("delivery", {"id": "1", "status": "Teleported"}),
    ("delivery", {"status": "Success"}),
    ("optout", {"senderId": CODE}),
]


@pytest.mark.parametrize(("what", "said"), UNREADABLE)
def test_what_cannot_be_read_raises(what: str, said: dict[str, str] | bytes) -> None:
    with pytest.raises(KeyError):
        HOOK.read(posted(what, said))


@pytest.mark.parametrize(
    ("state", "progress"),
    [
        ("Sent", Progress.SENT),
        ("Submitted", Progress.SENT),
        ("Buffered", Progress.SENT),
        ("Success", Progress.DELIVERED),
    ],
)
def test_a_report_says_how_far_it_has_come(state: str, progress: Progress) -> None:
    assert HOOK.read(posted("delivery", report(state))) == Heard(receipts=(Receipt(Channel.SMS, "ATXid_1", progress),))


FAILED: dict[str, tuple[dict[str, str], type[SendFailure], bool | None]] = {
    "no reason": (report("Failed"), Refused, False),
    "rejected": (report("Rejected", "RejectedByGateway"), Refused, False),
    "no credit": (report("Rejected", "InsufficientCredit"), Misconfigured, None),
    "blacklist": (report("Rejected", "UserInBlackList"), OptedOut, None),
    "no such user": (report("Failed", "UserDoesNotExist"), Refused, True),
    "no subscriber": (report("Failed", "NotNetworkSubscriber"), Refused, True),
    "suspended": (report("Failed", "UserAccountSuspended"), Refused, True),
    "inactive": (report("Failed", "UserIsInactive"), Refused, False),
    "not delivered": (report("Failed", "DeliveryFailure"), TryLater, None),
    "absent": (report("AbsentSubscriber"), TryLater, None),
    "expired": (report("Expired"), TryLater, None),
    "a reason to come": (report("Failed", "Gremlins", retryCount="2"), Refused, False),
}


@pytest.mark.parametrize(("said", "kind", "gone"), FAILED.values(), ids=FAILED)
def test_a_report_of_a_failure_has_its_class(said: dict[str, str], kind: type[SendFailure], gone: bool | None) -> None:
    (receipt,) = HOOK.read(posted("delivery", said)).receipts
    assert (receipt.progress, type(receipt.failure)) == (Progress.FAILED, kind)
    assert getattr(receipt.failure, "gone", None) == gone


@pytest.fixture(scope="module")
def api() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


def line(url: str, *, key: str = KEY, sender: str | None = CODE, timeout: float = 5) -> AfricasTalkingLine:
    return AfricasTalkingLine(USERNAME, key, sender, url, timeout)


ALWAYS = {"username": USERNAME, "to": FAITH, "bulkSMSMode": "1", "enqueue": "1"}
SENT: dict[str, tuple[str | None, Outbound, dict[str, str]]] = {
    "words": (CODE, Outbound("Saved."), {"from": CODE, "message": "Saved."}),
    "signs that a form must escape": (CODE, Outbound("a&b=c+d %41 #?"), {"from": CODE, "message": "a&b=c+d %41 #?"}),
    "lines": (CODE, Outbound("a\nb"), {"from": CODE, "message": "a\nb"}),
    "two segments": (CODE, Outbound("x" * 306), {"from": CODE, "message": "x" * 306}),
    "by a name": ("TIMEC", Outbound("Saved."), {"from": "TIMEC", "message": "Saved."}),
    "without a sender of ours": (None, Outbound("Saved."), {"message": "Saved."}),
    "an answer with its link": (
        CODE,
        Outbound("Saved.", link="L-42"),
        {"from": CODE, "message": "Saved.", "linkId": "L-42"},
    ),
}


@pytest.mark.parametrize(("sender", "outbound", "asked"), SENT.values(), ids=SENT)
def test_a_message_is_asked_for(api: Provider, sender: str | None, outbound: Outbound, asked: dict[str, str]) -> None:
    assert line(api.url, sender=sender).send(FAITH, outbound, 77) == "ATXid_1"
    assert {name: value for name, (value,) in api.asked[-1].form.items()} == {**ALWAYS, **asked}


LIMITS: dict[str, tuple[str, str | None, str, type[Exception]]] = {
    "no text": (FAITH, CODE, "", Refused),
    "no number": ("Faith", CODE, "x", Refused),
    "a sender that is not ours": (FAITH, "SOMEBODY", "x", Misconfigured),
}


@pytest.mark.parametrize(("to", "sender", "text", "kind"), LIMITS.values(), ids=LIMITS)
def test_what_breaks_a_limit_is_refused(
    api: Provider, to: str, sender: str | None, text: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        line(api.url, sender=sender).send(to, Outbound(text), 1)


@pytest.mark.parametrize("code", [100, 101, 102])
def test_processed_sent_and_queued_are_taken(api: Provider, code: int) -> None:
    api.tell(recipients(taken(FAITH, code)))
    assert line(api.url).send(FAITH, Outbound("x"), 1) == "ATXid_1"


PRICES: dict[str, tuple[object, int | None]] = {
    "as they write it": ("KES 0.8000", 8000),
    "in whole shillings": ("KES 1", 10_000),
    "of two segments": ("KES 1.6000", 16_000),
    "nothing": ("0", None),
    "another currency": ("USD 0.0060", None),
    "not said": (None, None),
    "of another shape": ({"amount": 1}, None),
    "no price at all": ("KES -0.8000", None),
}


@pytest.mark.parametrize(("written", "price"), PRICES.values(), ids=PRICES)
def test_the_price_comes_with_the_id(api: Provider, written: object, price: int | None) -> None:
    api.tell(recipients({**taken(FAITH), "cost": written}))
    assert price_of(line(api.url).send(FAITH, Outbound("x"), 1)) == price


def test_a_report_keeps_their_word_for_it() -> None:
    [arrived] = HOOK.read(posted("delivery", report("Success"))).receipts
    [buffered] = HOOK.read(posted("delivery", report("Buffered"))).receipts
    assert (arrived.said, buffered.said) == ("Success", "Buffered")


ERRORS: dict[str, tuple[Answered, type[Exception], bool | None]] = {
    "401": (failing(401), Misconfigured, None),
    "402": (failing(402), Misconfigured, None),
    "403": (failing(403), Refused, True),
    "404": (failing(404), Refused, True),
    "405": (failing(405), Misconfigured, None),
    "406": (failing(406), OptedOut, None),
    "407": (failing(407), Refused, False),
    "409": (failing(409), Refused, True),
    "500": (failing(500), TryLater, None),
    "501": (failing(501), TryLater, None),
    "502": (failing(502), TryLater, None),
    "a code to come": (failing(499), Refused, False),
    "a code as text": (recipients({"statusCode": "406", "messageId": "x"}), OptedOut, None),
    "nobody": (recipients(message="Sent to 0/1"), Refused, False),
    "wrong sender": (recipients(message="InvalidSenderId"), Misconfigured, None),
    "HTTP 400": (Answered(400, "missing"), Refused, False),
    "HTTP 401": (Answered(401, "The supplied authentication is invalid"), Misconfigured, None),
    "HTTP 403": (Answered(403, ""), Misconfigured, None),
    "HTTP 404": (Answered(404, ""), Misconfigured, None),
    "HTTP 302": (Answered(302, "", {"Location": "/elsewhere"}), Misconfigured, None),
    "HTTP 429": (Answered(429, ""), TryLater, None),
    "HTTP 500": (Answered(500, "oops"), NoAnswer, None),
    "HTTP 502": (Answered(502, "<html>"), NoAnswer, None),
    "HTTP 503": (Answered(503, ""), NoAnswer, None),
    "201 in HTML": (Answered(201, "<html>"), NoAnswer, None),
    "201 with nothing": (Answered(201, ""), NoAnswer, None),
    "201 with something else": (Answered(201, json.dumps({"errorMessage": "x"})), NoAnswer, None),
    "201 with a list": (Answered(201, "[]"), NoAnswer, None),
    "201 without a status": (recipients({"number": FAITH}), NoAnswer, None),
    "a broken connection": (CUT, NoAnswer, None),
}


@pytest.mark.parametrize(("answer", "kind", "gone"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_one_of_the_failures(
    api: Provider, answer: Answered, kind: type[Exception], gone: bool | None
) -> None:
    api.tell(answer)
    with pytest.raises(kind) as failure:
        line(api.url).send(FAITH, Outbound("Saved."), 1)
    assert type(failure.value) is kind
    assert getattr(failure.value, "gone", None) == gone


def test_a_wish_to_wait_is_kept(api: Provider) -> None:
    api.tell(Answered(429, "", {"Retry-After": "7"}))
    with pytest.raises(TryLater) as failure:
        line(api.url).send(FAITH, Outbound("Saved."), 1)
    assert failure.value.after == timedelta(seconds=7)


def test_silence_after_the_call_is_no_answer(api: Provider) -> None:
    api.tell(SILENT)
    with pytest.raises(NoAnswer):
        line(api.url, timeout=0.1).send(FAITH, Outbound("Saved."), 1)


def test_a_provider_that_was_never_reached_is_tried_later() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(TryLater):
        line(f"http://127.0.0.1:{port}").send(FAITH, Outbound("Saved."), 1)


def test_a_wrong_key_stops_the_channel(api: Provider) -> None:
    with pytest.raises(Misconfigured):
        line(api.url, key="wrong").send(FAITH, Outbound("Saved."), 1)
