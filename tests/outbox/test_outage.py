"""A provider that fails for everybody is tried by a few messages until it answers; nobody hears anything thrice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.operating import deeds as operators
from bot.messages import Channel, NoAnswer, Outbound, Progress, Receipt, TryLater
from bot.outbox import Sender, deliver
from bot.outbox.receipts import settle
from bot.store.outbox import lines, sending
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import addresses, roles
from bot.store.people.roles import Role
from bot.store.talk import notices
from bot.talk import waiting
from tests.outbox.fakes import NOW, Provider, person, put, row, sender

STEP, CLOCK = timedelta(seconds=5), timedelta(seconds=30)
Fault = Callable[[], Exception]
FAULTS: dict[str, Fault] = {
    "never reached": lambda: TryLater("cannot be reached"),
    "500": lambda: NoAnswer("500", failing=True),
    "no answer": NoAnswer,
}


@dataclass
class Line:
    """A provider that fails until a moment; whom it took what for, in order, and how often it was asked."""

    until: datetime
    fault: Fault
    now: datetime = NOW
    tells: bool = False
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        self.asked.append((self.now, outbound.text))
        if self.now < self.until:
            raise self.fault()
        self.taken.append((address, outbound.text))
        return f"taken {reference}"

    def goes_on(self, store: Engine, who: Sender, until: datetime) -> None:
        """Rounds of a sender and of the clock."""
        while self.now < until:
            deliver(store, who, self.now, batch=50)
            if (self.now - NOW) % CLOCK < STEP:
                with store.begin() as db:
                    operators.line_up(db, self.now)
                waiting.say_waiting(store, self.now)
            self.now += STEP


def phone(number: int) -> str:
    return f"+2547120001{number:02}"


def operator(store: Engine, *ways: tuple[Channel, str]) -> int:
    own = person(store, "operator")
    with store.begin() as db:
        roles.add(db, person_id=own, role=Role.OPERATOR, area_id=None, since=NOW.date())
        for rank, (channel, address) in enumerate(ways):
            addresses.add(db, person_id=own, channel=channel, address=address, rank=rank, now=NOW, verified_at=NOW)
    return own


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_in_an_outage_a_few_messages_try_and_all_go_out_after_it_each_once_and_in_order(
    store: Engine, fault: Fault
) -> None:
    ends = NOW + timedelta(minutes=15)
    line, telegram = Line(ends, fault), Provider()
    operator(store, (Channel.SMS, "+254712999999"), (Channel.TELEGRAM, "70009"))
    ids = [put(store, f"{place} to {who}", to=phone(who)) for place in range(3) for who in range(40)]
    who = sender({Channel.SMS: line, Channel.TELEGRAM: telegram})
    line.goes_on(store, who, NOW + timedelta(minutes=2))
    assert telegram.taken == [
        "TIMEC: SMS fails for everybody since 16:15. Messages wait; a few try it, and all follow once it answers."
        " More: mshauri doctor."
    ], "within two minutes, and on a way that works"
    line.goes_on(store, who, ends)
    tried = Counter(text for _at, text in line.asked)
    assert len(tried) < len(ids), "the others waited"
    assert len(line.asked) < 120, "one about every 15 seconds"
    line.goes_on(store, who, ends + timedelta(minutes=1))
    assert len(line.taken) == len(ids), "all within a minute"
    for number in range(40):
        heard = [text for to, text in line.taken if to == phone(number)]
        assert heard == [f"{place} to {number}" for place in range(3)]
    line.goes_on(store, who, ends + timedelta(minutes=4))
    over = "TIMEC: SMS works again after 15 minutes. What waited is being sent."
    assert (line.taken[-1], telegram.taken[1:]) == (("+254712999999", over), [])
    untried = [one for one in ids if row(store, one)["doubted_at"] is None]
    assert {row(store, one)["attempts"] for one in untried} <= {1, 2}, "to wait is no try"


@pytest.mark.parametrize("count", [1, 4])
def test_those_few_whose_provider_fails_for_them_keep_nobody_else_waiting(store: Engine, count: int) -> None:
    def fails(text: str) -> Exception | None:
        return TryLater("absent") if text.startswith("bad") else None

    provider = Provider(fails)
    for number in range(count):
        put(store, f"bad {number}", to=phone(number))
    who = sender({Channel.SMS: provider})
    for minute in range(10):
        put(store, f"good {minute}", to="+254712000002", at=NOW + timedelta(minutes=minute))
        deliver(store, who, NOW + timedelta(minutes=minute))
    assert provider.taken == [f"good {minute}" for minute in range(10)]
    with store.connect() as db:
        assert not lines.unusable(db)


def test_two_people_in_a_row_are_enough_where_nobody_else_writes(store: Engine) -> None:
    own = operator(store, (Channel.SMS, "+254712999999"))
    line = Line(NOW + timedelta(hours=1), FAULTS["500"])
    put(store, "hello", to=phone(1))
    put(store, "hello", to=phone(2))
    line.goes_on(store, sender({Channel.SMS: line}), NOW + timedelta(minutes=2))
    with store.connect() as db:
        told = [one.place for one in notices.recent_said(db, own, NOW, 9)]
    assert told == ["LineDown?channel=sms"]


def test_a_line_that_fails_again_at_once_is_the_same_outage(store: Engine) -> None:
    telegram = Provider()
    operator(store, (Channel.TELEGRAM, "70009"))
    line = Line(NOW + timedelta(minutes=3), FAULTS["500"])
    who = sender({Channel.SMS: line, Channel.TELEGRAM: telegram})
    for number in range(9):
        put(store, "hello", to=phone(number))
    line.goes_on(store, who, NOW + timedelta(minutes=3, seconds=30))
    line.until = line.now + timedelta(minutes=5)
    for number in range(9):
        put(store, "hello again", to=phone(number), at=line.now)
    line.goes_on(store, who, line.until + timedelta(minutes=3))
    assert [text.partition(" since")[0].partition(" after")[0] for text in telegram.taken] == [
        "TIMEC: SMS fails for everybody",
        "TIMEC: SMS works again",
    ]
    assert len(line.taken) == 18


def test_without_receipts_nobody_hears_a_message_more_than_twice_and_the_operator_hears_of_it(store: Engine) -> None:
    """Others are answered between: it is not the line that fails."""
    own = operator(store, (Channel.TELEGRAM, "70009"))
    message = put(store, "hello", to=phone(1))
    asked = []

    def cut(text: str) -> Exception | None:
        if text != "hello":
            return None
        asked.append(text)
        return NoAnswer()

    who = sender({Channel.SMS: Provider(cut, tells=False)})
    for second in range(0, 600, 5):
        at = NOW + timedelta(seconds=second)
        put(store, f"other {second}", to=phone(second % 50 + 2), at=at)
        deliver(store, who, at)
    assert (row(store, message)["state"], len(asked)) == (MessageState.UNKNOWN, 2)
    with store.connect() as db:
        told = [one.place for one in notices.waiting(db, own)]
    assert told == [f"DeadLetters?letter={message}"]


def receipt(provider_id: str, to: str) -> Receipt:
    return Receipt(Channel.SMS, provider_id, Progress.DELIVERED, address=to)


def test_where_receipts_come_it_is_tried_until_one_does(store: Engine) -> None:
    """A third try is made ten minutes after the second: where that had gone out, the receipt would have come."""
    lost = put(store, "hello", to=phone(1))
    tried: list[datetime] = []
    now = NOW

    def cut(text: str) -> Exception | None:
        if text == "hello":
            tried.append(now)
        return NoAnswer() if text == "hello" and len(tried) < 3 else None

    provider = Provider(cut)
    who = sender({Channel.SMS: provider})
    while now < NOW + timedelta(minutes=13):
        other = put(store, "other", to=phone(now.minute % 50 + 2), at=now)
        deliver(store, who, now)
        settle(store, who, receipt(f"taken {other}", phone(now.minute % 50 + 2)), now)
        now += STEP
    assert row(store, lost)["state"] == MessageState.SENT
    first, second, third = tried
    assert timedelta(seconds=20) <= second - first < timedelta(seconds=60)
    assert third - second >= timedelta(minutes=10)


def test_a_receipt_without_our_reference_settles_the_one_message_to_its_number_that_was_not_answered(
    store: Engine,
) -> None:
    cut = put(store, "hello", to=phone(1))
    other = put(store, "hello", to=phone(2))
    who = sender({Channel.SMS: Provider(lambda text: NoAnswer() if text == "hello" else None)})
    deliver(store, who, NOW)
    assert settle(store, who, receipt("ATXid_7", phone(1)), NOW + STEP)
    assert not settle(store, who, receipt("ATXid_8", phone(3)), NOW + STEP)
    assert [row(store, one)["state"] for one in (cut, other)] == [MessageState.DELIVERED, MessageState.SENDING]


def test_a_late_receipt_of_an_earlier_message_settles_no_later_one(store: Engine) -> None:
    """The earlier one was taken twice: its second receipt has an id that we know, its first comes late."""
    earlier = put(store, "earlier", to=phone(1))
    answers = iter([NoAnswer(), None, NoAnswer(), None])
    provider = Provider(lambda _text: next(answers))
    who = sender({Channel.SMS: provider})
    deliver(store, who, NOW)
    deliver(store, who, NOW + timedelta(seconds=25))
    later = put(store, "later", to=phone(1), at=NOW + timedelta(seconds=30))
    deliver(store, who, NOW + timedelta(seconds=30))
    assert row(store, earlier)["state"] == MessageState.SENT
    assert not settle(store, who, receipt("ATXid_of_the_first", phone(1)), NOW + timedelta(seconds=35))
    assert row(store, later)["state"] == MessageState.SENDING, "it may not have gone out"
    deliver(store, who, NOW + timedelta(seconds=55))
    assert provider.taken == ["earlier", "later"]


def test_a_late_receipt_of_a_reply_settles_no_notice_that_was_made_before_it(store: Engine) -> None:
    """What was tried first is not what was made first: a reply overtakes."""
    notice = put(store, "notice", to=phone(1), kind=MessageKind.NOTICE)
    put(store, "reply", to=phone(1), kind=MessageKind.REPLY)
    answers = iter([NoAnswer(), None, NoAnswer(), None])
    provider = Provider(lambda _text: next(answers))
    who = sender({Channel.SMS: provider})
    for seconds in (0, 25, 30):
        deliver(store, who, NOW + timedelta(seconds=seconds))
    assert provider.taken == ["reply"]
    assert not settle(store, who, receipt("ATXid_of_the_reply", phone(1)), NOW + timedelta(seconds=35))
    assert row(store, notice)["state"] == MessageState.SENDING, "it may not have gone out"
    deliver(store, who, NOW + timedelta(seconds=55))
    assert provider.taken == ["reply", "notice"]


def test_an_answer_that_we_cannot_read_is_followed_by_one_more_try_after_ten_minutes(store: Engine) -> None:
    message = put(store, "hello", to=phone(1))
    line = Line(NOW + timedelta(days=1), lambda: NoAnswer("cannot be read", odd=True))
    line.goes_on(store, sender({Channel.SMS: line}), NOW + timedelta(minutes=30))
    (first, _text), (second, _text) = line.asked
    assert second - first >= timedelta(minutes=10)
    assert row(store, message)["state"] == MessageState.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "life"),
    [(MessageKind.REPLY, timedelta(days=1)), (MessageKind.NOTICE, timedelta(days=2))],
)
def test_what_waits_for_a_line_goes_out_for_as_long_as_it_means_something(
    store: Engine, kind: MessageKind, life: timedelta
) -> None:
    early = put(store, "too old", kind=kind, at=NOW)
    late = put(store, "in time", to=phone(1), kind=kind, at=NOW + timedelta(minutes=2))
    provider = Provider()
    deliver(store, sender({Channel.SMS: provider}), NOW + life + timedelta(minutes=1))
    deliver(store, sender({Channel.SMS: provider}), NOW + life + timedelta(minutes=1))
    assert provider.taken == ["in time"]
    assert (row(store, early)["state"], row(store, late)["state"]) == (MessageState.DROPPED, MessageState.SENT)


def test_a_line_that_is_down_keeps_no_other_line_waiting(store: Engine) -> None:
    """Somebody's SMS waits; what is for them on Telegram goes out."""
    faith = person(store)
    line, telegram = Line(NOW + timedelta(hours=1), FAULTS["500"]), Provider()
    who = sender({Channel.SMS: line, Channel.TELEGRAM: telegram})
    for number in range(9):
        put(store, "hello", to=phone(number))
    line.goes_on(store, who, NOW + timedelta(seconds=30))
    put(store, "by SMS", to="+254712000009", person_id=faith, at=line.now)
    put(store, "by Telegram", on=Channel.TELEGRAM, to="70001", person_id=faith, at=line.now)
    line.goes_on(store, who, line.now + timedelta(seconds=30))
    assert telegram.taken == ["by Telegram"]


def test_operators_are_told_once_a_day_for_each_reason(store: Engine) -> None:
    own = operator(store, (Channel.TELEGRAM, "70009"))
    who = sender({Channel.SMS: Provider()})
    for number, why in enumerate(("403 invalid", "403 invalid", "407 no route")):
        message = put(store, "hello", to=phone(number))
        with store.begin() as db:
            operators.dead_letter(db, sending.hold(db, message, "one"), why, NOW)
    with store.connect() as db:
        assert len(notices.waiting(db, own)) == 2
    waiting.say_waiting(store, NOW)
    telegram = Provider()
    deliver(store, replace(who, channels={Channel.TELEGRAM: telegram}), NOW)
    assert telegram.taken == [], "they were tried again meanwhile: none is dead"
