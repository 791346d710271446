"""What comes beside words: pictures with words of their own, messages changed afterwards, senders that are nobody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.store import pairs, pictures
from bot.store.outbox import outbox, sent
from bot.store.people import people
from bot.store.talk import drafts, inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import PETER, session, the_pair
from tests.stories.linking.test_s9 import TG, says
from tests.stories.people.test_doors import also_mentors
from tests.stories.player import Phones, begun

IDS = count()
PETERS = (Channel.WHATSAPP, PETER)
ALI = (Channel.TELEGRAM, "70004")


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), "session 5 is planned", "Thu 18 Jun 2026, 17:00")


def pictured(phones: Phones, text: str, *media: str) -> list[str]:
    """Peter sends pictures with words; what his WhatsApp then shows."""
    files = tuple(f"media/{nth}" for nth, _one in enumerate(media))
    found = Inbound(*PETERS, f"picture {next(IDS)}", text, media=media, files=files)
    phones.simulation.say(found)
    return [one.outbound.text for one in phones._look() if (one.channel, one.address) == PETERS]


def kept(phones: Phones, number: int) -> list[str]:
    """What is kept with a session."""
    with phones.engine.connect() as db:
        return [one.reference for one in pictures.of_session(db, session(db, number).id)]


# a picture with words


def test_words_under_a_picture_are_heard_and_the_picture_is_kept_with_what_they_record(phones: Phones) -> None:
    [told] = pictured(phones, "LOG today library 1 group work 2 seat plan by 25/6 3 done", "image")
    assert "Your picture is kept with session 5" in told
    assert "Faith" in told
    with phones.engine.connect() as db:
        assert session(db, 5).version_id is not None
    assert kept(phones, 5) == ["media/0"]


def test_an_answer_under_a_picture_is_taken_and_the_next_question_is_asked(phones: Phones) -> None:
    phones.write("Peter", "LOG 5", Channel.WHATSAPP)
    [told] = pictured(phones, "today", "image", "image")
    assert told.startswith("Your picture is kept with session 5")
    assert "where did you meet?" in told
    with phones.engine.connect() as db:
        [draft] = drafts.all_open(db, the_pair(db).mentor_id)
    assert draft.answers["day"] == "2026-06-18"
    assert kept(phones, 5) == ["media/0", "media/1"]


def test_words_that_are_none_for_us_do_not_keep_a_picture_from_being_kept(phones: Phones) -> None:
    phones.write("Peter", "LOG 5", Channel.WHATSAPP)
    phones.write("Peter", "MENU", Channel.WHATSAPP)
    told = pictured(phones, "kandanda", "image")
    assert "picture" in told[-1]
    assert "Sorry, I did not understand" not in told[-1]


def test_where_two_records_may_be_meant_and_something_is_asked_it_is_to_be_sent_alone(phones: Phones) -> None:
    also_mentors(phones, "Amina")
    [told] = pictured(phones, "MENU", "image")
    assert told.startswith("To keep your picture with a record, please send it again without words.")
    assert "TIMEC menu" in told


def test_a_voice_note_with_words_is_its_words(phones: Phones) -> None:
    [told] = pictured(phones, "STATUS", "voice")
    assert "picture" not in told
    assert "Session" in told or "session" in told


@pytest.mark.parametrize("thing", ["voice", "video", "sticker", "location", "file", "contact"])
def test_only_pictures_and_pdf_are_kept(phones: Phones, thing: str) -> None:
    phones.write("Peter", "LOG 5", Channel.WHATSAPP)
    [told] = pictured(phones, "", thing)
    assert "I can only read text" in told
    assert not kept(phones, 5)


def test_a_picture_for_a_pair_that_pauses_is_refused_in_one_line(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pairs.set_state(db, the_pair(db).id, pairs.PairState.PAUSED)
    [told] = pictured(phones, "", "image")
    assert told
    with phones.engine.connect() as db:
        assert inbox.counts(db)[1] == 0


# changed afterwards


def changed(phones: Phones, way: tuple[Channel, str], text: str) -> list[str]:
    """Somebody changes a message that they sent; what is said back there."""
    phones.simulation.say(Inbound(*way, f"change {next(IDS)}", text, edited=True))
    return [one.outbound.text for one in phones._look() if (one.channel, one.address) == way]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_change_without_words_is_met_with_silence(phones: Phones, text: str) -> None:
    """Such as each step of a live location."""
    assert changed(phones, ALI, text) == []


def muted(phones: Phones, way: tuple[Channel, str]) -> bool:
    with phones.engine.connect() as db:
        [(person, _way)] = people.at_address(db, *way)
    return person.muted_at is not None


@pytest.mark.parametrize("text", ["stop", "STOP", "acha"])
def test_an_old_message_that_is_changed_into_stop_mutes_nobody(phones: Phones, text: str) -> None:
    [told] = changed(phones, ALI, text)
    assert told.startswith("Changing a sent message changes nothing here.")
    assert not muted(phones, ALI)
    says(phones, ALI, "stop")
    assert muted(phones, ALI), "a new one does"


@pytest.mark.parametrize("text", ["", "stop"])
def test_a_stranger_s_change_without_words_or_into_stop_is_met_with_silence(phones: Phones, text: str) -> None:
    assert changed(phones, TG, text) == []


# who is nobody


@pytest.mark.parametrize("sender", ["22141", "MPESA", "SAFARICOM", "Safaricom ", "+22141", "20880", "M-PESA"])
@pytest.mark.parametrize("text", ["habari", "STOP", "NUMBER 812345", "VERIFY TM26-00001", "help"])
def test_short_codes_and_names_are_never_answered(phones: Phones, sender: str, text: str) -> None:
    hear(phones.engine, Inbound(Channel.SMS, sender, "m1", text), phones.simulation.now, World())
    with phones.engine.connect() as db:
        assert inbox.counts(db)[1] == 0
        assert outbox.replies_since(db, Channel.SMS, sender.strip(), phones.simulation.now) == 0
        assert [one for one in sent.sent(db, phones.seen) if one.address == sender] == []


def test_a_phone_s_number_is_answered(phones: Phones) -> None:
    hear(phones.engine, Inbound(Channel.SMS, "+254799000042", "m1", "habari"), phones.simulation.now, World())
    with phones.engine.connect() as db:
        assert outbox.replies_since(db, Channel.SMS, "+254799000042", phones.simulation.now) == 1


def test_marks_that_nobody_sees_are_no_part_of_a_number(phones: Phones) -> None:
    found = Inbound(Channel.WHATSAPP, "\u202a+254712000002\u202c", "m\u200e1", "MENU", contact="\u2066+254712\u2069")
    assert (found.address, found.provider_id, found.contact) == ("+254712000002", "m1", "+254712")
