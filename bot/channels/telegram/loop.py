"""One asyncio loop in a thread of its own, for a library that is asynchronous in a house that is not."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from bot.messages import NoAnswer

T = TypeVar("T")

log = logging.getLogger(__name__)


class Loop:
    """Runs coroutines for any number of threads. Its own thread begins with the first of them: after any fork."""

    def __init__(self) -> None:
        self._begin = threading.Lock()
        self._running: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """What the coroutine answers; NoAnswer when that takes longer."""
        future = self._submit(work)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise NoAnswer(f"no answer in {seconds:g} seconds") from None

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Runs it without waiting; a failure is only logged."""
        self._submit(work).add_done_callback(_noted)

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        with self._begin:
            if self._running is None:
                self._running = asyncio.new_event_loop()
                threading.Thread(target=self._running.run_forever, name="telegram", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._running)


def _noted(done: Future[Any]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        log.info("a call that nobody waits for failed: %s", type(error).__name__)
