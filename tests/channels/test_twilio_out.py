"""What goes out to Twilio: requests as it receives them, its limits, its errors as failures."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.twilio import TwilioLine, client
from bot.messages import Button, Channel, Misconfigured, NoAnswer, OptedOut, Outbound, Pattern, Refused, TryLater
from tests.channels.fake import CUT, SILENT, Answered, Provider, running
from tests.channels.twilio_api import PUBLIC, SID, SMS_FROM, TOKEN, WHATSAPP_FROM, error, problem, rules

FAITH, PETER = "+254712000001", "+254712000002"
PATTERN = Pattern("notice_open_later_en", "Faith Mutua logged session 3.", ("Open", "Later"))
CHOICES = (Button("Open", "SessionSign?session=3#open"), Button("Later", "SessionSign?session=3#later"))
HX = {name: f"HX{number:032x}" for number, name in enumerate((PATTERN.name, "choices_2", "choices_7"))}


@pytest.fixture(scope="module")
def api() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


def line(
    url: str, channel: Channel = Channel.SMS, *, token: str = TOKEN, timeout: float = 5, **more: Any
) -> TwilioLine:
    sender = {"from_": WHATSAPP_FROM if channel is Channel.WHATSAPP else SMS_FROM}
    return TwilioLine(
        **{
            "client": client(SID, token, url, timeout),
            "channel": channel,
            "sender": sender,
            "public_url": PUBLIC,
            **more,
        }
    )


def body(text: str) -> dict[str, str]:
    return {"Body": text}


def content(name: str, *values: str) -> dict[str, str]:
    return {"ContentSid": HX[name], "ContentVariables": json.dumps({str(n): v for n, v in enumerate(values, 1)})}


PRESSED = ["Open", "~77.0", "Later", "~77.1"]
SEVEN = tuple(Button(f"School {n}", f"School?id={n}#1") for n in range(7))
SIGN = Outbound("free words", CHOICES, "session_sign", (), "Reply 1 open.", PATTERN)
PLAIN = Pattern("notice_sw", "a.")
FILLED = {"notice": "Faith Mutua logged session 3.", "choice_1": "~77.0", "choice_2": "~77.1"}
SENT: dict[str, tuple[Channel, Outbound, dict[str, str]]] = {
    "words": (Channel.SMS, Outbound("Saved."), body("Saved.")),
    "one sign": (Channel.SMS, Outbound("1"), body("1")),
    "signs that a form must escape": (Channel.SMS, Outbound("a&b=c+d %41 #?"), body("a&b=c+d %41 #?")),
    "lines": (Channel.SMS, Outbound("a\nb"), body("a\nb")),
    "the longest SMS": (Channel.SMS, Outbound("x" * 306), body("x" * 306)),
    "Twilio's longest": (Channel.SMS, Outbound("x" * 1600), body("x" * 1600)),
    "accents and emoji": (Channel.WHATSAPP, Outbound("\u2019 \u00e9 \U0001f44d"), body("\u2019 \u00e9 \U0001f44d")),
    "choices as numbers where there is no content": (
        Channel.WHATSAPP,
        Outbound("Correct?", CHOICES[:1], listed="Reply 1 sign."),
        body("Correct? Reply 1 sign."),
    ),
    "two choices as buttons": (
        Channel.WHATSAPP,
        Outbound("Correct?", CHOICES, listed="Reply 1 open, 2 later."),
        content("choices_2", "Correct?", *PRESSED),
    ),
    "seven choices as a list": (
        Channel.WHATSAPP,
        Outbound("Which?", SEVEN, listed="1 School 0"),
        content("choices_7", "Which?", *[part for n, c in enumerate(SEVEN) for part in (c.label, f"~77.{n}")]),
    ),
    "eight choices as numbers": (
        Channel.WHATSAPP,
        Outbound("Which?", SEVEN + CHOICES[:1], listed="1 a 2 b"),
        body("Which? 1 a 2 b"),
    ),
    "an approved template": (
        Channel.WHATSAPP,
        SIGN,
        {"ContentSid": HX[PATTERN.name], "ContentVariables": json.dumps(FILLED)},
    ),
    "an approved template with fewer buttons than choices": (
        Channel.WHATSAPP,
        replace(SIGN, choices=(Button("Plan", "Plan?session=3"), *CHOICES)),
        {
            "ContentSid": HX[PATTERN.name],
            "ContentVariables": json.dumps({**FILLED, "choice_1": "~77.1", "choice_2": "~77.2"}),
        },
    ),
}


@pytest.mark.parametrize(("channel", "outbound", "asked"), SENT.values(), ids=SENT)
def test_a_message_is_asked_for(api: Provider, channel: Channel, outbound: Outbound, asked: dict[str, str]) -> None:
    to = PETER if channel is Channel.WHATSAPP else FAITH
    assert line(api.url, channel, contents=HX).send(to, outbound, 77) == "SM" + "1" * 32
    received = {name: value for name, (value,) in api.asked[-1].form.items()}
    prefix = "whatsapp:" if channel is Channel.WHATSAPP else ""
    sender = WHATSAPP_FROM if prefix else SMS_FROM
    callback = f"{PUBLIC}/twilio/status?oid=77"
    assert received == {"To": prefix + to, "From": sender, "StatusCallback": callback, **asked}


def test_a_messaging_service_chooses_the_number(api: Provider) -> None:
    line(api.url, sender={"messaging_service_sid": "MG1"}).send(FAITH, Outbound("Saved."), 1)
    assert (api.asked[-1].one("MessagingServiceSid"), api.asked[-1].one("From")) == ("MG1", "")


def test_an_address_without_a_number_gets_no_plus(api: Provider) -> None:
    line(api.url, Channel.WHATSAPP).send("KE.1349120865", Outbound("Habari"), 1)
    assert api.asked[-1].one("To") == "whatsapp:KE.1349120865"


@pytest.mark.parametrize(
    "outbound", [SIGN, Outbound("x", (), "unheard_of"), Outbound("x", (), "session_sign", pattern=PLAIN)]
)
def test_a_template_that_is_not_approved_is_refused_without_a_call(api: Provider, outbound: Outbound) -> None:
    before = len(api.asked)
    with pytest.raises(Refused, match="no approved template") as refused:
        line(api.url, Channel.WHATSAPP).send(PETER, outbound, 1)
    assert refused.value.ours, "it says nothing of the phone"
    assert len(api.asked) == before


LIMITS = {
    "too long a text": (FAITH, Outbound("x" * 1601), "21617"),
    "no text": (FAITH, Outbound(""), "21602"),
    "no number": ("Faith", Outbound("x"), "21211"),
    "a number without its plus": ("254712000001", Outbound("x"), "21211"),
}


@pytest.mark.parametrize(("to", "outbound", "code"), LIMITS.values(), ids=LIMITS)
def test_what_breaks_a_limit_is_refused(api: Provider, to: str, outbound: Outbound, code: str) -> None:
    with pytest.raises(Refused, match=code):
        line(api.url).send(to, outbound, 1)


@pytest.mark.parametrize(
    ("code", "ours"), [(63016, True), (63041, True), (63028, True), (63049, False), (63003, False)]
)
def test_what_is_wrong_with_a_template_says_nothing_of_the_phone(api: Provider, code: int, *, ours: bool) -> None:
    api.tell(error(400, code))
    with pytest.raises(Refused) as refused:
        line(api.url, Channel.WHATSAPP, contents=HX).send(PETER, SIGN, 1)
    assert refused.value.ours is ours


_LATER = (14107, 21611, 30001, 30003, 30008, 30017, 30410, 63009, 63010, 63012, 63017, 63018)
_GONE = (21211, 21612, 21614, 21635, 30004, 30005, 30006, 63003, 63014, 63024, 63033)
_REFUSED = (21602, 21617, 21656, 30007, 63005, 63013, 63016, 63021, 63027, 63028, 63032, 63041, 63049, 99999)
_OURS = (20003, 20005, 21212, 21408, 21606, 21608, 21703, 21704, 21705, 30002, 30018, 30024, 63001, 63007, 63015, 90010)
ERRORS: dict[str, tuple[Answered, type[Exception], bool | None]] = {
    **{f"{code}": (error(400, code), TryLater, None) for code in _LATER},
    **{f"{code}": (error(400, code), Refused, True) for code in _GONE},
    **{f"{code}": (error(400, code), Refused, False) for code in _REFUSED},
    **{f"{code}": (error(400, code), Misconfigured, None) for code in _OURS},
    "21610": (error(400, 21610), OptedOut, None),
    "20429": (error(429, 20429), TryLater, None),
    "20500": (error(500, 20500), NoAnswer, None),
    "20503": (error(503, 20503), NoAnswer, None),
    "401 without a code": (Answered(401, "{}"), Misconfigured, None),
    "403 without a code": (Answered(403, "{}"), Misconfigured, None),
    "500 in HTML": (Answered(500, "<html>oops</html>"), NoAnswer, None),
    "502 of a proxy": (Answered(502, ""), NoAnswer, None),
    "504": (Answered(504, "gateway timeout"), NoAnswer, None),
    "429 of a proxy": (Answered(429, "slow down"), TryLater, None),
    "201 that cannot be read": (Answered(201, "<html>"), NoAnswer, None),
    "201 cut short": (Answered(201, '{"sid": "SM'), NoAnswer, None),
    "200 with nothing": (Answered(200, ""), NoAnswer, None),
    "a redirect": (Answered(302, "", {"Location": "/elsewhere"}), Misconfigured, None),
    "the newer form, gone": (problem(400, 21211), Refused, True),
    "the newer form, stopped": (problem(400, 21610), OptedOut, None),
    "the newer form, ours": (problem(401, 20003), Misconfigured, None),
    "taken and failed at once": (
        Answered(201, json.dumps({"sid": "SM1", "status": "failed", "error_code": 21610})), OptedOut, None,
    ),
    "a broken connection": (CUT, NoAnswer, None),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "kind", "gone"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_one_of_the_failures(
    api: Provider, answer: Answered, kind: type[Exception], gone: bool | None
) -> None:
    api.tell(answer)
    with pytest.raises(kind) as failure:
        line(api.url).send(FAITH, Outbound("Saved."), 1)
    assert type(failure.value) is kind
    assert getattr(failure.value, "gone", None) == gone


@pytest.mark.parametrize(("wish", "after"), [("7", 7), ("0", 0), ("99999", 3600), ("soon", None), ("", None)])
def test_a_wish_to_wait_is_kept(api: Provider, wish: str, after: int | None) -> None:
    api.tell(error(429, 20429, {"Retry-After": wish}))
    with pytest.raises(TryLater) as failure:
        line(api.url).send(FAITH, Outbound("Saved."), 1)
    assert failure.value.after == (None if after is None else timedelta(seconds=after))


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


def test_a_wrong_token_stops_the_channel(api: Provider) -> None:
    with pytest.raises(Misconfigured):
        line(api.url, token="wrong").send(FAITH, Outbound("Saved."), 1)
