"""What comes in from Telegram: updates as it sends them, who may send them, and what is heard of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels import Request
from bot.channels.telegram import SECRET, Telegram
from bot.channels.telegram.updates import UnknownKind
from bot.messages import Channel, Inbound
from tests.channels.fake import Provider, running
from tests.channels.telegram_api import BOT, TOKEN, message, press, rules, update

GROUP = {"id": -100200300, "type": "supergroup", "title": "Mwangaza teachers"}
OWN = {"phone_number": "254712000001", "first_name": "Faith", "user_id": 70001}
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90, "file_size": 900}]
FILE = {"file_id": "a", "file_unique_id": "b"}
CLIP = {**FILE, "duration": 3}
FRAME = {**CLIP, "width": 9, "height": 9}
STICKER = {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
PLACE = {"longitude": 37.2, "latitude": -1.4}
POLL_OPTION = {"text": "a", "voter_count": 0, "persistent_id": "1"}
POLL = {
    "id": "1",
    "question": "When?",
    "options": [POLL_OPTION],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
SECRET_WORD = "long-enough_secret"


@pytest.fixture(scope="module")
def api() -> Iterator[Provider]:
    with running(rules) as provider:
        yield provider


@pytest.fixture(scope="module")
def telegram(api: Provider) -> Telegram:
    return Telegram(TOKEN, SECRET_WORD, api.url)


def request(body: object, word: str | None = SECRET_WORD) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Request("/telegram", "", {SECRET: word} if word is not None else {}, raw)


def heard(telegram: Telegram, body: object) -> Inbound | None:
    found = telegram.read(request(body))
    assert found.receipts == ()
    return found.inbounds[0] if found.inbounds else None


def inbound(**more: Any) -> Inbound:
    named = ("voice", "video", "image", "document", "file", "sticker")
    files = tuple("a" if kind in named else "" for kind in more.get("media", ()) if kind != "contact")
    said: dict[str, Any] = {"channel": Channel.TELEGRAM, "address": "70001", "provider_id": "9001", "files": files}
    return Inbound(**{**said, **more})


SAID = {
    "words": (message("habari"), inbound(text="habari")),
    "several lines and signs": (message("1 a\n2 <b> & 'c' \U0001f44d"), inbound(text="1 a\n2 <b> & 'c' \U0001f44d")),
    "a command": (message("/status"), inbound(text="/status")),
    "a command with the bot's name": (message("/log@MshauriTimecBot 2"), inbound(text="/log 2")),
    "an address in the words stays": (message("write to ann@x.ke"), inbound(text="write to ann@x.ke")),
    "the start of a chat": (message("/start"), inbound(text="/start")),
    "the start by a link": (message("/start h7kqm2xw9r"), inbound(text="/start h7kqm2xw9r")),
    "the longest text": (message("x" * 4096), inbound(text="x" * 4096)),
    "a reply to a message": (message("ndiyo", reply_to_message=message("?")), inbound(text="ndiyo")),
    "own number": (message(contact=OWN), inbound(contact="+254712000001")),
    "own number with its plus": (
        message(contact={**OWN, "phone_number": "+254712000001"}),
        inbound(contact="+254712000001"),
    ),
    "somebody else's card": (message(contact={**OWN, "user_id": 99}), inbound(media=("contact",))),
    "a card of nobody on Telegram": (
        message(contact={"phone_number": "254712000001", "first_name": "Faith"}),
        inbound(media=("contact",)),
    ),
    "own number in a group is not taken": (message(chat=GROUP, contact=OWN), inbound(address="-100200300", group=True)),
    "a picture": (message(photo=PHOTO), inbound(media=("image",))),
    "a picture with words": (message(photo=PHOTO, caption="LOG"), inbound(text="LOG", media=("image",))),
    "a voice note": (message(voice=CLIP), inbound(media=("voice",))),
    "a song": (message(audio=CLIP), inbound(media=("voice",))),
    "a film": (message(video=FRAME), inbound(media=("video",))),
    "a round film": (message(video_note={**CLIP, "length": 9}), inbound(media=("video",))),
    "a moving picture, which is a document too": (
        message(animation=FRAME, document=FILE),
        inbound(media=("video", "file")),
    ),
    "a document": (message(document={**FILE, "file_name": "plan.pdf"}), inbound(media=("document",))),
    "a document with words": (
        message(document={**FILE, "mime_type": "application/pdf"}, caption="my plan"),
        inbound(text="my plan", media=("document",)),
    ),
    "a picture sent as a document": (
        message(document={**FILE, "mime_type": "image/jpeg", "file_name": "plan.jpg"}),
        inbound(media=("image",)),
    ),
    "another file": (message(document={**FILE, "file_name": "plan.docx"}), inbound(media=("file",))),
    "a file of no name": (message(document=FILE), inbound(media=("file",))),
    "a sticker": (message(sticker=STICKER), inbound(media=("sticker",))),
    "a place": (message(location=PLACE), inbound(media=("location",))),
    "a place with a name": (
        message(location=PLACE, venue={"location": PLACE, "title": "School", "address": "Mbiuni"}),
        inbound(media=("location",)),
    ),
    "a dice": (message(dice={"emoji": "d", "value": 3}), inbound(media=("sticker",), files=("",))),
    "a poll": (message(poll=POLL), inbound(media=("poll",))),
    "a group": (message("/status", chat=GROUP), inbound(address="-100200300", group=True)),
    "a small group": (message("hello", chat={**GROUP, "type": "group"}), inbound(address="-100200300", group=True)),
    "a pinned message": (message(pinned_message=message("x")), None),
    "a new member": (message(chat=GROUP, new_chat_members=[BOT]), None),
    "a group that grew": (message(chat=GROUP, migrate_to_chat_id=-100999), None),
    "another name than before": (
        message("habari", **{"from": {"id": 70001, "is_bot": False, "first_name": "F", "username": "mwalimu_f"}}),
        inbound(text="habari"),
    ),
    "another bot": (message("hello", **{"from": {**BOT, "id": 5}}), None),
    "a field that we do not know": (message("habari", from_the_future={"x": 1}), inbound(text="habari")),
}


@pytest.mark.parametrize("case", SAID)
def test_a_message_is_heard(telegram: Telegram, case: str) -> None:
    said, expected = SAID[case]
    assert heard(telegram, update(9001, message=said)) == expected


EDITED = {
    "words": (message("class 5", edit_date=1779973300), inbound(text="class 5", edited=True)),
    "under a picture": (message(photo=PHOTO, caption="b"), inbound(text="b", media=("image",), edited=True)),
    "in a group": (message("b", chat=GROUP), inbound(address="-100200300", group=True, edited=True)),
}


@pytest.mark.parametrize("case", EDITED)
def test_an_edited_message_is_known_as_one(telegram: Telegram, case: str) -> None:
    said, expected = EDITED[case]
    assert heard(telegram, update(9001, edited_message=said)) == expected


OLD = {"chat": {"id": 70001, "type": "private"}, "message_id": 7, "date": 0}
PRESSED = {
    "a button": (press("Menu#log"), inbound(press="Menu#log")),
    "64 bytes": (press("x" * 64), inbound(press="x" * 64)),
    "a button kept in the outbox": (press("~1207.3"), inbound(press="~1207.3")),
    "under a message too old to be shown": (press("Menu#log", message=OLD), inbound(press="Menu#log")),
    "in a group": (
        press("Menu#log", message=message("x", chat=GROUP)),
        inbound(address="-100200300", press="Menu#log", group=True),
    ),
    "without its message": (
        {key: value for key, value in press("Menu#log", inline_message_id="7").items() if key != "message"},
        inbound(press="Menu#log"),
    ),
    "a game": (press(None, game_short_name="chess"), None),
}


@pytest.mark.parametrize("case", PRESSED)
def test_a_press_is_heard_and_its_spinner_stopped(telegram: Telegram, api: Provider, case: str) -> None:
    said, expected = PRESSED[case]
    before = len(api.asked)
    assert heard(telegram, update(9001, callback_query=said)) == expected
    answered: list[str] = []
    for _ in range(100):  # it goes beside other calls: one that came after it may overtake it
        telegram.call("get_me")
        there = [asked for asked in api.asked[before:] if asked.path.endswith("/answerCallbackQuery")]
        answered = [asked.one("callback_query_id") for asked in there]
        if answered:
            break
    assert answered == ["4382bfdwdsb323b2d9"]


UNKNOWN = {
    "a channel post": update(1, channel_post=message("news", chat={"id": -100, "type": "channel"})),
    "a change of membership": update(1, my_chat_member={}),
    "a reaction": update(1, message_reaction={}),
    "a kind from the future": update(1, from_the_future={"x": 1}),
    "nothing but a number": update(1),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_update_that_was_never_asked_for_is_said_to_be_one(telegram: Telegram, case: str) -> None:
    with pytest.raises((UnknownKind, KeyError, TypeError)):
        heard(telegram, UNKNOWN[case])


UNREADABLE: list[object] = [
    b"",
    b"{",
    b"\xff\xfe",
    {},
    [],
    [update(1, message=message("x"))],
    None,
    7,
    {"update_id": 1, "message": 7},
    {"update_id": 1, "message": {"text": "no date"}},
    {"update_id": 1, "callback_query": {"data": "no id"}},
    {"message": message("no number")},
]


@pytest.mark.parametrize("body", UNREADABLE, ids=str)
def test_what_cannot_be_read_raises_and_is_nothing_by_itself(telegram: Telegram, body: object) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - the library raises many kinds: the web side catches them all
        heard(telegram, body)


@pytest.mark.parametrize(
    ("word", "genuine"),
    [
        (SECRET_WORD, True),
        ("", False),
        (None, False),
        (SECRET_WORD[:-1], False),
        (SECRET_WORD + "x", False),
        (SECRET_WORD.upper(), False),
        ("\u00fcmlaut", False),
    ],
)
def test_only_what_carries_the_secret_is_genuine(telegram: Telegram, word: str | None, genuine: bool) -> None:
    assert telegram.genuine(request(update(1, message=message("x")), word)) is genuine
