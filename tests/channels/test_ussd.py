"""The USSD menu, as Africa's Talking posts it: one screen a request, the same forms, the same rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from bot import web
from bot.channels import Heard, WebhookAnswer
from bot.channels.ussd import SORRY, UssdHook
from bot.language import septets
from bot.messages import Channel, Inbound, Outbound
from bot.simulator import demo
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import people
from bot.store.talk import inbox
from bot.talk.turn import World
from tests.channels.africastalking_api import SECRET, posted

HOOK = UssdHook(SECRET)
FAITH, PETER, ALI, STRANGER = "+254712000001", "+254712000002", "+254712000004", "+254799000009"


def dialled(text: str, **more: str) -> dict[str, str]:
    said = {"sessionId": "ATUid_1", "serviceCode": "*384*96#", "phoneNumber": FAITH, "networkCode": "63902"}
    return {**said, "text": text, **more}


def said(text: str, place: int, **more: Any) -> Heard:
    return Heard(
        (
            Inbound(
                **{"channel": Channel.USSD, "address": FAITH, "provider_id": f"ATUid_1:{place}", "text": text, **more}
            ),
        )
    )


READ = {
    "the code alone": (dialled(""), said("", 0)),
    "one key": (dialled("1"), said("1", 1)),
    "the second key": (dialled("1*2"), said("2", 2)),
    "words": (dialled("1*lesson notes, class control"), said("lesson notes, class control", 2)),
    "zero goes back": (dialled("1*0"), said("BACK", 2)),
    "ninety-eight goes on": (dialled("1*98"), said("MORE", 2)),
    "ten is no back": (dialled("1*10"), said("10", 2)),
    "blanks around": (dialled("1* 2 "), said("2", 2)),
    "an empty input": (dialled("1*"), said("", 2)),
    "many inputs": (dialled("1*a*b*c*d*e"), said("e", 6)),
    "another session": (dialled("", sessionId="ATUid_2"), said("", 0, provider_id="ATUid_2:0")),
    "a number without its plus": (dialled("", phoneNumber="254712000001"), said("", 0)),
    "fields nobody has announced": (dialled("", novelty="1"), said("", 0)),
}


@pytest.mark.parametrize(("form", "heard"), READ.values(), ids=READ)
def test_the_newest_input_is_heard(form: dict[str, str], heard: Heard) -> None:
    request = posted("ussd", form)
    assert HOOK.genuine(request)
    assert HOOK.read(request) == heard


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], f"{SECRET}1"])
def test_another_path_is_not_genuine(secret: str) -> None:
    assert not HOOK.genuine(posted("ussd", dialled(""), secret))


@pytest.mark.parametrize("lost", ["sessionId", "phoneNumber", "text"])
def test_what_cannot_be_read_raises(lost: str) -> None:
    with pytest.raises(KeyError):
        HOOK.read(posted("ussd", {name: value for name, value in dialled("").items() if name != lost}))


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (Outbound("1 log 2 sign"), WebhookAnswer("CON 1 log 2 sign")),
        (Outbound("Saved.", ends=True), WebhookAnswer("END Saved.")),
        (None, WebhookAnswer(SORRY)),
    ],
)
def test_a_screen_goes_on_or_ends(reply: Outbound | None, answer: WebhookAnswer) -> None:
    assert HOOK.answer(reply) == answer


@dataclass
class Phone:
    """A feature phone in a session: each `key` is one request with all inputs so far."""

    client: FlaskClient
    number: str = FAITH
    session: str = "ATUid_1"
    keys: list[str] = field(default_factory=list)

    def dial(self, session: str = "ATUid_1") -> str:
        self.session, self.keys = session, []
        return self.ask()

    def key(self, words: str) -> str:
        self.keys.append(words)
        return self.ask()

    def ask(self) -> str:
        form = dialled("*".join(self.keys), sessionId=self.session, phoneNumber=self.number)
        answer = self.client.post(f"/africastalking/{SECRET}/ussd", data=form)
        assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
        screen = answer.text
        assert screen[:4] in ("CON ", "END ")
        assert septets(screen) <= 182, screen
        return screen


@dataclass
class Side:
    engine: Engine
    clock: list[Any]
    client: FlaskClient

    def phone(self, number: str = FAITH) -> Phone:
        return Phone(self.client, number)


@pytest.fixture
def side(quick_copies: Callable[[], Engine]) -> Side:
    engine, clock = quick_copies(), [demo.OPENING + timedelta(minutes=5)]
    pages = web.webhooks([HOOK], lambda: engine, lambda: clock[0], World(), lambda _receipt, _at: None)
    return Side(engine, clock, web.make(lambda: engine, lambda: clock[0], pages).test_client())


def test_a_session_is_logged_in_four_screens_and_signed_by_the_other(side: Side) -> None:
    faith = side.phone()
    assert (
        faith.dial()
        == "CON TIMEC: session 3, Thu 28 May 1:00pm. 1 log session 3 with P. Otieno 2 log a session 3 my status 0 back"
    )
    assert "what did you discuss?" in faith.key("1")
    assert "what will each of you do next, and by when?" in faith.key("lesson notes, class control")
    assert "how far did you get with your last plan?" in faith.key("group work in Gr 4, mark books daily by 11/6")
    assert "1 send" in faith.key("did 2 of 3")
    assert faith.key("1").startswith("END Saved")
    peter = side.phone(PETER)
    assert "1 sign session 3 with F. Mutua" in peter.dial("ATUid_2")
    assert "Areas: lesson notes; class control" in peter.key("1")
    assert peter.key("2").startswith("CON Signed. Session 3 complete.")
    with side.engine.connect() as db:
        rows = db.execute(
            select(outbox.outbox.c.state, outbox.outbox.c.kind).where(outbox.outbox.c.channel == Channel.USSD)
        )
        assert {tuple(row) for row in rows} == {(MessageState.SENT, MessageKind.REPLY)}


def test_zero_goes_back_one_question_and_from_the_menu_to_the_menu(side: Side) -> None:
    phone = side.phone()
    phone.dial()
    first = phone.key("1")
    phone.key("lesson notes")
    assert "Now: 1 lesson notes" in phone.key("0")
    assert first.endswith("0 back")
    assert "0 back" in phone.dial("ATUid_3")


def test_a_broken_session_keeps_its_draft(side: Side) -> None:
    phone = side.phone()
    phone.dial()
    phone.key("1")
    phone.key("lesson notes")
    side.clock[0] += timedelta(hours=2)
    assert "1 go on with: session" in phone.dial("ATUid_2")
    assert "what will each of you do next, and by when?" in phone.key("1")


def test_the_provider_asking_again_gets_the_same_screen_and_nothing_happens_twice(side: Side) -> None:
    phone = side.phone()
    phone.dial()
    phone.key("1")
    once = phone.key("lesson notes")
    assert [phone.ask(), phone.ask()] == [once, once]
    with side.engine.connect() as db:
        assert (
            db.execute(
                select(func.count()).select_from(inbox.inbox).where(inbox.inbox.c.channel == Channel.USSD)
            ).scalar_one()
            == 3
        )


def test_a_stranger_hears_one_line_and_then_that_there_is_nothing(side: Side) -> None:
    phone = side.phone(STRANGER)
    assert phone.dial().startswith("END ")
    assert phone.dial("ATUid_2") == SORRY


def test_an_officer_gives_the_pin_on_ussd_too(side: Side) -> None:
    phone = side.phone(ALI)
    phone.dial()
    assert "PIN" in phone.key("STATUS")
    assert "Mwala" in phone.key("6618")
    with side.engine.connect() as db:
        assert "6618" not in "".join(one.text for one in inbox.heard(db, ALI))


def test_kiswahili_is_spoken_to_who_has_chosen_it(side: Side) -> None:
    with side.engine.begin() as db:
        (faith, _address), *_rest = people.at_address(db, Channel.SMS, FAITH)
        people.set_language(db, faith.id, "sw")
    screen = side.phone().dial()
    assert screen.startswith("CON TIMEC: kikao cha 3, ")
    assert screen.endswith("0 rudi")
