"""What an update of Telegram says, in our own words."""

from __future__ import annotations

import re
from mimetypes import guess_type

from telegram import CallbackQuery, Chat, Document, Message, Update

from bot.messages import Channel, Inbound, kind_of

KINDS = ("message", "edited_message", "callback_query")
"""The updates that we ask Telegram for."""
MEDIA = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "video",
    "video": "video",
    "animation": "video",
    "photo": "image",
    "document": "document",
    "sticker": "sticker",
    "venue": "location",
    "location": "location",
    "poll": "poll",
    "dice": "sticker",
    "story": "story",
    "game": "game",
}
"""What may come instead of words, and how we call it."""
_COMMAND = re.compile(r"^(/\w+)@\w+")


class UnknownKind(ValueError):
    """An update of a kind that we never asked for."""


def inbound_of(update: Update) -> Inbound | None:
    """The message or press of an update; None where nobody said anything. UnknownKind for one we cannot place."""
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        raise UnknownKind
    return _message(update.update_id, message, edited=update.message is None)


def _message(update_id: int, message: Message, *, edited: bool) -> Inbound | None:
    """None for a notice of Telegram's own (a pinned message, a new member) and for another bot."""
    writer = message.from_user
    if writer is not None and writer.is_bot:
        return None
    own = message.contact.phone_number if message.contact and _is_own(message) else None
    things = {ours: getattr(message, theirs) for theirs, ours in reversed(MEDIA.items()) if getattr(message, theirs)}
    kinds = tuple(dict.fromkeys(ours for ours in MEDIA.values() if ours in things))
    files, media = tuple(_file(things[kind]) for kind in kinds), tuple(_kind(kind, things[kind]) for kind in kinds)
    if message.contact is not None and own is None:
        media = (*media, "contact")
    words = message.text or message.caption or ""
    if not (words or own or media):
        return None
    group = _is_group(message.chat)
    return Inbound(
        Channel.TELEGRAM,
        str(message.chat.id),
        str(update_id),
        "" if group else _COMMAND.sub(r"\1", words),  # what people tell each other in a group is not for us to keep
        media=media,
        files=files,
        contact=None if group or own is None else f"+{own.lstrip('+')}",
        group=group,
        edited=edited,
    )


def _kind(kind: str, thing: object) -> str:
    """What came, more exactly: a picture that was sent as a document is one; any other but PDF is a file."""
    if not isinstance(thing, Document):
        return kind
    return kind_of(thing.mime_type or guess_type(thing.file_name or "")[0] or "")


def _file(thing: object) -> str:
    """How Telegram names what came, to fetch it by: of a photo the largest; "" for what is no file."""
    largest = thing[-1] if isinstance(thing, tuple) else thing
    return str(getattr(largest, "file_id", ""))


def _is_own(message: Message) -> bool:
    """Whether the card is the sender's own, which Telegram says, and not somebody else's that they pass on."""
    card, writer = message.contact, message.from_user
    return card is not None and writer is not None and card.user_id == writer.id


def _press(update_id: int, query: CallbackQuery) -> Inbound | None:
    """None for a press that carries nothing: a game, or a button under a message that is not ours."""
    if query.data is None:
        return None
    chat = query.message.chat if query.message is not None else None
    address = chat.id if chat is not None else query.from_user.id
    group = chat is not None and _is_group(chat)
    return Inbound(Channel.TELEGRAM, str(address), str(update_id), press=query.data, group=group)


def _is_group(chat: Chat) -> bool:
    return bool(chat.type != Chat.PRIVATE)
