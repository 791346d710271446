"""A learner's name is struck wherever two people wrote it (D317); what was signed stays, and says that one was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.sessions.rules import Record
from bot.language import NAIROBI
from bot.messages import Channel
from bot.operator import rights
from bot.reports.papers import filled
from bot.simulator import chat
from bot.store import pairs, signing, trail
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.sessions import sessions, versions
from tests.store.searching import found
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun

MOMENT, NAME = "Thu 28 May 2026, 16:30", "Dedan Mwololo"
LOGGED = "LOG 1 Dedan Mwololo's reading 2 call parents of DEDAN MWOLOLO 3 did 2 of 3"
RUTH = "300417"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return named(quick_copies())


def named(engine: Engine) -> Phones:
    """Faith has named a learner in a record that both have signed, in a note and in words to Peter; Ruth is the data
    officer."""
    with engine.begin() as db:
        ruth = people.by_tsc(db, RUTH)
        assert ruth is not None
        roles.add(db, person_id=ruth.id, role=Role.DPO, area_id=None, since=date(2026, 1, 1))
    phones = begun(engine, "the demo", MOMENT, "en")
    phones.write("Faith", LOGGED)
    phones.until("Fri 29 May 2026, 10:00")
    phones.write("Peter", "SIGN", Channel.WHATSAPP)
    phones.press("Peter", "Sign")
    phones.write("Faith", "NOTE 3 Dedan Mwololo reads better now")
    phones.write("Faith", "ASK Is Dedan Mwololo in your class too?")
    return phones


def asks(phones: Phones, name: str = NAME) -> list[str]:
    for words in ("CORRECT", "4821", "5"):
        phones.write("Faith", words)
    return phones.write("Faith", name)


def granted(phones: Phones) -> None:
    asks(phones)
    phones.until("Fri 29 May 2026, 10:30")
    phones.write("Ruth", "DATA REQUESTS", Channel.TELEGRAM)
    phones.write("Ruth", "1", Channel.TELEGRAM)
    phones.write("Ruth", "1 3391", Channel.TELEGRAM)


def stands_in(phones: Phones) -> set[str]:
    """Where the name stands, in whatever letters."""
    with phones.engine.begin() as db:
        return {place for spelt in (NAME, NAME.upper(), "Dedan") for place in found(db, spelt)}


def told(phones: Phones, name: str) -> list[str]:
    return [one.outbound.text for one in phones.sent if phones._name(one) == name]


def test_the_name_goes_from_everything_that_the_two_wrote_and_were_told(lived: Engine) -> None:
    phones = named(lived)
    before = stands_in(phones)
    assert {"versions.areas", "versions.plan", "notes.words", "letters.words", "inbox.text", "outbox.body"} <= before
    granted(phones)
    assert stands_in(phones) == set()
    shown = " ".join(phones.write("Faith", "SHOW 3"))
    assert "[learner]'s reading" in shown
    assert "Signed by both. A learner's name was struck from it on Fri 29 May." in shown


def test_both_are_told_and_who_asked_hears_that_it_is_done(phones: Phones) -> None:
    granted(phones)
    phones.until("Fri 29 May 2026, 16:30")
    for name in ("Faith", "Peter"):
        assert [one for one in told(phones, name) if "on Fri 29 May a learner's name was struck" in one], name
    assert [one for one in told(phones, "Faith") if "your request C0001 is done" in one]


def test_signatures_stay_and_trail_and_paper_say_what_became_of_the_text(phones: Phones) -> None:
    with phones.engine.connect() as db:
        session = next(one for one in sessions.of_pair(db, the_pair(db).id) if one.number == 3)
        before = versions.latest(db, session.id)
        assert before is not None
        signed = signing.of_version(db, before.id)
        assert before.hash == Record.of(before).hash
    granted(phones)
    with phones.engine.connect() as db:
        after = versions.latest(db, session.id)
        assert after is not None
        assert after.hash == before.hash, "what was signed is known by it"
        assert [(one.person_id, one.hash, one.made_at) for one in signing.of_version(db, after.id)] == [
            (one.person_id, one.hash, one.made_at) for one in signed
        ]
        entries = [entry.what for entry in trail.all_entries(db)]
        assert f"Struck.{after.id}.{Record.of(after).hash}" in entries
        assert trail.check(db).broken is None
        pair = pairs.get(db, the_pair(db).id)
        assert pair is not None
        [page] = [one for one in filled.journal(db, pair, "en").pages if one.number == 3]
    for hand in (page.mentor, page.mentee):
        assert hand.proof is not None
        assert hand.proof.struck == after.struck_at


@pytest.mark.parametrize("name", ["Peter Otieno", "Faith", "4 west", "Jo", "Abi Bebi Cheki Dodi Elimu"])
def test_a_partner_s_name_and_what_is_no_name_are_refused_in_one_sentence(phones: Phones, name: str) -> None:
    assert asks(phones, name)[0].startswith("Write only the learner's name, as it stands in the record")


def test_a_refused_request_strikes_nothing(phones: Phones) -> None:
    asks(phones)
    before = stands_in(phones)
    phones.write("Ruth", "DATA REQUESTS", Channel.TELEGRAM)
    phones.write("Ruth", "1", Channel.TELEGRAM)
    phones.press("Ruth", "Refuse", Channel.TELEGRAM)
    phones.write("Ruth", "It is your own child's name.", Channel.TELEGRAM)
    assert stands_in(phones) >= before


def test_in_a_database_that_is_restored_it_is_struck_again_by_a_list_without_the_name(
    quick_copies: Callable[[], Engine],
) -> None:
    phones, restored = named(quick_copies()), named(quick_copies())
    granted(phones)
    listed = rights.listed(phones.engine)
    assert "Dedan" not in "\n".join(listed)
    assert "learner 2:" in "\n".join(listed)
    assert stands_in(restored)
    now = chat.moment("Fri 29 May 2026, 12:00").astimezone(NAIROBI)
    assert rights.erase_again(restored.engine, listed, now).ok
    assert stands_in(restored) == set()
    assert rights.listed(restored.engine) == listed, "the next backup knows of it"
