"""Whatever becomes of a meeting or a pair, what waits to be asked about it is asked no more, from that moment on."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs.pausing import deeds as pausing
from bot.language import local
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.store.cause import KeptCause
from bot.store.pairs import Side
from bot.store.pausing.closings import WhyClosed
from bot.store.pausing.pauses import WhyPaused
from bot.store.people import people
from bot.store.talk import notices
from bot.store.talk.became import Became
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState
from tests.stories.given import FAITH, HEAD, PETER, session, the_pair
from tests.stories.player import Phones, begun, everybody_on

OF_SESSION = ("SessionReminder?session={four}", "LogPrompt?session={four}", "NoRecord?session={four}")
OF_PAIR = ("MenteeReviewDue?pair={pair}&quarter=1", "FitAsked?pair={pair}")
CHANGES = {
    "moved": ((("Faith", "MOVE 4 19/6 1pm"),), OF_SESSION),
    "moved by the mentor": ((("Peter", "MOVE 4 19/6 1pm"),), OF_SESSION),
    "called off": ((("Faith", "DROP 4"), ("Faith", "4")), OF_SESSION),
    "logged": ((("Faith", "LOG 11/6 library 1 seat plan 2 mark books daily by 25/6 3 done"),), OF_SESSION),
    "not held": ((("Faith", "NO"), ("Faith", "3"), ("Faith", "0")), OF_SESSION),
}


def with_prompts(engine: Engine, places: tuple[str, ...]) -> Phones:
    """The evening of session 4, with prompts that wait for the two until the morning."""
    phones = begun(engine, "session 3 is signed", "Thu 11 Jun 2026, 17:50")
    everybody_on(engine, Channel.SMS)
    phones.until("Thu 11 Jun 2026, 18:30")
    with engine.begin() as db:
        for person, place in ((who, place) for who in both(db) for place in written(db, places)):
            cause = KeptCause(text=f"planted:{person}:{place}")
            assert notices.add(db, NewNotice(person, place, cause, NoticeKind.PROMPT, phones.moment.at, "log"))
    return phones


def both(db: Connection) -> tuple[int, int]:
    found = [people.by_tsc(db, number) for number in (MENTEE, MENTOR)]
    mentee, mentor = (one.id for one in found if one is not None)
    return mentee, mentor


def written(db: Connection, places: tuple[str, ...]) -> list[str]:
    return [place.format(four=session(db, 4).id, pair=the_pair(db).id) for place in places]


def left(engine: Engine) -> list[str]:
    """What still waits of what was planted."""
    with engine.connect() as db:
        waiting = [one for who in both(db) for one in notices.waiting(db, who)]
        return [one.place for one in waiting if one.cause.startswith("planted")]


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_to_be_asked_about_a_meeting_goes_with_what_became_of_it(lived: Engine, change: str) -> None:
    said, places = CHANGES[change]
    phones = with_prompts(lived, places)
    assert len(left(lived)) == 2 * len(places)
    for name, words in said:
        phones.write(name, words)
    assert left(lived) == []


def test_why_it_was_not_asked_is_kept(lived: Engine) -> None:
    phones = with_prompts(lived, OF_SESSION[:1])
    phones.write("Faith", "MOVE 4 19/6 1pm")
    with lived.connect() as db:
        found = [
            notices.of_causes(db, [KeptCause(text=f"planted:{who}:{written(db, OF_SESSION)[0]}")]) for who in both(db)
        ]
    assert [(one.state, one.became) for one in found if one] == [(NoticeState.DROPPED, Became.SETTLED)] * 2


@pytest.mark.parametrize("closes", [False, True])
def test_a_pair_that_rests_or_ends_is_asked_nothing(lived: Engine, closes: bool) -> None:
    phones = with_prompts(lived, (*OF_SESSION, *OF_PAIR))
    with lived.begin() as db:
        pair = the_pair(db)
        if closes:
            head = people.by_tsc(db, HEAD)
            assert head is not None
            pausing.close(db, head.id, pair.id, WhyClosed.TRANSFER, Side.MENTEE, phones.simulation.now)
        else:
            pausing.pause(db, pair.mentor_id, pair.id, WhyPaused.ASKED, phones.simulation.now)
    assert left(lived) == []


def test_who_wants_no_messages_is_asked_nothing_also_when_they_come_back(lived: Engine) -> None:
    phones = with_prompts(lived, (*OF_SESSION, *OF_PAIR))
    phones.write("Faith", "STOP")
    phones.until("Fri 12 Jun 2026, 17:00")
    phones.write("Faith", "START")
    phones.until("Mon 15 Jun 2026, 16:00")
    to_faith = [one for one in phones.notices() if one.address == FAITH and local(one.sent_at).day > 11]
    assert to_faith == []


def test_a_record_that_is_signed_is_not_asked_for(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 17:50")
    everybody_on(lived, Channel.SMS)
    phones.write("Faith", "LOG 11/6 library 1 seat plan 2 mark books daily by 25/6 3 done")
    phones.until("Thu 11 Jun 2026, 18:30")
    with lived.begin() as db:
        four = session(db, 4)
        place, cause = f"Unsigned?session={four.id}&version={four.version_id}", KeptCause(text="planted:sign")
        new = NewNotice(the_pair(db).mentor_id, place, cause, NoticeKind.PROMPT, phones.simulation.now, "unsigned")
        assert notices.add(db, new)
    phones.write("Peter", "SIGN 4")
    phones.write("Peter", "2")
    assert left(lived) == []
    assert [one.address for one in phones.sent if one.address == PETER]
