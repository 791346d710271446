"""Tells Telegram where we listen and which commands we know, and says what is to be entered elsewhere by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.channels import africastalking
from bot.language import LANGUAGES, say
from bot.messages import NoAnswer, SendFailure
from bot.providers import telegram_of
from bot.settings import Settings

# What a provider needs is imported where it is set up: its library, and the dialogs where templates are made of them.
if TYPE_CHECKING:
    from bot.channels.telegram import Telegram

DEFAULT = "en"
"""The language of those who have set their Telegram to one that we do not speak."""


CALLBACKS = (
    ("messages", "the callback of incoming messages"),
    ("delivery", "the callback of delivery reports"),
    ("optout", "the callback of the bulk SMS opt-out"),
    ("ussd", "the callback of the USSD service code"),
    ("voice", "the callback of a voice number, for missed calls"),
)


class NotSet(Exception):
    """A provider was not told; the message says what to mend."""


def lines(settings: Settings) -> Iterator[str]:
    """Sets what can be set and says so, a line a provider; NotSet where that is not possible."""
    telegram = telegram_of(settings)
    if telegram is None:
        yield "Telegram: off (TELEGRAM_BOT_TOKEN is not set)"
    else:
        yield _telegram(telegram, settings)
    yield from _twilio(settings)
    yield from _africastalking(settings)


def _twilio(settings: Settings) -> Iterator[str]:
    """What to enter at Twilio, and the templates to submit there."""
    account = settings.twilio
    if account is None:
        yield "Twilio: off (TWILIO_ACCOUNT_SID is not set)"
        return
    from bot.channels.twilio import MESSAGES

    yield f"Twilio: enter {settings.public_url}{MESSAGES}#rc=5&rp=all where a message comes in (POST)"
    if not account.whatsapp_from:
        return
    from bot.forms.checks.templates import templates

    missing = [name for name in templates() if name not in account.contents]
    known = f"{len(missing)} to submit: mshauri webhooks --templates --submit" if missing else "all are registered"
    yield f"Twilio: WhatsApp templates: {known}"
    yield from (f"  {name}" for name in missing)
    buttons = [f"choices_{count}" for count in range(1, 11) if f"choices_{count}" not in account.contents]
    if buttons:
        yield f"Twilio: without content there are no buttons, only numbers: {' '.join(buttons)}"


def _africastalking(settings: Settings) -> Iterator[str]:
    """What to enter at Africa's Talking."""
    account = settings.africastalking
    if account is None:
        yield "Africa's Talking: off (AFRICASTALKING_USERNAME is not set)"
        return
    if settings.public_url is None:
        raise NotSet("Africa's Talking: PUBLIC_URL is missing, so it cannot call us. Set it.")
    root = f"{settings.public_url}{africastalking.ROOT.replace('<secret>', account.callback_secret)}"
    for what, called in CALLBACKS:
        yield f"Africa's Talking: enter {root}/{what} as {called}"


def _telegram(telegram: Telegram, settings: Settings) -> str:
    from bot.channels.telegram import PATH

    if settings.public_url is None or settings.telegram is None:
        raise NotSet("Telegram: PUBLIC_URL is missing, so it cannot call us. Set it, or use mshauri serve --polling.")
    try:
        _set(telegram, f"{settings.public_url}{PATH}", settings.telegram.webhook_secret)
        info = telegram.call("get_webhook_info")
        name = telegram.name()
    except (SendFailure, NoAnswer) as failure:
        raise NotSet(f"Telegram: {failure or type(failure).__name__}") from failure
    trouble = f"; its last error: {info.last_error_message}" if info.last_error_message else ""
    return f"Telegram: @{name} calls {info.url}, {info.pending_update_count} updates waiting{trouble}"


def _set(telegram: Telegram, url: str, secret: str) -> None:
    from telegram import BotCommand, BotCommandScopeAllPrivateChats

    from bot.channels.telegram.updates import KINDS
    from bot.dialogs.menu.rules import COMMANDS

    telegram.call("set_webhook", url=url, secret_token=secret, allowed_updates=list(KINDS))
    for language in (None, *LANGUAGES):
        commands = [
            BotCommand(say(word, language or DEFAULT).lower(), say(what, language or DEFAULT))
            for word, what in COMMANDS
        ]
        scope = BotCommandScopeAllPrivateChats()
        telegram.call("set_my_commands", commands=commands, scope=scope, language_code=language)
