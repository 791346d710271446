"""USSD through Africa's Talking: a menu on the simplest phone, one screen a request, the answer is the next screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.channels import Heard, Request, WebhookAnswer
from bot.channels.africastalking import ROOT, knows, number
from bot.messages import Channel, Inbound, Outbound

KEYS = {"0": "BACK", "98": "MORE"}
"""What people press, and the word it stands for."""
SORRY = "END TIMEC: tafadhali jaribu baadaye. Please try again later."
"""Where nothing may be said now."""


@dataclass(frozen=True)
class UssdHook:
    """The way in, and with the same breath the way out."""

    secret: str = field(repr=False)
    channel: Channel = Channel.USSD
    paths: tuple[str, ...] = (f"{ROOT}/ussd",)

    def genuine(self, request: Request) -> bool:
        """They sign nothing; the path is the proof."""
        return knows(self.secret, request.path)

    def read(self, request: Request) -> Heard:
        """The newest of the inputs, which come joined by `*`, all of them each time; none when the code was dialled."""
        said = {name: values[0] for name, values in request.form.items()}
        inputs = said["text"].split("*") if said["text"] else []
        newest = inputs[-1].strip() if inputs else ""
        place = f"{said['sessionId']}:{len(inputs)}"
        return Heard((Inbound(Channel.USSD, number(said["phoneNumber"]), place, KEYS.get(newest, newest)),))

    def answer(self, said: Outbound | None) -> WebhookAnswer:
        """The next screen; the session ends with one that asks nothing."""
        if said is None:
            return WebhookAnswer(SORRY)
        return WebhookAnswer(f"{'END' if said.ends else 'CON'} {said.text}")
