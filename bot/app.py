"""The composition root: settings in, a working Mshauri out, as one process or as several."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from bot import log as logs
from bot import missed, outbox, providers
from bot.channels import RATES, Files, Rate, Transport, Webhook
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.helpdesk import deeds as helpdesk
from bot.dialogs.helpdesk.rules import HelpWaits
from bot.dialogs.operating import deeds as operators
from bot.dialogs.people import deeds as people
from bot.dialogs.reach import deeds as reach
from bot.dialogs.retention import deeds as retention
from bot.messages import Channel, Receipt
from bot.missed import Mailbox
from bot.operator import kept_pictures
from bot.outbox import Sender, receipts
from bot.outbox.pump import pump
from bot.providers import telegram_of
from bot.settings import Settings, ShortService, read
from bot.store.engine import open_store, upgrade
from bot.store.health import beats
from bot.talk import retry, waiting
from bot.talk.turn import World
from scheduler import due, figures

if TYPE_CHECKING:
    from flask import Flask

REST = 1.0
"""Seconds of rest after a round that failed."""
TIDY = 5.0
"""Seconds between two looks at what dead senders held."""
LEAVES = 16.0
"""Seconds that a thread is given to finish what it has in hand: longer than a call to a provider may take."""
TICK = 30
"""Seconds between two looks at what is due, and between two signs of life of a sender."""

log = logging.getLogger(__name__)


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """One process of the application: its store, its world, the providers that are set up, and its name."""

    engine: Engine
    world: World
    worker: str
    lines: Mapping[Channel, Transport] = field(default_factory=dict)
    """What waits for a channel without a line stays in the outbox."""
    hooks: Sequence[Webhook] = ()
    rates: Mapping[Channel, Rate] = field(default_factory=lambda: RATES)
    clock: Callable[[], datetime] = now
    mailbox: Mailbox | None = None
    files: Mapping[Channel, Files] = field(default_factory=dict)
    """Who keeps the pictures that people send."""
    metrics_token: str = field(default="", repr=False)
    """What whoever collects figures must show; without one only this machine is answered."""
    secret_key: str = field(default="", repr=False)
    """With it we know the addresses that we have made."""


def build(settings: Settings) -> House:
    """Opens the store. To be called after a fork: connections are not shared between processes."""
    engine = open_store(settings.database_url, settings.field_keys, settings.secret_key)
    telegram = telegram_of(settings)
    lines, hooks = providers.lines(settings, telegram), tuple(providers.hooks(settings, telegram))
    return House(
        engine,
        _world(settings),
        f"{socket.gethostname()}:{os.getpid()}",
        lines,
        hooks,
        providers.rates_of(settings.speeds),
        mailbox=providers.mailbox(settings),
        files=providers.files(settings, telegram),
        metrics_token=settings.metrics_token,
        secret_key=settings.secret_key,
    )


def _world(settings: Settings) -> World:
    return World(
        replies_an_hour=settings.limits.replies_per_hour,
        stranger_lines_a_day=settings.limits.stranger_lines_per_day,
        number_tries_a_day=settings.limits.number_tries_per_day,
        nudge_after=timedelta(hours=settings.limits.nudge_after_hours),
        waits=HelpWaits.of_minutes(settings.limits.help_wait_minutes, settings.limits.help_silence_minutes),
        telegram_bot=settings.telegram.name if settings.telegram else "",
        numbers=providers.numbers(settings),
        rings=settings.africastalking.voice if settings.africastalking else "",
        lines=HelpLines(**vars(settings.lines)),
        blocks_short_service=settings.short_service is ShortService.BLOCK,
        site=settings.public_url or "",
    )


def sender_of(house: House, channels: Mapping[Channel, Transport]) -> Sender:
    """A sender that asks this house's programme what to do with what cannot be sent, and to keep people quiet."""
    sender = Sender(house.worker, channels, retry.elsewhere, people.mute, operators.line_stopped, house.rates)
    sender = replace(sender, down=operators.line_down, dead=operators.dead_letter, lost=reach.out_of_reach)
    return replace(sender, means_something=retry.means_something, puts_off=retry.puts_off)


def tick(engine: Engine, at: datetime, rates: Mapping[Channel, Rate] | None = None, world: World | None = None) -> int:
    """Opens what is due and says what may be heard now, as much as lines of these rates carry; how much was said."""
    world = world or World()
    due.open_due(engine, at, world.nudge_after)
    with engine.begin() as db:
        helpdesk.look_after(db, world.waits, at)
        operators.look_round(db, world.lines, at)
        beats.beat(db, "clock", at)
        is_over = retention.is_over(db, at)
    if not is_over:
        retention.step(engine, at)
    return waiting.say_waiting(engine, at, providers.speeds(rates or {})) + retry.in_time(engine, at)


def create_app(house: House) -> Flask:
    """The web side of a house as a Flask app."""
    from bot import copying
    from bot import web as pages

    sender = sender_of(house, house.lines)

    def settle(receipt: Receipt, at: datetime) -> None:
        receipts.settle(house.engine, sender, receipt, at)

    hooks = pages.webhooks(house.hooks, lambda: house.engine, house.clock, house.world, settle)
    made = pages.make(lambda: house.engine, house.clock, hooks, house.metrics_token, house.secret_key)
    made.register_blueprint(copying.pages(lambda: house.engine, house.clock))
    return made


def from_environment() -> Flask:
    """The web side as the Procfile's gunicorn loads it."""
    settings = read(os.environ)
    logs.set_up(settings.log_level, settings.log_format)
    return create_app(build(settings))


def serve(settings: Settings, host: str, *, polling: bool = False) -> None:
    """Web, sender and clock in one process, until it is stopped; the tables are brought up to date first.

    `host`: the address of this machine at which it listens. `polling`: Telegram is asked for its updates, for people
    without an address that it could call.
    """
    from bot import serving

    engine = open_store(settings.database_url, settings.field_keys, settings.secret_key)
    upgrade(engine)
    engine.dispose()

    stopped = threading.Event()
    at_work: list[threading.Thread] = []

    def load() -> Flask:
        house = build(settings)
        for work in [send_for_ever, tick_for_ever, *([_poll_for_ever] if polling else [])]:
            at_work.append(threading.Thread(target=work, args=(house, stopped), daemon=True))
            at_work[-1].start()
        return create_app(house)

    def leave() -> None:
        """What is being sent is finished, so that its outcome is known."""
        stopped.set()
        for each in at_work:
            each.join(LEAVES)

    serving.serve(host, settings.port, load, leave)


def web(settings: Settings, host: str) -> None:
    """The web side only, until it is stopped."""
    from bot import serving

    serving.serve(host, settings.port, lambda: create_app(build(settings)))


def send(settings: Settings) -> None:
    """The sender only, until it is stopped."""
    send_for_ever(build(settings), until_stopped())


def clock(settings: Settings) -> None:
    """The clock only, until it is stopped."""
    tick_for_ever(build(settings), until_stopped())


def until_stopped() -> threading.Event:
    """An event that SIGTERM and SIGINT set: the round that is under way is finished first."""
    stopped = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopped.set())
    return stopped


def send_for_ever(house: House, stopped: threading.Event) -> None:
    """A pump for each line, until it is stopped; meanwhile what dead senders held is taken back."""
    sender = sender_of(house, house.lines)
    _insist(lambda: outbox.start(house.engine, sender, house.clock()), stopped)
    pumps = [
        threading.Thread(
            target=pump, args=(house.engine, sender, channel, house.clock, stopped), name=f"pump-{channel}"
        )
        for channel in house.lines
    ]
    for each in pumps:
        each.start()
    beaten = -inf
    while not stopped.is_set():
        if monotonic() - beaten > TICK:
            beaten = monotonic()
            _insist(partial(_beat, house.engine, "sender"), stopped)
        _insist(lambda: outbox.tidy(house.engine, house.clock()), stopped)
        stopped.wait(TIDY)
    for each in pumps:
        each.join()


def _beat(engine: Engine, name: str) -> None:
    with engine.begin() as db:
        beats.beat(db, name, now())


def tick_for_ever(house: House, stopped: threading.Event) -> None:
    """APScheduler is only the metronome here; it holds no jobs of ours."""
    from apscheduler.schedulers.background import BackgroundScheduler

    metronome = BackgroundScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None})
    every = partial(metronome.add_job, trigger="interval", next_run_time=now())
    every(partial(_insist, lambda: tick(house.engine, house.clock(), house.rates, house.world), stopped), seconds=TICK)
    every(partial(_insist, lambda: figures.count(house.engine, house.clock()), stopped), seconds=TICK)
    if house.mailbox is not None:
        look = partial(missed.catch_up, house.engine, house.mailbox, house.clock, house.world)
        every(partial(_insist, look, stopped), seconds=missed.EVERY.total_seconds())
    if house.files:
        fetch = partial(_insist, lambda: kept_pictures.fetch(house.engine, house.files, house.clock()), stopped)
        every(fetch, seconds=TICK)
    metronome.start()
    stopped.wait()
    metronome.shutdown()


def _poll_for_ever(house: House, stopped: threading.Event) -> None:
    """Telegram's updates, one after the other; one that was not heard for want of a database comes again."""
    while not stopped.is_set():
        _insist(partial(poll, house, stopped), stopped)


def poll(house: House, stopped: threading.Event) -> None:
    """Hears what Telegram has for us, until it is stopped or something fails."""
    from bot import web as pages
    from bot.channels.telegram import Telegram

    [telegram] = [hook for hook in house.hooks if isinstance(hook, Telegram)]
    for asked in telegram.updates():
        pages.take(telegram, asked, house.engine, house.clock(), house.world, lambda _receipt, _at: None)
        if stopped.is_set():
            return


def _insist(work: Callable[[], object], stopped: threading.Event) -> object:
    """What `work` answers; None when it failed, which is logged and followed by a rest, so that the loop lives on."""
    try:
        return work()
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold anybody's words
        log.error("a round failed; the next one will try again: %s", logs.where(fault))
        stopped.wait(REST)
        return None
