"""What providers say in another shape than today's: treated by policy, logged by names and types, never by words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from bot.channels import Heard, Request
from bot.channels.africastalking import AfricasTalkingHook, AfricasTalkingLine
from bot.channels.shape import form_shape, shape
from bot.channels.twilio import TwilioLine, client
from bot.messages import Channel, NoAnswer, Outbound, Progress, Receipt, Refused
from tests.channels import africastalking_api as at
from tests.channels import twilio_api as tw
from tests.channels.fake import CUT, Answered, Provider, running

FAITH, WORDS = "+254712000001", "secret words"
HOOK = AfricasTalkingHook(at.SECRET)


@pytest.fixture(scope="module")
def api() -> Iterator[Provider]:
    with running(at.rules) as provider:
        yield provider


def by_africastalking(url: str) -> AfricasTalkingLine:
    return AfricasTalkingLine(at.USERNAME, at.KEY, at.CODE, url, 5)


def by_twilio(url: str) -> TwilioLine:
    return TwilioLine(client(tw.SID, tw.TOKEN, url, 5), Channel.SMS, {"from_": tw.SMS_FROM}, tw.PUBLIC)


LINES = {"Africa's Talking": by_africastalking, "Twilio": by_twilio}
FAILING = {
    "500": Answered(500, "oops"),
    "500 in HTML": Answered(500, "<html>oops</html>"),
    "500 in JSON": Answered(500, json.dumps({"message": "x"}), {"Content-Type": "application/json"}),
    "502 of a proxy": Answered(502, ""),
    "503": Answered(503, "Service Unavailable"),
    "504": Answered(504, "gateway timeout"),
}
ODD = {
    "HTML instead of JSON": Answered(201, f"<html>{WORDS}</html>"),
    "nothing": Answered(201, ""),
    "200 and nothing": Answered(200, ""),
    "a list": Answered(201, "[]"),
    "a word": Answered(201, '"ok"'),
    "other names": Answered(201, json.dumps({"data": {"to": FAITH, "text": WORDS}})),
    "cut short": Answered(201, '{"sid": "SM'),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize("answer", FAILING.values(), ids=FAILING)
def test_a_provider_that_says_that_it_fails_has_most_likely_not_taken_it(
    api: Provider, line: type, answer: Answered
) -> None:
    api.tell(answer)
    with pytest.raises(NoAnswer) as failure:
        line(api.url).send(FAITH, Outbound(WORDS), 1)
    assert (failure.value.failing, failure.value.odd) == (True, False)


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_a_yes_in_another_shape_is_no_answer_and_its_shape_is_logged(
    api: Provider, caplog: pytest.LogCaptureFixture, line: type, answer: Answered
) -> None:
    api.tell(answer)
    with pytest.raises(NoAnswer) as failure:
        line(api.url).send(FAITH, Outbound(WORDS), 1)
    assert (failure.value.failing, failure.value.odd) == (False, True)
    assert f"in another shape: {shape(answer.body)}" in caplog.text
    assert WORDS not in caplog.text
    assert FAITH not in caplog.text


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_connection_that_breaks_says_nothing_of_the_message(api: Provider, line: type) -> None:
    api.tell(CUT)
    with pytest.raises(NoAnswer) as failure:
        line(api.url).send(FAITH, Outbound(WORDS), 1)
    assert (failure.value.failing, failure.value.odd) == (False, False)


WITHOUT_CODE: dict[str, tuple[dict[str, object], str]] = {
    "success": ({"number": FAITH, "status": "Success", "messageId": "ATXid_1"}, "ATXid_1"),
    "sent": ({"number": FAITH, "status": "Sent", "messageId": "ATXid_2", "cost": "KES 0.8000"}, "ATXid_2"),
    "no code": ({"number": FAITH, "statusCode": None, "status": "Success", "messageId": "ATXid_3"}, "ATXid_3"),
    "a code in words": ({"number": FAITH, "statusCode": "101", "status": "Success", "messageId": "ATXid_4"}, "ATXid_4"),
}


@pytest.mark.parametrize(("recipient", "own"), WITHOUT_CODE.values(), ids=WITHOUT_CODE)
def test_a_success_without_its_code_is_taken_by_its_word(api: Provider, recipient: dict[str, object], own: str) -> None:
    api.tell(at.recipients(recipient))
    assert by_africastalking(api.url).send(FAITH, Outbound("Saved."), 1) == own


@pytest.mark.parametrize(
    "recipient",
    [
        {"number": FAITH, "status": "Success"},
        {"number": FAITH, "status": "Success", "messageId": "None"},
        {"number": FAITH, "status": "Teleported", "messageId": "ATXid_1"},
        {"number": FAITH, "statusCode": "many", "status": "Success", "messageId": "ATXid_1"},
    ],
)
def test_a_recipient_of_another_shape_is_no_answer(api: Provider, recipient: dict[str, object]) -> None:
    api.tell(at.recipients(recipient))
    with pytest.raises(NoAnswer) as failure:
        by_africastalking(api.url).send(FAITH, Outbound("Saved."), 1)
    assert failure.value.odd


def test_nobody_among_the_recipients_is_a_refusal(api: Provider) -> None:
    api.tell(at.recipients(message="Sent to 0/1"))
    with pytest.raises(Refused):
        by_africastalking(api.url).send(FAITH, Outbound("Saved."), 1)


def in_json(what: str, said: Mapping[str, object], type_: str = "application/json") -> Request:
    path = f"/africastalking/{at.SECRET}/{what}"
    return Request(path, "", {"content-type": type_}, json.dumps(said).encode())


@pytest.mark.parametrize("type_", ["application/json", "application/x-www-form-urlencoded", ""])
def test_callbacks_in_json_are_read_as_those_in_a_form(type_: str) -> None:
    said = dict(at.sms())
    assert HOOK.read(in_json("messages", said, type_)) == HOOK.read(at.posted("messages", at.sms()))
    report = {**at.report("Success"), "retryCount": 0, "failureReason": None}
    (receipt,) = HOOK.read(in_json("delivery", report, type_)).receipts
    assert Heard(receipts=(receipt,)) == Heard(receipts=(Receipt(Channel.SMS, "ATXid_1", Progress.DELIVERED),))
    assert receipt.address == FAITH


SHAPES = {
    '{"SMSMessageData": {"Message": "Sent to 1/1", "Recipients": [{"number": "+254712000001", "cost": 0.8}]}}': (
        "{SMSMessageData: {Message: str, Recipients: [{number: str, cost: float}]}}"
    ),
    '{"+254712000001": true, "a name of somebody": null}': "{?: bool, ?: null}",
    "[1, 2, 3]": "[int]",
    "": "nothing",
    "secret": "text of 6 letters",
    " <p>secret</p>": "HTML of 14 letters",
}


@pytest.mark.parametrize(("said", "expected"), SHAPES.items())
def test_a_shape_is_names_and_types(said: str, expected: str) -> None:
    assert shape(said) == expected


def test_the_shape_of_a_form_is_the_names_of_its_parameters() -> None:
    assert form_shape("id=1&status=Teleported&phoneNumber=%2B254712000001&status=x", "oid=7") == (
        "form of id, oid, phoneNumber, status"
    )
    assert form_shape(b'{"id": "1"}') == "{id: str}"
    assert form_shape("") == "form of nothing"
