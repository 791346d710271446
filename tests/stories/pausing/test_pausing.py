"""PAUSE, LEAVE and UNMATCH by chat: what is moved, who is told, and what nobody is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, select

from bot.messages import Channel
from bot.simulator.past import MENTEE
from bot.store import pairs
from bot.store.outbox.outbox import outbox
from bot.store.pairs import PairOf, PairState
from bot.store.pausing import closings, pauses
from bot.store.pausing.closings import WhyClosed
from bot.store.pausing.pauses import WhyPaused
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.sessions import sessions
from bot.store.trail import trail
from tests.stories.ending.test_s12 import pair_of, write
from tests.stories.player import Phones, begun

DAY = "Thu 28 May 2026, 16:15"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", DAY)


def notices_to(phones: Phones, name: str) -> list[str]:
    return [sent.outbound.text for sent in phones.notices() if phones.names[sent.channel, sent.address] == name]


def test_a_paused_pair_is_asked_nothing_and_its_dates_move_on(phones: Phones) -> None:
    """D225: twelve days of pause; the sessions of the pause come two whole weeks later."""
    assert write(phones, "Faith", "PAUSE", "1")[-1].startswith("Paused.")
    assert "is paused" in notices_to(phones, "Peter")[-1]
    assert "is paused" in notices_to(phones, "Jane")[-1]
    told = len(phones.notices())
    phones.until("Tue 9 Jun 2026, 17:00")
    assert len(phones.notices()) == told, "nothing is asked of a pair that stands still"
    for word in ("LOG", "STATUS"):
        assert phones.write("Faith", word)[0] == (
            "Your pair with P. Otieno is paused, so nothing is asked of you. To go on: UNPAUSE."
        )
    phones.write("Peter", "UNPAUSE", Channel.WHATSAPP)
    phones.press("Peter", "Go on now")
    pair = pair_of(phones.engine)
    assert (pair.state, pair.start, pair.cycle) == (PairState.ACTIVE, date(2026, 5, 4), date(2026, 5, 16))
    with phones.engine.connect() as db:
        days = [one.day.isoformat() for one in sessions.of_pair(db, pair.id)]
        (one,) = pauses.of_pair(db, pair.id)
    assert days == ["2026-05-07", "2026-05-14", "2026-06-11", "2026-06-25"]
    assert (one.since, one.until) == (date(2026, 5, 28), date(2026, 6, 9))
    assert "Review: 27 Jun." in phones.write("Faith", "STATUS")[0]


def test_one_of_the_two_leaves_after_a_question_and_may_pause_instead(phones: Phones) -> None:
    (asked,) = phones.write("Faith", "LEAVE")
    assert asked.endswith("1 yes, end it 2 pause it 3 no, stay")
    assert phones.write("Faith", "2")[0].startswith("Pause F. Mutua and P. Otieno?")
    write(phones, "Faith", "LEAVE", "3")
    assert pair_of(phones.engine).state is PairState.ACTIVE
    write(phones, "Faith", "LEAVE", "1")
    assert pair_of(phones.engine).state is PairState.ENDED
    for name in ("Peter", "Jane"):
        assert "is closed from today" in notices_to(phones, name)[-1]


def test_a_director_closes_a_pair_and_the_two_never_hear_that_it_was_discipline(phones: Phones) -> None:
    """D255."""
    told = write(phones, "Ali", "UNMATCH 812345", "6618", "5", "1")
    assert told[-1].startswith("Closed: F. Mutua and P. Otieno.")
    with phones.engine.connect() as db:
        closing = closings.of_pair(db, pair_of(phones.engine).id)
        said = [(body["text"], address) for body, address in db.execute(select(outbox.c.body, outbox.c.address))]
    assert closing is not None
    assert closing.why is WhyClosed.DISCIPLINE
    for name, word in (("Faith", "STATUS"), ("Faith", "LOG"), ("Jane", "STATUS")):
        phones.write(name, word)
    readers = {address for text, address in said if "discipline" in text.lower()}
    assert readers == {"+254712000004"}, "the director's own phone"


@pytest.mark.parametrize(
    ("officer", "channel", "pin"),
    [("Ali", Channel.SMS, "6618"), ("Grace", Channel.TELEGRAM, None), ("Ruth", Channel.TELEGRAM, None)],
)
def test_an_officer_suspends_a_pair_and_nobody_around_it_sees_why(
    phones: Phones, officer: str, channel: Channel, pin: str | None
) -> None:
    """D255: a sub-county and a county director, and who leads the field at headquarters."""
    if officer == "Ruth":
        with phones.engine.begin() as db:
            ruth = people.by_tsc(db, "300417")
            assert ruth is not None
            roles.add(db, person_id=ruth.id, role=Role.DFS, area_id=None, since=date(2026, 5, 1))
    for text in ("SUSPEND 812345", *([pin] if pin else [])):
        phones.write(officer, text, channel)
    assert "suspend, an inquiry runs" in str(phones.sent[-1].outbound), officer
    phones.write(officer, "suspend, safety", channel)
    assert "why" in phones.sent[-1].outbound.text
    phones.write(officer, "1" if pin else "send", channel)
    with phones.engine.connect() as db:
        (pause,) = pauses.of_pair(db, pair_of(phones.engine).id)
        entries = db.execute(select(trail.c.deed, trail.c.what, trail.c.data)).all()
    assert (pause.why, pause.until) == (WhyPaused.SAFETY, None)
    assert ("changed", "Suspend", "conduct") in [tuple(map(str, one)) for one in entries]
    for name in ("Faith", "Peter", "Jane"):
        assert "is paused by the TSC office. Nothing is asked" in notices_to(phones, name)[-1]
    began = len(phones.sent)
    for name, word in (("Faith", "STATUS"), ("Faith", "UNPAUSE"), ("Peter", "STATUS"), ("Jane", "UNPAUSE")):
        phones.write(name, word)
    phones.write("Jane", "2094")
    shown = " ".join(one.outbound.text.lower() for one in phones.sent[began:])
    assert "safety" not in shown
    assert "only a tsc officer can end this pause" in shown
    phones.write(officer, "SUSPEND 812345", channel)
    phones.write(officer, "end the suspension", channel)
    phones.write(officer, "1" if pin else "send", channel)
    assert pair_of(phones.engine).state is PairState.ACTIVE


def test_who_has_no_such_office_suspends_nobody(phones: Phones) -> None:
    for name, pin in (("Faith", None), ("Peter", None), ("Jane", "2094"), ("Ruth", "3391")):
        said = phones.write(name, "SUSPEND 812345")
        said = phones.write(name, pin) if pin else said
        assert said[-1].startswith("Reply SUSPEND and the name or TSC number"), name
    assert pair_of(phones.engine).state is PairState.ACTIVE


def test_an_officer_closes_a_pair_by_its_office(phones: Phones) -> None:
    write(phones, "Ali", "SUSPEND 812345", "6618", "close, discipline", "1")
    with phones.engine.connect() as db:
        closing = closings.of_pair(db, pair_of(phones.engine).id)
    assert closing is not None
    assert closing.why is WhyClosed.DISCIPLINE
    for name in ("Faith", "Peter", "Jane"):
        assert "is closed from today by the TSC office" in notices_to(phones, name)[-1]


def test_a_head_is_not_offered_discipline_and_somebody_elses_pair_is_not_theirs(phones: Phones) -> None:
    told = write(phones, "Jane", "UNMATCH", "2094")
    assert "discipline" not in told[-1]
    assert "Why? 1 transfer 2 retirement 3 long leave 4 a new match" in told[-1]
    for name in ("Faith", "Peter"):
        assert "UNMATCH and the name or TSC number" in phones.write(name, "UNMATCH")[-1], name


@pytest.mark.parametrize("words", ["Faith", "faith peter", "Faith Mutua na Peter Otieno", "812345"])
def test_an_officer_names_a_pair_as_a_head_does(phones: Phones, words: str) -> None:
    told = write(phones, "Ali", f"UNMATCH {words}", "6618")
    assert told[-1].startswith("Close the pair F. Mutua and P. Otieno. Why?")
    phones.write("Ali", "DISCARD")
    assert phones.write("Ali", f"SUSPEND {words}")[-1].startswith("The pair F. Mutua and P. Otieno.")
    assert phones.write("Ali", f"PAUSE {words}")[-1].startswith("Pause F. Mutua and P. Otieno?")


def test_whom_no_pair_of_the_area_has_is_said_to_an_officer_in_one_line(phones: Phones) -> None:
    write(phones, "Ali", "STATUS", "6618")
    assert phones.write("Ali", "UNMATCH Zubeda")[-1].startswith("Among your people nobody is called so.")
    assert phones.write("Ali", "UNMATCH")[-1].startswith("Reply UNMATCH and the name or TSC number")


def test_a_county_director_to_whom_no_pair_opens_is_told_who_closes_it(phones: Phones) -> None:
    assert phones.write("Grace", "UNMATCH", Channel.TELEGRAM)[-1].startswith("Reply UNMATCH and the name")
    said = phones.write("Grace", "UNMATCH Faith", Channel.TELEGRAM)[-1]
    assert said == "The head or the Sub-County Director closes that pair. For conduct you have SUSPEND."


def test_an_ended_pair_is_asked_nothing_and_logs_nothing(phones: Phones) -> None:
    write(phones, "Jane", "UNMATCH", "2094", "1", "1")
    told = len(phones.notices())
    phones.until("Fri 19 Jun 2026, 17:00")
    assert len(phones.notices()) == told
    assert phones.write("Faith", "1 notes 2 books 3 done")[0].startswith("You are not matched yet.")
    assert pair_of(phones.engine).state is PairState.ENDED


def mentor_of_two(phones: Phones) -> list[PairOf]:
    """Peter has a second pair, with Amina."""
    with phones.engine.begin() as db:
        amina, peter = people.by_tsc(db, "812399"), people.by_tsc(db, "534210")
        assert amina is not None
        assert peter is not None
        pairs.add(
            db,
            mentor_id=peter.id,
            mentee_id=amina.id,
            kind=pairs.PairKind.COACHING,
            start=date(2026, 5, 4),
            now=phones.simulation.now,
        )
        return pairs.pairs_of(db, peter.id)


def test_of_several_pairs_one_is_chosen(phones: Phones) -> None:
    mentor_of_two(phones)
    assert phones.write("Peter", "PAUSE", Channel.WHATSAPP) == ["Which pair?"]
    phones.press("Peter", "A. Yusuf - P. Otieno")
    phones.press("Peter", "Yes, pause")
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, MENTEE)
        assert faith is not None
        assert [pair.state for pair in pairs.pairs_of(db, faith.id)] == [PairState.ACTIVE], "Faith's pair goes on"


def test_coaching_is_closed_when_its_need_is_met(phones: Phones) -> None:
    """D217, A37: by need and not by time, with a completion record and no certificate."""
    mentor_of_two(phones)
    write(phones, "Jane", "UNMATCH 812399", "2094")
    told = write(phones, "Jane", "coaching has met its need", "1")
    assert told[-1].startswith("Closed: A. Yusuf and P. Otieno.")
    with phones.engine.connect() as db:
        amina = people.by_tsc(db, "812399")
        assert amina is not None
        (pair,) = pairs.pairs_of(db, amina.id, list(PairState))
        assert pair.state is PairState.COMPLETED
    assert "hauna cheti" in phones.write("Amina", "CHETI")[0]
