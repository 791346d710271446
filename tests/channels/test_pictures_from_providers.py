"""Pictures that people sent are fetched from their provider; pictures that we send are fetched by it from us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot import web
from bot.channels import Files, shown
from bot.channels.telegram import Telegram
from bot.channels.twilio import TwilioLine, client
from bot.channels.twilio_files import TwilioFiles
from bot.messages import Button, Channel, Media, NoAnswer, Outbound, Refused, SendFailure, TryLater
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from tests.channels import telegram_api as tg
from tests.channels import twilio_api as tw
from tests.channels.fake import SILENT, Answered, Asked, Provider, running

NOW = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)
SHOWN, MOST = "%PDF-1.7 our form", 1000
KEY = "a key of our own, long enough"
ACCOUNT = f"/2010-04-01/Accounts/{tw.SID}"


def twilio_rules(asked: Asked) -> Answered:
    """A picture for whoever knows the password of the account."""
    known = asked.headers.get("Authorization", "").startswith("Basic ")
    return Answered(200, SHOWN) if known else Answered(401)


def telegram_rules(asked: Asked) -> Answered:
    """The place of a file, and the file there."""
    if asked.path == f"/file/bot{tg.TOKEN}/documents/1.pdf":
        return Answered(200, SHOWN)
    size = 10**8 if asked.one("file_id") == "large" else len(SHOWN)
    return tg.ok({"file_id": "1", "file_unique_id": "1", "file_size": size, "file_path": "documents/1.pdf"})


@pytest.fixture
def twilio() -> Iterator[Provider]:
    with running(twilio_rules) as found:
        yield found


@pytest.fixture
def telegram() -> Iterator[Provider]:
    with running(telegram_rules) as found:
        yield found


def at_twilio(provider: Provider, timeout: float = 5) -> Files:
    return TwilioFiles(tw.SID, tw.TOKEN, provider.url, timeout)


def test_twilio_shows_a_picture_of_our_account(twilio: Provider) -> None:
    assert at_twilio(twilio).fetch(f"{twilio.url}{ACCOUNT}/Messages/MM1/Media/ME1", MOST) == SHOWN.encode()


@pytest.mark.parametrize(
    "reference",
    ["https://elsewhere.example/x", "/2010-04-01/Accounts/AC9/Media/1", "http://127.0.0.1:1/x", "", "wamid.1"],
)
def test_nobody_else_is_asked_with_our_password(twilio: Provider, reference: str) -> None:
    for one in (reference, f"{twilio.url}{reference}"):
        with pytest.raises(Refused):
            at_twilio(twilio).fetch(one, MOST)
    assert not twilio.asked


@pytest.mark.parametrize(
    ("answer", "failure"),
    [(Answered(404), Refused), (Answered(429), TryLater), (Answered(503), TryLater), (SILENT, NoAnswer),
     (Answered(200, "x" * (MOST + 1)), Refused)],
)  # fmt: skip
def test_a_picture_that_twilio_does_not_show(
    twilio: Provider, answer: Answered, failure: type[SendFailure | NoAnswer]
) -> None:
    twilio.tell(answer)
    with pytest.raises(failure):
        at_twilio(twilio, timeout=0.3).fetch(f"{twilio.url}{ACCOUNT}/Media/ME1", MOST)


def test_telegram_shows_a_file(telegram: Provider) -> None:
    bot = Telegram(tg.TOKEN, "a-telegram-secret", telegram.url)
    assert bot.fetch("1", MOST) == SHOWN.encode()
    with pytest.raises(Refused):
        bot.fetch("large", MOST)
    telegram.tell(tg.error(400, "Bad Request: invalid file_id"))
    with pytest.raises(Refused):
        bot.fetch("gone", MOST)


# the way back


def test_twilio_is_told_where_the_picture_of_a_message_is() -> None:
    with running(tw.rules) as api:
        line = TwilioLine(
            client(tw.SID, tw.TOKEN, api.url), Channel.WHATSAPP, {"from_": tw.WHATSAPP_FROM}, tw.PUBLIC, key=KEY
        )
        picture = Media("picture.jpg", "image/jpeg", b"x")
        line.send("+254712000002", Outbound("Kept with session 5.", media=(picture,)), 12)
        assert api.asked[-1].one("MediaUrl") == f"{tw.PUBLIC}{shown.path_of(KEY, 12, 0)}"
        line.send("+254712000002", Outbound("Saved."), 13)
        assert "MediaUrl" not in api.asked[-1].form


def test_a_file_that_whatsapp_does_not_carry_is_fetched_by_the_phone_from_its_address_in_the_text() -> None:
    with running(tw.rules) as api:
        line = TwilioLine(
            client(tw.SID, tw.TOKEN, api.url), Channel.WHATSAPP, {"from_": tw.WHATSAPP_FROM}, tw.PUBLIC, key=KEY
        )
        dates = Media("sessions.ics", "text/calendar", b"BEGIN:VCALENDAR")
        line.send("+254712000002", Outbound("Your sessions.", media=(dates,)), 12)
        [sent] = api.asked[-1:]
        assert sent.one("Body") == f"Your sessions. {tw.PUBLIC}{shown.path_of(KEY, 12, 0)}"
        assert "MediaUrl" not in sent.form


@pytest.mark.parametrize(
    ("type_", "choices"), [("application/pdf", ()), ("application/pdf", ("Yes",)), ("image/png", ("Yes",))]
)
def test_what_has_no_words_under_it_at_twilio_goes_before_them(type_: str, choices: tuple[str, ...]) -> None:
    with running(tw.rules) as api:
        buttons = {"choices_1": "HX" + "1" * 32}
        line = TwilioLine(
            client(tw.SID, tw.TOKEN, api.url), Channel.WHATSAPP, {"from_": tw.WHATSAPP_FROM}, tw.PUBLIC, buttons, KEY
        )
        shown_with = Outbound("Annex I.", tuple(Button(one, "x") for one in choices), media=(Media("a", type_, b"x"),))
        line.send("+254712000002", shown_with, 12)
        file, words = api.asked[-2:]
        assert file.one("MediaUrl") == f"{tw.PUBLIC}{shown.path_of(KEY, 12, 0)}"
        assert "MediaUrl" not in words.form
        assert "StatusCallback" not in file.form, "only what became of the words is told of"
        assert words.form.get("Body") == ["Annex I."] or "ContentSid" in words.form


def said(store: Engine, at: datetime) -> int:
    """A message with a picture, made at this moment."""
    with store.begin() as db:
        pdf = Outbound("Kept.", media=(Media("a.pdf", "application/pdf", SHOWN.encode()),))
        return outbox.queue(
            db,
            NewMessage(channel=Channel.WHATSAPP, address="+254712000002", kind=MessageKind.REPLY, outbound=pdf, now=at),
        )


@pytest.mark.parametrize(("age", "status"), [(timedelta(minutes=59), 200), (timedelta(minutes=61), 404)])
def test_a_picture_is_shown_at_its_address_for_an_hour(store: Engine, age: timedelta, status: int) -> None:
    asks = web.make(lambda: store, lambda: NOW, secret_key=KEY).test_client()
    number = said(store, NOW - age)
    answer = asks.get(shown.path_of(KEY, number, 0))
    assert answer.status_code == status
    if status == 200:
        assert (answer.data, answer.content_type) == (SHOWN.encode(), "application/pdf")
        assert answer.headers["Content-Disposition"] == 'inline; filename="a.pdf"'


def test_no_other_address_shows_one(store: Engine) -> None:
    number = said(store, NOW)
    right = shown.path_of(KEY, number, 0)
    others = (right[:-1] + "0", right[:-1] + "1", f"/shown/{number}/0/x", shown.path_of("another key", number, 0),
              shown.path_of(KEY, number, 1), shown.path_of(KEY, number + 1, 0), shown.path_of(KEY, 2**62, 0),
              shown.path_of("", number, 0))  # fmt: skip
    for key in (KEY, ""):
        asks = web.make(lambda: store, lambda: NOW, secret_key=key).test_client()
        assert [asks.get(one).status_code for one in others if one != right] == [404] * len({*others} - {right})
