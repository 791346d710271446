"""A provider of messages as a process: it takes its time, misbehaves as it is told, and writes down what it took."""

from __future__ import annotations

import json
import random
import sys
import time
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TextIO

import click

from tests.channels.fake import CUT, SILENT, Answered, Asked, running
from tests.channels.telegram_api import error, ok


class Did(StrEnum):
    """What the provider did with a request; all but the last two took the message."""

    TOOK = "took"
    CUT = "cut"
    SILENT = "silent"
    BUSY = "busy"
    BROKEN = "broken"


TAKEN = frozenset({Did.TOOK, Did.CUT, Did.SILENT})
WILD = ((Did.CUT, 0.02), (Did.SILENT, 0.001), (Did.BUSY, 0.004), (Did.BROKEN, 0.03))
"""How often it misbehaves where it is to; SILENT costs the sender its whole patience."""


@dataclass
class Provider:
    """Answers after `pause` seconds; `wild` ones misbehave by their dice."""

    pause: float
    wild: bool
    dice: random.Random
    book: TextIO
    ids: count[int] = field(default_factory=lambda: count(1))
    lock: Lock = field(default_factory=Lock)

    def __call__(self, asked: Asked) -> Answered:
        """Telegram's or Africa's Talking's answer to a request to send; yes to all else."""
        if asked.path.endswith("/messaging"):
            return self._sms(asked)
        if not asked.path.endswith(("/sendMessage", "/sendPhoto", "/sendDocument")):
            return ok(result=True)
        did, number = self._takes("telegram", asked.one("chat_id"), asked.one("text"))
        match did:
            case Did.BUSY:
                return error(429, "Too Many Requests: retry after 1", retry_after=1)
            case Did.BROKEN:
                return Answered(502, "Bad Gateway")
            case Did.CUT | Did.SILENT:
                return CUT if did is Did.CUT else SILENT
        return ok({"message_id": number, "date": int(time.time()), "chat": {"id": 1, "type": "private"}, "text": "x"})

    def _sms(self, asked: Asked) -> Answered:
        did, number = self._takes("sms", asked.one("to"), asked.one("message"))
        match did:
            case Did.BUSY:
                return Answered(429, "slow down", {"Retry-After": "1"})
            case Did.BROKEN:
                return Answered(503, "Service Unavailable")
            case Did.CUT | Did.SILENT:
                return CUT if did is Did.CUT else SILENT
        one = {"statusCode": 101, "number": asked.one("to"), "status": "Success", "messageId": f"ATXid_{number}"}
        body = json.dumps({"SMSMessageData": {"Message": "Sent to 1/1", "Recipients": [one]}})
        return Answered(201, body, {"Content-Type": "application/json"})

    def _takes(self, channel: str, to: str, text: str) -> tuple[Did, int]:
        time.sleep(self.pause)
        with self.lock:
            number, did = next(self.ids), self._mood()
            row = {"at": time.time(), "number": number, "channel": channel, "to": to, "text": text, "did": did}
            self.book.write(json.dumps(row) + "\n")
            self.book.flush()
        return did, number

    def _mood(self) -> Did:
        chance = self.dice.random()
        for did, share in WILD if self.wild else ():
            chance -= share
            if chance < 0:
                return did
        return Did.TOOK


@click.command(help=__doc__)
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--pause", default=0.1, show_default=True, help="Seconds that it takes for each request.")
@click.option("--wild", is_flag=True, help="Answers 429 and 5xx, cuts connections, stays silent after taking.")
@click.option("--seed", default=1, show_default=True, help="The same number, the same moods.")
def main(book: Path, pause: float, wild: bool, seed: int) -> None:
    with book.open("w", encoding="utf-8") as pages, running(Provider(pause, wild, random.Random(seed), pages)) as made:
        print(made.url, flush=True)
        sys.stdin.read()  # until whoever started it goes away


if __name__ == "__main__":
    main()
