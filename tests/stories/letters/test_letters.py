"""What must be true of letters between sessions: who reads them, when, and whose answer goes where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.letters import deeds
from bot.dialogs.refusals import NotYours, PairNotActive
from bot.messages import Channel
from bot.store import letters, pairs
from bot.store.letters import LetterKind, NewLetter
from bot.store.people import addresses, people
from bot.store.talk import drafts
from tests.stories.given import last_letter, the_pair
from tests.stories.player import Phones, begun

WORDS = "Can we meet earlier? Otieno's class is loud"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Wed 27 May 2026, 10:00")


def person(phones: Phones, name: str) -> int:
    """One of the cast."""
    with phones.engine.connect() as db:
        address = phones.address(name, Channel.SMS)
        return people.at_address(db, Channel.SMS, address, lock=False)[0][0].id


def also_mentors_amina(phones: Phones, state: pairs.PairState = pairs.PairState.ACTIVE) -> int:
    """Peter's second pair."""
    peter, amina, now = person(phones, "Peter"), person(phones, "Amina"), phones.simulation.now
    kind = pairs.PairKind.MENTORSHIP
    with phones.engine.begin() as db:
        return pairs.add(db, mentor_id=peter, mentee_id=amina, kind=kind, start=date(2026, 5, 11), now=now, state=state)


def test_a_letter_shows_no_words_on_a_locked_screen(phones: Phones) -> None:
    phones.write("Faith", f"ASK {WORDS}")
    (told,) = phones.notices()
    assert told.outbound.text == "TIMEC: Faith Mutua sent you a message."


def test_only_the_two_can_open_a_letter(phones: Phones) -> None:
    phones.write("Faith", f"ASK {WORDS}")
    with phones.engine.connect() as db:
        kept = last_letter(db, the_pair(db).mentee_id)
    assert kept is not None
    assert kept.words == WORDS
    for name in ("Jane", "Ali", "Amina", "Brian"):
        who = person(phones, name)
        with phones.engine.begin() as db:
            for address in addresses.of_person(db, who):
                addresses.set_place(db, address.id, f"LetterCame?letter={kept.id}", 0, phones.simulation.now)
            with pytest.raises(NotYours):
                deeds.read(db, who, kept.id, phones.simulation.now)
        told = " ".join([*phones.write(name, "read"), *phones.write(name, "MESSAGES")])
        assert "loud" not in told


def test_ask_over_an_open_question_is_its_answer(phones: Phones) -> None:
    for words in ("LOG", "today", "library", "noise", "ask today the mentor for a room"):
        phones.write("Faith", words)
    with phones.engine.connect() as db:
        faith = the_pair(db).mentee_id
        draft = drafts.latest_open(db, faith)
        assert draft is not None
        assert draft.answers["areas"] == "ask today the mentor for a room"
        assert last_letter(db, faith) is None


def test_ask_alone_asks_for_the_words(phones: Phones) -> None:
    assert phones.write("Faith", "ask") == ["Your message to P. Otieno? Only you two read it."]
    assert phones.write("Faith", "1 2")[0].startswith("Sorry, I did not understand.")
    assert phones.write("Faith", WORDS)[0].startswith("It goes to P. Otieno")


def test_letters_of_two_pairs_never_mix(phones: Phones) -> None:
    also_mentors_amina(phones)
    assert phones.write("Peter", f"ASK {WORDS}", Channel.SMS)[0].endswith("1 to F. Mutua 2 to A. Yusuf")
    phones.write("Peter", "2", Channel.SMS)
    assert [one.address for one in phones.notices()] == [phones.address("Amina", Channel.SMS)]
    assert phones.write("Faith", "MESSAGES")[0].startswith("No messages yet.")
    phones.write("Faith", "ASK are you well?")
    phones.write("Amina", "soma")
    phones.write("Amina", "ndiyo mwalimu")
    with phones.engine.connect() as db:
        answer = last_letter(db, person(phones, "Amina"))
        assert answer is not None
        asked = letters.get(db, answer.answers_id or 0)
        assert asked is not None
        assert (answer.kind, asked.words, answer.pair_id) == (LetterKind.ANSWER, WORDS, asked.pair_id)
        assert answer.pair_id != the_pair(db).id


def test_a_numbered_log_is_no_answer_to_a_letter(phones: Phones) -> None:
    phones.write("Peter", "ASK how was it?", Channel.SMS)
    phones.write("Faith", "1")
    phones.write("Faith", "1 lesson notes 2 seat plan")
    with phones.engine.connect() as db:
        assert last_letter(db, the_pair(db).mentee_id) is None


def test_an_ended_pair_cannot_write_and_a_completed_one_can(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pair = the_pair(db)
        pairs.set_state(db, pair.id, pairs.PairState.COMPLETED)
        letter = NewLetter(pair.id, pair.mentee_id, LetterKind.ASK, WORDS, phones.simulation.now)
        deeds.send(db, letter)
        pairs.set_state(db, pair.id, pairs.PairState.ENDED)
        with pytest.raises(PairNotActive):
            deeds.send(db, letter)
    assert phones.write("Faith", "ASK hello sir") == ["You are not matched yet, so there is nobody to write to."]


def test_feedback_is_given_against_a_goal(phones: Phones) -> None:
    for text in ("FEEDBACK", "give", "manage a class of 60", "Calm voice. Next, give each row a task."):
        phones.write("Peter", text, Channel.SMS)
    with phones.engine.connect() as db:
        kept = last_letter(db, the_pair(db).mentor_id)
    assert kept is not None
    assert (kept.kind, kept.about) == (LetterKind.FEEDBACK, "manage a class of 60")
