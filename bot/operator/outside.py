"""What `mshauri doctor` finds outside of the store: the keys, the address, the channels, and what providers answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import requests

from bot.channels.http import TIMEOUT, calling
from bot.messages import Misconfigured, NoAnswer, SendFailure
from bot.operator.finding import Finding
from bot.providers import telegram_of
from bot.settings import AfricasTalkingAccount, Settings, TwilioAccount
from bot.settings.strength import weaknesses


def look(settings: Settings) -> Iterator[Finding]:
    """All of it; each provider is asked a harmless question."""
    yield from _secrets(settings)
    yield _public(settings)
    yield from _channels(settings)
    for ask in (_telegram, _twilio, _africastalking):
        yield from ask(settings)


def _secrets(settings: Settings) -> Iterator[Finding]:
    found = weaknesses(settings)
    yield from (Finding(well=False, words=words) for words in found)
    if not found:
        yield Finding(well=True, words="Keys and secrets: none that can be guessed.")


def _public(settings: Settings) -> Finding:
    if settings.public_url is None:
        words = "PUBLIC_URL: not set, so no provider can call us. Set it to the https address that they reach."
        return Finding(well=False, words=words)
    well = settings.public_url.startswith("https://")
    remedy = "" if well else " is not https, which providers ask for. Put a proxy with a certificate in front."
    return Finding(well, f"PUBLIC_URL: {settings.public_url}{remedy}")


def _channels(settings: Settings) -> Iterator[Finding]:
    if not (settings.telegram or settings.twilio or settings.africastalking):
        words = "Channels: none is set up, so nobody can write to us. Set AFRICASTALKING_…, TWILIO_… or TELEGRAM_…"
        yield Finding(well=False, words=f"{words} (docs/deploy.md, 4).")


def _asked(name: str, question: Callable[[], Finding]) -> Finding:
    """What a provider says to a harmless question; however oddly, that is a line."""
    try:
        return question()
    except (SendFailure, NoAnswer) as failure:
        return Finding(well=False, words=f"{name}: {failure or type(failure).__name__}")
    except Exception as odd:  # noqa: BLE001 - whatever a provider answers; its kind is told, never its words
        words = f"{name}: its answer cannot be read ({type(odd).__name__}). Is its address right, or a proxy between?"
        return Finding(well=False, words=words)


def _telegram(settings: Settings) -> Iterator[Finding]:
    telegram = telegram_of(settings)
    if telegram is None:
        yield Finding(well=True, words="Telegram: off.")
        return
    from bot.channels.telegram import PATH

    yield _asked("Telegram", lambda: Finding(well=True, words=f"Telegram: @{telegram.name()} answers."))

    def calls() -> Finding:
        info = telegram.call("get_webhook_info")
        ours = bool(info.url) and info.url == f"{settings.public_url}{PATH}"
        trouble = f" Its last error: {info.last_error_message}." if info.last_error_message else ""
        where = "calls us" if ours else "polling" if not info.url else "calls another address. Run: mshauri webhooks"
        words = f"Telegram: {where}, {info.pending_update_count} updates waiting.{trouble}"
        return Finding((ours or not info.url) and not trouble, words)

    yield _asked("Telegram", calls)


def _twilio(settings: Settings) -> Iterator[Finding]:
    account = settings.twilio
    if account is None:
        yield Finding(well=True, words="Twilio: off.")
        return
    yield _asked("Twilio", partial(_twilio_account, account))
    sends = [name for name, there in (("SMS", account.carries_sms), ("WhatsApp", account.whatsapp_from)) if there]
    yield Finding(well=True, words=f"Twilio: sends {' and '.join(sends)}.")
    if account.whatsapp_from:
        from bot.forms.checks.templates import templates

        missing = [name for name in templates() if name not in account.contents]
        told = f"{len(missing)} of {len(templates())} are not registered. Run: mshauri webhooks --templates --submit"
        words = f"Twilio: WhatsApp templates: {told if missing else 'all are registered.'}"
        yield Finding(not missing, words)


def _twilio_account(account: TwilioAccount) -> Finding:
    from twilio.base.exceptions import TwilioException

    from bot.channels.twilio import client

    with calling("Twilio"):
        try:
            found = (
                client(account.account_sid, account.auth_token, account.api_url)
                .api.accounts(account.account_sid)
                .fetch()
            )
        except TwilioException as error:
            raise Misconfigured(
                f"the account is refused ({getattr(error, 'status', '') or type(error).__name__})"
            ) from error
    remedy = "" if found.status == "active" else " See to it in its console."
    return Finding(not remedy, f"Twilio: the account answers and is {found.status}.{remedy}")


def _africastalking(settings: Settings) -> Iterator[Finding]:
    if settings.africastalking is None:
        yield Finding(well=True, words="Africa's Talking: off.")
        return
    yield _asked("Africa's Talking", partial(_africastalking_account, settings.africastalking))
    if settings.africastalking.sender is None:
        yield Finding(well=False, words="Africa's Talking: AFRICASTALKING_SENDER is not set, so nobody can answer us.")


def _africastalking_account(account: AfricasTalkingAccount) -> Finding:
    headers = {"apiKey": account.api_key, "Accept": "application/json"}
    with calling("Africa's Talking"):
        answer = requests.get(
            f"{account.api_url}/version1/user",
            {"username": account.username},
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    if answer.status_code != 200:
        raise Misconfigured(f"the account is refused ({answer.status_code})")
    said: Any = answer.json()
    balance = str(said["UserData"]["balance"])[:20]
    spent = balance.removeprefix("KES").strip().startswith(("-", "0.")) or balance.endswith(" 0")
    remedy = " Top it up: nothing goes out." if spent else ""
    return Finding(not remedy, f"Africa's Talking: the account answers, its balance is {balance}.{remedy}")
