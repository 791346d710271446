"""The four ways in which a send may fail, and a sender that dies."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine

from bot.messages import Channel, Inbound, Misconfigured, OptedOut, Outbound, Refused, TryLater
from bot.outbox import BATCH, LEASE, Outcome, deliver, start
from bot.store.cause import KeptCause
from bot.store.outbox import lines, outbox
from bot.store.outbox.outbox import MessageKind, MessageState, NewMessage
from bot.store.outbox.sending import TRIES, Message
from bot.store.people import addresses, people, roles
from bot.store.people.roles import Role
from bot.store.talk import inbox, notices
from bot.store.talk.notices import NoticeKind
from tests.outbox.fakes import NOW, Provider, person, put, row, sender, until_quiet


def fails(failure: Exception, *, on: str = "") -> Provider:
    return Provider(lambda text: failure if on in text else None)


def test_try_later_backs_off_with_jitter_and_counts_the_attempt(store: Engine) -> None:
    message = put(store, "hello")
    who = sender({Channel.SMS: fails(TryLater("busy"))})
    assert deliver(store, who, NOW) == {Outcome.LATER: 1}
    first = row(store, message)
    pause = first["due_at"] - NOW  # type: ignore[operator]
    assert timedelta(seconds=5) <= pause <= timedelta(seconds=6.25)
    assert (first["state"], first["attempts"], first["error"]) == (MessageState.WAITING, 1, "busy")
    later = NOW + pause
    deliver(store, who, later)
    assert timedelta(seconds=10) <= row(store, message)["due_at"] - later <= timedelta(seconds=12.5)


def test_a_providers_wish_to_wait_is_kept_by_the_whole_line_and_is_no_attempt(store: Engine) -> None:
    message = put(store, "hello")
    others = [put(store, "others", to=f"phone {place}") for place in range(BATCH + 3)]
    who = sender({Channel.SMS: fails(TryLater("slow down", timedelta(seconds=40)), on="hello")})
    deliver(store, who, NOW)
    assert row(store, message)["due_at"] == NOW + timedelta(seconds=40)
    assert row(store, message)["attempts"] == 0
    assert {row(store, other)["attempts"] for other in others} == {0}
    assert deliver(store, who, NOW + timedelta(seconds=39)) == {}
    calm = sender({Channel.SMS: Provider()})
    assert until_quiet(store, calm, NOW + timedelta(seconds=41)) == {Outcome.SENT: len(others) + 1}


def test_a_message_whose_time_is_over_is_not_sent(store: Engine) -> None:
    provider = Provider()
    message = put(store, "session 3 today", expires=NOW + timedelta(hours=1))
    assert deliver(store, sender({Channel.SMS: provider}), NOW + timedelta(hours=1)) == {Outcome.EXPIRED: 1}
    assert (row(store, message)["state"], provider.taken) == (MessageState.DROPPED, [])


def test_nothing_is_tried_for_ever(store: Engine) -> None:
    message = put(store, "hello")
    who, now = sender({Channel.SMS: fails(TryLater("busy"))}), NOW
    while row(store, message)["state"] == MessageState.WAITING:
        deliver(store, who, now)
        now += timedelta(minutes=30)
    assert timedelta(hours=23) < now - NOW < timedelta(hours=26)
    assert row(store, message)["state"] == MessageState.FAILED


def test_a_refused_reply_is_final_and_the_next_message_goes_on(store: Engine) -> None:
    provider = fails(Refused("no such number"), on="first")
    message = put(store, "first")
    put(store, "second")
    until_quiet(store, sender({Channel.SMS: provider}))
    assert (row(store, message)["state"], row(store, message)["error"]) == (MessageState.FAILED, "no such number")
    assert provider.taken == ["second"]


def test_a_refused_notice_is_made_again_in_the_same_transaction(store: Engine) -> None:
    asked: list[Message] = []

    def say_again(db: Connection, message: Message, now: datetime) -> bool:
        asked.append(message)
        outbox.queue(
            db,
            NewMessage(
                channel=Channel.SMS,
                address="+254712000002",
                person_id=message.person_id,
                notice_id=message.notice_id,
                kind=message.kind,
                outbound=Outbound("by SMS"),
                segments=1,
                now=now,
            ),
        )
        return True

    peter = person(store)
    with store.begin() as db:
        notice = notices.add(
            db,
            notices.NewNotice(
                peter, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
            ),
        )
    put(store, "by Telegram", on=Channel.TELEGRAM, kind=MessageKind.NOTICE, person_id=peter, notice_id=notice)
    sms = Provider()
    who = sender({Channel.TELEGRAM: fails(Refused("blocked")), Channel.SMS: sms}, say_again=say_again)
    assert until_quiet(store, who) == {Outcome.REFUSED: 1, Outcome.SENT: 1}
    assert sms.taken == ["by SMS"]
    assert [message.notice_id for message in asked] == [notice]


def test_who_opts_out_at_the_provider_is_silenced_everywhere_at_once(store: Engine) -> None:
    faith = person(store)
    telegram, sms = fails(OptedOut("stop")), Provider()
    put(store, "prompt", on=Channel.TELEGRAM, kind=MessageKind.PROMPT, person_id=faith)
    other = put(store, "another prompt", kind=MessageKind.PROMPT, person_id=faith)
    reply = put(store, "an answer", person_id=faith)
    until_quiet(store, sender({Channel.TELEGRAM: telegram, Channel.SMS: sms}))
    with store.connect() as db:
        found = people.get(db, faith)
    assert found is not None
    assert found.muted_at == NOW
    assert (row(store, other)["state"], row(store, other)["error"]) == (MessageState.DROPPED, "muted")
    assert (row(store, reply)["state"], sms.taken) == (MessageState.SENT, ["an answer"])


def test_a_misconfigured_line_stops_and_loses_nothing(store: Engine) -> None:
    messages = [put(store, "hello", to=f"phone {place}") for place in range(5)]
    operator = person(store)
    with store.begin() as db:
        roles.add(db, person_id=operator, role=Role.OPERATOR, area_id=None, since=NOW.date())
    broken = sender({Channel.SMS: fails(Misconfigured("bad token"))})
    assert deliver(store, broken, NOW) == {Outcome.STOPPED: 1, Outcome.RELEASED: 4}
    assert deliver(store, broken, NOW + timedelta(hours=23)) == {}
    with store.connect() as db:
        assert [line.stopped for line in lines.every(db)] == ["bad token"]
    assert {(row(store, each)["state"], row(store, each)["attempts"]) for each in messages} == {
        (MessageState.WAITING, 0)
    }
    with store.connect() as db:
        told = [notice.place for notice in notices.waiting(db, operator)]
    assert told == ["LineStopped?channel=sms"]
    mended = sender({Channel.SMS: Provider()})
    start(store, mended, NOW + timedelta(hours=23))
    assert until_quiet(store, mended, NOW + timedelta(hours=23)) == {Outcome.SENT: 5}


@pytest.mark.parametrize(
    ("heard_before", "template", "sent_as"),
    [
        (timedelta(hours=23), "session_sign", [None]),
        (timedelta(hours=23), None, [None]),
        (timedelta(hours=24), "session_sign", ["session_sign"]),
        (timedelta(hours=24), None, []),
        (None, None, []),
    ],
)
def test_outside_the_day_after_their_last_message_whatsapp_takes_templates_only(
    store: Engine, heard_before: timedelta | None, template: str | None, sent_as: list[str | None]
) -> None:
    if heard_before is not None:
        with store.begin() as db:
            inbox.record(db, Inbound(Channel.WHATSAPP, "+254712000002", "1", "hi"), None, NOW - heard_before)
    provider = Provider()
    message = put(store, "hello", to="+254712000002", on=Channel.WHATSAPP, template=template)
    until_quiet(store, sender({Channel.WHATSAPP: provider}))
    assert provider.templates == sent_as
    expected = (MessageState.SENT, sent_as[0]) if sent_as else (MessageState.FAILED, template)
    assert (row(store, message)["state"], row(store, message)["template"]) == expected


@pytest.mark.parametrize(("wrote", "to"), [("+254712000002", "KE.1"), ("KE.1", "+254712000002")])
@pytest.mark.parametrize("bound", [True, False])
def test_the_day_of_whatsapp_counts_from_whichever_name_an_account_wrote_under(
    store: Engine, wrote: str, to: str, *, bound: bool
) -> None:
    who, heard = person(store), NOW - timedelta(hours=1)
    with store.begin() as db:
        rows = {
            name: addresses.add(db, person_id=who, channel=Channel.WHATSAPP, address=name, rank=0, now=NOW)
            for name in ("+254712000002", "KE.1")
        }
        if bound:
            addresses.belongs(db, rows["+254712000002"], "KE.1")
        inbox.record(db, Inbound(Channel.WHATSAPP, wrote, "1", "hi"), who, heard)
    provider = Provider()
    put(store, "hello", to=to, on=Channel.WHATSAPP, template="session_sign")
    until_quiet(store, sender({Channel.WHATSAPP: provider}))
    assert provider.templates == [None if bound else "session_sign"]


class Killed(BaseException):
    """The process ends amid the call."""


def dying(_text: str) -> None:
    raise Killed


def test_what_a_dead_sender_held_goes_out_once_more(store: Engine) -> None:
    message = put(store, "hello", kind=MessageKind.PROMPT)
    healthy = Provider()
    two = sender({Channel.SMS: healthy}, worker="two")
    with pytest.raises(Killed):
        deliver(store, sender({Channel.SMS: Provider(dying)}), NOW)
    assert row(store, message)["state"] == MessageState.SENDING
    assert deliver(store, two, NOW + LEASE / 2) == {}
    assert deliver(store, two, NOW + LEASE) == {Outcome.RESENT: 1, Outcome.SENT: 1}
    assert healthy.taken == ["hello"]


def test_a_message_that_five_senders_died_of_stays_unknown(store: Engine) -> None:
    message = put(store, "hello")
    for life in range(TRIES):
        with pytest.raises(Killed):
            deliver(store, sender({Channel.SMS: Provider(dying)}), NOW + life * LEASE)
    assert deliver(store, sender({Channel.SMS: Provider()}), NOW + TRIES * LEASE) == {Outcome.UNKNOWN: 1}
    assert row(store, message)["state"] == MessageState.UNKNOWN


def test_a_broadcast_is_not_sent_twice_to_be_sure(store: Engine) -> None:
    message = put(store, "hello", kind=MessageKind.BROADCAST)
    with pytest.raises(Killed):
        deliver(store, sender({Channel.SMS: Provider(dying)}), NOW)
    assert deliver(store, sender({Channel.SMS: Provider()}), NOW + LEASE) == {Outcome.UNKNOWN: 1}
    assert row(store, message)["state"] == MessageState.UNKNOWN


def test_a_sender_that_starts_again_under_its_name_takes_back_what_it_held(store: Engine) -> None:
    message = put(store, "hello")
    with pytest.raises(Killed):
        deliver(store, sender({Channel.SMS: Provider(dying)}), NOW)
    healthy = Provider()
    who = sender({Channel.SMS: healthy})
    assert start(store, who, NOW) == {Outcome.RESENT: 1}
    deliver(store, who, NOW)
    assert (healthy.taken, row(store, message)["state"]) == (["hello"], MessageState.SENT)


def test_a_bug_in_a_transport_is_logged_without_words_and_leaves_the_outcome_unknown(
    store: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    message = put(store, "secret words")
    assert deliver(store, sender({Channel.SMS: fails(RuntimeError("oops"))}), NOW) == {Outcome.UNKNOWN: 1}
    assert row(store, message)["state"] == MessageState.SENDING
    assert "secret words" not in caplog.text
    assert "+254712000001" not in caplog.text


def test_a_sender_that_was_too_slow_does_not_overwrite_what_another_wrote(store: Engine) -> None:
    message = put(store, "hello")
    other = sender({Channel.SMS: Provider()}, worker="two")

    def slow(_text: str) -> None:
        deliver(store, other, NOW + LEASE)

    assert deliver(store, sender({Channel.SMS: Provider(slow)}), NOW) == {Outcome.UNKNOWN: 1}
    assert (row(store, message)["state"], row(store, message)["seq"]) == (MessageState.SENT, 1)
