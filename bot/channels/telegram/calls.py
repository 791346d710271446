"""Which calls of the Bot API one message of ours takes, within the limits that Telegram publishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import islice
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from telegram.constants import MessageLimit, ParseMode

from bot.messages import Button, Media, Outbound, data_of_choice

ROW = 28
"""Characters of labels that stand well side by side."""
MOST_IN_A_ROW = 3


@dataclass(frozen=True)
class Call:
    """A method of `telegram.Bot` with its arguments."""

    method: str
    values: Mapping[str, Any]

    def to(self, chat: str) -> Call:
        """The same call for another chat."""
        return replace(self, values={**self.values, "chat_id": chat})


def calls(address: str, outbound: Outbound, reference: int) -> list[Call]:
    """One message is one call, unless its text is too long to stand under its picture or there are several of those.

    The one with the text and the buttons comes last: from it the answer is given.
    """
    words = {"parse_mode": ParseMode.HTML, "reply_markup": _keyboard(outbound.choices, reference)}
    under = len(outbound.media) == 1 and len(outbound.text) <= MessageLimit.CAPTION_LENGTH
    if under:
        return [_media(address, outbound.media[0], caption=escape(outbound.text, quote=False), **words)]
    text = Call("send_message", {"chat_id": address, "text": escape(outbound.text, quote=False), **words})
    return [*(_media(address, item) for item in outbound.media), text]


def _media(address: str, item: Media, **words: Any) -> Call:
    """Pictures are shown, everything else is a document."""
    kind = "photo" if item.type in ("image/png", "image/jpeg") else "document"
    return Call(f"send_{kind}", {"chat_id": address, kind: item.content, "filename": item.name, **words})


def _keyboard(choices: Sequence[Button], reference: int) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """Buttons under the message; where one of them shares a phone number, buttons that write, as Telegram wants it."""
    if any(choice.shares for choice in choices):
        return ReplyKeyboardMarkup(
            [[KeyboardButton(choice.label, request_contact=choice.shares)] for choice in choices],
            one_time_keyboard=True,
            resize_keyboard=True,
        )
    buttons = [
        InlineKeyboardButton(choice.label, callback_data=data_of_choice(reference, place))
        for place, choice in enumerate(choices)
    ]
    return InlineKeyboardMarkup(list(_rows(buttons))) if buttons else None


def _rows(buttons: Sequence[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    """Short ones side by side, in their order."""
    waiting = iter(buttons)
    row = list(islice(waiting, 1))
    for button in waiting:
        if len(row) == MOST_IN_A_ROW or sum(len(one.text) for one in (*row, button)) > ROW:
            yield row
            row = []
        row.append(button)
    yield row
