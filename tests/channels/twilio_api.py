"""Twilio as it answers: its published limits, its error bodies, and how it signs what it posts to us."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from bot.channels import Request
from tests.channels.fake import Answered, Asked

SID, TOKEN = "AC0123456789abcdef0123456789abcdef", "a-token"
PUBLIC = "https://mshauri.example"
SMS_FROM, WHATSAPP_FROM = "+14155550100", "whatsapp:+14155238886"
MOST_TEXT = 1600
PARAMETERS = {
    "To", "From", "MessagingServiceSid", "Body", "MediaUrl", "ContentSid", "ContentVariables", "StatusCallback",
    "ValidityPeriod", "SmartEncoded", "SendAt", "ScheduleType",
}  # fmt: skip
ADDRESS = re.compile(r"\+[1-9]\d{6,14}|whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")


def error(status: int, code: int, headers: Mapping[str, str] | None = None) -> Answered:
    body = {"code": code, "message": "said by Twilio", "more_info": f"https://www.twilio.com/docs/errors/{code}"}
    return Answered(status, json.dumps({**body, "status": status}), dict(headers or {}))


def problem(status: int, code: int) -> Answered:
    """The newer form of an error (RFC 9457)."""
    body = {"type": "about:blank", "title": "said by Twilio", "status": status, "code": code}
    return Answered(status, json.dumps(body), {"Content-Type": "application/problem+json"})


def rules(asked: Asked) -> Answered:
    """Takes a message that keeps every published limit; else says which it breaks, in Twilio's words."""
    key = b64encode(f"{SID}:{TOKEN}".encode()).decode()
    if asked.headers.get("Authorization") != f"Basic {key}":
        return error(401, 20003)
    if (asked.method, asked.path) == ("GET", f"/2010-04-01/Accounts/{SID}/Messages.json"):
        return page([])
    if (asked.method, asked.path) != ("POST", f"/2010-04-01/Accounts/{SID}/Messages.json"):
        return error(404, 20404)
    assert set(asked.form) <= PARAMETERS, asked.form
    assert all(len(values) == 1 for values in asked.form.values()), asked.form
    broken = _broken(asked)
    return error(400, broken) if broken else taken(asked)


def _broken(asked: Asked) -> int | None:
    to, body, content = asked.one("To"), asked.one("Body"), asked.one("ContentSid")
    sender = asked.one("From")
    callback, alone = urlsplit(asked.one("StatusCallback")), bool(asked.one("MediaUrl") and not body)
    checks = {
        21211: ADDRESS.fullmatch(to) is None,
        21603: not (sender or asked.one("MessagingServiceSid").startswith("MG")),
        21910: bool(sender) and sender.startswith("whatsapp:") != to.startswith("whatsapp:"),
        21602: not (body or content or alone),
        21617: len(body) > MOST_TEXT,
        21655: bool(content) and re.fullmatch(r"HX[0-9a-f]{32}", content) is None,
        21656: bool(content) and not _variables_fit(asked.one("ContentVariables")),
        21609: not alone and (callback.scheme != "https" or not callback.netloc),
    }
    return next((code for code, holds in checks.items() if holds), None)


def _variables_fit(text: str) -> bool:
    values = json.loads(text)
    return isinstance(values, dict) and all(isinstance(v, str) and 0 < len(v) <= MOST_TEXT for v in values.values())


def taken(asked: Asked, sid: str = "SM" + "1" * 32, **more: object) -> Answered:
    body = {
        "sid": sid,
        "status": "accepted" if asked.one("MessagingServiceSid") else "queued",
        "to": asked.one("To"),
        "from": asked.one("From") or None,
        "body": asked.one("Body"),
        "account_sid": SID,
        "error_code": None,
        "num_segments": "1",
        "date_created": "Thu, 28 May 2026 13:15:00 +0000",
    }
    return Answered(201, json.dumps({**body, **more}), {"Content-Type": "application/json"})


def page(messages: Sequence[Mapping[str, object]]) -> Answered:
    """A page of the messages that Twilio keeps."""
    return Answered(200, json.dumps({"messages": messages, "next_page_uri": None, "page": 0, "page_size": 50}))


def kept(sid: str, text: str, sent: str, **more: object) -> dict[str, object]:
    """A message as Twilio keeps it; `sent` is its hour on 28 May."""
    return {
        "sid": sid, "from": "+254712000001", "to": SMS_FROM, "body": text, "direction": "inbound", "num_media": "0",
        "date_sent": f"Thu, 28 May 2026 {sent} +0000", "status": "received", "account_sid": SID, **more,
    }  # fmt: skip


def signed(
    said: Mapping[str, str], path: str = "/twilio/messages", query: str = "", *, token: str = TOKEN, url: str = PUBLIC
) -> Request:
    """A form as Twilio posts it to us, signed over the public address."""
    where = f"{url}{path}" + (f"?{query}" if query else "")
    signature = RequestValidator(token).compute_signature(where, said)
    return Request(path, query, {**FORM, "x-twilio-signature": signature}, urlencode(said).encode())


FORM = {"content-type": "application/x-www-form-urlencoded"}


def sms(text: str = "habari", **more: str) -> dict[str, str]:
    """What Twilio posts for an SMS."""
    return {
        "ToCountry": "US", "ToState": "", "SmsMessageSid": "SM1", "NumMedia": "0", "ToCity": "", "FromZip": "",
        "SmsSid": "SM1", "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": text, "FromCountry": "KE",
        "To": SMS_FROM, "ToZip": "", "NumSegments": "1", "MessageSid": "SM1", "AccountSid": SID,
        "From": "+254712000001", "ApiVersion": "2010-04-01", **more,
    }  # fmt: skip


def whatsapp(text: str = "habari", **more: str) -> dict[str, str]:
    """What Twilio posts for a WhatsApp message."""
    return {
        "SmsMessageSid": "SM1", "NumMedia": "0", "ProfileName": "Peter", "SmsSid": "SM1", "WaId": "254712000002",
        "SmsStatus": "received", "Body": text, "To": WHATSAPP_FROM, "NumSegments": "1", "ReferralNumMedia": "0",
        "MessageSid": "SM1", "AccountSid": SID, "From": "whatsapp:+254712000002", "ApiVersion": "2010-04-01",
        "MessageType": "text", **more,
    }  # fmt: skip


def status(state: str, **more: str) -> dict[str, str]:
    """What Twilio posts about a message of ours."""
    return {
        "SmsSid": "SM1", "SmsStatus": state, "MessageStatus": state, "To": "+254712000001", "MessageSid": "SM1",
        "AccountSid": SID, "From": SMS_FROM, "ApiVersion": "2010-04-01", **more,
    }  # fmt: skip
