"""The processes of a service on this machine, as an operator starts them, for benchmarks that watch from outside."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess

import click

from bench import by_day
from tests.forked import forked, killed

SECRET = "a-secret-of-the-benchmark"  # noqa: S105 made up
TOKEN = "123456:AAE-telegram_api"  # noqa: S105 made up


AHEAD = by_day.seconds_until_noon()
"""By so many seconds the clocks of all processes go ahead: a run at night sends what may be sent by day only."""


def serve(env: Mapping[str, str], port: int) -> Process:
    """Web, sender and clock as one process."""
    return Process("serve", {**env, "PORT": str(port)}, port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(database_url: str, key: str, provider_url: str, per_second: float) -> dict[str, str]:
    """The variables of a service whose providers are all at `provider_url`, with one rate for every channel."""
    rates = dict.fromkeys(("SMS_PER_SECOND", "WHATSAPP_PER_SECOND", "TELEGRAM_PER_SECOND"), str(per_second))
    return {
        **os.environ,
        **rates,
        "DATABASE_URL": database_url,
        "FIELD_KEYS": key,
        "SECRET_KEY": "x" * 40,
        "LOG_LEVEL": "error",
        "REPLIES_PER_HOUR": "1000000",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": provider_url,
        "AFRICASTALKING_USERNAME": "mshauri",
        "AFRICASTALKING_API_KEY": "atsk_made_up",
        "AFRICASTALKING_SENDER": "20880",
        "AFRICASTALKING_CALLBACK_SECRET": SECRET,
        "AFRICASTALKING_API_URL": provider_url,
    }


@dataclass
class Process:
    """One process that can be killed and started again."""

    role: str
    """As `by_day` knows it."""
    env: Mapping[str, str]
    port: int | None = None
    """Where it listens, if it does."""
    running: ForkServerProcess = field(init=False)

    def start(self) -> None:
        self.running = forked(self.env, by_day.main, self.role, timedelta(seconds=AHEAD))

    def wait_until_it_answers(self) -> None:
        """ClickException when it dies instead."""
        assert self.port is not None, "it listens"
        for _try in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if not self.running.is_alive():
                break
            time.sleep(0.05)
        raise click.ClickException(f"{self.role} did not start")

    def kill(self) -> None:
        """As a power cut does: nothing is finished, by it or by what it has started."""
        killed(self.running)


def web(env: Mapping[str, str]) -> Process:
    """One gunicorn worker with threads on a port of its own: killing it kills what was in its hands."""
    return web_at(free_port(), env)


def web_at(port: int, env: Mapping[str, str]) -> Process:
    return Process("web", {**env, "PORT": str(port)}, port)


def sender(env: Mapping[str, str]) -> Process:
    return Process("send", env)


def clock(env: Mapping[str, str]) -> Process:
    return Process("clock", env)
