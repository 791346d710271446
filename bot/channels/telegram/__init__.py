"""Telegram: its updates come in by webhook or by polling, and messages go out through its Bot API."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Bot, CallbackQuery, Update
from telegram.error import ChatMigrated, TelegramError
from telegram.request import HTTPXRequest

from bot.channels import Heard, Request, WebhookAnswer
from bot.channels.telegram.calls import Call, calls
from bot.channels.telegram.failures import failure
from bot.channels.telegram.loop import Loop
from bot.channels.telegram.updates import KINDS, inbound_of
from bot.messages import Channel, Outbound, Refused

PATH = "/telegram"
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
LONG_POLL = 25
"""Seconds that Telegram may keep a question for updates open."""
PATIENCE = 14
"""Seconds after which a call is given up; its outcome is then unknown."""
IN_FLIGHT = 32
"""Connections of one process: beyond that the HTTP client becomes slower, not faster."""

log = logging.getLogger(__name__)


class Telegram:
    """One bot. Made without a thread or a connection, so before or after a fork; both begin with the first call."""

    channel = Channel.TELEGRAM
    tells = False
    paths: Sequence[str] = (PATH,)

    def __init__(self, token: str, webhook_secret: str, api_url: str, patience: float = PATIENCE) -> None:
        self._secret = webhook_secret
        self._loop, self._patience = Loop(), patience
        usual = HTTPXRequest(IN_FLIGHT, read_timeout=9, write_timeout=4, connect_timeout=4, pool_timeout=2)
        self._polling = HTTPXRequest(1, read_timeout=LONG_POLL + 5)
        self._bot = Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", usual, self._polling)

    # out

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """The id of the message that holds the text; as the contract of Transport says."""
        sent = ""
        for call in calls(address, outbound, reference):
            sent = str(self._asked(call).message_id)
        return sent

    def _asked(self, call: Call) -> Any:
        try:
            return self._loop.run(self._made(call), self._patience)
        except ChatMigrated as moved:  # a group became a large one: only groups move, and nobody's address is a group
            return self._asked(call.to(str(moved.new_chat_id)))
        except TelegramError as error:
            raise failure(error) from error

    async def _made(self, call: Call) -> Any:
        return await getattr(self._bot, call.method)(**call.values)

    # in

    def genuine(self, request: Request) -> bool:
        """Whether it carries the secret that we gave Telegram with the webhook."""
        return hmac.compare_digest(request.headers.get(SECRET, "").encode(), self._secret.encode())

    def read(self, request: Request) -> Heard:
        """What one update says; ValueError for an update of a kind that we never asked for."""
        update = Update.de_json(json.loads(request.body), None)
        if update.callback_query is not None:
            self._release(update.callback_query)
        inbound = inbound_of(update)
        return Heard((inbound,) if inbound is not None else ())

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - replies are messages, through the outbox
        """Nothing: a call in the answer would tell us nothing of its outcome."""
        return WebhookAnswer()

    def _release(self, press: CallbackQuery) -> None:
        """Stops the button's spinner. Nobody waits for it: the reply is a message, and a late answer is no loss."""
        self._loop.start(self._made(Call("answer_callback_query", {"callback_query_id": press.id})))

    # for people without a public address

    def updates(self) -> Iterator[Request]:
        """Updates one by one, for as long as they are asked for, as requests of the webhook; that one is taken away.

        An update is asked away only when the next is asked for, so one that was not heard comes again after a crash.
        """
        self.call("delete_webhook")
        after = 0
        while True:
            for found in self._loop.run(self._next(after), LONG_POLL + 10):
                yield Request(PATH, "", {SECRET: self._secret}, json.dumps(found).encode())
                after = int(found["update_id"]) + 1

    async def _next(self, after: int) -> Any:
        """The updates as they came: the library reads all or none, and one poison update would hold back the rest."""
        asked = urlencode({"offset": after, "timeout": LONG_POLL, "allowed_updates": json.dumps(KINDS)})
        try:
            return await self._polling.post(f"{self._bot.base_url}/getUpdates?{asked}")
        except TelegramError as error:
            raise failure(error) from error

    # files

    def fetch(self, reference: str, most: int) -> bytes:
        """A file that somebody sent; as the contract of Files says."""
        found = self.call("get_file", file_id=reference)
        if found.file_size is None or found.file_size > most:
            raise Refused("the file is too large")
        try:
            return bytes(self._loop.run(found.download_as_bytearray(), self._patience))
        except TelegramError as error:
            raise failure(error) from error

    # for the operator

    def call(self, method: str, **values: Any) -> Any:
        """One call of the Bot API by its name at `telegram.Bot`; the four failures and NoAnswer when it fails."""
        return self._asked(Call(method, values))

    def name(self) -> str:
        """The bot's user name."""
        return str(self.call("get_me").username)
