"""Whatever becomes of a meeting or a pair, what waits to be asked about it is asked no more, from that moment on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs import telling as tell
from bot.dialogs.enrolment.rules import EntryOutcome, MatchEntry
from bot.dialogs.loading import deeds as loading
from bot.dialogs.pausing import deeds as pausing
from bot.dialogs.reviews.pages import MenteeReviewDue, MentorReviewDue
from bot.forms.dialog import arguments
from bot.language import local
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.store import pairs
from bot.store.cause import KeptCause
from bot.store.pairs import PairKind, Side
from bot.store.pausing.closings import WhyClosed
from bot.store.pausing.pauses import WhyPaused
from bot.store.people import people
from bot.store.reviews.unreviewed import ReviewDue
from bot.store.talk import notices
from bot.store.talk.became import Became
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState
from scheduler.due import RULES
from tests.stories.given import AMINA, FAITH, HEAD, PETER, session, the_pair
from tests.stories.player import Phones, begun, everybody_on

BRIAN = "534777"
OF_SESSION = ("SessionReminder?session={four}", "LogPrompt?session={four}", "NoRecord?session={four}")
OF_PAIR = ("MenteeReviewDue?pair={pair}&quarter=1", "FitAsked?pair={pair}")
OF_END = ("MenteeAssessmentDue?pair={pair}", "MentorAssessmentDue?pair={pair}", "StatementAsked?pair={pair}")
CHANGES = {
    "moved": ((("Faith", "MOVE 4 19/6 1pm"),), OF_SESSION),
    "moved by the mentor": ((("Peter", "MOVE 4 19/6 1pm"),), OF_SESSION),
    "called off": ((("Faith", "DROP 4"), ("Faith", "4")), OF_SESSION),
    "logged": ((("Faith", "LOG 11/6 library 1 seat plan 2 mark books daily by 25/6 3 done"),), OF_SESSION),
    "not held": ((("Faith", "NO"), ("Faith", "3"), ("Faith", "0")), OF_SESSION),
}


def with_prompts(engine: Engine, places: tuple[str, ...], *, heads: bool = False) -> Phones:
    """The evening of session 4, with prompts that wait for the two, and for their head, until the morning."""
    phones = begun(engine, "session 3 is signed", "Thu 11 Jun 2026, 17:50")
    everybody_on(engine, Channel.SMS)
    phones.until("Thu 11 Jun 2026, 18:30")
    plant(engine, phones, places, heads=heads)
    return phones


def both(db: Connection) -> tuple[int, int]:
    found = [people.by_tsc(db, number) for number in (MENTEE, MENTOR)]
    mentee, mentor = (one.id for one in found if one is not None)
    return mentee, mentor


def plant(engine: Engine, phones: Phones, places: tuple[str, ...], *, heads: bool) -> None:
    """Prompts that wait from now on."""
    with engine.begin() as db:
        for person, place in ((who, place) for who in around(db, heads=heads) for place in written(db, places)):
            cause = KeptCause(text=f"planted:{person}:{place}")
            assert notices.add(db, NewNotice(person, place, cause, NoticeKind.PROMPT, phones.simulation.now, "log"))


def around(db: Connection, *, heads: bool = True) -> tuple[int, ...]:
    """The two, and their head."""
    head = people.by_tsc(db, HEAD)
    assert head is not None
    return (*both(db), head.id) if heads else both(db)


def written(db: Connection, places: tuple[str, ...]) -> list[str]:
    return [place.format(four=session(db, 4).id, pair=the_pair(db).id) for place in places]


def left(engine: Engine) -> list[str]:
    """What still waits of what was planted."""
    with engine.connect() as db:
        waiting = [one for who in around(db) for one in notices.waiting(db, who)]
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


PROMPTS = sorted({row.opens for rule in RULES if rule.by_pair for row in rule.rows}, key=lambda page: page.__name__)
"""Every page that the clock opens of a pair, whosever it is."""
ABOUT = {"session": "{four}", "pair": "{pair}"}


def places_of_pair() -> tuple[str, ...]:
    """Where each of these leads that is about this pair; an area's and a statement's are not one pair's."""
    about = {page.__name__: arguments(page) for page in PROMPTS if {"session", "pair"} & set(arguments(page))}
    asked = {name: [f"{key}={ABOUT.get(key, 1)}" for key in given] for name, given in about.items()}
    return tuple(f"{name}?{'&'.join(given)}" for name, given in asked.items())


def transferred(db: Connection, phones: Phones) -> None:
    head = people.by_tsc(db, HEAD)
    assert head is not None
    pausing.close(db, head.id, the_pair(db).id, WhyClosed.TRANSFER, Side.MENTEE, phones.simulation.now)


def paused(db: Connection, phones: Phones) -> None:
    pair = the_pair(db)
    pausing.pause(db, pair.mentor_id, pair.id, WhyPaused.ASKED, phones.simulation.now)


OF_A_WHOLE_PAIR = {"a transfer": transferred, "a pause": paused}


@pytest.mark.parametrize("change", OF_A_WHOLE_PAIR)
def test_no_prompt_of_any_rule_is_left_of_a_pair_that_changed(quick_copies: Callable[[], Engine], change: str) -> None:
    engine = quick_copies()
    phones = with_prompts(engine, places_of_pair(), heads=True)
    assert len(left(engine)) == 3 * len(places_of_pair()) > 40
    with engine.begin() as db:
        OF_A_WHOLE_PAIR[change](db, phones)
    assert left(engine) == []


@pytest.mark.parametrize("kind", list(PairKind))
def test_a_start_that_was_entered_wrongly_leaves_nothing_and_all_is_asked_on_the_new_days(
    quick_copies: Callable[[], Engine], kind: PairKind
) -> None:
    """Amina and Brian were entered from 28 April and have not met; their review waits when the day is corrected."""
    engine = quick_copies()
    phones = begun(engine, "two pairs at Mwangaza", "Tue 9 Jun 2026, 07:00")
    with engine.begin() as db:
        amina, brian = people.by_tsc(db, AMINA), people.by_tsc(db, BRIAN)
        assert amina is not None
        assert brian is not None
        (pair,) = pairs.pairs_of(db, amina.id)
        for who, page in ((amina.id, MenteeReviewDue), (brian.id, MentorReviewDue)):
            cause = ReviewDue(pair=pair.id, quarter=1, turn=0, person=who)
            tell.prompt(db, who, page(pair=pair.id, quarter=1), cause, phones.simulation.now)
        entry = MatchEntry(BRIAN, AMINA, kind, date(2026, 6, 1))
        assert loading.enter_match(db, entry, phones.simulation.now) is EntryOutcome.CHANGED
        assert [one for who in (amina.id, brian.id) for one in notices.waiting(db, who)] == []
    phones.until("Mon 13 Jul 2026, 15:00")
    assert not reviews_asked(phones), "their six weeks are not over"
    phones.until("Tue 14 Jul 2026, 17:00")
    assert reviews_asked(phones) == {"Amina", "Brian"}


def reviews_asked(phones: Phones) -> set[str]:
    """Who of the two was asked for a review."""
    found = [one for one in phones.sent if "wiki 6" in one.outbound.text]
    return {phones.names[one.channel, one.address] for one in found} & {"Amina", "Brian"}


def test_what_asked_for_the_end_of_a_pair_goes_when_its_head_adds_a_quarter(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    phones = begun(engine, "a year is over and Peter has assessed himself", "Tue 4 May 2027, 16:15")
    for words in ("1 2 1", "i know the school now", "lesson notes", "yes"):
        phones.write("Faith", words)
    phones.until("Tue 4 May 2027, 18:30")
    plant(engine, phones, OF_END, heads=True)
    assert len(left(engine)) == 3 * len(OF_END)
    phones.write("Jane", "2 2094")
    phones.write("Jane", "Lesson notes were missing in term 1. Bring notes every Friday until August.")
    assert left(engine) == []


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
