"""The file of one's sessions ahead: as phones read it, and with nothing of what a session is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event
from sqlalchemy import Engine

from bot.messages import Channel
from bot.simulator.chat import Typed
from tests.stories.player import Phones, begun, everybody_on


def events(phones: Phones, word: str, channel: Channel) -> list[Event]:
    """What the file holds with which that word is answered."""
    [answer] = phones.say(channel, Typed("Peter", word))
    [media] = answer.outbound.media
    assert (media.name, media.type) == ("sessions.ics", "text/calendar")
    assert b"lesson notes" not in media.content
    assert b"class control" not in media.content
    return Calendar.from_ical(media.content).events


@pytest.mark.parametrize(("word", "language"), [("CALENDAR", "en"), ("KALENDA", "sw")])
def test_the_file_holds_every_session(lived: Engine, word: str, language: str) -> None:
    phones = begun(lived, "session 3 is signed", "Fri 29 May 2026, 14:00", language)
    [one] = events(phones, word, Channel.WHATSAPP)
    assert one.decoded("dtstart") == datetime(2026, 6, 11, 10, 0, tzinfo=UTC)
    assert one.decoded("dtend") - one.decoded("dtstart") == timedelta(hours=1)
    assert "F. Mutua" in str(one["summary"])
    before = str(one["uid"])
    phones.write("Faith", {"en": "MOVE 4 16/6 2pm", "sw": "HAMISHA 4 16/6 saa 8 mchana"}[language])
    [moved] = events(phones, word, Channel.WHATSAPP)
    assert str(moved["uid"]) == before, "a phone moves what it has"
    assert moved.decoded("sequence") >= one.decoded("sequence")
    assert moved.decoded("dtstart") == datetime(2026, 6, 16, 11, 0, tzinfo=UTC)


def test_without_a_session_ahead_there_is_no_file_and_telegram_gets_one_too(lived: Engine) -> None:
    everybody_on(lived, Channel.TELEGRAM)
    phones = begun(lived, "session 3 is signed", "Fri 29 May 2026, 14:00")
    assert len(events(phones, "CALENDAR", Channel.TELEGRAM)) == 1
    phones.write("Faith", "DROP 4", Channel.TELEGRAM)
    phones.write("Faith", "3", Channel.TELEGRAM)
    [answer] = phones.say(Channel.TELEGRAM, Typed("Peter", "CALENDAR"))
    assert answer.outbound.media == ()
    assert answer.outbound.text.startswith("No session is planned.")


def test_who_is_in_no_pair_is_not_told_to_book(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Fri 29 May 2026, 14:00")
    for word in ("CALENDAR", "NEXT"):
        [told] = phones.write("Jane", word)
        assert told == "You are in no pair now. COACH and a name asks somebody whether you may coach them."
        assert phones.write("Amina", word) == ["Huna kikao kilichopangwa: kwa sasa huna mshauri wala mshauriwa."]
