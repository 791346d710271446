"""What somebody writes or presses, as their provider posts it to us."""

from __future__ import annotations

import json

from bot.channels import Request
from bot.messages import Channel, Inbound
from bot.settings import SmsProvider
from tests.channels import africastalking_api, telegram_api, twilio_api

TELEGRAM_SECRET = "a-telegram-secret"
HEADERS = {"content-type": "application/json", "x-telegram-bot-api-secret-token": TELEGRAM_SECRET}


def request_of(inbound: Inbound, number: int, sms: SmsProvider) -> Request:
    """The request; `number` makes its id, and a button carries what the provider was given for it."""
    match inbound.channel:
        case Channel.TELEGRAM:
            return _telegram(inbound, number)
        case Channel.SMS if sms is SmsProvider.AFRICASTALKING:
            said = africastalking_api.sms(inbound.text, **{"from": inbound.address, "id": f"at{number}"})
            return africastalking_api.posted("messages", said)
        case Channel.SMS:
            return twilio_api.signed(twilio_api.sms(inbound.text, From=inbound.address, MessageSid=f"SM{number:032}"))
    pressed = {"ButtonPayload": inbound.press, "ButtonText": "pressed"} if inbound.press else {}
    own = {"From": f"whatsapp:{inbound.address}", "MessageSid": f"SM{number:032}", **pressed}
    return twilio_api.signed(twilio_api.whatsapp(inbound.text, **own))


def _telegram(inbound: Inbound, number: int) -> Request:
    writer = {"id": int(inbound.address), "is_bot": False, "first_name": "Somebody"}
    chat: dict[str, object] = {"id": int(inbound.address), "type": "private"}
    if inbound.press is not None:
        under = telegram_api.message("a message of ours", chat)
        kind: dict[str, object] = {
            "callback_query": telegram_api.press(inbound.press, **{"from": writer, "message": under})
        }
    else:
        kind = {"message": telegram_api.message(inbound.text, chat, **{"from": writer})}
    return Request("/telegram", "", HEADERS, json.dumps(telegram_api.update(number, **kind)).encode())
