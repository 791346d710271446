"""What an officer is asked and notes about a dispute never touches the record, and tells them no word of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete

from bot.messages import Channel
from bot.store import signing
from bot.store.people.roles import Role, roles
from tests.stories.given import latest, session, the_pair
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG
from tests.stories.signing.test_s2 import JOURNAL, change

ASKED = "Ali Hassan is asked to call you both. They see the date and that you do not agree, not what you wrote."
GONE = "This session is not in dispute any more."


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Session 3 is disputed."""
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    change(phones)
    phones.write("Faith", "2")
    return phones


def asked(phones: Phones) -> None:
    """Faith asks the officer."""
    phones.write("Faith", "SHOW 3")
    assert phones.write("Faith", "1") == [ASKED]


def rewrites(phones: Phones) -> None:
    """Faith writes what the two have agreed on."""
    for text in ("EDIT 3", "2", "action plan", "group work in both", "1"):
        phones.write("Faith", text)


def test_what_an_officer_notes_leaves_the_record_to_the_two(phones: Phones) -> None:
    asked(phones)
    with phones.engine.connect() as db:
        before = latest(db, 3)
    assert phones.write("Ali", "settled")[0].startswith("Noted")
    with phones.engine.connect() as db:
        assert latest(db, 3) == before
        assert session(db, 3).refused, "it stays disputed until both sign one version"
        assert len(signing.of_version(db, before.id)) == 1
    assert "signed by both: 2. Not agreed: session 3." in phones.write("Faith", "STATUS")[0]
    rewrites(phones)
    assert phones.write("Peter", "SIGN 3")[0].startswith("S3 28 May")
    phones.write("Peter", "2")
    with phones.engine.connect() as db:
        agreed = session(db, 3)
        assert not agreed.refused
        assert agreed.signers == {the_pair(db).mentee_id, the_pair(db).mentor_id}


def test_the_officer_sees_who_and_when_and_never_what_was_written(phones: Phones) -> None:
    asked(phones)
    phones.write("Ali", "DISPUTES")
    phones.write("Ali", "6618")
    phones.write("Ali", "1")
    ali = phones.address("Ali", Channel.SMS)
    told = [one.outbound.text for one in phones.sent if one.address == ali]
    assert any("do not agree on their record of 28 May" in text for text in told)
    assert not [text for text in told if any(words in text for words in JOURNAL)]
    for other in ("Jane", "Ruth"):
        assert phones.write(other, "DISPUTES") == ["You cannot open that."], other


def test_it_is_asked_once_and_closed_once_the_two_write_another_version(phones: Phones) -> None:
    asked(phones)
    assert "ask an officer" not in phones.write("Peter", "SHOW 3")[0]
    rewrites(phones)
    assert phones.write("Ali", "settled") == [GONE]


def test_where_nobody_holds_the_office_it_says_so_and_nothing_is_asked(phones: Phones) -> None:
    with phones.engine.begin() as db:
        db.execute(delete(roles).where(roles.c.role == Role.SCD))
    phones.write("Faith", "SHOW 3")
    (said,) = phones.write("Faith", "1")
    assert said.startswith("No officer of your area is on my list yet.")
    assert "ask an officer" in phones.write("Faith", "SHOW 3")[0]
