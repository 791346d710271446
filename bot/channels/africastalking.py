"""Africa's Talking: two-way SMS through a Kenyan short code, by one POST; its callbacks know us by a secret path."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from hmac import compare_digest
from types import MappingProxyType
from typing import ClassVar
from uuid import uuid4

import requests

from bot.channels import PER_SHILLING, Heard, Request, Taken, WebhookAnswer
from bot.channels.http import TIMEOUT, calling, slow_down
from bot.channels.shape import shape
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

log = logging.getLogger(__name__)

ROOT = "/africastalking/<secret>"
TAKEN = (100, 101, 102)
"""Processed, sent, queued."""
STATUSES: Mapping[int, Callable[[], SendFailure]] = MappingProxyType(
    {
        401: partial(Misconfigured, "401 risk hold"),
        402: partial(Misconfigured, "402 invalid sender id"),
        403: partial(Refused, "403 invalid phone number", gone=True),
        404: partial(Refused, "404 unsupported number type", gone=True),
        405: partial(Misconfigured, "405 insufficient balance"),
        406: partial(OptedOut, "406 user in blacklist"),
        407: partial(Refused, "407 could not route"),
        409: partial(Refused, "409 do not disturb rejection", gone=True),
        500: partial(TryLater, "500 internal server error"),
        501: partial(TryLater, "501 gateway error"),
        502: partial(TryLater, "502 rejected by gateway"),
    }
)
"""What the status code of a recipient means, where the message was not taken; another one is final."""
WORDS = {"Success": 101, "Sent": 101, "Processed": 100, "Queued": 102}
"""Words that say that it was taken, where no code does."""
PROGRESS = {
    **dict.fromkeys(("Sent", "Submitted", "Buffered"), Progress.SENT),
    "Success": Progress.DELIVERED,
    **dict.fromkeys(("Rejected", "Failed", "Expired", "AbsentSubscriber"), Progress.FAILED),
}
REASONS: Mapping[str, Callable[[], SendFailure]] = MappingProxyType(
    {
        "InsufficientCredit": partial(Misconfigured, "insufficient credit"),
        "UserInBlackList": partial(OptedOut, "user in blacklist"),
        "UserDoesNotExist": partial(Refused, "user does not exist", gone=True),
        "NotNetworkSubscriber": partial(Refused, "not a subscriber of the network", gone=True),
        "UserAccountSuspended": partial(Refused, "user account suspended", gone=True),
        "AbsentSubscriber": partial(TryLater, "absent subscriber"),
        "Expired": partial(TryLater, "expired at the carrier"),
        "DeliveryFailure": partial(TryLater, "delivery failure"),
    }
)
"""Why a delivery report says that it failed; another reason is final."""


@dataclass(frozen=True)
class AfricasTalkingLine:
    """The way out."""

    tells: ClassVar[bool] = True
    """Its reports name the number: the one message to it that was left without an answer is found by that."""
    username: str
    api_key: str = field(repr=False)
    sender: str | None
    api_url: str
    timeout: float = TIMEOUT
    session: requests.Session = field(default_factory=requests.Session)

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - there is no place for it
        """Their id of the message. 201 does not mean accepted: each recipient has a status of its own."""
        form = {"username": self.username, "to": address, "message": outbound.text, "bulkSMSMode": "1", "enqueue": "1"}
        form |= {"from": self.sender} if self.sender else {}
        form |= {"linkId": outbound.link} if outbound.link else {}
        headers = {"apiKey": self.api_key, "Accept": "application/json"}
        url = f"{self.api_url}/version1/messaging"
        with calling("Africa's Talking"):
            answer = self.session.post(url, data=form, headers=headers, timeout=self.timeout, allow_redirects=False)
        return _taken(answer)


_PRICE = re.compile(r"KES\s*([0-9]{1,5}(?:\.[0-9]{1,4})?)")


def _price(written: object) -> int | None:
    """What one message costs, of “KES 0.8000”."""
    found = _PRICE.fullmatch(str(written).strip())
    return int(Decimal(found[1]) * PER_SHILLING) if found else None


def _taken(answer: requests.Response) -> Taken:
    """The id in their answer, with the price; the failure that it tells instead."""
    if answer.status_code == 429:
        raise slow_down("Africa's Talking", answer.headers)
    if answer.status_code in (401, 403, 404) or 300 <= answer.status_code < 400:
        raise Misconfigured(f"Africa's Talking: {answer.status_code}")
    if answer.status_code >= 500:
        raise NoAnswer(f"Africa's Talking: {answer.status_code}", failing=True)
    if answer.status_code >= 400:
        raise Refused(f"Africa's Talking: {answer.status_code}")
    try:
        said = answer.json()["SMSMessageData"]
        recipients = said["Recipients"]
        status = _status(recipients[0]) if recipients else 0
        found = str(recipients[0].get("messageId")) if recipients else ""
        price = _price(recipients[0].get("cost")) if recipients else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.error("Africa's Talking answers %s in another shape: %s", answer.status_code, shape(answer.text))
        raise NoAnswer("their answer cannot be read", odd=True) from error
    if not recipients and "InvalidSenderId" in str(said.get("Message")):
        raise STATUSES[402]()  # noqa: RSE102 - it is called to be made
    if status not in TAKEN:
        raise STATUSES.get(status, partial(Refused, f"status {status}"))()  # noqa: RSE102 - the same
    return Taken(found, price)


def _status(recipient: Mapping[str, object]) -> int:
    """The status code of a recipient; where it has none, that of the word it has instead."""
    code = recipient.get("statusCode")
    if code is None and is_id(recipient.get("messageId")):
        return WORDS[str(recipient["status"])]
    return int(str(recipient["statusCode"]) if code is None else str(code))


def is_id(given: object) -> bool:
    """Whether it names a message: one that was not taken has "None" there."""
    return isinstance(given, str) and given not in ("", "None")


def number(written: str) -> str:
    """A phone number with its plus sign, which a form may have lost."""
    bare = written.strip().removeprefix("+")
    return f"+{bare}" if bare.isascii() and bare.isdigit() and len(bare) > 8 else written.strip()


def knows(secret: str, path: str) -> bool:
    """Whether a path holds our secret; nobody learns from the time it takes how much of it was right."""
    given = path.split("/")[2]
    return compare_digest(given.encode(), secret.encode())


@dataclass(frozen=True)
class AfricasTalkingHook:
    """The ways in: messages, delivery reports and opt-outs."""

    secret: str = field(repr=False)
    channel: Channel = Channel.SMS
    paths: tuple[str, ...] = (f"{ROOT}/messages", f"{ROOT}/delivery", f"{ROOT}/optout")

    def genuine(self, request: Request) -> bool:
        """They sign nothing; the path is the proof."""
        return knows(self.secret, request.path)

    def read(self, request: Request) -> Heard:
        """By the path it was posted to."""
        said = _fields(request)
        match request.path.rpartition("/")[2]:
            case "messages":
                return Heard((_inbound(said),))
            case "delivery":
                return Heard(receipts=(_receipt(said),))
            case _:
                gone = Inbound(Channel.SMS, number(said["phoneNumber"]), uuid4().hex, "STOP", answered=True)
                return Heard((gone,))

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - our replies are messages
        """They want only the 200."""
        return WebhookAnswer()


def _fields(request: Request) -> dict[str, str]:
    """The parameters, from a form or, where they have changed that, from JSON."""
    if request.body.lstrip()[:1] == b"{":
        return {name: str(value) for name, value in json.loads(request.body).items() if value is not None}
    return {name: values[0] for name, values in request.form.items()}


def _inbound(said: Mapping[str, str]) -> Inbound:
    return Inbound(Channel.SMS, number(said["from"]), said["id"], said.get("text", ""), link=said.get("linkId", ""))


def _receipt(said: Mapping[str, str]) -> Receipt:
    progress, to = PROGRESS[said["status"]], number(said.get("phoneNumber", ""))
    if progress is not Progress.FAILED:
        return Receipt(Channel.SMS, said["id"], progress, address=to, said=said["status"])
    reason = said.get("failureReason") or said["status"]
    failure = REASONS.get(reason, partial(Refused, reason))()
    return Receipt(Channel.SMS, said["id"], progress, failure=failure, address=to)
