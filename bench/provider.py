"""A provider of messages as a process: it takes its time, misbehaves as it is told, and writes down what it took."""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TextIO

import click
import requests

from tests.channels.fake import CUT, SILENT, Answered, Asked, running
from tests.channels.telegram_api import error, ok


class Did(StrEnum):
    """What the provider did with a request; the first three took the message."""

    TOOK = "took"
    CUT = "cut"
    SILENT = "silent"
    BUSY = "busy"
    BROKEN = "broken"
    HUNG = "hung"
    LOST = "lost"
    """The connection broke, and the message was not taken."""


TAKEN = frozenset({Did.TOOK, Did.CUT, Did.SILENT})
WILD = ((Did.CUT, 0.02), (Did.SILENT, 0.001), (Did.BUSY, 0.004), (Did.BROKEN, 0.03))
"""How often it misbehaves where it is to; SILENT costs the sender its whole patience."""
CUTTING = ((Did.CUT, 0.025), (Did.LOST, 0.025))
"""One connection in twenty breaks, as often after the message was taken as before."""
Moods = tuple[tuple[Did, float], ...]
MOODS: dict[str, Moods] = {"calm": (), "wild": WILD, "cutting": CUTTING}
Span = tuple[float, float]
REPORTED = 1.0
"""Seconds after which it reports what became of an SMS."""


@dataclass
class Provider:
    """Answers after `pause` seconds, and misbehaves by its dice as often as its `moods` say.

    `outage`, `hang`: from when to when, in seconds after its first message, it answers every SMS with 500, or none.
    `reports`: where it tells what became of an SMS.
    """

    pause: float
    moods: Moods
    dice: random.Random
    book: TextIO
    outage: Span | None = None
    hang: Span | None = None
    reports: str = ""
    began: float = 0.0
    reporting: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(64))
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
            case Did.CUT | Did.LOST:
                return CUT
            case Did.SILENT | Did.HUNG:
                return SILENT
        return ok({"message_id": number, "date": int(time.time()), "chat": {"id": 1, "type": "private"}, "text": "x"})

    def _sms(self, asked: Asked) -> Answered:
        did, number = self._takes("sms", asked.one("to"), asked.one("message"))
        if did in TAKEN and self.reports:
            self.reporting.submit(self._report, number, asked.one("to"))
        match did:
            case Did.BUSY:
                return Answered(429, "slow down", {"Retry-After": "1"})
            case Did.BROKEN:
                return Answered(500, "Internal Server Error")
            case Did.CUT | Did.LOST:
                return CUT
            case Did.SILENT | Did.HUNG:
                return SILENT
        one = {"statusCode": 101, "number": asked.one("to"), "status": "Success", "messageId": f"ATXid_{number}"}
        body = json.dumps({"SMSMessageData": {"Message": "Sent to 1/1", "Recipients": [one]}})
        return Answered(201, body, {"Content-Type": "application/json"})

    def _takes(self, channel: str, to: str, text: str) -> tuple[Did, int]:
        time.sleep(self.pause)
        with self.lock:
            self.began = self.began or time.time()
            number, did = next(self.ids), self._mood(channel, time.time() - self.began)
            row = {"at": time.time(), "number": number, "channel": channel, "to": to, "text": text, "did": did}
            self.book.write(json.dumps(row) + "\n")
            self.book.flush()
        return did, number

    def _report(self, number: int, to: str) -> None:
        """Tells us that an SMS has arrived, as Africa's Talking does."""
        time.sleep(REPORTED)
        said = {"id": f"ATXid_{number}", "status": "Success", "phoneNumber": to, "networkCode": "63902"}
        requests.post(self.reports, data=said, timeout=10)

    def _mood(self, channel: str, after: float) -> Did:
        if channel == "sms":
            for span, did in ((self.outage, Did.BROKEN), (self.hang, Did.HUNG)):
                if span is not None and span[0] <= after < span[1]:
                    return did
        chance = self.dice.random()
        for did, share in self.moods:
            chance -= share
            if chance < 0:
                return did
        return Did.TOOK


@click.command(help=__doc__)
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--pause", default=0.1, show_default=True, help="Seconds that it takes for each request.")
@click.option(
    "--mood",
    type=click.Choice([*MOODS]),
    default="calm",
    show_default=True,
    help="wild: answers 429 and 5xx, cuts connections, stays silent after taking; cutting: breaks one in twenty.",
)
@click.option("--outage", type=(float, float), help="From when to when, in seconds, every SMS is answered with 500.")
@click.option("--hang", type=(float, float), help="From when to when, in seconds, no SMS is answered.")
@click.option("--reports", default="", help="Where it posts what became of an SMS.")
@click.option("--seed", default=1, show_default=True, help="The same number, the same moods.")
def main(
    book: Path,
    pause: float,
    mood: str,
    outage: Span | None,
    hang: Span | None,
    reports: str,
    seed: int,
) -> None:
    with book.open("w", encoding="utf-8") as pages:
        provider = Provider(pause, MOODS[mood], random.Random(seed), pages, outage, hang, reports)
        with running(provider) as made:
            print(made.url, flush=True)
            sys.stdin.read()  # until whoever started it goes away


if __name__ == "__main__":
    main()
