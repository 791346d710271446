"""A day on which a nation is due, in virtual time: how long replies take, and what becomes of every prompt."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from statistics import quantiles

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, case, delete, func, select, update
from tqdm import tqdm

from bench.crowd import member, seed
from bench.turns import PATIENT, _names, engine_name, stores
from bot import app, providers
from bot.app import House
from bot.channels import RATES, Rate
from bot.dialogs.calendar import EVENING, MORNING, moment
from bot.language import local
from bot.messages import Channel, Inbound, Outbound
from bot.outbox import Sender, deliver
from bot.simulator.chat import moment as told
from bot.store.engine import open_store, reading, upgrade
from bot.store.outbox.outbox import MessageKind, outbox
from bot.store.people.addresses import addresses
from bot.store.session_rows import sessions
from bot.store.talk import notices
from bot.store.talk.drafts import drafts
from bot.store.talk.notices import NoticeKind, NoticeState
from bot.talk import hear
from bot.talk.unasked import spread
from scheduler.due import open_due

DUE, EVENING_OF = told("Thu 28 May 2026, 16:15"), told("Thu 28 May 2026, 18:00")
"""The hour of everybody's prompt, and the last one at which one may come."""
PAST = timedelta(seconds=90)
"""So long after it is looked at what goes out."""
LENGTH = int((EVENING_OF - DUE).total_seconds()) // 60
TICK, LOOK = timedelta(seconds=app.TICK), timedelta(milliseconds=250)
"""How often the clock looks at what is due, and a sender at what waits."""
BY_SMS = 5
"""One in so many who write do so by SMS, whose line carries 10 segments a second; the others write from WhatsApp and
Telegram."""
QUICK = (150, 1, 1, 1)
"""Prompts, messages and segments a second, and minutes of the short form: more than the line carries."""
AIM = timedelta(seconds=5)


class Taking:
    """A provider that takes everything at once."""

    tells = True

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - the outbox keeps it
        return str(reference)


@dataclass(frozen=True)
class Found:
    """What was counted at the end of the day."""

    took: Sequence[float]
    """Seconds from each message to its reply."""
    outside: int
    """What was said unasked and not in its hours."""
    prompts: Mapping[str, int]
    """What became of each person's prompts."""
    last: datetime
    """When the last of those that were carried over is to come."""

    @property
    def within(self) -> tuple[float, float]:
        """Seconds within which half and 95% of the replies went out."""
        parts = quantiles(self.took, n=100)
        return parts[49], parts[94]

    def faults(self, due: int) -> Iterator[str]:
        """What must not be."""
        if self.within[1] > AIM.total_seconds():
            yield f"replies took {self.within[1]:.1f} s (p95)"
        if self.outside:
            yield f"{self.outside} messages went out unasked outside their hours"
        if sum(self.prompts.values()) != due or set(self.prompts) - {"sent", *spread.KeptBy}:
            yield f"{due} prompts were due, and {dict(self.prompts)} is what became of them"


def run(engine: Engine, prompts: int, inbound: int, sms: int, minutes: int) -> Found:
    """The day of so many mentees, with so many messages coming in a second and so many segments of SMS going out.

    Its clock begins so long before evening.
    """
    rates = {**RATES, Channel.SMS: replace(RATES[Channel.SMS], per_second=sms)}
    upgrade(engine)
    seed(engine, 2 * prompts, random.Random(1))
    _spread_over_channels(engine)
    _before(engine)
    house = House(engine, PATIENT, "bench", rates=rates)
    sender = app.sender_of(house, dict.fromkeys(rates, Taking()))
    writers, ids = _writers(prompts, random.Random(2)), count()
    begins, until = EVENING_OF - timedelta(minutes=minutes), EVENING_OF + PAST
    for look in tqdm(range((until - begins) // LOOK), unit=" looks", disable=None, leave=False):
        now = begins + look * LOOK
        if look * LOOK % TICK == timedelta(0):
            app.tick(engine, now, rates)
        for part in range(inbound * look // 4, inbound * (look + 1) // 4):
            at = begins + part * timedelta(seconds=1) / inbound
            hear(engine, Inbound(*next(writers), f"due {next(ids)}", "STATUS"), at, PATIENT)
        _send(engine, sender, now + LOOK)
    return _counted(engine, until, rates)


def _send(engine: Engine, sender: Sender, now: datetime) -> None:
    while deliver(engine, sender, now):
        pass


def _spread_over_channels(engine: Engine) -> None:
    """Mentees have a plain phone, mentors write on WhatsApp or Telegram; nobody is in the middle of a form."""
    number = addresses.c.person_id
    apart = {1: Channel.WHATSAPP, 3: Channel.TELEGRAM}
    chat = case((number % 4 == 3, (number + 70_000_000).cast(addresses.c.address.type)), else_=addresses.c.address)
    with engine.begin() as db:
        db.execute(delete(drafts))
        db.execute(update(addresses).values(place=None, address=chat))
        for rest, channel in apart.items():
            db.execute(update(addresses).where(number % 4 == rest).values(channel=channel))


def _before(engine: Engine) -> None:
    """Until now everybody did and heard what they should: only the session of this day is still to be asked about."""
    with engine.begin() as db:
        db.execute(update(sessions).where(sessions.c.day < local(DUE).date()).values(settled=True))
    for words in ("Wed 27 May 2026, 16:15", "Thu 28 May 2026, 07:30"):
        open_due(engine, told(words))
    with engine.begin() as db:
        db.execute(update(notices.notices).values(state=NoticeState.SUPPRESSED))


def _writers(pairs: int, dice: random.Random) -> Iterator[tuple[Channel, str]]:
    """Who writes, one after the other."""
    for turn in count():
        pair = dice.randint(1, pairs)
        mentor, mentee = 2 * pair - 1, member(pair)
        if turn % BY_SMS == 0:
            yield Channel.SMS, mentee.address
        elif mentor % 4 == 1:
            yield Channel.WHATSAPP, f"+254{700_000_000 + mentor}"
        else:
            yield Channel.TELEGRAM, str(mentor + 70_000_000)


def _counted(engine: Engine, now: datetime, rates: Mapping[Channel, Rate]) -> Found:
    with reading(engine) as db:
        made = select(outbox.c.kind, outbox.c.made_at, outbox.c.sent_at).where(outbox.c.sent_at.is_not(None))
        sent = list(db.execute(made))
        prompts: Counter[str] = Counter()
        said = (notices.notices.c.kind == NoticeKind.PROMPT, notices.notices.c.state == NoticeState.SAID)
        table = outbox.join(notices.notices)
        went = select(func.count()).select_from(table).where(*said, outbox.c.sent_at.is_not(None))
        prompts["sent"] = db.execute(went).scalar_one()
        waiting = [one for one in spread.plan(db, now, providers.speeds(rates)) if one.notice.kind is NoticeKind.PROMPT]
    prompts.update(str(one.why) for one in waiting)
    outside = sum(kind is not MessageKind.REPLY and not _decent(at) for kind, _made, at in sent)
    took = [(at - made).total_seconds() for kind, made, at in sent if kind is MessageKind.REPLY]
    return Found(took, outside, prompts, max((one.at for one in waiting), default=now))


def _decent(at: datetime) -> bool:
    day = local(at).date()
    return moment(day, MORNING) <= at < moment(day, EVENING) + timedelta(minutes=1)


def report(found: Found, due: int) -> Iterator[str]:
    half, most = found.within
    yield f"{len(found.took):,} replies: p50 {half:.2f} s, p95 {most:.2f} s; aim: p95 under {AIM.total_seconds():.0f} s"
    yield f"said unasked outside hours: {found.outside}"
    parts = ", ".join(f"{number:,} {what}" for what, number in found.prompts.items())
    yield f"{due:,} prompts due: {parts}; the last comes on {local(found.last):%a %d %b, %H:%M}"


@click.command(help=__doc__)
@click.option("--prompts", default=100_000, show_default=True, help="Mentees who are all asked at the same hour.")
@click.option("--inbound", default=20, show_default=True, help="Messages a second that come in meanwhile.")
@click.option("--sms", default=10, show_default=True, help="Segments a second on the line of SMS.")
@click.option(
    "--minutes", type=click.IntRange(1, LENGTH), default=LENGTH, show_default=True, help="From then until the evening."
)
@click.option("--databases", callback=_names, default="sqlite,postgresql", show_default=True)
@click.option("--quick", is_flag=True, help="A few prompts, a minute before the evening.")
def main(prompts: int, inbound: int, sms: int, minutes: int, databases: tuple[str, ...], quick: bool) -> None:
    if quick:
        prompts, inbound, sms, minutes = QUICK
    faults: list[str] = []
    with ExitStack() as stack:
        for urls in stores(databases, stack).values():
            engine = open_store(next(urls), (Fernet.generate_key().decode(),))
            click.echo(engine_name(engine))
            found = run(engine, prompts, inbound, sms, minutes)
            for line in report(found, prompts):
                click.echo(line)
            faults += found.faults(prompts)
            engine.dispose()
    if faults:
        raise click.ClickException("; ".join(faults))


if __name__ == "__main__":
    main()
