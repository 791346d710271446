"""A provider of SMS of one's own, whole: a gateway that takes JSON and tells us by JSON. The example of the docs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hmac import compare_digest

import requests

from bot.channels import Heard, Request, Transport, Webhook, WebhookAnswer
from bot.channels.http import TIMEOUT, calling, slow_down
from bot.messages import Channel, Inbound, Misconfigured, NoAnswer, Outbound, Progress, Receipt, Refused, SendFailure

FAILURES: Mapping[int, Callable[[str], SendFailure]] = {
    401: Misconfigured,
    403: Misconfigured,
    422: partial(Refused, gone=True),
}
"""What each answer means; another one from 400 on is final, from 500 on nobody knows."""


@dataclass(frozen=True)
class GatewayLine:
    """The way out."""

    url: str
    key: str = field(repr=False)
    tells: bool = True
    """Its receipts name our own reference."""

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """Their id of the message."""
        said = {"to": address, "text": outbound.text, "reference": reference}
        with calling("Gateway"):
            answer = requests.post(self.url, json=said, headers={"Authorization": self.key}, timeout=TIMEOUT)
        if answer.status_code == 429:
            raise slow_down("Gateway", answer.headers)
        if answer.status_code >= 500:
            raise NoAnswer(f"Gateway: {answer.status_code}", failing=True)
        if answer.status_code >= 400:
            raise FAILURES.get(answer.status_code, Refused)(f"Gateway: {answer.status_code}")
        return str(answer.json()["id"])


@dataclass(frozen=True)
class GatewayHook:
    """The way in: messages of people, and what became of ours."""

    secret: str = field(repr=False)
    channel: Channel = Channel.SMS
    paths: tuple[str, ...] = ("/gateway",)

    def genuine(self, request: Request) -> bool:
        """They show the secret that we agreed on."""
        return compare_digest(request.headers.get("x-gateway-secret", "").encode(), self.secret.encode())

    def read(self, request: Request) -> Heard:
        """One message, or one receipt; whatever else it is raises, and is counted."""
        said = json.loads(request.body)
        if "status" in said:
            done = Progress.DELIVERED if said["status"] == "delivered" else Progress.FAILED
            failure = None if done is Progress.DELIVERED else Refused(str(said["status"]))
            return Heard(receipts=(Receipt(self.channel, said["id"], done, int(said["reference"]), failure),))
        return Heard((Inbound(self.channel, said["from"], said["id"], said["text"]),))

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - our replies are messages
        """They want only the 200."""
        return WebhookAnswer()


# mypy says here, and nowhere else, when one of the two lacks something.
line: Transport = GatewayLine("https://gateway.example/messages", "a key")
hook: Webhook = GatewayHook("a secret that is long enough")
