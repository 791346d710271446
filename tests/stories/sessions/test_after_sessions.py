"""What the clock asks beside the records: how the two fit, and the mentors' sharing meeting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time

import pytest
from sqlalchemy import Engine

from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.rules import Record
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.past import MENTEE
from bot.store import pairs
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.signing import Evidence, Method
from tests.stories.given import FAITH
from tests.stories.player import Phones, begun

MONDAY = "Mon 11 May 2026, 16:15"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Another pair of the two, that has recorded its first session on Friday 8 May."""
    engine = quick_copies()
    at = datetime(2026, 5, 8, 16, 20, tzinfo=NAIROBI)
    with engine.begin() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        old = pairs.pairs_of(db, mentee.id)[0]
        new = pairs.add(db, mentor_id=old.mentor_id, mentee_id=old.mentee_id, kind=old.kind, start=at.date(), now=at)
        pairs.set_state(db, old.id, pairs.PairState.ENDED)
        first = changes.add(db, NewSession(pair_id=new, number=1, day=at.date(), hour=time(13), scheduled=True))
        record = Record("2026-05-08", "staffroom", "notes", "notes", "seat plan", "")
        deeds.log(db, mentee.id, new, first, record, Evidence(Channel.SMS, FAITH, Method.REPLY, "en", read=True), at)
    return begun(engine, "the demo", MONDAY)


def asked(phones: Phones) -> list[str]:
    return [one.address for one in phones.sent if "work together? Only you see your answer" in one.outbound.text]


def test_each_is_asked_alone_and_nobody_else_is_shown_the_answer(phones: Phones) -> None:
    phones.until("Thu 14 May 2026, 17:00")
    assert len(asked(phones)) == 2, "the mentee and the mentor, once"
    told = phones.write("Faith", "not well")
    assert told == [
        "Thank you. Nobody else is shown this. To ask for another mentor, reply REMATCH; you need not say why."
    ]
    phones.write("Peter", "good fit", Channel.WHATSAPP)
    for name in ("Peter", "Jane", "Ali"):
        for word in ("STATUS", "REVIEWS", "FORMS"):
            assert not re.search(r"good fit|\bwell\b", " ".join(phones.write(name, word)))
    phones.until("Fri 29 May 2026, 17:00")
    assert len(asked(phones)) == 2, "and never again"
    said = [one.outbound.text for one in phones.sent if one.address != FAITH]
    assert not [text for text in said if "not well" in text and "1 well" not in text and "Only you" not in text]


def test_the_head_and_the_director_hear_of_six_weeks_without_a_name(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    phones.until("Tue 30 Jun 2026, 17:00")
    found = [one for one in phones.sent if "have completed six weeks" in one.outbound.text]
    assert {one.address for one in found} == {phones.address(name, Channel.SMS) for name in ("Jane", "Ali")}
    assert {one.sent_at.astimezone(NAIROBI).date().isoformat() for one in found} == {"2026-06-16"}
    assert all("Otieno" not in one.outbound.text and "Mutua" not in one.outbound.text for one in found)
