"""Telegram end to end: an update is posted to our webhook, and the answer arrives at Telegram."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from bot import app, outbox, web
from bot.app import House
from bot.channels.telegram import Telegram
from bot.messages import Button, Channel, Outbound
from bot.outbox import Sender
from bot.simulator.world import WITHOUT_LIMIT
from bot.store.outbox import outbox as outgoing
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.talk import inbox
from bot.talk.turn import World
from tests.channels.fake import Provider, running
from tests.channels.telegram_api import CHAT, TOKEN, message, ok, press, rules, shown, update
from tests.dialogs.sub_county import NOW

SECRET = "long-enough_secret"
ALI = {**CHAT, "id": 70004, "first_name": "Ali"}
STRANGER = {**CHAT, "id": 79999, "first_name": "Zawadi"}
GROUP = {"id": -100200300, "type": "supergroup", "title": "Mwangaza teachers"}


@dataclass
class Talk:
    """Telegram on one side, our webhook and sender on the other, a moment that stands until it is moved."""

    api: Provider
    house: House
    client: FlaskClient
    sender: Sender
    clock: list[Any]
    ids: Iterator[int] = field(default_factory=lambda: count(9001))

    def post(self, body: object, secret: str = SECRET) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return self.client.post("/telegram", data=raw, headers=headers).status_code

    def say(self, **kind: object) -> list[str]:
        """One update comes in; answers the texts that Telegram is then asked to show."""
        before = len(self.api.asked)
        assert self.post(update(next(self.ids), **kind)) == 200
        while outbox.deliver(self.house.engine, self.sender, self.clock[0]):
            self.clock[0] += timedelta(seconds=2)
        texts = [asked.form.get("text") or asked.form.get("caption") for asked in self.api.asked[before:]]
        return [shown(text[0]) for text in texts if text]

    def write(self, text: str, chat: dict[str, object] = ALI) -> list[str]:
        return self.say(message=message(text, chat=chat))

    def press(self, label: str) -> list[str]:
        """The newest button with this label is pressed."""
        data = [b["callback_data"] for b in self.buttons() if b["text"] == label][-1]
        return self.say(callback_query=press(data, message=message("x", chat=ALI)))

    def buttons(self) -> list[dict[str, Any]]:
        marked = [json.loads(asked.one("reply_markup")) for asked in self.api.asked if "reply_markup" in asked.form]
        return [button for one in marked for row in one.get("inline_keyboard", []) for button in row]

    def rows(self) -> tuple[int, int]:
        with self.house.engine.connect() as db:
            tables = (inbox.inbox, outgoing.outbox)
            heard, said = (db.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        return heard, said


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


@pytest.fixture(scope="module")
def telegram(server: Provider) -> Telegram:
    return Telegram(TOKEN, SECRET, server.url)


@pytest.fixture
def talk(server: Provider, telegram: Telegram, quick_copies: Callable[[], Engine]) -> Talk:
    server.asked.clear()
    house = House(quick_copies(), World(), "talk", {Channel.TELEGRAM: telegram}, [telegram])
    clock = [NOW]
    pages = web.webhooks(house.hooks, lambda: house.engine, lambda: clock[0], house.world, lambda _receipt, _at: None)
    client = web.make(lambda: house.engine, lambda: clock[0], pages).test_client()
    sender = app.sender_of(house, house.lines)
    quick = Sender(**{**vars(sender), "rates": dict.fromkeys(Channel, WITHOUT_LIMIT)})
    return Talk(server, house, client, quick, clock)


def test_status_comes_with_its_picture_and_its_buttons_work(talk: Talk) -> None:
    [status] = talk.write("/status")
    assert status.startswith("Mwala primary schools")
    assert talk.api.asked[-1].path.endswith(("/sendPhoto", "/sendMessage"))
    [menu] = talk.write("/menu")
    assert menu == "TIMEC menu:"
    [_more] = talk.press("Everything else")
    [helped] = talk.press("Help and language")
    assert "STATUS" in helped
    assert [one.path.rsplit("/", 1)[1] for one in talk.api.asked].count("answerCallbackQuery") == 2


def test_the_same_update_again_has_no_second_effect(talk: Talk) -> None:
    again = update(7001, message=message("/menu", chat=ALI))
    assert [talk.post(again) for _ in range(3)] == [200, 200, 200]
    assert talk.rows() == (1, 1)


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x"])
def test_a_forged_update_is_refused_and_leaves_no_trace(talk: Talk, secret: str) -> None:
    assert talk.post(update(1, message=message("/menu", chat=ALI)), secret) == 403
    assert talk.rows() == (0, 0)


@pytest.mark.parametrize(
    "body", [b"{", {}, update(1, channel_post={}), update(1, message={"text": "no date"})], ids=str
)
def test_what_cannot_be_read_is_answered_and_counted(talk: Talk, body: object) -> None:
    assert [talk.post(body) for _ in range(2)] == [200, 200]
    with talk.house.engine.connect() as db:
        assert inbox.counts(db) == (0, 1)
    assert talk.write("/menu") == ["TIMEC menu:"], "nobody else is held up"


def test_a_button_works_after_a_restart_and_in_its_own_chat_only(talk: Talk) -> None:
    """Telegram only carries where the outbox keeps it; one that we never made opens nothing."""
    outbound = Outbound("Which?", (Button("This", f"Help?topic={'kept' * 20}#x"), Button("That", "Menu#others")))
    with talk.house.engine.begin() as db:
        outgoing.queue(
            db,
            NewMessage(channel=Channel.TELEGRAM, address="70004", kind=MessageKind.REPLY, outbound=outbound, now=NOW),
        )
    outbox.deliver(talk.house.engine, talk.sender, NOW)
    [first, second] = talk.buttons()
    assert (first["callback_data"], second["callback_data"]) == ("~1.0", "~1.1")
    talk.house.engine.dispose()
    assert talk.say(callback_query=press("~1.1", message=message("x", chat=ALI))) == ["More:"]
    for data, chat in (("~1.1", {**CHAT, "id": 70005}), ("~1.7", ALI), ("~99.0", ALI), ("Menu#others", ALI)):
        [told] = talk.say(callback_query=press(data, message=message("x", chat=chat)))
        assert told.endswith("That question is closed. MENU shows what waits for you.")


def test_an_edited_message_is_not_heard_again_and_the_question_stays(talk: Talk) -> None:
    with talk.house.engine.begin() as db:
        _give_faith_telegram(db)
    talk.write("/log 3", CHAT)
    [second] = talk.write("28/5", CHAT)
    assert second.startswith("2 of 6")
    [told] = talk.say(edited_message=message("yesterday", chat=CHAT))
    assert told.startswith("Changing a sent message changes nothing here.")
    assert "2 of 6" in told


def _give_faith_telegram(db: Any) -> None:
    from bot.simulator.persons import give_ways
    from bot.store.people import people

    faith = people.by_tsc(db, "812345")
    assert faith is not None
    give_ways(db, faith.id, ((Channel.SMS, "+254712000001"), (Channel.TELEGRAM, "70001")), NOW)


def test_a_group_is_told_once_a_day_and_nothing_of_it_is_kept(talk: Talk) -> None:
    assert talk.write("/status 812345", GROUP) == ["Please write to me directly, not in the group."]
    assert talk.api.asked[-1].one("chat_id") == "-100200300"
    assert talk.write("/status", GROUP) == []
    assert talk.say(callback_query=press("Menu#log", message=message("x", chat=GROUP))) == []
    talk.clock[0] += timedelta(days=1)
    assert talk.write("hello", GROUP) == ["Please write to me directly, not in the group."]
    with talk.house.engine.connect() as db:
        assert {one.text for one in inbox.heard(db, "-100200300")} == {""}


def test_polling_hears_what_the_webhook_would_have_heard(talk: Talk) -> None:
    said = [
        {"update_id": 1},
        update(2, message=message("/menu", chat=ALI)),
        update(2, message=message("/menu", chat=ALI)),
    ]
    talk.api.tell(ok(True), ok(said))
    stopped = threading.Event()
    stop_after = talk.api.rules

    def last(asked: Any) -> Any:
        stopped.set()
        return ok([update(3, message=message("/help", chat=ALI))]) if "getUpdates" in asked.path else stop_after(asked)

    talk.api.rules = last
    try:
        app.poll(talk.house, stopped)
    finally:
        talk.api.rules = stop_after
    assert talk.rows() == (3, 2), "the unreadable one is counted, the repeated one is not heard again"


def test_a_person_who_blocks_the_bot_is_not_written_to_there_again(talk: Talk) -> None:
    from tests.channels.telegram_api import error

    talk.api.tell(error(403, "Forbidden: bot was blocked by the user"))
    assert len(talk.write("/menu")) == 1, "it was asked once"
    with talk.house.engine.connect() as db:
        row = db.execute(select(outgoing.outbox.c.state, outgoing.outbox.c.error)).one()
    assert row == ("failed", "Forbidden: bot was blocked by the user")
