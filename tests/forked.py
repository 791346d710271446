"""Processes of the suite, forked from one that has read the program: reading it takes each of them a second."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["bot.app", "bot.serving", "bot.simulator.demo"])


def forked(env: Mapping[str, str], run: Callable[..., object], *args: object) -> ForkServerProcess:
    """A process that runs this with these variables, as the leader of a group of its own."""
    process = FORKING.Process(target=_within, args=(dict(env), run, args), daemon=True)
    process.start()
    return process


def _within(env: Mapping[str, str], run: Callable[..., object], args: tuple[object, ...]) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(env)
    run(*args)


def mshauri(*words: str) -> None:
    """The command, with these words."""
    from bot.__main__ import cli

    cli(words)


def killed(process: ForkServerProcess) -> None:
    """As a power cut does: nothing is finished, by it or by what it has started."""
    assert process.pid is not None, "it was started"
    with suppress(ProcessLookupError):  # it is gone, or had no group of its own yet, nor anything that it had started
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()
