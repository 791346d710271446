"""Twilio's error codes and what each means for a message of ours; data, because Twilio splits and renames them.

Names and meanings: twilio.com/docs/api/errors. Any other code is final for its message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from bot.channels.http import calling
from bot.messages import Misconfigured, NoAnswer, OptedOut, Refused, SendFailure, TryLater

Failure = Callable[[str], SendFailure | NoAnswer]


def _gone(reason: str) -> Refused:
    return Refused(reason, gone=True)


def _ours(reason: str) -> Refused:
    return Refused(reason, ours=True)


def _failing(reason: str) -> NoAnswer:
    return NoAnswer(reason, failing=True)


_CLASSES: tuple[tuple[Failure, Mapping[int, str]], ...] = (
    (
        TryLater,
        {
            14107: "message rate limit exceeded",
            20429: "too many requests",
            21611: "the sender's queue is full",
            30001: "queue overflow",
            30003: "unreachable handset",
            30008: "unknown error of the carrier",
            30017: "carrier network congestion",
            30410: "provider timeout",
            63009: "channel provider returned an error",
            63010: "channel provider internal error",
            63012: "channel provider returned an internal service error",
            63017: "rate limit exceeded for the channel",
            63018: "rate limit exceeded for the sender",
        },
    ),
    (_failing, {20500: "internal server error", 20503: "service unavailable"}),
    (
        _gone,
        {
            21211: "invalid To number",
            21612: "number cannot be reached by SMS",
            21614: "not a mobile number",
            21635: "landline",
            30004: "message blocked by the person",
            30005: "unknown destination handset",
            30006: "landline or unreachable carrier",
            63003: "not a user of the channel",
            63014: "blocked by the user",
            63024: "invalid message recipient",
            63033: "recipient blocked from receiving",
        },
    ),
    (OptedOut, {21610: "unsubscribed recipient"}),
    (
        _ours,
        {
            21602: "message body required",
            21617: "message body too long",
            21656: "content variables invalid",
            63005: "channel does not accept this content",
            63013: "channel policy violation",
            63016: "outside the window without a template",
            63021: "channel invalid content",
            63027: "template does not exist for the language",
            63028: "wrong number of template parameters",
            63041: "template paused",
        },
    ),
    (
        Refused,
        {
            30007: "filtered by the carrier",
            63032: "a limit of WhatsApp on the user",
            63049: "Meta chose not to deliver",
        },
    ),
    (
        Misconfigured,
        {
            20003: "authentication failed",
            20005: "account not active",
            21212: "invalid From number",
            21408: "no permission for the region",
            21606: "From number cannot send SMS",
            21608: "trial account: unverified number",
            21703: "messaging service without senders",
            21704: "messaging service without senders",
            21705: "messaging service invalid",
            30002: "account suspended",
            30018: "sender id not registered",
            30024: "sender id not provisioned",
            63001: "channel authentication failed",
            63007: "no channel of that From",
            63015: "sandbox: the person has not joined",
            90010: "account not active",
        },
    ),
)
CODES: Mapping[int, tuple[Failure, str]] = MappingProxyType(
    {code: (failure, name) for failure, names in _CLASSES for code, name in names.items()}
)


def failure(code: int, status: int = 400) -> SendFailure | NoAnswer:
    """What an error means: by its code; by the status of the HTTP answer where the code is none or not known."""
    if code in CODES:
        kind, name = CODES[code]
        return kind(f"{code} {name}")
    reason = f"Twilio error {code or status}"
    if status == 429:
        return TryLater(reason)
    if status < 300 or status >= 500:
        return NoAnswer(reason, failing=status >= 500, odd=status < 300)
    return Misconfigured(reason) if status < 400 or status in (401, 403, 404) else Refused(reason)


@contextmanager
def called() -> Iterator[None]:
    """What goes wrong with a call within it, as every channel says it."""
    with calling("Twilio"):
        try:
            yield
        except TwilioRestException as error:
            raise failure(error.code or 0, error.status) from error
        except TwilioServiceException as error:
            raise failure(error.code, error.status) from error
        except TwilioException as error:
            raise _of_page(error) from error


def _of_page(error: TwilioException) -> SendFailure | NoAnswer:
    """Of a list the client says no code, only the answer that was none."""
    status = getattr(error.args[-1] if error.args else None, "status_code", None)
    return NoAnswer(f"Twilio: {error}") if status is None else failure(0, status)
