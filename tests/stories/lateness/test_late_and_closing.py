"""What must be true around a session: who was late, the picture of the paper, late entries, goals and the next date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.goals.paper import CloseSession
from bot.dialogs.handlers import prepare
from bot.dialogs.lateness.deeds import lateness
from bot.dialogs.lateness.pages import Late
from bot.dialogs.lateness.rules import Lateness
from bot.dialogs.pictures.pages import PictureAdded
from bot.dialogs.reading.pages import Show
from bot.dialogs.reading.paper import AddNote
from bot.dialogs.sessions.rules import entered_late
from bot.forms.dialog import Dialog
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.simulator.chat import Typed
from bot.store import pairs, pictures
from bot.store.goals import goals_met
from bot.store.people import people
from bot.store.sessions import sessions
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import PETER, latest, session, the_pair
from tests.stories.player import Phones, begun

LOG = "LOG today 1 group work 2 seat plan by 25/6 3 done"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Session 5 is today, at one o'clock; none is planned after it."""
    return begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 12:30")


def counted(phones: Phones) -> Lateness:
    with phones.engine.connect() as db:
        found = pairs.get(db, the_pair(db).id)
        assert found is not None
        return lateness(db, found)


def test_lateness_is_summed_whoever_says_so(phones: Phones) -> None:
    phones.write("Faith", "LATE")
    assert counted(phones) == Lateness(mentee=1, mentor=0)
    phones.write("Faith", LOG)
    for text in ("LATE", "2"):  # the mentee was: it is the same lateness
        phones.write("Peter", text)
    assert counted(phones) == Lateness(mentee=1, mentor=0)
    for text in ("late 4", "both"):
        phones.write("Peter", text)
    assert counted(phones) == Lateness(mentee=2, mentor=1)
    for text in ("LATE 4", "nobody"):
        phones.write("Peter", text)
    assert counted(phones) == Lateness(mentee=1, mentor=0)


def test_late_by_a_reply_to_the_reminder_tells_the_partner_once(phones: Phones) -> None:
    phones.until("Thu 18 Jun 2026, 12:45")
    for _time in range(2):
        assert "is told that you will be late" in phones.write("Peter", "nimechelewa")[0]
    told = [one for one in phones.notices() if "will be late today for session 5" in one.outbound.text]
    assert len(told) == 1
    assert counted(phones) == Lateness(mentee=0, mentor=1)


@pytest.mark.parametrize("page", [Late, Show, PictureAdded, CloseSession, AddNote])
def test_nobody_above_the_pair_opens_what_is_the_pairs(phones: Phones, page: Callable[..., Dialog]) -> None:
    with phones.engine.connect() as db:
        head = people.by_tsc(db, "401122")
        assert head is not None
        known = session(db, 4)
        with pytest.raises(NotOpen):
            prepare(Asking(db, head, phones.simulation.now), page(session=known.id))


def test_a_picture_is_kept_with_the_record_it_belongs_to(phones: Phones) -> None:
    """The record that is open says which one; the provider's name of the picture is kept."""
    phones.write("Peter", "LOG 5", Channel.WHATSAPP)
    now = phones.simulation.now
    picture = Inbound(Channel.WHATSAPP, PETER, "M1", media=("image",), files=("media/1",))
    hear(phones.engine, picture, now, World())
    with phones.engine.connect() as db:
        fifth = session(db, 5)
        [kept] = pictures.of_session(db, fifth.id)
        [(_peter, there)] = people.at_address(db, Channel.WHATSAPP, PETER)
    assert (kept.kind, kept.channel, kept.reference) == ("image", Channel.WHATSAPP, "media/1")
    assert str(there.place).startswith("SessionRecord")  # the open question is asked again
    phones.write("Peter", "today", Channel.WHATSAPP)


@pytest.mark.each_on_both
def test_sms_and_voice_are_answered_as_before(phones: Phones) -> None:
    for channel, media in ((Channel.SMS, "image"), (Channel.WHATSAPP, "voice")):
        [sent] = phones.say(channel, Typed("Peter", "", media=(media,)))
        assert "I can only read text" in sent.outbound.text


@pytest.mark.parametrize(("entered", "late"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_a_record_entered_more_than_30_days_late_is_marked(entered: date, late: bool) -> None:
    assert entered_late(date(2026, 5, 31), entered) is late


def test_a_late_entry_is_accepted_and_both_days_are_kept(phones: Phones) -> None:
    assert (
        "another meeting, not planned"
        in phones.write("Faith", "LOG 8/5 library 1 schemes of work 2 seat plan 3 done")[0]
    )
    assert "not scheduled" in phones.write("Faith", "2")[0]
    [saved] = phones.write("Faith", "same")
    assert "Marked: entered late." in saved
    with phones.engine.connect() as db:
        written = latest(db, 6)
    assert (written.day, written.made_at.astimezone(NAIROBI).date()) == ("2026-05-08", date(2026, 6, 18))
    assert "Entered late, on Thu 18 Jun 2026." in phones.write("Faith", "SHOW 6")[0]


def test_the_next_date_is_asked_only_where_none_is_planned(phones: Phones) -> None:
    [saved] = phones.write("Faith", LOG)
    assert "When do you meet next?" in saved
    assert "chools are closed then" in phones.write("Faith", "thursday 2pm")[0]
    phones.write("Faith", "2")
    assert "With P. Otieno: Thu 2 Jul 2:00pm, staffroom." in phones.write("Faith", "2/7 2pm")[0]
    assert "Session 6: Thu 2 Jul 2:00pm, staffroom." in phones.write("Faith", "1")[0]
    phones.write("Faith", "LOG 17/6 library 1 a 2 b 3 done")
    assert "When do you meet next?" not in phones.write("Faith", "same")[0]


def test_not_yet_and_thanks_leave_the_next_date_open(phones: Phones) -> None:
    phones.write("Faith", LOG)
    assert phones.write("Faith", "thank you") == []
    assert "BOOK plans a meeting" in phones.write("Faith", "1")[0]
    with phones.engine.connect() as db:
        assert max(one.number for one in sessions.of_pair(db, the_pair(db).id)) == 5


def test_each_side_has_its_own_view_of_the_goals(phones: Phones) -> None:
    phones.write("Faith", LOG)
    for who, mark in (("Faith", "no"), ("Peter", "yes"), ("Peter", "partly")):
        phones.write(who, "CLOSE 5")
        phones.write(who, mark)
    with phones.engine.connect() as db:
        pair = the_pair(db)
        views = {one.person_id: dict(one.marks) for one in goals_met.of_session(db, session(db, 5).id)}
    assert views == {pair.mentee_id: {"pupil groups": "no"}, pair.mentor_id: {"pupil groups": "partly"}}
