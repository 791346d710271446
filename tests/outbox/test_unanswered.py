"""A provider that gives no answer, however long, loses no message: each is tried for as long as it means something."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine

from bot.messages import Channel, NoAnswer, Progress, TryLater
from bot.outbox import LEASE, Outcome, Sender, deliver
from bot.outbox.receipts import settle
from bot.store.cause import KeptCause
from bot.store.outbox.outbox import LIFE, MessageKind, MessageState
from bot.store.outbox.sending import TRIES, Message
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.outbox.fakes import NOW, Provider, person, put, row, sender
from tests.outbox.test_failures import Killed, dying
from tests.outbox.test_receipts import told

TIDY = timedelta(seconds=5)


class Away:
    """A provider that gives no answer until a moment, and counts how often it was asked."""

    def __init__(self, until: datetime, *, tells: bool) -> None:
        self.until, self.now, self.asked = until, NOW, 0
        self.provider = Provider(self._answer, tells=tells)

    def _answer(self, _text: str) -> Exception | None:
        self.asked += 1
        return NoAnswer("500") if self.now < self.until else None

    def goes_on(self, store: Engine, who: Sender, until: datetime, step: timedelta = TIDY) -> None:
        """Rounds of a sender, one each `step`."""
        while self.now < until:
            deliver(store, who, self.now)
            self.now += step


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("kind", [MessageKind.REPLY, MessageKind.NOTICE, MessageKind.PROMPT])
@pytest.mark.parametrize("minutes", [1, 100])
def test_a_message_outlives_the_time_in_which_its_provider_gives_no_answer(
    store: Engine, minutes: int, kind: MessageKind, tells: bool
) -> None:
    message = put(store, "hello", kind=kind)
    away = Away(NOW + timedelta(minutes=minutes), tells=tells)
    who = sender({Channel.SMS: away.provider})
    away.goes_on(store, who, NOW + timedelta(minutes=2 * minutes + 1))
    assert (row(store, message)["state"], away.provider.taken) == (MessageState.SENT, ["hello"])


@pytest.mark.parametrize("kind", [MessageKind.REPLY, MessageKind.NOTICE, MessageKind.PROMPT])
def test_it_is_given_up_when_it_means_nothing_any_more_and_was_not_sent_very_often(
    store: Engine, kind: MessageKind
) -> None:
    """It may have gone out each time."""
    message = put(store, "hello", kind=kind)
    away = Away(NOW + timedelta(days=30), tells=False)
    who = sender({Channel.SMS: away.provider})
    away.goes_on(store, who, NOW + timedelta(hours=1))
    away.goes_on(store, who, NOW + LIFE[kind] * 3 / 4, timedelta(minutes=10))
    assert row(store, message)["state"] in (MessageState.WAITING, MessageState.SENDING)
    away.goes_on(store, who, NOW + LIFE[kind] + timedelta(hours=1), timedelta(minutes=10))
    assert row(store, message)["state"] == MessageState.UNKNOWN
    assert away.asked <= 25


def test_a_prompt_is_not_tried_after_its_page_has_closed(store: Engine) -> None:
    message = put(store, "session 3 today", kind=MessageKind.PROMPT, expires=NOW + timedelta(hours=2))
    away = Away(NOW + timedelta(hours=3), tells=False)
    away.goes_on(store, sender({Channel.SMS: away.provider}), NOW + timedelta(hours=4), timedelta(minutes=5))
    assert row(store, message)["state"] in (MessageState.DROPPED, MessageState.UNKNOWN)
    assert away.provider.taken == []


def test_a_receipt_still_tells_of_a_message_that_was_given_up(store: Engine) -> None:
    message = put(store, "hello", expires=NOW + timedelta(seconds=3))
    who = sender({Channel.SMS: Provider(lambda _text: NoAnswer())})
    deliver(store, who, NOW)
    assert row(store, message)["state"] == MessageState.UNKNOWN
    assert settle(store, who, told(Progress.DELIVERED, "SM1", message), NOW + timedelta(minutes=1))
    assert row(store, message)["state"] == MessageState.DELIVERED


def test_the_persons_next_message_waits_for_it_ten_minutes_and_no_longer(store: Engine) -> None:
    put(store, "first")
    put(store, "second")
    provider = Provider(lambda text: NoAnswer() if text == "first" else None, tells=False)
    who, now = sender({Channel.SMS: provider}), NOW
    while now < NOW + timedelta(minutes=9):
        deliver(store, who, now)
        now += TIDY
    assert provider.taken == []
    while now < NOW + timedelta(minutes=11):
        deliver(store, who, now)
        now += TIDY
    assert provider.taken == ["second"]


def test_a_sender_that_dies_amid_an_outage_loses_nothing(store: Engine) -> None:
    message = put(store, "hello")
    away = Away(NOW + timedelta(minutes=10), tells=False)
    who = sender({Channel.SMS: away.provider})
    away.goes_on(store, who, NOW + timedelta(minutes=6))
    assert row(store, message)["attempts"] > TRIES  # type: ignore[operator]
    now = NOW + timedelta(minutes=11)
    with pytest.raises(Killed):
        deliver(store, sender({Channel.SMS: Provider(dying)}, worker="dies"), now)
    healthy = Provider()
    assert deliver(store, sender({Channel.SMS: healthy}), now + LEASE) == {Outcome.RESENT: 1, Outcome.SENT: 1}
    assert (row(store, message)["state"], healthy.taken) == (MessageState.SENT, ["hello"])


@pytest.mark.parametrize("failure", [NoAnswer(), TryLater("busy")], ids=["no answer", "busy"])
def test_a_notice_that_was_settled_before_the_next_try_is_not_sent(store: Engine, failure: Exception) -> None:
    def is_open(_db: Connection, tried: Message, _now: datetime) -> bool:
        asked.append(tried.notice_id)
        return False

    asked: list[int | None] = []
    peter = person(store)
    with store.begin() as db:
        notice = notices.add(
            db,
            notices.NewNotice(
                peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
            ),
        )
    message = put(store, "please sign", kind=MessageKind.NOTICE, person_id=peter, notice_id=notice)
    reply = put(store, "an answer", to="+254712000002")
    broken = Provider(lambda _text: failure, tells=False)
    deliver(store, sender({Channel.SMS: broken}), NOW)
    healthy = Provider()
    who = replace(sender({Channel.SMS: healthy}), means_something=is_open)
    for minute in (1, 2):
        deliver(store, who, NOW + timedelta(minutes=minute))
    assert (row(store, message)["state"], row(store, reply)["state"]) == (MessageState.DROPPED, MessageState.SENT)
    assert (asked, healthy.taken) == ([notice], ["an answer"])
