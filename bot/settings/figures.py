"""How much one address and one line may, and what messages cost, as the operator has set it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.settings.environment import Environment


@dataclass(frozen=True)
class Limits:
    """How often one address is answered (requirements D88, D89)."""

    replies_per_hour: int = 30
    number_tries_per_day: int = 5
    stranger_lines_per_day: int = 1
    help_wait_minutes: int = 30
    help_silence_minutes: int = 20
    nudge_after_hours: int = 1
    """After so long a form that was left half filled is asked about, once."""


@dataclass(frozen=True)
class Speeds:
    """How many messages a second each channel may carry, all senders together; what its provider allows is more."""

    sms: int = 10
    whatsapp: int = 60
    telegram: int = 25


@dataclass(frozen=True)
class Prices:
    """What messages cost in shillings: a segment of an SMS that goes out or comes in, a WhatsApp message either way."""

    sms: Decimal = Decimal("0.80")
    sms_in: Decimal = Decimal(0)
    whatsapp: Decimal = Decimal("0.65")


def limits(env: Environment) -> Limits:
    """As they are set, or as they are for everybody."""
    return Limits(
        replies_per_hour=env.number("REPLIES_PER_HOUR", Limits.replies_per_hour),
        number_tries_per_day=env.number("NUMBER_TRIES_PER_DAY", Limits.number_tries_per_day),
        stranger_lines_per_day=env.number("STRANGER_LINES_PER_DAY", Limits.stranger_lines_per_day),
        help_wait_minutes=env.number("HELP_WAIT_MINUTES", Limits.help_wait_minutes, most=10_000),
        help_silence_minutes=env.number("HELP_SILENCE_MINUTES", Limits.help_silence_minutes, most=10_000),
        nudge_after_hours=env.number("NUDGE_AFTER_HOURS", Limits.nudge_after_hours, most=168),
    )


def speeds(env: Environment) -> Speeds:
    """As they are set, or as they are for everybody."""
    return Speeds(
        sms=env.number("SMS_PER_SECOND", Speeds.sms),
        whatsapp=env.number("WHATSAPP_PER_SECOND", Speeds.whatsapp),
        telegram=env.number("TELEGRAM_PER_SECOND", Speeds.telegram),
    )


def prices(env: Environment) -> Prices:
    """As they are set, or as they are for everybody."""
    return Prices(
        sms=env.amount("SMS_PRICE", Prices.sms),
        sms_in=env.amount("SMS_PRICE_IN", Prices.sms_in),
        whatsapp=env.amount("WHATSAPP_PRICE", Prices.whatsapp),
    )
