"""A missed call through Africa's Talking: refused, so that it costs nobody anything, and heard as MENU by SMS."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.channels import Heard, Request, WebhookAnswer
from bot.channels.africastalking import ROOT, knows, number
from bot.messages import CALLED, Channel, Inbound, Outbound

REFUSED = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>'
"""What is said to every call: it was never taken, so nobody pays."""
ACTIVE = "1"
"""The call rings. What is posted once it is over says 0, with how long it was and what it cost."""


@dataclass(frozen=True)
class VoiceHook:
    """The way in; the answer goes out as an SMS, by whoever carries SMS."""

    secret: str = field(repr=False)
    channel: Channel = Channel.SMS
    paths: tuple[str, ...] = (f"{ROOT}/voice",)

    def genuine(self, request: Request) -> bool:
        """They sign nothing; the path is the proof."""
        return knows(self.secret, request.path)

    def read(self, request: Request) -> Heard:
        """Who calls, as if they had written MENU; nobody where the number is withheld or the call is over or ours."""
        said = {name: values[0] for name, values in request.form.items()}
        caller = Inbound(Channel.SMS, number(said["callerNumber"]) or "nobody", CALLED + said["sessionId"], "MENU")
        rings = said["isActive"] == ACTIVE and said.get("direction", "Inbound").lower() == "inbound"
        return Heard((caller,)) if rings and caller.may_be_a_person else Heard()

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - what we say is an SMS
        """No call is ever taken."""
        return WebhookAnswer(REFUSED, "application/xml")
