"""A prompt whose line is down goes to another address before its day is over, and to one of them only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.language import NAIROBI
from bot.messages import Channel
from bot.store.engine import reading
from bot.store.outbox import lines
from bot.store.outbox.outbox import MessageKind, MessageState, outbox
from bot.store.people import addresses
from bot.talk import retry, waiting
from scheduler import due
from tests.stories.given import PETER
from tests.stories.player import Phones, begun

SMS, WHATSAPP, TELEGRAM = Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM


def goes_down(engine: Engine, channel: Channel, phones: Phones) -> None:
    with engine.begin() as db:
        for number in range(lines.MANY):
            lines.fails(db, channel, f"+25471209990{number}", phones.simulation.now)


def of_peter(engine: Engine) -> list[tuple[Channel, MessageState]]:
    found = select(outbox.c.channel, outbox.c.state).where(
        outbox.c.kind == MessageKind.PROMPT, outbox.c.address == PETER
    )
    with engine.connect() as db:
        return [(row.channel, row.state) for row in db.execute(found.order_by(outbox.c.id))]


def asked(engine: Engine, now: datetime) -> datetime:
    """When the clock asks Peter something, within nine days; it waits to go out then."""
    before, end = len(of_peter(engine)), now + timedelta(days=9)
    while not of_peter(engine)[before:]:
        due.look_at_pairs(engine, now)
        with reading(engine) as db:
            moment = due.next_look(db, now, end)
        assert moment is not None, "the clock asks Peter something"
        now = moment.astimezone(NAIROBI)
        due.open_due(engine, now)
        waiting.say_waiting(engine, now)
    return now


@pytest.mark.each_on_both
@pytest.mark.slow
@pytest.mark.parametrize("works", [True, False])
def test_a_prompt_takes_another_way_an_hour_before_the_evening(lived: Engine, works: bool) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00")
    with lived.begin() as db:
        lines.lock(db, SMS)
        lines.lock(db, WHATSAPP)
    goes_down(lived, WHATSAPP, phones)
    if not works:
        goes_down(lived, SMS, phones)
    before = len(of_peter(lived))
    now = asked(lived, phones.simulation.now)
    assert of_peter(lived)[before:] == [(WHATSAPP, MessageState.WAITING)]
    afternoon = now.replace(hour=16, minute=55)
    assert retry.in_time(lived, afternoon) == 0, "it may still go out in time"
    evening = now.replace(hour=17, minute=10)
    assert retry.in_time(lived, evening) == (1 if works else 0)
    moved = [(WHATSAPP, MessageState.DROPPED), (SMS, MessageState.WAITING)]
    assert of_peter(lived)[before:] == (moved if works else [(WHATSAPP, MessageState.WAITING)])
    assert retry.in_time(lived, evening) == 0


@pytest.mark.slow
def test_one_that_may_have_gone_out_is_not_said_again_elsewhere(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00")
    with lived.begin() as db:
        lines.lock(db, SMS)
        lines.lock(db, WHATSAPP)
    now = asked(lived, phones.simulation.now)
    goes_down(lived, WHATSAPP, phones)
    with lived.begin() as db:
        db.execute(
            outbox.update().where(outbox.c.address == PETER, outbox.c.state == MessageState.WAITING),
            {"doubted_at": now, "error": "unknown: no answer"},
        )
        assert addresses.is_anybodys(db, SMS, PETER)
    assert retry.in_time(lived, now.replace(hour=17, minute=10)) == 0
