"""Who may be written to next, and how fast."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.channels import Rate
from bot.messages import Channel, NoAnswer, TryLater
from bot.outbox import Outcome, deliver
from bot.store.outbox import sent
from bot.store.outbox.outbox import MessageKind
from tests.outbox.fakes import FAST, NOW, Provider, person, put, sender, until_quiet
from tests.outbox.test_failures import Killed, dying
from tests.test_turn_cost import statements


def test_a_person_gets_their_messages_in_the_order_in_which_they_were_made(store: Engine) -> None:
    sms, telegram = Provider(), Provider()
    faith = person(store)
    for text, channel in (("1", Channel.SMS), ("2", Channel.TELEGRAM), ("3", Channel.SMS), ("4", Channel.TELEGRAM)):
        put(store, text, on=channel, to=f"at-{channel}", person_id=faith)
    until_quiet(store, sender({Channel.TELEGRAM: telegram, Channel.SMS: sms}))
    with store.connect() as db:
        assert [one.outbound.text for one in sent.sent(db, 0)] == ["1", "2", "3", "4"]
        assert [one.seq for one in sent.sent(db, 0)] == [1, 2, 3, 4]


UNASKED = [kind for kind in MessageKind if kind is not MessageKind.REPLY]


@pytest.mark.parametrize("kind", UNASKED)
@pytest.mark.parametrize("on", [Channel.SMS, Channel.TELEGRAM])
def test_a_reply_passes_what_its_person_is_told_unasked(store: Engine, kind: MessageKind, on: Channel) -> None:
    """On the same phone, or on another way of theirs that is slower."""
    sms, faith = Provider(), person(store)
    for place in range(3):
        put(store, f"unasked {place}", on=on, kind=kind, person_id=faith)
    put(store, "her answer", person_id=faith)
    rates = {Channel.SMS: Rate(per_second=1, burst=1), Channel.TELEGRAM: Rate(per_second=1, burst=1)}
    who = sender({Channel.SMS: sms, Channel.TELEGRAM: Provider()}, rates=rates)
    deliver(store, who, NOW)
    assert sms.taken == ["her answer"]


@pytest.mark.parametrize("failure", [TryLater("busy"), NoAnswer("500")], ids=["busy", "no answer"])
@pytest.mark.parametrize("kind", UNASKED)
def test_a_reply_passes_what_is_tried_again(store: Engine, kind: MessageKind, failure: Exception) -> None:
    stubborn, faith = Provider(lambda text: failure if text == "unasked" else None), person(store)
    put(store, "unasked", kind=kind, person_id=faith)
    who = sender({Channel.SMS: stubborn})
    deliver(store, who, NOW)
    put(store, "her answer", person_id=faith, at=NOW + timedelta(seconds=1))
    deliver(store, who, NOW + timedelta(seconds=1))
    assert stubborn.taken == ["her answer"]


def test_a_reply_passes_what_a_dead_sender_holds(store: Engine) -> None:
    healthy, faith = Provider(), person(store)
    put(store, "a prompt", kind=MessageKind.PROMPT, person_id=faith)
    with pytest.raises(Killed):
        deliver(store, sender({Channel.SMS: Provider(dying)}), NOW)
    put(store, "her answer", person_id=faith)
    deliver(store, sender({Channel.SMS: healthy}, worker="two"), NOW)
    assert healthy.taken == ["her answer"]


def test_replies_keep_their_order_and_so_does_what_is_said_unasked(store: Engine) -> None:
    provider, faith = Provider(), person(store)
    for text, kind in (("p1", "prompt"), ("n1", "notice"), ("r1", "reply"), ("p2", "prompt"), ("r2", "reply")):
        put(store, text, kind=MessageKind(kind), person_id=faith)
    until_quiet(store, sender({Channel.SMS: provider}))
    assert provider.taken == ["r1", "r2", "p1", "n1", "p2"]


def test_what_is_said_unasked_waits_for_a_reply_that_is_tried_again(store: Engine) -> None:
    provider, faith = Provider(lambda text: TryLater("busy") if text == "r1" else None), person(store)
    put(store, "r1", person_id=faith)
    put(store, "n1", kind=MessageKind.NOTICE, person_id=faith)
    until_quiet(store, sender({Channel.SMS: provider}))
    assert provider.taken == []


def test_one_address_keeps_its_order_when_two_people_share_it(store: Engine) -> None:
    provider = Provider()
    put(store, "to Faith", person_id=person(store, "1"))
    put(store, "to Amina", person_id=person(store, "2"))
    assert deliver(store, sender({Channel.SMS: provider}), NOW) == {Outcome.SENT: 1}
    assert provider.taken == ["to Faith"]


def test_replies_go_before_notices_before_prompts_before_broadcasts(store: Engine) -> None:
    provider = Provider()
    for place, kind in enumerate(reversed(MessageKind)):
        put(store, kind.value, to=f"phone {place}", kind=kind)
    deliver(store, sender({Channel.SMS: provider}), NOW)
    assert provider.taken == ["reply", "notice", "prompt", "broadcast"]


def test_what_strangers_are_told_keeps_no_reply_to_others_waiting(store: Engine) -> None:
    provider = Provider()
    faith = person(store)
    for number in range(30):
        put(store, f"stranger {number}", to=f"+2547990000{number:02}")
    put(store, "her reply", person_id=faith)
    put(store, "a notice", to="+254712000009", kind=MessageKind.NOTICE, person_id=faith)
    until_quiet(store, sender({Channel.SMS: provider}))
    assert provider.taken[0] == "her reply"
    assert provider.taken[1:3] == ["stranger 0", "stranger 1"]
    assert provider.taken[-1] == "a notice"


def test_a_message_queued_for_later_waits_and_is_in_nobodys_way(store: Engine) -> None:
    provider = Provider()
    put(store, "later", due=NOW + timedelta(hours=1))
    put(store, "now")
    who = sender({Channel.SMS: provider})
    until_quiet(store, who)
    assert provider.taken == ["now"]
    until_quiet(store, who, NOW + timedelta(hours=1))
    assert provider.taken == ["now", "later"]


def test_a_message_that_is_tried_again_holds_back_later_ones_for_ten_minutes_only(store: Engine) -> None:
    stubborn = Provider(lambda text: TryLater("busy") if text == "first" else None)
    faith = person(store)
    put(store, "first", person_id=faith)
    put(store, "second", person_id=faith)
    deliver(store, sender({Channel.SMS: stubborn}), NOW)
    assert until_quiet(store, sender({Channel.SMS: stubborn}), NOW + timedelta(seconds=1)) == {}
    now = NOW
    while not stubborn.taken and now < NOW + timedelta(hours=1):
        now += timedelta(minutes=1)
        deliver(store, sender({Channel.SMS: stubborn}), now)
    assert timedelta(minutes=10) <= now - NOW < timedelta(minutes=25)


def test_what_waits_on_a_channel_without_a_line_does_not_silence_the_others(store: Engine) -> None:
    faith, sms = person(store), Provider()
    put(store, "by WhatsApp", on=Channel.WHATSAPP, person_id=faith)
    put(store, "by SMS", person_id=faith)
    until_quiet(store, sender({Channel.SMS: sms}))
    assert sms.taken == ["by SMS"]


def test_a_channel_carries_its_burst_and_then_its_rate(store: Engine) -> None:
    provider = Provider()
    for place in range(100):
        put(store, str(place), to=f"phone {place}")
    who = sender({Channel.SMS: provider}, rates={Channel.SMS: Rate(per_second=10, burst=5)})
    counts = []
    for tick in range(31):
        before = len(provider.taken)
        for _ in range(3):
            deliver(store, who, NOW + timedelta(milliseconds=100 * tick))
        counts.append(len(provider.taken) - before)
    assert counts[0] == 5
    assert counts[1:] == [1] * 30


def test_a_line_carries_segments_where_messages_have_any(store: Engine) -> None:
    """Africa's Talking counts each part of a long SMS."""
    provider = Provider()
    for place in range(40):
        put(store, str(place), to=f"phone {place}", segments=3)
    who = sender({Channel.SMS: provider}, rates={Channel.SMS: Rate(per_second=10, burst=10)})
    counts = []
    for second in range(7):
        before = len(provider.taken)
        until_quiet(store, who, NOW + timedelta(seconds=second))
        counts.append(len(provider.taken) - before)
    assert counts[0] == 3
    assert 3 * 3 * 7 <= 3 * len(provider.taken) <= 10 + 6 * 10


def test_a_message_longer_than_the_room_on_its_line_goes_and_the_next_waits_the_longer(store: Engine) -> None:
    provider = Provider()
    for place in range(2):
        put(store, str(place), to=f"phone {place}", segments=3)
    who = sender({Channel.SMS: provider}, rates={Channel.SMS: Rate(per_second=1, burst=1)})
    taken = []
    for second in range(4):
        until_quiet(store, who, NOW + timedelta(seconds=second))
        taken.append(len(provider.taken))
    assert taken == [1, 1, 1, 2]


def test_a_chat_is_given_a_second_between_two_messages_and_others_go_on(store: Engine) -> None:
    provider = Provider()
    for text, phone in (("first", "a"), ("second", "a"), ("other", "b")):
        put(store, text, to=phone, on=Channel.TELEGRAM)
    rate = Rate(per_second=1_000, burst=100, spacing=timedelta(seconds=1))
    who = sender({Channel.TELEGRAM: provider}, rates={Channel.TELEGRAM: rate})
    for tenth in range(10):
        until_quiet(store, who, NOW + timedelta(seconds=tenth / 10))
    assert provider.taken == ["first", "other"]
    until_quiet(store, who, NOW + timedelta(seconds=1))
    assert provider.taken == ["first", "other", "second"]


def test_two_senders_share_one_rate(store: Engine) -> None:
    provider = Provider()
    for place in range(50):
        put(store, str(place), to=f"phone {place}")
    rates = {Channel.SMS: Rate(per_second=10, burst=5)}
    for tick in range(11):
        for worker in ("one", "two"):
            deliver(
                store, sender({Channel.SMS: provider}, worker=worker, rates=rates), NOW + timedelta(seconds=tick / 10)
            )
    assert len(provider.taken) == 5 + 10


@pytest.mark.parametrize("workers", [4])
def test_many_senders_send_everything_once_and_in_order(store: Engine, workers: int) -> None:
    provider = Provider()
    for place in range(60):
        put(store, f"{place % 6}:{place}", to=f"phone {place % 6}")
    problems: list[Exception] = []

    def work(worker: str) -> None:
        try:
            for _ in range(40):
                deliver(store, sender({Channel.SMS: provider}, worker=worker, rates=FAST), NOW, batch=3)
        except Exception as error:  # noqa: BLE001 - shown by the assert below
            problems.append(error)

    threads = [threading.Thread(target=work, args=(f"worker {place}",)) for place in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until_quiet(store, sender({Channel.SMS: provider}))
    assert problems == []
    assert len(provider.taken) == len(set(provider.taken)) == 60
    for phone in range(6):
        theirs = [int(text.split(":")[1]) for text in provider.taken if text.startswith(f"{phone}:")]
        assert theirs == sorted(theirs)


def test_a_sender_needs_no_more_than_a_handful_of_statements_to_find_nothing(store: Engine) -> None:
    who = sender({Channel.SMS: Provider()})
    deliver(store, who, NOW)
    with statements(store) as ran:
        deliver(store, who, NOW)
    assert len(ran) <= 2
