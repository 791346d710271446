"""What must be true after story S7: STOP is silence, everywhere and at once; START brings everything back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest
from sqlalchemy import Engine, select

from bot.language import LEAVING_WORDS, STOP_WORDS
from bot.messages import Channel
from bot.simulator.past import ENROLLED
from bot.simulator.persons import give_ways
from bot.store.people import people
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NoticeState
from tests.stories.given import FAITH, the_pair
from tests.stories.player import Phones, begun

MIDDLE = "a log of session 6 is in the middle"
WORDS = ("STOP", "stop.", "Stop", "ACHA", "SIMAMISHA", "UNSUBSCRIBE", "STOPALL")
"""What ends all messages also where a form is open; the other words leave that (test_drafts.py)."""
STATES = {
    "nothing was said": (),
    "a form's first question": ("LOG",),
    "a free-text question": ("LOG", "today"),
    "a list of items": ("LOG", "today", "same", "same"),
    "after bad answers": ("LOG", "xx", "xx", "xx"),
    "the echo": ("LOG", "today", "same", "same", "a", "b", "c"),
    "the list to change": ("LOG", "today", "same", "same", "a", "b", "c", "2"),
    "the menu": ("MENU",),
    "which one": ("LOG 1 a 2 b 3 c",),
    "not held": ("NO",),
    "the gate": ("PIN",),
    "a new PIN": ("PIN", "4821"),
}
"""How to come into every kind of state."""


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith is asked for the action plan of session 6."""
    return begun(lived, MIDDLE, "Thu 2 Jul 2026, 14:05")


def muted(engine: Engine) -> bool:
    with engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
        assert faith is not None
        return faith.muted_at is not None


def test_stop_caning_is_an_answer(phones: Phones) -> None:
    phones.write("Faith", "stop caning, use class rules, seat plan")
    assert not muted(phones.engine)
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["plan"] == "stop caning\nuse class rules\nseat plan"


@pytest.mark.parametrize(("state", "word"), list(zip(STATES, cycle(WORDS), strict=False)))
def test_a_stop_word_alone_is_heard_in_every_state(quick_copies: Callable[[], Engine], state: str, word: str) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    for text in STATES[state]:
        phones.write("Faith", text)
    [told] = phones.write("Faith", word)
    assert told.startswith("Done, no more TIMEC messages.")
    assert muted(phones.engine)


@pytest.mark.parametrize("word", sorted({*WORDS, *STOP_WORDS} - LEAVING_WORDS))
def test_every_stop_word_stops(quick_copies: Callable[[], Engine], word: str) -> None:
    phones = begun(quick_copies(), MIDDLE, "Thu 2 Jul 2026, 14:05")
    assert len(phones.write("Faith", f" {word.title()}! ")) == 1
    assert muted(phones.engine)


def test_a_second_stop_is_not_confirmed_again(phones: Phones) -> None:
    assert len(phones.write("Faith", "STOP")) == 1
    assert phones.write("Faith", "stop") == []
    assert phones.write("Faith", "ACHA") == []


def test_after_stop_nothing_comes_unasked_on_any_channel(phones: Phones) -> None:
    with phones.engine.begin() as db:
        faith = the_pair(db).mentee_id
        give_ways(db, faith, ((Channel.SMS, FAITH), (Channel.TELEGRAM, "70001"), (Channel.WHATSAPP, FAITH)), ENROLLED)
    phones.write("Faith", "STOP")
    for text in ("LOG 6", "2/7", "same", "same", "lesson notes", "seat plan", "done", "1"):
        phones.write("Peter", text, Channel.WHATSAPP)
    sent = phones.until("Mon 13 Jul 2026, 10:00")
    assert [one.address for one in (*sent, *phones.sent) if one.address in (FAITH, "70001")] == [FAITH]
    with phones.engine.connect() as db:
        kept = notices.notices.c
        states = db.execute(select(kept.state).where(kept.person_id == faith, kept.said_at.is_(None))).scalars().all()
        to_sign = db.execute(select(kept.state).where(kept.place.startswith("SessionToSign"), kept.person_id == faith))
        assert NoticeState.SUPPRESSED in to_sign.scalars().all()
    assert NoticeState.WAITING not in states


def test_the_mentor_is_told_to_meet_in_person_but_not_why(phones: Phones) -> None:
    phones.write("Faith", "STOP")
    told = phones.sent[-1]
    assert told.channel is Channel.WHATSAPP
    assert "cannot be reached by phone for now" in told.outbound.text
    assert "in person" in told.outbound.text
    assert "stop" not in told.outbound.text.casefold()
    assert "STOP" not in phones.write("Peter", "STATUS", Channel.WHATSAPP)[0]


def test_after_stop_a_question_is_still_answered(phones: Phones) -> None:
    phones.write("Faith", "STOP")
    [told] = phones.write("Faith", "STATUS")
    assert "Sessions held: 5 of 6, signed by both: 5." in told
    assert muted(phones.engine)


def test_start_brings_everything_back_and_pours_nothing_out(lived: Engine) -> None:
    phones = begun(lived, MIDDLE, "Thu 2 Jul 2026, 14:05", "sw")
    phones.write("Faith", "stop caning, use class rules")
    phones.write("Faith", "ACHA")
    phones.until("Mon 13 Jul 2026, 10:00")
    [welcome] = phones.write("Faith", "anza")
    assert welcome.startswith("Karibu tena, Faith. Una fomu 1")
    assert not muted(lived)
    assert [one for one in phones.until("Mon 13 Jul 2026, 12:00") if one.address == FAITH] == []
    [asked] = phones.write("Faith", "REKODI")
    assert "6 kati ya 6" in asked
    with lived.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["plan"] == "stop caning\nuse class rules"


def test_start_undone_in_time_never_tells_the_mentor(lived: Engine) -> None:
    """He is told when the sender comes round; a STOP taken back before that is nobody's business."""
    phones = begun(lived, MIDDLE, "Thu 2 Jul 2026, 14:05")
    phones.write("Faith", "STOP")
    before = len([one for one in phones.sent if one.channel is Channel.WHATSAPP])
    phones.write("Faith", "START")
    assert len([one for one in phones.sent if one.channel is Channel.WHATSAPP]) == before
