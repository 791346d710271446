"""What was last said to somebody may be another version's: then that question is closed, and all else is heard."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.menu.pages import Lost
from bot.language import say
from bot.messages import Channel
from bot.store.cause import KeptCause
from bot.store.people import addresses, people
from bot.store.talk import drafts, inbox, notices
from bot.store.talk.notices import NoticeKind, NoticeState
from tests.stories.given import FAITH, session, the_pair
from tests.stories.player import Phones, begun

MOMENT = "Thu 18 Jun 2026, 17:00"
CLOSED = {
    "en": "That question is closed. MENU shows what waits for you.",
    "sw": "Swali hilo limefungwa. MENYU huonyesha kinachokusubiri.",
}
ENDED = {"en": "What you had open has ended.", "sw": "Ulichokuwa umefungua kimekwisha."}
PLACES = {
    "a page that is gone": "SessionToSignOff?session=5",
    "a form that is gone": "SessionLog?draft=3",
    "no page at all": "%%%",
    "an argument that is missing": "SessionToSign?version=7",
    "an argument that is no number": "SessionToSign?session=five&version=7",
    "a choice without its words": "Which?form=SessionRecord",
}
GATE, NO_DRAFT = "Gate?who=nobody", "SessionRecord?draft=five"


def at_place(engine: Engine, place: str, language: str) -> Phones:
    """Faith, to whom this was said last."""
    phones = begun(engine, "session 5 is planned", MOMENT, language)
    stand_at(phones, place)
    return phones


def stand_at(phones: Phones, place: str) -> None:
    with phones.engine.begin() as db:
        [(_faith, way)] = people.at_address(db, Channel.SMS, FAITH)
        addresses.set_place(db, way.id, place, 0, phones.simulation.now)


def failures(engine: Engine) -> int:
    with engine.connect() as db:
        return inbox.counts(db)[1]


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("place", [*PLACES.values(), GATE], ids=[*PLACES, "a gate for nobody"])
def test_an_answer_to_it_is_told_that_the_question_is_closed_and_then_all_is_as_ever(
    lived: Engine, place: str, language: str
) -> None:
    phones = at_place(lived, place, language)
    told = phones.write("Faith", "4821" if place.startswith("Gate") else "kandanda")
    assert told == [CLOSED[language]]
    assert say(Lost.text, language) in phones.write("Faith", "kandanda")
    assert failures(lived) == 0


@pytest.mark.parametrize("place", [*PLACES.values(), NO_DRAFT], ids=[*PLACES, "a draft that is none"])
def test_a_command_and_a_record_are_heard_there_at_once(lived: Engine, place: str) -> None:
    phones = at_place(lived, place, "en")
    assert "Sessions held: 4 of 5" in phones.write("Faith", "STATUS")[0]
    stand_at(phones, place)
    phones.write("Faith", "1 lesson notes 2 group work 3 did 2 of 3")
    with lived.connect() as db:
        assert session(db, 5).version_id is not None
    assert failures(lived) == 0


def test_a_notice_that_cannot_be_read_any_more_is_in_nobodys_way(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", MOMENT)
    with lived.begin() as db:
        faith = the_pair(db).mentee_id
        for place in PLACES.values():
            said = notices.add(
                db,
                notices.NewNotice(
                    faith, place, KeptCause(text=f"said:{place}"), NoticeKind.NOTICE, phones.simulation.now
                ),
            )
            assert said is not None
            notices.mark(db, said, NoticeState.SAID, phones.simulation.now)
    assert phones.write("Faith", "kandanda") == phones.write("Faith", "habari zako")
    assert failures(lived) == 0


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("about", ["", "meeting=5", "session=five"])
def test_a_form_about_something_that_cannot_be_read_any_more_is_closed_and_commands_work(
    lived: Engine, about: str, language: str
) -> None:
    phones = begun(lived, "session 5 is planned", MOMENT, language)
    phones.write("Faith", "LOG" if language == "en" else "REKODI")
    with lived.begin() as db:
        assert db.execute(update(drafts.drafts).values(about=about)).rowcount == 1
    assert phones.write("Faith", "kandanda") == [ENDED[language]]
    with lived.connect() as db:
        assert drafts.latest_open(db, the_pair(db).mentee_id) is None
    assert phones.write("Faith", "STATUS" if language == "en" else "HALI") not in ([CLOSED[language]], [])
    assert failures(lived) == 0
