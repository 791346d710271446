"""A missed call, as Africa's Talking posts it: it is refused, and an SMS says what waits, as MENU does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from bot import web
from bot.channels import Heard
from bot.channels.voice import REFUSED, VoiceHook
from bot.messages import Channel, Inbound
from bot.simulator import demo
from bot.store.outbox import outbox
from bot.store.talk import inbox
from bot.talk.turn import World
from tests.channels.africastalking_api import SECRET, posted

HOOK = VoiceHook(SECRET)
FAITH, STRANGER = "+254712000001", "+254799000009"
AFTER = demo.OPENING + timedelta(minutes=5)


def ringing(**more: str) -> dict[str, str]:
    return {
        "isActive": "1", "sessionId": "ATVId_1", "direction": "Inbound", "callerNumber": FAITH,
        "destinationNumber": "+254711082000", "callerCountryCode": "254", **more,
    }  # fmt: skip


def over(**more: str) -> dict[str, str]:
    return ringing(isActive="0", durationInSeconds="0", currencyCode="KES", amount="0", status="Rejected", **more)


CALLED = Heard((Inbound(Channel.SMS, FAITH, "call ATVId_1", "MENU"),))
READ = {
    "it rings": (ringing(), CALLED),
    "a number without its plus": (ringing(callerNumber="254712000001"), CALLED),
    "a number whose plus became a blank": (ringing(callerNumber=" 254712000001"), CALLED),
    "fields nobody has announced": (ringing(novelty="1"), CALLED),
    "it is over": (over(), Heard()),
    "a call of ours": (ringing(direction="Outbound"), Heard()),
    "a withheld number": (ringing(callerNumber=""), Heard()),
    "a withheld number by its word": (ringing(callerNumber="anonymous"), Heard()),
    "a short code": (ringing(callerNumber="22384"), Heard()),
    "a line of their own": (ringing(callerNumber="office.timec@ke.sip.africastalking.com"), Heard()),
}


@pytest.mark.parametrize(("form", "heard"), READ.values(), ids=READ)
def test_who_calls_is_heard_as_if_they_had_written_menu(form: dict[str, str], heard: Heard) -> None:
    request = posted("voice", form)
    assert HOOK.genuine(request)
    assert HOOK.read(request) == heard


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], f"{SECRET}1"])
def test_another_path_is_not_genuine(secret: str) -> None:
    assert not HOOK.genuine(posted("voice", ringing(), secret))


@dataclass
class Line:
    """The side that a provider calls, at a moment of a test."""

    engine: Engine
    client: FlaskClient
    clock: list[datetime]

    def call(self, number: str = FAITH, session: str = "ATVId_1", secret: str = SECRET, **more: str) -> int:
        form = ringing(callerNumber=number, sessionId=session, **more)
        answer = self.client.post(f"/africastalking/{secret}/voice", data=form)
        if answer.status_code == 200:
            assert (answer.text, answer.content_type) == (REFUSED, "application/xml; charset=utf-8")
        return answer.status_code

    def told(self, number: str = FAITH) -> list[str]:
        """What this phone is to get, since the test began."""
        with self.engine.connect() as db:
            rows = db.execute(
                select(outbox.outbox)
                .where(outbox.outbox.c.address == number, outbox.outbox.c.made_at >= AFTER)
                .order_by(outbox.outbox.c.id)
            )
            return [str(row.body["text"]) for row in rows]

    def kept(self) -> int:
        with self.engine.connect() as db:
            rows = select(func.count()).where(inbox.inbox.c.provider_id.startswith("call "))
            return int(db.execute(rows).scalar_one())


@pytest.fixture
def line(quick_copies: Callable[[], Engine]) -> Line:
    return line_of(quick_copies())


def line_of(engine: Engine) -> Line:
    clock = [AFTER]
    pages = web.webhooks([HOOK], lambda: engine, lambda: clock[0], World(), lambda _receipt, _at: None)
    return Line(engine, web.make(lambda: engine, lambda: clock[0], pages).test_client(), clock)


def test_a_missed_call_is_answered_by_one_sms_that_says_what_waits(lived: Engine) -> None:
    line = line_of(lived)
    assert line.call() == 200
    (said,) = line.told()
    assert "1 log session 3" in said
    line.call()  # the provider brings it again
    line.client.post(f"/africastalking/{SECRET}/voice", data=over())
    assert line.told() == [said]
    with line.engine.connect() as db:
        (heard,) = inbox.heard(db, FAITH, Channel.SMS, 0)[-1:]
        parts = db.execute(select(inbox.inbox.c.segments).where(inbox.inbox.c.id == heard.id)).scalar_one()
    assert parts is None, "a call is no SMS that anybody pays for"


def test_whoever_calls_again_and_again_gets_one_sms_in_some_minutes(line: Line) -> None:
    for number in range(6):
        line.call(session=f"ATVId_{number}")
        line.clock[0] += timedelta(seconds=50)
    assert len(line.told()) == 1
    assert line.kept() == 1
    line.clock[0] = AFTER + timedelta(minutes=6)
    line.call(session="ATVId_9")
    assert len(line.told()) == 2


def test_a_stranger_hears_how_to_join_once_a_day_however_often_they_call(line: Line) -> None:
    for number in range(12):
        line.call(STRANGER, f"ATVId_{number}")
        line.clock[0] += timedelta(minutes=100)
    (said,) = line.told(STRANGER)
    assert "reply NUMBER and your TSC number" in said
    line.clock[0] = AFTER + timedelta(hours=26)
    line.call(STRANGER, "ATVId_99")
    assert len(line.told(STRANGER)) == 2


def test_a_call_from_nobody_or_without_the_secret_is_refused_and_leaves_no_trace(line: Line) -> None:
    assert line.call(secret="guessed-and-guessed") == 403
    assert line.call("") == 200
    assert line.call("anonymous") == 200
    assert line.kept() == 0
