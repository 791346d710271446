"""Twilio's store of the pictures that came with messages."""

from __future__ import annotations

from dataclasses import dataclass, field

import requests

from bot.channels.http import TIMEOUT, calling, slow_down
from bot.channels.twilio import API
from bot.messages import Refused


@dataclass(frozen=True)
class TwilioFiles:
    """The pictures that came with messages, as Twilio keeps them."""

    account_sid: str
    auth_token: str = field(repr=False)
    base: str = API
    timeout: float = TIMEOUT

    def fetch(self, reference: str, most: int) -> bytes:
        """As the contract says. Only an address of our own account at Twilio is asked with our password."""
        if not reference.startswith(f"{self.base}/2010-04-01/Accounts/{self.account_sid}/"):
            raise Refused("no address of ours")
        own = (self.account_sid, self.auth_token)
        with calling("Twilio"), requests.get(reference, auth=own, timeout=self.timeout, stream=True) as answer:
            if answer.status_code == 429 or answer.status_code >= 500:
                raise slow_down("Twilio", answer.headers)
            if answer.status_code != 200:
                raise Refused(f"Twilio: {answer.status_code}")
            found = answer.raw.read(most + 1, decode_content=True)
        if len(found) > most:
            raise Refused("the file is too large")
        return bytes(found)
