"""Twilio and Africa's Talking end to end: their posts reach our webhook, and the answers arrive at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from bot import app, missed, outbox
from bot.app import House
from bot.channels import Request, Transport, Webhook, africastalking, twilio
from bot.dialogs.linking import rules as linking
from bot.messages import Channel, NoAnswer, TryLater
from bot.outbox import LEASE, Sender
from bot.simulator import demo
from bot.simulator.world import WITHOUT_LIMIT
from bot.store.health import beats
from bot.store.outbox import outbox as outbox_outbox
from bot.store.outbox import sent as outbox_sent
from bot.store.outbox.outbox import MessageState
from bot.store.people import addresses, people
from bot.store.talk import inbox
from bot.talk.turn import World
from tests.channels import africastalking_api as at
from tests.channels import twilio_api as tw
from tests.channels.fake import CUT, Answered, Asked, Provider, running

FAITH, PETER = "+254712000001", "+254712000002"
LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"


@dataclass
class Talk:
    """A provider on one side, our webhook and sender on the other, a moment that stands until it is moved."""

    api: Provider
    house: House
    client: FlaskClient
    sender: Sender
    clock: list[datetime]
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def post(self, request: Request) -> tuple[int, str]:
        path = request.path + (f"?{request.query}" if request.query else "")
        answer = self.client.post(path, data=request.body, headers=dict(request.headers))
        return answer.status_code, answer.text

    def deliver(self) -> list[Asked]:
        """What the provider is asked to send now."""
        before = len(self.api.asked)
        while outbox.deliver(self.house.engine, self.sender, self.clock[0]):
            pass
        return self.api.asked[before:]

    def by_twilio(self, form: Mapping[str, str]) -> list[Asked]:
        """Somebody writes through Twilio; answers what it is then asked to send."""
        assert self.post(tw.signed({**form, "MessageSid": f"SM{next(self.ids)}"})) == (200, twilio.TWIML)
        return self.deliver()

    def states(self) -> dict[str, int]:
        with self.house.engine.connect() as db:
            found = db.execute(
                select(outbox_outbox.outbox.c.state, func.count()).group_by(outbox_outbox.outbox.c.state)
            )
            return {MessageState(state).value: number for state, number in found}

    def heard(self) -> int:
        with self.house.engine.connect() as db:
            return int(db.execute(select(func.count()).select_from(inbox.inbox)).scalar_one())


Build = Callable[[Mapping[Channel, Transport], tuple[Webhook, ...], Provider], Talk]


@pytest.fixture
def build(quick_copies: Callable[[], Engine]) -> Build:
    def made(lines: Mapping[Channel, Transport], hooks: tuple[Webhook, ...], api: Provider) -> Talk:
        clock = [demo.OPENING + timedelta(minutes=10)]
        house = House(quick_copies(), World(), "talk", lines, hooks, clock=lambda: clock[0])
        sender = app.sender_of(house, lines)
        quick = Sender(**{**vars(sender), "rates": dict.fromkeys(Channel, WITHOUT_LIMIT)})
        return Talk(api, house, app.create_app(house).test_client(), quick, clock)

    return made


@pytest.fixture
def by_twilio(build: Build) -> Iterator[Talk]:
    with running(tw.rules) as api:
        client = twilio.client(tw.SID, tw.TOKEN, api.url, timeout=5)
        senders = {Channel.SMS: tw.SMS_FROM, Channel.WHATSAPP: tw.WHATSAPP_FROM}
        lines = {on: twilio.TwilioLine(client, on, {"from_": sender}, tw.PUBLIC) for on, sender in senders.items()}
        yield build(lines, (twilio.TwilioHook(tw.SID, tw.TOKEN, tw.PUBLIC),), api)


@pytest.fixture
def by_africastalking(build: Build) -> Iterator[Talk]:
    with running(at.rules) as api:
        line = africastalking.AfricasTalkingLine(at.USERNAME, at.KEY, at.CODE, api.url, 5)
        yield build({Channel.SMS: line}, (africastalking.AfricasTalkingHook(at.SECRET),), api)


def test_a_session_is_logged_by_sms_and_signed_on_whatsapp(by_twilio: Talk) -> None:
    talk = by_twilio
    [saved] = talk.by_twilio(tw.sms(f"LOG {LOG}"))
    assert saved.one("To") == FAITH
    assert saved.one("Body").startswith("Thank you, Faith. Session 3")
    [read] = talk.by_twilio(tw.whatsapp("SIGN"))
    assert read.one("To") == f"whatsapp:{PETER}"
    assert "Is this correct? Reply 1 sign, 2 not correct, 3 add my note" in read.one("Body"), "no content: numbers"
    [signed] = talk.by_twilio(tw.whatsapp("1"))
    assert "Session 3 is complete" in signed.one("Body")


def test_buttons_of_registered_content_are_pressed(by_twilio: Talk) -> None:
    talk = by_twilio
    line = talk.house.lines[Channel.WHATSAPP]
    assert isinstance(line, twilio.TwilioLine)
    contents = {f"choices_{number}": f"HX{number:032x}" for number in range(1, 11)}
    sender = {
        **vars(talk.sender),
        "channels": {Channel.WHATSAPP: twilio.TwilioLine(**{**vars(line), "contents": contents})},
    }
    talk.sender = Sender(**sender)
    talk.by_twilio(tw.sms(f"LOG {LOG}"))
    [read] = talk.by_twilio(tw.whatsapp("SIGN"))
    assert read.one("ContentSid") == contents["choices_3"]
    sign = outgoing_choices(talk)["Sign"]
    assert sign in read.one("ContentVariables")
    [signed] = talk.by_twilio(tw.whatsapp("Sign", ButtonText="Sign", ButtonPayload=sign))
    assert "Session 3 is complete" in signed.one("ContentVariables")


def outgoing_choices(talk: Talk) -> dict[str, str]:
    with talk.house.engine.connect() as db:
        return {label: data for sent in outbox_sent.sent(db, 0) for data, label in sent.buttons.items()}


def test_a_lost_answer_is_reconciled_by_the_status_that_carries_our_reference(by_twilio: Talk) -> None:
    talk = by_twilio
    talk.api.tell(CUT)
    [asked] = talk.by_twilio(tw.sms("MENU"))
    callback = asked.one("StatusCallback")
    path, _, query = callback.removeprefix(tw.PUBLIC).partition("?")
    assert talk.post(tw.signed(tw.status("sent", MessageSid="SM99"), path, query))[0] == 200
    assert talk.states() == {"sent": 1}
    talk.clock[0] += LEASE * 2
    assert talk.deliver() == [], "it has gone out: it is not sent again"
    assert talk.post(tw.signed(tw.status("delivered", MessageSid="SM99"), path, query))[0] == 200
    assert talk.post(tw.signed(tw.status("sent", MessageSid="SM99"), path, query))[0] == 200
    assert talk.states() == {"delivered": 1}, "states move forward only"


def test_a_message_outside_the_window_without_a_template_goes_by_sms(by_twilio: Talk) -> None:
    talk = by_twilio
    talk.by_twilio(tw.sms(f"LOG {LOG}"))
    app.tick(talk.house.engine, talk.clock[0])
    sent = talk.deliver()
    assert [one.one("To") for one in sent] == [PETER]
    assert "Reply 1 to read it, 2 to sign it" in sent[0].one("Body")


def test_a_stop_that_twilio_answered_is_heard_and_not_answered_again(by_twilio: Talk) -> None:
    talk = by_twilio
    assert talk.by_twilio(tw.sms("Acha", OptOutType="STOP")) == []
    assert muted(talk)
    assert talk.by_twilio(tw.sms("HELP", OptOutType="HELP")) == []
    assert muted(talk)
    assert talk.by_twilio(tw.sms("START", OptOutType="START")) == []
    assert not muted(talk)


def test_a_word_that_twilio_takes_for_stop_on_sms_is_one_also_in_a_form(by_twilio: Talk) -> None:
    talk = by_twilio
    talk.by_twilio(tw.sms("LOG"))
    talk.by_twilio(tw.sms("TOKA"))
    assert not muted(talk)
    talk.by_twilio(tw.sms("LOG"))
    talk.by_twilio(tw.sms("QUIT"))
    assert muted(talk)


def muted(talk: Talk) -> bool:
    with talk.house.engine.connect() as db:
        return people.at_address(db, Channel.SMS, FAITH, lock=False)[0][0].muted_at is not None


def test_an_opted_out_answer_silences_the_person(by_twilio: Talk) -> None:
    talk = by_twilio
    talk.api.tell(tw.error(400, 21610))
    talk.by_twilio(tw.sms("MENU"))
    assert (muted(talk), talk.states()) == (True, {"failed": 1})


def test_a_replayed_message_has_no_second_effect(by_twilio: Talk) -> None:
    talk = by_twilio
    again = tw.signed(tw.sms("MENU"))
    assert [talk.post(again)[0] for _ in range(3)] == [200] * 3
    assert (talk.heard(), len(talk.deliver())) == (1, 1)


@pytest.mark.parametrize("change", ["body", "query", "signature", "account"])
def test_a_forged_message_is_refused_and_leaves_no_trace(by_twilio: Talk, change: str) -> None:
    good = tw.signed(tw.sms("STOP"))
    forged: dict[str, Any] = {
        "body": {"body": good.body + b"&Body=MENU"},
        "query": {"query": "x=1"},
        "signature": {"headers": {**good.headers, "x-twilio-signature": "x"}},
        "account": vars(tw.signed(tw.sms("STOP", AccountSid="AC9"))),
    }
    parts = {name: value for name, value in {**vars(good), **forged[change]}.items() if name != "form"}
    assert by_twilio.post(Request(**parts))[0] == 403
    assert (by_twilio.heard(), muted(by_twilio)) == (0, False)


def test_a_wrong_account_stops_the_channel_and_keeps_the_message(by_twilio: Talk) -> None:
    talk = by_twilio
    talk.api.tell(tw.error(401, 20003))
    talk.by_twilio(tw.sms("MENU"))
    assert talk.states()["waiting"] >= 1
    assert talk.deliver() == [], "the line is stopped"
    outbox.start(talk.house.engine, talk.sender, talk.clock[0])
    assert FAITH in [one.one("To") for one in talk.deliver()]


def test_a_session_is_logged_through_a_short_code_and_its_link_comes_back(by_africastalking: Talk) -> None:
    talk = by_africastalking
    assert talk.post(at.posted("messages", at.sms(f"LOG {LOG}", linkId="L-42"))) == (200, "")
    [saved] = talk.deliver()
    assert (saved.one("to"), saved.one("from"), saved.one("linkId")) == (FAITH, at.CODE, "L-42")
    assert saved.one("message").startswith("Thank you, Faith. Session 3")
    assert talk.post(at.posted("delivery", at.report("Success")))[0] == 200
    assert talk.states()["delivered"] == 1
    assert talk.post(at.posted("messages", at.sms(f"LOG {LOG}", linkId="L-42")))[0] == 200
    assert talk.deliver() == [], "the same message again has no second effect"


def test_an_opt_out_at_africastalking_is_a_silent_stop(by_africastalking: Talk) -> None:
    talk = by_africastalking
    assert talk.post(at.posted("optout", {"senderId": at.CODE, "phoneNumber": FAITH}))[0] == 200
    assert (muted(talk), talk.deliver()) == (True, [])


@pytest.mark.parametrize("what", ["messages", "delivery", "optout"])
def test_a_wrong_secret_is_refused_and_leaves_no_trace(by_africastalking: Talk, what: str) -> None:
    assert by_africastalking.post(at.posted(what, at.sms("STOP"), "wrong"))[0] == 403
    assert (by_africastalking.heard(), muted(by_africastalking)) == (0, False)


def test_what_came_while_we_were_away_is_heard_once_in_its_order(by_twilio: Talk) -> None:
    talk = by_twilio
    mailbox = twilio.TwilioMailbox(twilio.client(tw.SID, tw.TOKEN, talk.api.url, timeout=5), (tw.SMS_FROM,))
    heard_before = tw.signed(tw.sms("MENU", MessageSid="SM1"))
    assert talk.post(heard_before)[0] == 200
    stored = [
        tw.kept("SM3", "STOP", "13:19:00"),
        tw.kept("SM2", f"LOG {LOG}", "13:18:00"),
        tw.kept("SM1", "MENU", "13:17:00"),
        tw.kept("SM9", "Saved.", "13:17:00", direction="outbound-api", **{"from": tw.SMS_FROM, "to": FAITH}),
    ]
    for _look in range(2):
        talk.api.tell(tw.page(stored))
        missed.catch_up(talk.house.engine, mailbox, talk.house.clock, talk.house.world)
    assert (talk.heard(), muted(talk)) == (3, True)
    asked = [one for one in talk.api.asked if one.method == "GET"]
    first, again = [(one.query["To"], one.query["DateSent>"], one.query["DateSent<"]) for one in asked]
    assert first == ([tw.SMS_FROM], ["2026-05-28T12:16:00Z"], ["2026-05-28T13:18:00Z"])
    assert again == ([tw.SMS_FROM], ["2026-05-28T13:16:00Z"], ["2026-05-28T13:18:00Z"])
    assert [one.one("Body")[:6] for one in talk.deliver()][:2] == ["TIMEC ", "Thank "]


def test_a_mailbox_that_cannot_be_read_is_looked_at_again_from_where_we_were(by_twilio: Talk) -> None:
    talk = by_twilio
    mailbox = twilio.TwilioMailbox(twilio.client(tw.SID, tw.TOKEN, talk.api.url, timeout=5), (tw.SMS_FROM,))
    for answer, kind in ((tw.error(401, 20003), TryLater), (tw.error(503, 20503), TryLater), (CUT, NoAnswer)):
        talk.api.tell(answer)
        with pytest.raises(kind):
            missed.catch_up(talk.house.engine, mailbox, talk.house.clock, talk.house.world)
    with talk.house.engine.connect() as db:
        assert missed.BEAT not in beats.last(db)


def outage(talk: Talk, lasts: timedelta) -> list[Asked]:
    """HTTP 500 for so long, with a round of the sender every 5 seconds; answers what is sent as long after it."""
    rules, until = talk.api.rules, talk.clock[0] + lasts
    talk.api.rules = lambda _asked: Answered(500, "oops")
    while talk.clock[0] < until:
        talk.deliver()
        talk.clock[0] += timedelta(seconds=5)
    talk.api.rules = rules
    talk.clock[0] += lasts + timedelta(minutes=1)
    return talk.deliver()


@pytest.mark.parametrize("minutes", [1, 30])
def test_a_time_of_http_500_at_africastalking_loses_no_message(by_africastalking: Talk, minutes: int) -> None:
    assert by_africastalking.post(at.posted("messages", at.sms("MENU"))) == (200, "")
    assert [one.one("to") for one in outage(by_africastalking, timedelta(minutes=minutes))] == [FAITH]


@pytest.mark.parametrize("minutes", [2, 30])
def test_a_time_of_http_500_at_twilio_loses_no_message(by_twilio: Talk, minutes: int) -> None:
    assert by_twilio.post(tw.signed({**tw.sms("MENU"), "MessageSid": "SM77"})) == (200, twilio.TWIML)
    assert FAITH in [one.one("To") for one in outage(by_twilio, timedelta(minutes=minutes))]


# WhatsApp accounts whose number is hidden

HIDDEN = "KE.1349120865"
BY_ID = f"whatsapp:{HIDDEN}"


def ways(talk: Talk) -> list[tuple[str, str]]:
    """Where Peter is reached, by his TSC number."""
    with talk.house.engine.connect() as db:
        peter = people.by_tsc(db, "534210")
        assert peter is not None
        return [(way.channel.value, way.address) for way in addresses.of_person(db, peter.id)]


@pytest.mark.parametrize("account", [HIDDEN, BY_ID])
def test_an_account_is_known_by_its_id_once_its_number_has_come_with_it(by_twilio: Talk, account: str) -> None:
    before = ways(by_twilio)
    [menu] = by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=account))
    again = by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=account))
    assert [one.one("Body") for one in again] == [menu.one("Body")]
    assert ways(by_twilio) == [*before, ("whatsapp", HIDDEN)], "bound once, and last of all"
    [alone] = by_twilio.by_twilio(tw.whatsapp("MENU", From=BY_ID, ExternalUserId=account))
    assert (alone.one("To"), alone.one("Body")) == (BY_ID, menu.one("Body"))
    [number] = by_twilio.by_twilio(tw.whatsapp("NUMBER 534210", From=BY_ID))
    assert number.one("Body").startswith("This number is known in TIMEC already.")
    assert ways(by_twilio) == [*before, ("whatsapp", HIDDEN)], "one person with all addresses"


def test_number_from_an_id_links_it_and_removes_nothing(by_twilio: Talk) -> None:
    before = ways(by_twilio)
    [asked] = by_twilio.by_twilio(tw.whatsapp("NUMBER 534210", From=BY_ID))
    assert "reply now with the 4-digit PIN" in asked.one("Body")
    [linked] = by_twilio.by_twilio(tw.whatsapp("7730", From=BY_ID))
    assert linked.one("Body").startswith("Welcome, Peter. This is now linked to your TIMEC account.")
    assert ways(by_twilio) == [*before, ("whatsapp", HIDDEN)]
    app.tick(by_twilio.house.engine, by_twilio.clock[0])
    told = [one.one("Body") for one in by_twilio.deliver()]
    named = "TIMEC: Peter, WhatsApp is now linked to your account. If this was not you:"
    assert [body.startswith(named) for body in told].count(True) == 1
    [known] = by_twilio.by_twilio(tw.whatsapp("STATUS", ExternalUserId=HIDDEN))
    assert known.one("Body").startswith("Sessions held: 2 of 3")
    assert ways(by_twilio) == [*before, ("whatsapp", HIDDEN)], "the number brings the same id: still one person"


def test_a_wrong_pin_from_an_id_links_nothing(by_twilio: Talk) -> None:
    before = ways(by_twilio)
    by_twilio.by_twilio(tw.whatsapp("NUMBER 534210", From=BY_ID))
    [refused] = by_twilio.by_twilio(tw.whatsapp("0000", From=BY_ID))
    assert refused.one("Body").startswith("That number and PIN do not match.")
    assert ways(by_twilio) == before


def test_a_number_in_doubt_brings_no_id(by_twilio: Talk) -> None:
    by_twilio.by_twilio(tw.whatsapp("MENU"))
    by_twilio.clock[0] += linking.SILENCE + timedelta(days=1)
    before = ways(by_twilio)
    [asked] = by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=HIDDEN))
    assert "Please reply with your 4-digit PIN" in asked.one("Body")
    assert ways(by_twilio) == before, "somebody else may hold that number by now"
    by_twilio.by_twilio(tw.whatsapp("7730", ExternalUserId=HIDDEN))
    by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=HIDDEN))
    assert ways(by_twilio) == [*before, ("whatsapp", HIDDEN)]


def test_where_messages_come_first_an_account_stands_once(by_twilio: Talk) -> None:
    by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=HIDDEN))
    [asked] = by_twilio.by_twilio(tw.whatsapp("CHANNEL"))
    assert asked.one("Body").count("WhatsApp") == 2, "as the first one, and once to choose"


NAMES = ({"ProfileName": "Peter"}, {"ProfileName": "Mwalimu P", "ProfileUsername": "peter.m"}, {"ProfileName": ""})


@pytest.mark.parametrize("sender", [f"whatsapp:{PETER}", BY_ID])
def test_a_name_that_changes_loses_nobody(by_twilio: Talk, sender: str) -> None:
    by_twilio.by_twilio(tw.whatsapp("MENU", ExternalUserId=HIDDEN))
    before = ways(by_twilio)
    for named in NAMES:
        [known] = by_twilio.by_twilio(tw.whatsapp("STATUS", **{"From": sender, "ExternalUserId": HIDDEN, **named}))
        assert known.one("To") == sender
        assert "Sessions held: 2 of 3" in known.one("Body")
    assert ways(by_twilio) == before


def test_a_number_that_is_shown_for_the_first_time_comes_to_the_account_of_its_id(by_twilio: Talk) -> None:
    by_twilio.by_twilio(tw.whatsapp("NUMBER 534210", From=BY_ID))
    by_twilio.by_twilio(tw.whatsapp("7730", From=BY_ID))
    before = ways(by_twilio)
    shown = {"From": "whatsapp:+254799000418", "ExternalUserId": BY_ID}
    [known] = by_twilio.by_twilio(tw.whatsapp("STATUS", **shown))
    assert known.one("Body").startswith("Sessions held: 2 of 3")
    assert ways(by_twilio) == [*before, ("whatsapp", "+254799000418")]
