"""Telegram's Bot API as far as we use it: what it takes, what it limits, and what it says when that is broken."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from tests.channels.fake import Answered, Asked

TOKEN = "123456:AAE-telegram_api"
CHAT = {"id": 70001, "type": "private", "first_name": "Faith"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Mshauri", "username": "MshauriTimecBot"}
TAGS = {"b", "i", "u", "s", "a", "code", "pre"}
PARAMETERS = {
    "sendMessage": {"chat_id", "text", "parse_mode", "reply_markup"},
    "sendPhoto": {"chat_id", "photo", "caption", "parse_mode", "reply_markup"},
    "sendDocument": {"chat_id", "document", "caption", "parse_mode", "reply_markup"},
    "answerCallbackQuery": {"callback_query_id"},
    "deleteWebhook": set(),
    "getMe": set(),
    "getUpdates": {"offset", "timeout", "allowed_updates"},
    "getWebhookInfo": set(),
    "setMyCommands": {"commands", "scope", "language_code"},
    "setWebhook": {"url", "allowed_updates", "secret_token", "max_connections"},
}
"""The parameters that each method is to be called with: a misspelt one would be ignored without a word."""


class Rule(Exception):
    """A published rule was broken; the words are Telegram's."""


def ok(result: object) -> Answered:
    return Answered(200, json.dumps({"ok": True, "result": result}), {"Content-Type": "application/json"})


def error(code: int, description: str, **parameters: int) -> Answered:
    """An answer as Telegram words its errors."""
    said: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        said["parameters"] = parameters
    return Answered(code, json.dumps(said), {"Content-Type": "application/json"})


def rules(asked: Asked) -> Answered:
    """Answers as Telegram does."""
    token, _, method = asked.path.removeprefix("/bot").partition("/")
    if token != TOKEN:
        return error(401, "Unauthorized")
    if method not in PARAMETERS:
        return error(404, "Not Found")
    given = {name: values[0] for name, values in (*asked.form.items(), *asked.query.items())} | {
        name: name for name in asked.files
    }
    unknown = given.keys() - PARAMETERS[method]
    if unknown:
        return error(400, f"Bad Request: no parameter {sorted(unknown)} at {method}")
    try:
        return ok(ANSWERS.get(method, _true)(asked, given))
    except Rule as broken:
        return error(400, f"Bad Request: {broken}")


def _true(_asked: Asked, _given: dict[str, str]) -> object:
    return True


def shown(text: str) -> str:
    """What HTML says to a reader; Rule where Telegram could not read it."""
    for tag in re.findall(r"</?([^\s>]*)", text):
        if tag.lower() not in TAGS:
            raise Rule(f'can\'t parse entities: Unsupported start tag "{tag}"')
    return html.unescape(text)


def keyboard(given: dict[str, str]) -> list[list[dict[str, Any]]]:
    """The rows of buttons, checked."""
    markup = json.loads(given.get("reply_markup", '{"inline_keyboard": []}'))
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Rule("reply markup is too long")
    for button in buttons:
        if not button["text"]:
            raise Rule("text buttons are unallowed in the inline keyboard")
        if "inline_keyboard" in markup and not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Rule("BUTTON_DATA_INVALID")
    return rows


def _message(asked: Asked, given: dict[str, str]) -> object:
    _chat(given)
    text = shown(given["text"]) if given.get("parse_mode") == "HTML" else given.get("text", "")
    if not text.strip():
        raise Rule("message text is empty")
    if len(text) > 4096:
        raise Rule("message is too long")
    keyboard(given)
    return {"message_id": 501, "date": 1779973200, "chat": CHAT, "text": text}


def _media(asked: Asked, given: dict[str, str]) -> object:
    _chat(given)
    if len(shown(given.get("caption", ""))) > 1024:
        raise Rule("message caption is too long")
    kind = "photo" if "photo" in PARAMETERS[asked.path.rsplit("/", 1)[1]] else "document"
    content = asked.files.get(kind, (None, b""))[1]
    if not content:
        raise Rule("there is no " + kind + " in the request")
    if len(content) > (10 if kind == "photo" else 50) * 1024 * 1024:
        raise Rule("file is too big")
    keyboard(given)
    return {"message_id": 502, "date": 1779973200, "chat": CHAT, "caption": given.get("caption", "")}


def _chat(given: dict[str, str]) -> None:
    if not re.fullmatch(r"-?\d+", given.get("chat_id", "")):
        raise Rule("chat not found")


def _commands(asked: Asked, given: dict[str, str]) -> object:
    commands = json.loads(given["commands"])
    if len(commands) > 100:
        raise Rule("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Rule("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Rule("BOT_COMMAND_DESCRIPTION_INVALID")
    return True


def _webhook(asked: Asked, given: dict[str, str]) -> object:
    if not given["url"].startswith("https://"):
        raise Rule("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given["secret_token"]):
        raise Rule("secret token contains unallowed characters")
    return True


ANSWERS: dict[str, Callable[[Asked, dict[str, str]], object]] = {
    "sendMessage": _message,
    "sendPhoto": _media,
    "sendDocument": _media,
    "setMyCommands": _commands,
    "setWebhook": _webhook,
    "getMe": lambda _asked, _given: BOT,
    "getUpdates": lambda _asked, _given: [],
    "getWebhookInfo": lambda _asked, _given: {
        "url": "https://mshauri.example/telegram",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    },
}


# updates, as Telegram sends them


def update(number: int, **kind: object) -> dict[str, object]:
    return {"update_id": number, **kind}


def message(text: str | None = None, chat: dict[str, object] = CHAT, **more: object) -> dict[str, object]:
    """A message of Faith's, in her own chat unless it says otherwise."""
    writer = {"id": 70001, "is_bot": False, "first_name": "Faith", "language_code": "sw"}
    said: dict[str, object] = {"message_id": 7, "date": 1779973200, "from": writer, "chat": chat}
    return {**said, **({"text": text} if text is not None else {}), **more}


def press(data: str | None, **more: object) -> dict[str, object]:
    """A press of a button under a message of ours."""
    writer = {"id": 70001, "is_bot": False, "first_name": "Faith"}
    under = message("TIMEC menu:", **{"from": BOT})
    said: dict[str, object] = {"id": "4382bfdwdsb323b2d9", "from": writer, "chat_instance": "-1", "message": under}
    return {**said, **({"data": data} if data is not None else {}), **more}
