"""What a failure asks for: wait and try again, another address, silence, an alarm, or giving up.

A message is tried again for as long as it means something. Where the provider said nothing, it may have gone out each
time: then it is tried a second time once others are answered again, and after that only where the receipts of the line
would have told us of it. So nobody hears anything more than twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection

from bot.messages import Misconfigured, NoAnswer, OptedOut, Refused, SendFailure, TryLater
from bot.outbox.sender import Outcome, Sender
from bot.store.outbox import history, lines, outages, outbox, sending, tidying
from bot.store.outbox.history import MessageStep
from bot.store.outbox.lines import Line
from bot.store.outbox.sending import Message
from bot.store.people import addresses

RECEIPT = timedelta(seconds=20)
"""How long a receipt may take that tells of a message on which the provider gave no answer."""
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
SECOND_DOUBT = timedelta(minutes=10)
"""How long the receipt may take of a message that was left without an answer twice: as long as it holds back others."""
DOUBT = 12
"""Into so many parts the life of a message is cut where no provider answers: a double one is not worth more tries."""
LATELY = timedelta(days=1)
"""So long ago the last receipt of a line may be that shows that it has any."""

log = logging.getLogger(__name__)


def failed_sending(db: Connection, sender: Sender, message: Message, failure: SendFailure, now: datetime) -> Outcome:
    """Writes down a failure of a call to the provider, and what it says of the whole line."""
    line = None
    if isinstance(failure, TryLater):
        if failure.after is None:
            line = _trouble(db, sender, message, now)
        else:
            answered(db, message, now)
    return failed(db, sender, message, failure, now, line)


def _trouble(db: Connection, sender: Sender, message: Message, now: datetime) -> Line:
    """The line on which this message failed; the operators hear it once where it now fails for everybody."""
    line, gone_down = lines.fails(db, message.channel, message.address, now)
    if gone_down:
        log.error("%s fails for everybody: a few messages try it, all others wait", message.channel)
        sender.down(db, message.channel, now)
    return line


def answered(db: Connection, message: Message, now: datetime) -> None:
    """The provider lives: where the line was down, what it has kept waiting is due at once, each person's in order."""
    if lines.answers(db, message.channel, now):
        log.warning("%s answers again", message.channel)
        outages.release(db, message.channel, now)


def failed(
    db: Connection, sender: Sender, message: Message, failure: SendFailure, now: datetime, line: Line | None = None
) -> Outcome:
    """Writes down a failure of a message that is held, and does what it asks for; `line`: which fails with it."""
    log.info("message %s on %s: %s", message.id, message.channel, type(failure).__name__)
    history.note(db, message.id, MessageStep.FAILED, now, str(failure))
    match failure:
        case TryLater():
            return _later(db, sender, message, failure, now, down=line is not None and line.is_down)
        case OptedOut():
            sending.mark_failed(db, message, "opted out")
            if message.person_id is not None:
                sender.mute(db, message.person_id, now)
            return Outcome.OPTED_OUT
        case Misconfigured():
            log.error("%s is stopped: our account or settings are wrong", message.channel)
            lines.stop(db, message.channel, str(failure) or "misconfigured")
            sending.put_back(db, message, now, "the line is stopped", counted=False)
            sender.alarm(db, message.channel, now)
            return Outcome.STOPPED
        case Refused():
            return _refused(db, sender, message, failure, now)
    raise failure


def _later(
    db: Connection, sender: Sender, message: Message, failure: TryLater, now: datetime, *, down: bool
) -> Outcome:
    """Wait as long as the provider asks, and the whole line with it; else longer with each try, until it expires.

    On a line that is down it was no try of this message's: another one takes its turn.
    """
    pause = _turn(sender.chance) if down else _pause(message.attempts, sender.chance)
    due_at = now + (failure.after if failure.after is not None else pause)
    if due_at >= message.until:
        _give_up(db, sender, message, f"expired: {failure}", now)
        return Outcome.EXPIRED
    if failure.after is not None:
        lines.block(db, message.channel, due_at)
    counted = failure.after is None and not down
    sending.put_back(db, message, due_at, str(failure) or "try later", counted=counted)
    if message.person_id is not None:
        tidying.hush(db, message.person_id, now)  # they may have asked for silence while it was being sent
    return Outcome.DOWN if down else Outcome.LATER if failure.after is None else Outcome.BLOCKED


def _pause(attempts: int, chance: Random) -> timedelta:
    """5 s, 10 s, 20 s … 10 minutes, each up to a quarter longer by chance."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE) * (1 + chance.random() / 4)


def _turn(chance: Random) -> timedelta:
    """When one that has tried a line which is down may try it again: by chance, so that others do between."""
    return lines.LONGEST * (1 + chance.random())


def _give_up(db: Connection, sender: Sender, message: Message, why: str, now: datetime) -> None:
    sending.mark_failed(db, message, why)
    sender.dead(db, message, why, now)


def _refused(db: Connection, sender: Sender, message: Message, failure: Refused, now: datetime) -> Outcome:
    """Final for this address; it is made again for the person's next one, if there is one."""
    why = str(failure) or "refused"
    sending.mark_failed(db, message, why)
    if not failure.ours:
        undelivered(db, sender, message, now, gone=failure.gone)
    _say_again(db, sender, message, why, now)
    return Outcome.REFUSED


def _say_again(db: Connection, sender: Sender, message: Message, why: str, now: datetime) -> None:
    if message.person_id is None or not sender.say_again(db, message, now):
        sender.dead(db, message, why, now)


def undelivered(db: Connection, sender: Sender, message: Message, now: datetime, *, gone: bool = False) -> bool:
    """It did not arrive. Whether its address is dead with that: then nothing goes there unasked (requirement D332).

    What waits for it goes to the people's next addresses; for who has none, others are told to go there in person.
    """
    lost = addresses.undelivered(db, message.channel, message.address, now, gone=gone)
    if not lost:
        return False
    for waiting in outages.withdrawn(db, message.channel, message.address, now):
        _say_again(db, sender, waiting, outages.DEAD_ADDRESS, now)
    for person_id in lost:
        sender.lost(db, person_id, now)
    return True


def unanswered(db: Connection, sender: Sender, message: Message, failure: NoAnswer, now: datetime) -> Outcome:
    """Tried again, each time after a longer pause, while it means something and nobody hears it more than twice.

    A try counts where the provider answered others since the one before; where it answers nobody it is an outage.
    """
    history.note(db, message.id, MessageStep.UNANSWERED, now)
    line = _trouble(db, sender, message, now)
    again = message.doubted_at is not None and not failure.failing and (failure.odd or _lives(line, message.doubted_at))
    tells = sender.channels[message.channel].tells
    longest = outbox.LIFE[message.kind] / DOUBT
    pause = min(FIRST_PAUSE * (1 << min(message.attempts - 1, 20)), longest)
    if failure.odd:
        pause = LONGEST_PAUSE
    elif line.is_down:
        pause = _turn(sender.chance)
    elif again:
        pause = max(pause, SECOND_DOUBT)
    may = not again or (tells and outages.is_told(db, message.channel, now - LATELY))
    if now + pause >= message.until or not may:
        sending.mark_unknown(db, message)
        sender.dead(db, message, sending.UNANSWERED, now)
        return Outcome.UNKNOWN
    receipt = pause if again else RECEIPT if tells else FIRST_PAUSE
    doubted_at = message.doubted_at if failure.failing else now
    sending.mark_unanswered(db, message, now + receipt, now + pause, doubted_at, counted=not line.is_down)
    return Outcome.DOWN if line.is_down else Outcome.UNKNOWN


def _lives(line: Line, since: datetime) -> bool:
    """Whether the provider has taken something since then."""
    return line.answered_at is not None and line.answered_at >= since
