"""What providers tell of a message later: forward only, a late failure is one all the same, a lost answer is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import Engine

from bot.messages import Channel, NoAnswer, OptedOut, Progress, Receipt, Refused, SendFailure, TryLater
from bot.outbox import FIRST_PAUSE, LEASE, RECEIPT, Outcome, deliver
from bot.outbox.receipts import settle
from bot.store.cause import KeptCause
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import addresses, people
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.outbox.fakes import NOW, Provider, person, put, row, sender, until_quiet

PHONE = "+254712000001"


def told(
    progress: Progress, provider_id: str = "", reference: int | None = None, failure: SendFailure | None = None
) -> Receipt:
    return Receipt(Channel.SMS, provider_id, progress, reference, failure)


@pytest.mark.parametrize("order", list(permutations((Progress.SENT, Progress.DELIVERED, Progress.SENT))))
def test_receipts_in_any_order_and_twice_move_forward_only(store: Engine, order: tuple[Progress, ...]) -> None:
    message = put(store, "hello")
    who = sender({Channel.SMS: Provider()})
    until_quiet(store, who)
    for progress in order:
        settle(store, who, told(progress, f"taken {message}"), NOW)
    assert row(store, message)["state"] == MessageState.DELIVERED
    assert not settle(store, who, told(Progress.FAILED, f"taken {message}", failure=Refused("late")), NOW)
    assert row(store, message)["state"] == MessageState.DELIVERED


def test_a_receipt_of_somebody_elses_message_changes_nothing(store: Engine) -> None:
    message = put(store, "hello")
    who = sender({Channel.SMS: Provider()})
    assert not settle(store, who, told(Progress.DELIVERED, "unknown to us"), NOW)
    assert not settle(store, who, told(Progress.DELIVERED, "a number that no row has", 2**62), NOW)
    assert not settle(store, who, told(Progress.DELIVERED, "it waits still", message), NOW)
    assert row(store, message)["state"] == MessageState.WAITING


def silent() -> Provider:
    return Provider(lambda _text: NoAnswer())


def test_a_message_without_an_answer_is_known_by_its_receipt_and_not_sent_again(store: Engine) -> None:
    message = put(store, "hello")
    who = sender({Channel.SMS: silent()})
    assert deliver(store, who, NOW) == {Outcome.UNKNOWN: 1}
    assert settle(store, who, told(Progress.SENT, "SM1", message), NOW + timedelta(seconds=2))
    healthy = Provider()
    assert until_quiet(store, sender({Channel.SMS: healthy}), NOW + LEASE) == {}
    assert healthy.taken == []
    found = row(store, message)
    assert (found["state"], found["provider_id"], found["seq"]) == (MessageState.SENT, "SM1", 1)


def test_without_a_receipt_it_is_sent_once_more_and_a_receipt_that_comes_then_stops_the_next_try(store: Engine) -> None:
    message = put(store, "hello")
    put(store, "and then this")
    later = NOW + RECEIPT
    busy = sender({Channel.SMS: Provider(lambda text: TryLater("busy") if text == "hello" else None)})
    deliver(store, sender({Channel.SMS: silent()}), NOW)
    assert deliver(store, busy, later) == {Outcome.RESENT: 1, Outcome.LATER: 1}
    assert settle(store, busy, told(Progress.DELIVERED, "SM1", message), later)
    assert row(store, message)["state"] == MessageState.DELIVERED
    healthy = Provider()
    until_quiet(store, sender({Channel.SMS: healthy}), later)
    assert healthy.taken == ["and then this"]


def test_where_no_receipt_can_tell_it_is_sent_again_soon(store: Engine) -> None:
    put(store, "hello")
    mute, healthy = replace(silent(), tells=False), Provider()
    deliver(store, sender({Channel.SMS: mute}), NOW)
    assert until_quiet(store, sender({Channel.SMS: healthy}), NOW + FIRST_PAUSE) == {Outcome.RESENT: 1, Outcome.SENT: 1}
    assert healthy.taken == ["hello"]


def test_a_late_failure_makes_a_notice_again_for_the_next_address_once(store: Engine) -> None:
    asked: list[int | None] = []

    def say_again(_db: object, message: object, _now: object) -> bool:
        asked.append(getattr(message, "notice_id"))  # noqa: B009 the fake does not look at its class
        return True

    peter = person(store)
    with store.begin() as db:
        notice = notices.add(
            db,
            notices.NewNotice(
                peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
            ),
        )
    message = put(store, "sign please", kind=MessageKind.NOTICE, person_id=peter, notice_id=notice)
    who = sender({Channel.SMS: Provider()}, say_again=say_again)
    until_quiet(store, who)
    receipt = told(Progress.FAILED, f"taken {message}", failure=Refused("unknown handset"))
    assert [settle(store, who, receipt, NOW) for _ in range(2)] == [True, False]
    assert (row(store, message)["state"], row(store, message)["error"]) == (MessageState.FAILED, "unknown handset")
    assert asked == [notice]


def test_a_late_opt_out_silences_the_person(store: Engine) -> None:
    faith = person(store)
    message = put(store, "prompt", kind=MessageKind.PROMPT, person_id=faith)
    who = sender({Channel.SMS: Provider()})
    until_quiet(store, who)
    settle(store, who, told(Progress.FAILED, f"taken {message}", failure=OptedOut("unsubscribed")), NOW)
    with store.connect() as db:
        found = people.get(db, faith)
    assert found is not None
    assert found.muted_at == NOW


def test_three_failures_in_a_row_make_an_address_dead_and_an_arrival_begins_anew(store: Engine) -> None:
    faith = person(store)
    with store.begin() as db:
        addresses.add(db, person_id=faith, channel=Channel.SMS, address=PHONE, rank=0, now=NOW)
    who = sender({Channel.SMS: Provider(lambda text: Refused("absent") if text == "lost" else None)})

    def state() -> tuple[int, bool]:
        with store.connect() as db:
            (address,) = addresses.of_person(db, faith)
        return address.failures, address.dead_at is not None

    for text in ("lost", "lost"):
        put(store, text, person_id=faith)
        until_quiet(store, who)
    assert state() == (2, False)
    arrived = put(store, "hello", person_id=faith)
    until_quiet(store, who)
    settle(store, who, told(Progress.DELIVERED, f"taken {arrived}"), NOW)
    assert state() == (0, False)
    for _ in range(3):
        put(store, "lost", person_id=faith)
        until_quiet(store, who)
    assert state() == (3, True)


def test_what_is_refused_because_of_the_message_says_nothing_of_the_address(store: Engine) -> None:
    faith = person(store)
    with store.begin() as db:
        addresses.add(db, person_id=faith, channel=Channel.WHATSAPP, address=PHONE, rank=0, now=NOW)
    no_template = Refused("no approved template notice_en", ours=True)
    who = sender({Channel.WHATSAPP: Provider(lambda _text: no_template)})
    for template in ("session_sign", "session_sign", "session_sign", None):
        put(store, "sign please", on=Channel.WHATSAPP, person_id=faith, template=template)
        until_quiet(store, who)
    paused = put(store, "sign please", on=Channel.WHATSAPP, person_id=faith, template="session_sign")
    until_quiet(store, sender({Channel.WHATSAPP: Provider()}))
    receipt = Receipt(
        Channel.WHATSAPP, f"taken {paused}", Progress.FAILED, failure=Refused("63041 template paused", ours=True)
    )
    settle(store, who, receipt, NOW)
    assert row(store, paused)["error"] == "63041 template paused"
    with store.connect() as db:
        (address,) = addresses.of_person(db, faith)
    assert (address.failures, address.dead_at) == (0, None)


def test_an_address_that_is_gone_is_dead_at_once(store: Engine) -> None:
    faith = person(store)
    with store.begin() as db:
        addresses.add(db, person_id=faith, channel=Channel.TELEGRAM, address="70001", rank=0, now=NOW)
    put(store, "hello", on=Channel.TELEGRAM, to="70001", person_id=faith)
    until_quiet(store, sender({Channel.TELEGRAM: Provider(lambda _text: Refused("blocked by the user", gone=True))}))
    with store.connect() as db:
        assert addresses.of_person(db, faith)[0].dead_at == NOW
