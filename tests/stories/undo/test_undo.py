"""What must be true of UNDO: nothing is left of what was taken back, nothing typed is lost, what was heard stays."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.signing import deeds as signatures
from bot.dialogs.undo.deeds import WAYS, take_back
from bot.dialogs.undo.rules import AlreadyAnswered
from bot.messages import Channel, Inbound
from bot.store.reviews import reviews
from bot.store.sessions import sessions, versions
from bot.store.talk import drafts, saves
from bot.talk import hear
from bot.talk.turn import World
from tests.dialogs.cast import by
from tests.stories.given import last_letter, record, session, the_pair
from tests.stories.left import left
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

LOG = "1 lesson notes 2 seat plan 3 did 2 of 3"
STAYS = "It was read, signed or answered meanwhile, so it stays."


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")


def test_an_undone_log_leaves_the_session_as_it_was(lived: Engine) -> None:
    play(lived, story("undo"))
    with lived.connect() as db:
        third = session(db, 3)
        written = db.execute(select(versions.versions.c.id).where(versions.versions.c.session_id == third.id)).all()
        assert (third.version_number, len(written)) == (1, 1)
    assert record(lived, 3).areas == "lesson notes"


@pytest.mark.parametrize("said", [(LOG,), ("LOG 25/5 library 1 schemes 2 finish 3 done", "2", "same")])
def test_whatever_is_undone_at_once_was_never_there(phones: Phones, said: tuple[str, ...]) -> None:
    before = left(phones.engine)
    for text in said:
        phones.write("Faith", text)
    assert phones.write("Faith", "tengua")[0].startswith("Taken back: session")
    after = left(phones.engine)
    assert (after.sessions, after.versions, after.signatures) == (before.sessions, before.versions, before.signatures)
    assert len(after.drafts) == 1, "what was typed is open again"


def test_what_was_signed_stays(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.write("Peter", "SIGN 3", Channel.SMS)
    assert phones.write("Faith", "UNDO")[-1].startswith(STAYS)
    assert record(phones.engine, 3).plan == "seat plan"


def test_a_record_taken_back_and_logged_anew_is_not_signed_by_a_reply_to_the_first_notice(phones: Phones) -> None:
    phones.write("Faith", LOG)
    (first,) = ids(phones.engine)
    for text in ("UNDO", "1"):
        phones.write("Faith", text)
    (second,) = ids(phones.engine)
    assert second > first, "a notice names the version: another record must not bear its number"


def ids(engine: Engine) -> list[int]:
    """The versions of session 3's record."""
    with engine.connect() as db:
        own = versions.versions.c
        return list(db.execute(select(own.id).where(own.session_id == session(db, 3).id)).scalars())


def test_after_two_minutes_it_stays(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.until("Thu 28 May 2026, 16:18")
    assert phones.write("Faith", "UNDO")[-1].startswith("That is more than 2 minutes ago.")
    assert record(phones.engine, 3).plan == "seat plan"


def test_only_what_was_saved_last_is_taken_back_and_once(phones: Phones) -> None:
    assert phones.write("Faith", "UNDO") == ["There is nothing to take back. UNDO works for 2 minutes after saving."]
    for text in (LOG, "EDIT 3", "2", "5", "mark books", "1"):
        phones.write("Faith", text)
    assert record(phones.engine, 3).plan == "mark books"
    assert phones.write("Faith", "UNDO")[0].startswith("There is nothing to take back.")


def test_a_meeting_not_held_is_held_again_and_the_mentor_is_told(phones: Phones) -> None:
    with phones.engine.connect() as db:
        before = session(db, 3)
    for text in ("NO", "3", "9/6 1pm"):
        phones.write("Faith", text)
    told = phones.say_as("Faith", "UNDO")
    assert [one.outbound.text for one in told if "Taken back: session 3 not held" in one.outbound.text]
    assert "has withdrawn the last message" in told[-1].outbound.text
    with phones.engine.connect() as db:
        assert session(db, 3) == before
    phones.write("Faith", "1")
    assert "New date" in phones.sent[-1].outbound.text, "the same date is told again"


def test_what_was_taken_back_is_not_opened_from_the_notice_that_told_of_it(phones: Phones) -> None:
    """It would say that the session was not held, for no reason, and offer the old day as a new one."""
    for text in ("NO", "3", "0", "UNDO"):
        phones.write("Faith", text)
    said = " ".join(phones.write("Peter", "1", Channel.WHATSAPP))
    assert "not held" not in said
    assert "New date" not in said


def test_a_date_that_the_mentor_confirmed_stays(phones: Phones) -> None:
    for text in ("NO", "3", "9/6 1pm"):
        phones.write("Faith", text)
    phones.press("Peter", "Yes")
    assert phones.write("Faith", "UNDO")[-1].startswith(STAYS)


def test_a_review_is_open_again_unless_it_was_shared(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    for text in ("2", "noise", "watch one lesson"):
        phones.write("Faith", text)
    assert phones.write("Faith", "UNDO")[0].startswith("Taken back: 6-week review.")
    with phones.engine.connect() as db:
        assert reviews.of_pair(db, the_pair(db).id) == []
    phones.write("Faith", "1")
    phones.write("Faith", "1")
    assert phones.write("Faith", "UNDO")[0].startswith(STAYS)


def test_a_message_is_taken_back_until_it_is_read(phones: Phones) -> None:
    phones.write("Faith", "ASK can we meet?")
    assert phones.write("Faith", "UNDO")[0].startswith("Taken back: message.")
    assert phones.press("Peter", "To read it") == [
        "That message is not there: it was taken back, or it is not yours. MENU shows what waits for you."
    ]
    phones.write("Faith", "1")
    assert phones.press("Peter", "To read it")[0].startswith("F. Mutua: can we meet?")
    assert phones.write("Faith", "UNDO")[0].startswith(STAYS)
    with phones.engine.connect() as db:
        kept = last_letter(db, the_pair(db).mentee_id)
        assert kept is not None
        assert kept.words == "can we meet?"


@pytest.mark.each_on_both
def test_of_undo_and_a_signature_at_once_exactly_one_wins(lived: Engine) -> None:
    """The pair is locked by both: the record is signed and stays, or it is gone and cannot be signed."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    now, start = phones.simulation.now, Barrier(2)

    def write(name: str, text: str) -> None:
        start.wait()
        address = phones.address(name, Channel.SMS)
        hear(lived, Inbound(Channel.SMS, address, f"race {name}", text), now, World())

    racers = [Thread(target=write, args=args) for args in (("Faith", "UNDO"), ("Peter", "SIGN 3"))]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    with lived.connect() as db:
        third = session(db, 3)
        signed = len(third.signers)
    assert signed == (0 if third.version_id is None else 2)


def test_the_deed_itself_refuses_what_the_partner_signed(phones: Phones) -> None:
    phones.write("Faith", LOG)
    with phones.engine.begin() as db:
        pair = the_pair(db)
        version = session(db, 3).version_id
        assert version is not None
        signatures.sign(db, pair.mentor_id, version, by(), phones.simulation.now)
        with pytest.raises(AlreadyAnswered):
            take_back(db, pair.mentee_id, phones.simulation.now)


def test_a_saved_form_that_cannot_be_taken_back_keeps_nothing(phones: Phones) -> None:
    assert "CounterSign" not in WAYS
    phones.write("Faith", LOG)
    with phones.engine.connect() as db:
        kept = saves.last(db, the_pair(db).mentee_id)
        assert kept is not None
        assert kept.answers["plan"] == "seat plan"
    phones.write("Peter", "SIGN 3", Channel.SMS)
    with phones.engine.connect() as db:
        assert saves.last(db, the_pair(db).mentor_id) is None
        assert drafts.latest_open(db, the_pair(db).mentor_id) is None
        assert sessions.of_pair(db, the_pair(db).id)
