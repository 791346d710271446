"""Africa's Talking as it answers: its limits, the status of each recipient, and what it posts to us."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from bot.channels import Request
from tests.channels.fake import Answered, Asked

USERNAME, KEY, SECRET, CODE = "timec", "atsk_key", "k3Zr8-WqPx0v_NfT5y", "22384"
PARAMETERS = {
    "username",
    "to",
    "message",
    "from",
    "bulkSMSMode",
    "enqueue",
    "linkId",
    "keyword",
    "retryDurationInHours",
}


def rules(asked: Asked) -> Answered:
    """Takes a message that keeps the published limits."""
    if asked.headers.get("Apikey") != KEY or asked.one("username") != USERNAME:
        return Answered(401, "The supplied authentication is invalid")
    if (asked.method, asked.path) != ("POST", "/version1/messaging"):
        return Answered(404, "not found")
    assert asked.headers["Accept"] == "application/json"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert set(asked.form) <= PARAMETERS, asked.form
    if not asked.one("message"):
        return Answered(400, "Request is missing required form field 'message'")
    if asked.one("from") not in ("", CODE, "TIMEC"):
        return recipients(message="InvalidSenderId")
    if re.fullmatch(r"\+\d{9,15}", asked.one("to")) is None:
        return recipients({"statusCode": 403, "number": asked.one("to"), "status": "InvalidPhoneNumber", "cost": "0"})
    return recipients(taken(asked.one("to")))


def taken(to: str, code: int = 101) -> dict[str, object]:
    return {"statusCode": code, "number": to, "status": "Success", "cost": "KES 0.8000", "messageId": "ATXid_1"}


def recipients(*rows: Mapping[str, object], message: str = "Sent to 1/1 Total Cost: KES 0.8000") -> Answered:
    said = {"SMSMessageData": {"Message": message, "Recipients": list(rows)}}
    return Answered(201, json.dumps(said), {"Content-Type": "application/json; charset=utf-8"})


def failing(code: int) -> Answered:
    return recipients(
        {"statusCode": code, "number": "+254712000001", "status": "Failed", "cost": "0", "messageId": "None"}
    )


def posted(what: str, said: Mapping[str, str] | bytes, secret: str = SECRET) -> Request:
    body = said if isinstance(said, bytes) else urlencode(said).encode()
    return Request(f"/africastalking/{secret}/{what}", "", {"content-type": "application/x-www-form-urlencoded"}, body)


def sms(text: str = "habari", **more: str) -> dict[str, str]:
    return {
        "from": "+254712000001", "to": CODE, "text": text, "date": "2026-05-28 13:15:00", "id": "9f1", "linkId": "",
        "networkCode": "63902", **more,
    }  # fmt: skip


def report(state: str, reason: str = "", **more: str) -> dict[str, str]:
    said = {"id": "ATXid_1", "status": state, "phoneNumber": "+254712000001", "networkCode": "63902", "retryCount": "0"}
    return {**said, **({"failureReason": reason} if reason else {}), **more}
