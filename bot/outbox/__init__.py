"""Sends what waits in the outbox: takes what may go, calls the provider, writes down what became of it.

A message is marked and committed before the provider is called, so a sender that dies leaves a row whose lease ends and
nobody's message is lost. Whether that one went out is then unknown, as when a provider gives no answer; a receipt may
still tell. Otherwise replies, notices and prompts are sent once more and broadcasts are not. No provider of ours takes
a key against repetition, so exactly-once does not exist here.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot.channels import price_of
from bot.log import where
from bot.messages import CAPABILITIES, Channel, NoAnswer, Outbound, Refused, SendFailure
from bot.outbox.failing import FIRST_PAUSE, RECEIPT, answered, failed_sending, unanswered
from bot.outbox.sender import BROKEN, Alarm, Counts, HeldMessage, Mute, Outcome, SayAgain, Sender
from bot.store.engine import insisting, reading
from bot.store.outbox import claiming, lines, sending, sent, tidying
from bot.store.outbox.claiming import Taking
from bot.store.outbox.lines import Line
from bot.store.outbox.outbox import MessageState
from bot.store.outbox.sending import Message

LEASE = timedelta(seconds=30)
"""How long a sender may hold a message: twice as long as a call may take (`Transport.send`)."""
AT_ONCE = timedelta(seconds=5)
"""What goes out later than this may have been overtaken by what was done meanwhile."""
BATCH = 10
OUTLASTING = timedelta(days=7)
"""Longer than any message is tried: in an outage nobody's later ones go before it, however long it waits."""
WAITED = timedelta(minutes=10)
"""What has waited so long is asked whether it is still true before it goes out."""

log = logging.getLogger(__name__)

__all__ = [
    "BATCH", "BROKEN", "FIRST_PAUSE", "LEASE", "RECEIPT", "Alarm", "Counts", "HeldMessage", "Mute", "Outcome",
    "SayAgain", "Sender", "deliver", "release", "send", "start", "take", "tidy",
]  # fmt: skip


def start(engine: Engine, sender: Sender, now: datetime) -> Counts:
    """To be called once when a sender starts: lines are tried again, and what its earlier life held is taken back."""
    with engine.begin() as db:
        lines.start(db)
        return _recovered(tidying.recover(db, now, sender.worker))


def deliver(engine: Engine, sender: Sender, now: datetime, *, batch: int = BATCH) -> Counts:
    """One round: at most `batch` messages a channel, one after the other; answers what became of them.

    Nothing is left when it is empty.
    """
    with reading(engine) as db:
        untidy, waiting = tidying.any_over(db, now), claiming.waits_on(db, now)
    counts = tidy(engine, now) if untidy else Counts()
    for channel in [each for each in sender.channels if untidy or each in waiting]:
        broken = False
        for held in take(engine, sender, channel, now, batch):
            outcome = release(engine, held, now) if broken else send(engine, sender, held, now)
            broken = broken or outcome in BROKEN
            counts[outcome] += 1
    return counts


def tidy(engine: Engine, now: datetime) -> Counts:
    """Takes back what dead senders held, and drops what has lost its meaning by waiting."""
    with engine.begin() as db:
        return _recovered(tidying.recover(db, now)) + Counts({Outcome.EXPIRED: tidying.expire(db, now)})


def _recovered(states: Collection[MessageState]) -> Counts:
    return Counts(Outcome.UNKNOWN if state is MessageState.UNKNOWN else Outcome.RESENT for state in states)


def take(engine: Engine, sender: Sender, channel: Channel, now: datetime, most: int) -> list[HeldMessage]:
    """Up to `most` messages that may go out on this channel now; the sender holds them until their lease ends."""
    rate = sender.rates[channel]
    with engine.begin() as db:
        queues = claiming.queues(db, channel, now)
        if not queues:
            return []
        line = lines.lock(db, channel)
        room = lines.free(line, now, rate.gap, rate.burst)
        if room < 1:
            return []
        taken = _claimed(db, sender, line, now, queues, min(most, room, 1 if line.is_down else most), room)
        lines.use(db, line, now, rate.gap, rate.burst, sum(message.size for message in taken))
        return [HeldMessage(message, _allowed(db, message, now)) for message in taken]


def _claimed(
    db: Connection, sender: Sender, line: Line, now: datetime, queues: Sequence[int], most: int, room: int
) -> list[Message]:
    """What may go out on this line now; while it is down, nothing that may have gone out, if there is anything else.

    What has missed its hours waits for the next ones, and takes up no room. A line that is stopped or down silences no
    other. As long as an outage is not settled, nobody's messages overtake.
    """
    unusable, rate = lines.unusable(db), sender.rates[line.channel]
    taking = Taking(
        worker=sender.worker,
        lease=LEASE,
        most=most,
        room=room,
        burst=rate.burst,
        live=[each for each in sender.channels if each == line.channel or each not in unusable],
        queues=queues,
        spacing=rate.spacing,
        patience=claiming.PATIENCE if line.down_since is None else OUTLASTING,
    )
    for doubtful in (False, True) if line.is_down else (True,):
        while found := claiming.claim(db, line.channel, now, replace(taking, doubtful=doubtful)):
            taken = [message for message in found if not sender.puts_off(db, message, now)]
            if taken:
                return taken
    return []


def _allowed(db: Connection, message: Message, now: datetime) -> Outbound | None:
    """The message as free text while the channel's window is open, else as its template; None when it has none."""
    window = CAPABILITIES[message.channel].window
    if window is None:
        return message.outbound
    if sent.wrote_since(db, message.channel, message.address, now - window):
        return replace(message.outbound, template=None)
    return message.outbound if message.outbound.template else None


def send(engine: Engine, sender: Sender, held: HeldMessage, now: datetime) -> Outcome:
    """Call the provider, with no transaction open, then write down what it said."""
    message, outbound = held.message, held.outbound
    if now >= message.until:
        insisting(engine, lambda db: sending.mark_over(db, message, now, "expired"))
        return Outcome.EXPIRED
    waited = message.error is not None or now - message.made_at > AT_ONCE
    if waited and message.notice_id is not None and insisting(engine, lambda db: _over(db, sender, message, now)):
        return Outcome.EXPIRED
    try:
        if outbound is None:
            raise Refused("outside the window, and no template", ours=True)
        provider_id = sender.channels[message.channel].send(message.address, outbound, message.id)
    except SendFailure as failure:
        refusal = failure  # its name ends with this block
        return insisting(engine, lambda db: failed_sending(db, sender, message, refusal, now))
    except NoAnswer as silence:
        doubt = silence  # the same
        log.warning("message %s on %s: the provider gave no answer", message.id, message.channel)
        return insisting(engine, lambda db: unanswered(db, sender, message, doubt, now))
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold what was sent
        # A bug of the transport. Whether the message went out is unknown, and its lease will say so.
        log.error("message %s on %s: the transport raised %s", message.id, message.channel, where(fault))
        return Outcome.UNKNOWN
    template, price = outbound.template, price_of(provider_id)
    kept, failing = insisting(engine, lambda db: _sent(db, message, provider_id, template, now, price))
    if failing:  # by itself: whoever looks after the line must not keep waiting what is known of the message
        insisting(engine, lambda db: answered(db, message, now))
    return Outcome.SENT if kept else Outcome.UNKNOWN


def _sent(
    db: Connection, message: Message, provider_id: str, template: str | None, now: datetime, price: int | None
) -> tuple[bool, bool]:
    """Whether it was still ours, and whether the line had failed for somebody since the last that was taken."""
    kept = sending.mark_sent(db, message, provider_id, template, now, price)
    return kept, lines.is_failing(db, message.channel)


def _over(db: Connection, sender: Sender, message: Message, now: datetime) -> bool:
    """Whether a notice that failed or waited has been settled since; it is dropped then."""
    if sender.means_something(db, message, now):
        return False
    sending.mark_over(db, message, now)
    return True


def release(engine: Engine, held: HeldMessage, now: datetime) -> Outcome:
    """The line broke before this one's turn: it waits again, as if it had not been taken."""
    with engine.begin() as db:
        sending.put_back(db, held.message, now, held.message.error, counted=False)
    return Outcome.RELEASED
