"""The providers that are set up: settings in, their ways out and in. Their libraries are loaded only when wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels import RATES, Files, Rate, Transport, Webhook
from bot.channels.twilio_files import TwilioFiles
from bot.messages import Channel
from bot.settings import Settings, SmsProvider, Speeds, TwilioAccount

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from bot.channels.twilio import TwilioMailbox as Mailbox


def telegram_of(settings: Settings) -> Telegram | None:
    """The Telegram bot, if there is one. Its library is loaded only then: that takes half a second."""
    if settings.telegram is None:
        return None
    from bot.channels.telegram import Telegram

    return Telegram(settings.telegram.token, settings.telegram.webhook_secret, settings.telegram.api_url)


def lines(settings: Settings, telegram: Telegram | None) -> dict[Channel, Transport]:
    """Who carries what we send, by channel; SMS has one carrier, whichever SMS_PROVIDER says."""
    found: dict[Channel, Transport] = {Channel.TELEGRAM: telegram} if telegram else {}
    if settings.twilio is not None:
        found |= _twilio(settings.twilio, settings)
    if settings.africastalking is not None and settings.sms_provider is SmsProvider.AFRICASTALKING:
        from bot.channels import africastalking

        account = settings.africastalking
        found[Channel.SMS] = africastalking.AfricasTalkingLine(
            account.username, account.api_key, account.sender, account.api_url
        )
    return found


def _twilio(account: TwilioAccount, settings: Settings) -> dict[Channel, Transport]:
    from bot.channels import twilio

    client = twilio.client(account.account_sid, account.auth_token, account.api_url)
    url, found = settings.public_url or "", dict[Channel, Transport]()
    if account.whatsapp_from:
        sender = {"from_": f"{twilio.WHATSAPP}{account.whatsapp_from}"}
        found[Channel.WHATSAPP] = twilio.TwilioLine(
            client, Channel.WHATSAPP, sender, url, account.contents, settings.secret_key
        )
    if settings.sms_provider is SmsProvider.TWILIO:
        service = account.messaging_service_sid
        sender = {"messaging_service_sid": service} if service else {"from_": account.sms_from or ""}
        found[Channel.SMS] = twilio.TwilioLine(client, Channel.SMS, sender, url)
    return found


def mailbox(settings: Settings) -> Mailbox | None:
    """Who keeps what people wrote while we were away."""
    account = settings.twilio
    if account is None:
        return None
    from bot.channels import twilio

    numbers = [account.sms_from] if account.sms_from else []
    numbers += [f"{twilio.WHATSAPP}{account.whatsapp_from}"] if account.whatsapp_from else []
    client = twilio.client(account.account_sid, account.auth_token, account.api_url)
    return twilio.TwilioMailbox(client, tuple(numbers))


def files(settings: Settings, telegram: Telegram | None) -> dict[Channel, Files]:
    """Who keeps the pictures that people send."""
    found: dict[Channel, Files] = {Channel.TELEGRAM: telegram} if telegram else {}
    account = settings.twilio
    if account is not None:
        found[Channel.WHATSAPP] = TwilioFiles(account.account_sid, account.auth_token, account.api_url)
    return found


def hooks(settings: Settings, telegram: Telegram | None) -> Iterator[Webhook]:
    """Who may tell us: every provider that is set up, also the one that does not carry our SMS now."""
    if telegram is not None:
        yield telegram
    if settings.twilio is not None:
        from bot.channels import twilio

        yield twilio.TwilioHook(settings.twilio.account_sid, settings.twilio.auth_token, settings.public_url or "")
    if settings.africastalking is not None:
        from bot.channels import africastalking, ussd, voice

        yield africastalking.AfricasTalkingHook(settings.africastalking.callback_secret)
        yield ussd.UssdHook(settings.africastalking.callback_secret)
        yield voice.VoiceHook(settings.africastalking.callback_secret)


_REACHED = re.compile(r"\+?[0-9]{4,15}")
"""A number or short code; a name that sends SMS cannot be written to."""


def numbers(settings: Settings) -> dict[Channel, str]:
    """By which number people write to us on each channel that has one."""
    by_twilio, by_africa = settings.twilio, settings.africastalking
    sms = by_africa.sender if settings.sms_provider is SmsProvider.AFRICASTALKING and by_africa else None
    sms = by_twilio.sms_from if settings.sms_provider is SmsProvider.TWILIO and by_twilio else sms
    found = {Channel.SMS: sms, Channel.WHATSAPP: by_twilio.whatsapp_from if by_twilio else None}
    return {channel: number for channel, number in found.items() if number and _REACHED.fullmatch(number)}


def rates_of(speeds: Speeds) -> dict[Channel, Rate]:
    """How fast each line may be used."""
    wanted = {Channel.SMS: speeds.sms, Channel.WHATSAPP: speeds.whatsapp, Channel.TELEGRAM: speeds.telegram}
    return {channel: replace(rate, per_second=wanted.get(channel, rate.per_second)) for channel, rate in RATES.items()}


def speeds(rates: Mapping[Channel, Rate]) -> dict[Channel, float]:
    """How much lines of these rates carry a second."""
    return {channel: rate.per_second for channel, rate in rates.items()}
