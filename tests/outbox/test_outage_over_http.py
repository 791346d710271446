"""The providers' own HTTP, down for longer than the first tries wait: everything arrives afterwards, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.channels import Transport
from bot.channels.africastalking import AfricasTalkingLine
from bot.channels.twilio import TwilioLine, client
from bot.messages import Channel
from bot.outbox import deliver
from bot.store.outbox.outbox import MessageKind, MessageState
from tests.channels import africastalking_api as at
from tests.channels import twilio_api as tw
from tests.channels.fake import CUT, Answered, Asked, Rules, running
from tests.outbox.fakes import NOW, put, row, sender

LINES: dict[str, tuple[Rules, Callable[[str], Transport], str]] = {
    "Africa's Talking": (at.rules, lambda url: AfricasTalkingLine(at.USERNAME, at.KEY, at.CODE, url, 5), "message"),
    "Twilio": (
        tw.rules,
        lambda url: TwilioLine(client(tw.SID, tw.TOKEN, url, 5), Channel.SMS, {"from_": tw.SMS_FROM}, tw.PUBLIC),
        "Body",
    ),
}
ANSWERS = {
    "500": Answered(500, "oops"),
    "502 in HTML": Answered(502, "<html>Bad Gateway</html>"),
    "503": Answered(503, ""),
    "504": Answered(504, ""),
    "cut": CUT,
}


@pytest.mark.parametrize("people", [1, 12], ids=["one person", "twelve"])
@pytest.mark.parametrize("seconds", [100, 1200])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("name", LINES)
def test_an_outage_loses_and_doubles_nothing(
    sqlite_store: Engine, name: str, answer: Answered, seconds: int, people: int
) -> None:
    rules, made, words = LINES[name]
    over = [False]

    def failing(asked: Asked) -> Answered:
        return rules(asked) if over[0] else answer

    kinds = (MessageKind.REPLY, MessageKind.NOTICE, MessageKind.PROMPT)
    ids = [put(sqlite_store, f"message {n}", to=f"+2547120001{n:02}", kind=kinds[n % 3]) for n in range(people)]
    now, ends = NOW, NOW + timedelta(seconds=seconds)
    with running(failing) as api:
        who = sender({Channel.SMS: made(api.url)})
        while now < ends + timedelta(minutes=15) and not all(
            row(sqlite_store, one)["state"] == MessageState.SENT for one in ids
        ):
            over[0] = now >= ends
            before = len(api.asked)
            deliver(sqlite_store, who, now)
            tried = {asked.one(words) for asked in api.asked[before:]}
            assert len(tried) == len(api.asked) - before, "nothing twice in a row"
            now += timedelta(seconds=5)
    assert {row(sqlite_store, one)["state"] for one in ids} == {MessageState.SENT}
