"""What calls to a provider over HTTP have in common: when nobody knows whether it heard us, and how long to wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from bot.messages import NoAnswer, TryLater

TIMEOUT = 10.0
"""Seconds that a provider has for its answer."""
LONGEST_WAIT = timedelta(hours=1)


@contextmanager
def calling(provider: str) -> Iterator[None]:
    """A call within it raises TryLater where the provider was never reached, NoAnswer where it may have heard us."""
    try:
        yield
    except (requests.exceptions.SSLError, requests.exceptions.ProxyError, requests.ConnectTimeout) as fault:
        raise TryLater(f"{provider} cannot be reached") from fault
    except requests.ConnectionError as fault:
        if _never_connected(fault):
            raise TryLater(f"{provider} cannot be reached") from fault
        raise NoAnswer(f"{provider} broke the connection") from fault
    except requests.RequestException as fault:
        raise NoAnswer(f"{provider} did not answer: {type(fault).__name__}") from fault


def _never_connected(fault: requests.ConnectionError) -> bool:
    cause = fault.args[0] if fault.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError | ConnectTimeoutError)


def slow_down(provider: str, headers: Mapping[str, str]) -> TryLater:
    """The provider has asked for a pause, in seconds or without saying how long."""
    wished = headers.get("Retry-After", "")
    seconds = int(wished) if wished.isascii() and wished.isdigit() else None
    after = None if seconds is None else min(timedelta(seconds=seconds), LONGEST_WAIT)
    return TryLater(f"{provider} asks us to slow down", after)
