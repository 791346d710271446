"""What became of a message is kept step by step, with the time and the provider's words, as long as the message is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, delete, select

from bot.channels import Taken
from bot.dialogs.people.deeds import mute
from bot.messages import Channel, NoAnswer, Progress, Receipt, Refused, TryLater
from bot.outbox import LEASE, Sender, deliver, tidy
from bot.outbox.receipts import settle
from bot.store.outbox import history, undelivered
from bot.store.outbox.history import MessageStep, steps
from bot.store.outbox.outbox import MessageKind, outbox
from tests.outbox.fakes import NOW, Provider, person, put, row, sender, until_quiet

SECOND = timedelta(seconds=1)
Happened = list[tuple[MessageStep, datetime, str | None]]


def happened(store: Engine, message: int) -> Happened:
    with store.connect() as db:
        found = history.look(db, message)
        assert found is not None
        return [(one.step, one.at, one.said) for one in history.of(db, found)]


def by_sms(script: Callable[[str], Exception | None] = lambda _text: None) -> Sender:
    return sender({Channel.SMS: Provider(script)})


def delivered(message: int) -> Receipt:
    return Receipt(Channel.SMS, f"taken {message}", Progress.DELIVERED, said="Success")


def test_a_message_that_arrives_has_two_steps(store: Engine) -> None:
    message, who = put(store, "hello"), by_sms()
    deliver(store, who, NOW + SECOND)
    for _again in range(2):
        settle(store, who, Receipt(Channel.SMS, f"taken {message}", Progress.SENT, said="Buffered"), NOW + 2 * SECOND)
        settle(store, who, delivered(message), NOW + 3 * SECOND)
    assert happened(store, message) == [
        (MessageStep.SENT, NOW + SECOND, f"taken {message}"),
        (MessageStep.DELIVERED, NOW + 3 * SECOND, "Success"),
    ]


def test_each_try_is_kept_with_what_its_provider_said(store: Engine) -> None:
    answers: list[Exception | None] = [TryLater("500 gateway error"), NoAnswer(), None]
    message, who = put(store, "hello"), by_sms(lambda _text: answers.pop(0))
    now = NOW
    while answers:
        deliver(store, who, now)
        now += timedelta(minutes=1)
    [failed, unanswered, sent] = happened(store, message)
    assert failed == (MessageStep.FAILED, NOW, "500 gateway error")
    assert (unanswered[0], unanswered[2]) == (MessageStep.UNANSWERED, None)
    assert (sent[0], sent[2]) == (MessageStep.SENT, f"taken {message}")
    assert failed[1] < unanswered[1] < sent[1]


def test_a_late_failure_and_an_operator_s_new_try_are_steps_too(store: Engine) -> None:
    message, who = put(store, "hello"), by_sms()
    deliver(store, who, NOW)
    gone = Receipt(Channel.SMS, f"taken {message}", Progress.FAILED, failure=Refused("user does not exist"))
    settle(store, who, gone, NOW + SECOND)
    with store.begin() as db:
        assert undelivered.again(db, message, NOW + 2 * SECOND, NOW + timedelta(days=1))
    deliver(store, who, NOW + 3 * SECOND)
    assert happened(store, message) == [
        (MessageStep.SENT, NOW, f"taken {message}"),
        (MessageStep.FAILED, NOW + SECOND, "user does not exist"),
        (MessageStep.AGAIN, NOW + 2 * SECOND, None),
        (MessageStep.SENT, NOW + 3 * SECOND, f"taken {message}"),
    ]


def test_what_is_not_worth_sending_any_more_says_why(store: Engine) -> None:
    whose = person(store)
    late = put(store, "late", expires=NOW + SECOND, due=NOW + timedelta(hours=1))
    silenced = put(store, "no", kind=MessageKind.PROMPT, person_id=whose, due=NOW + timedelta(hours=1))
    tidy(store, NOW + 2 * SECOND)
    with store.begin() as db:
        mute(db, whose, NOW + 3 * SECOND)
    assert happened(store, late) == [(MessageStep.DROPPED, NOW + 2 * SECOND, "expired")]
    assert happened(store, silenced) == [(MessageStep.DROPPED, NOW + 3 * SECOND, "muted")]


def test_a_sender_that_died_is_a_step(store: Engine) -> None:
    message, who = put(store, "hello"), by_sms(lambda _text: KeyError("a bug of ours"))
    deliver(store, who, NOW)
    tidy(store, NOW + LEASE)
    assert happened(store, message) == [(MessageStep.UNANSWERED, NOW + LEASE, "its sender died")]


def test_long_words_are_cut(store: Engine) -> None:
    message, who = put(store, "hello"), by_sms(lambda _text: Refused("x" * 5000))
    deliver(store, who, NOW)
    [(_step, _at, said)] = happened(store, message)
    assert said == "x" * history.MOST


def test_steps_go_with_their_message_and_no_others(store: Engine) -> None:
    gone, stays = put(store, "hello"), put(store, "hello", to="+254712000002")
    until_quiet(store, who := by_sms())
    for message in (gone, stays):
        settle(store, who, delivered(message), NOW)
    with store.begin() as db:
        db.execute(delete(outbox).where(outbox.c.id == gone))
        assert list(db.execute(select(steps.c.message_id)).scalars()) == [stays]


@pytest.mark.parametrize("price", [8000, None])
def test_the_price_that_a_provider_tells_is_kept_with_the_message(store: Engine, price: int | None) -> None:
    class Pricing(Provider):
        def send(self, address: str, outbound: object, reference: int) -> str:  # noqa: ARG002
            return Taken("ATXid_1", price)

    message, who = put(store, "hello"), sender({Channel.SMS: Pricing()})
    deliver(store, who, NOW)
    assert (row(store, message)["price"], row(store, message)["provider_id"]) == (price, "ATXid_1")
    settle(store, who, Receipt(Channel.SMS, "ATXid_1", Progress.FAILED, failure=TryLater("absent subscriber")), NOW)
    deliver(store, who, NOW + timedelta(minutes=1))
    assert row(store, message)["price"] == (price and 2 * price), "a second try costs as much again"
