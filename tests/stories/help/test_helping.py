"""What must be true of help: it names only words that work, in each language, and tells each role its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.ending import rules as completion
from bot.dialogs.guide.pages import TOPICS
from bot.dialogs.help.pages import Help
from bot.dialogs.pairs.rules import missed
from bot.forms.words import texts
from bot.language import LANGUAGES, NAIROBI, NO_WORDS, SHOWN, Marked, fold, is_gsm7, say, segments
from bot.messages import Channel, Inbound
from bot.store.outbox import outbox
from bot.store.sessions import changes, sessions
from bot.store.talk import drafts
from bot.talk import hear
from bot.talk.commands import keywords
from bot.talk.turn import World
from tests.stories.given import FAITH, begin, session, the_pair
from tests.stories.letters.test_letters import also_mentors_amina
from tests.stories.player import Phones, begun

SAID = [*texts(Help.text), *(topic.tells for topic in TOPICS.values())]
NAMES = {"sms", "tsc", "pin", "timec", "whatsapp"}
"""Capital words that are no commands."""
STEERING = {fold(word) for words in SHOWN.values() for word in words}


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "session 4 was not held", "Fri 12 Jun 2026, 10:00")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", SAID)
def test_help_names_only_words_that_work(text: Marked, language: str) -> None:
    said = say(text, language)
    shouted = {fold(word) for word in re.findall(r"\b[A-Z]{3,}\b", said)}
    known = {word for keyword in keywords() for word in keyword.split()}
    assert shouted <= {*known, *STEERING, *NAMES, *NO_WORDS, "kwa", "nini"}, "a capital word is a command"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_topic_is_two_sms_at_most(language: str) -> None:
    for topic in TOPICS.values():
        said = say(topic.tells, language)
        assert is_gsm7(said)
        assert segments(said).count <= 2, said


def test_each_role_is_told_its_own_words(phones: Phones) -> None:
    assert phones.write("Faith", "HELP")[0].startswith("LOG a session, SIGN,")
    assert phones.write("Jane", "HELP")[0].startswith("You can send: STATUS (your school)")
    assert phones.write("Ali", "HELP")[0].startswith("You can send: STATUS and a school's name")
    assert phones.write("Faith", "HELP head")[0].startswith("Head: MATCH")
    assert phones.write("Faith", "msaada siri")[0].startswith("What you two write is read by you two alone.")


def test_help_with_a_word_over_an_open_question_is_its_answer(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    phones.write("Faith", "help room")
    assert "BACK goes back" in phones.write("Faith", "HELP")[0]
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["venue"] == "help room"


def test_a_mentor_sees_each_mentee_in_one_message(phones: Phones) -> None:
    also_mentors_amina(phones)
    (told,) = phones.write("Peter", "STATUS", Channel.SMS)
    of_faith, of_amina = told.splitlines()
    assert of_faith == "F. Mutua: held 3 of 4, signed 3. Last met 28 May. Not held: 1. Actions to finish: 2."
    assert of_amina == "A. Yusuf: held 0 of 0, signed 0."


def test_a_session_counts_as_missed_once_its_day_is_over_or_it_was_given_up(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pair = the_pair(db)
        known = sessions.of_pair(db, pair.id)
        assert missed(known, date(2026, 6, 11)) == 1, "given up on its day"
        changes.restore(db, session(db, 4).id, {**changes.image(session(db, 4)), "settled": False})
        known = sessions.of_pair(db, pair.id)
        assert missed(known, date(2026, 6, 11)) == 0
        assert missed(known, date(2026, 6, 12)) == 1


@pytest.mark.parametrize(("day", "told"), [(date(2027, 2, 3), False), (date(2027, 2, 4), True)])
def test_status_names_what_the_certificate_waits_for_in_the_last_quarter(
    quick_copies: Callable[[], Engine], day: date, told: bool
) -> None:
    engine = quick_copies()
    begin(engine, "session 4 was not held", None)
    now = datetime.combine(day, time(10), NAIROBI)
    hear(engine, Inbound(Channel.SMS, FAITH, "a year", "STATUS"), now, World())
    with engine.connect() as db:
        (body,) = db.execute(select(outbox.outbox.c.body).where(outbox.outbox.c.made_at >= now)).scalars()
    assert ("For the certificate: " in body["text"]) == told
    assert body["text"].count("(") <= completion.SHOWN, "at most five items"
