"""Prompts are few: what matters comes on its day, what a person has begun takes nothing's place, nothing is nagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Engine

from bot import app
from bot.language import local
from bot.simulator.chat import moment
from bot.store.cause import KeptCause
from bot.store.sessions import changes
from bot.store.talk import notices, prompts
from bot.store.talk.became import Became
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState
from bot.talk.turn import World
from tests.stories.given import FAITH, begin, session, the_pair
from tests.stories.player import Phones, begun


def heard(phones: Phones, day: str, address: str = FAITH) -> list[str]:
    """What somebody was told unasked on a day (“Fri 5 Jun”), with its hour."""
    here = [(local(one.sent_at), one.outbound.text) for one in phones.notices() if one.address == address]
    return [f"{at:%H:%M} {text}" for at, text in here if f"{at:%a} {at.day} {at:%b}" == day]


def on_monday(engine: Engine, moment: str, language: str = "en") -> Phones:
    """Session 4 is on Monday 8 June, and today is before."""
    phones = begun(engine, "session 3 is signed", moment, language)
    with engine.begin() as db:
        changes.move(db, session(db, 4).id, date(2026, 6, 8), time(13, 0), date(2026, 6, 11))
    return phones


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_form_left_open_does_not_take_the_place_of_the_reminder(lived: Engine, language: str) -> None:
    phones = on_monday(lived, "Fri 5 Jun 2026, 09:00", language)
    phones.write("Faith", "EDIT 3" if language == "en" else "BADILI 3")
    phones.write("Faith", "5")
    phones.until("Sat 6 Jun 2026, 09:00")
    nudge, reminder = heard(phones, "Fri 5 Jun")
    assert nudge.startswith("10:0")
    assert reminder.startswith("16:15")
    assert {"en": "you meet P. Otieno on Mon 8 Jun", "sw": "8 Juni"}[language] in reminder


def test_a_question_about_the_two_takes_no_prompts_place_either(lived: Engine) -> None:
    phones = on_monday(lived, "Fri 5 Jun 2026, 09:00")
    with lived.begin() as db:
        pair, at = the_pair(db), phones.moment.at
        asked = notices.add(
            db,
            NewNotice(
                pair.mentee_id, f"FitAsked?pair={pair.id}", KeptCause(text="f"), NoticeKind.OWN, phones.moment.at
            ),
        )
        assert asked is not None
        notices.mark(db, asked, NoticeState.SAID, at)
    phones.until("Fri 5 Jun 2026, 18:00")
    assert [one[:5] for one in heard(phones, "Fri 5 Jun")] == ["16:15"]


def heard_enough(engine: Engine, days: tuple[str, ...]) -> None:
    """Faith was given a prompt at each of these moments of 2026."""
    with engine.begin() as db:
        for day in days:
            at = moment(day)
            new = NewNotice(the_pair(db).mentee_id, "Menu", KeptCause(text=f"heard:{day}"), NoticeKind.PROMPT, at)
            known = notices.add(db, new)
            assert known is not None
            notices.mark(db, known, NoticeState.SAID, at)


WHY = {
    "en": ("WHY", "1 more waits: 3 messages a week are enough.", "Not sooner: 3 messages a week are enough."),
    "sw": ("KWA NINI", "1 linasubiri: ujumbe 3 kwa wiki unatosha.", "Si mapema: ujumbe 3 kwa wiki unatosha."),
}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_why_tells_what_was_held_back_and_what_came_late(lived: Engine, language: str) -> None:
    word, waits, late = WHY[language]
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 07:00", language)
    heard_enough(lived, tuple(f"Mon 15 Jun 2026, 07:0{minute}" for minute in range(3)))
    phones.until("Wed 17 Jun 2026, 18:00")
    assert waits in phones.write("Faith", word)[0]
    phones.until("Mon 22 Jun 2026, 17:00")
    assert late in phones.write("Faith", word)[0]
    with lived.connect() as db:
        mine = the_pair(db).mentee_id
        known = prompts.of_person(db, mine, moment("Mon 15 Jun 2026, 08:00"), moment("Mon 22 Jun 2026, 00:00"), 9)
    assert [(one.reason, one.became) for one in reversed(known)] == [
        ("review", Became.PAST),
        ("review_again", Became.WEEK),
    ]


@pytest.mark.each_on_both
def test_a_clock_that_was_away_for_a_month_says_once_what_still_matters(lived: Engine) -> None:
    begin(lived, "session 5 is planned", "en")
    with lived.begin() as db:
        mine = the_pair(db).mentee_id
        old = NewNotice(
            mine,
            f"LogPrompt?session={session(db, 5).id}",
            KeptCause(text="old"),
            NoticeKind.PROMPT,
            moment("Thu 18 Jun 2026, 16:15"),
            "log",
            moment("Thu 25 Jun 2026, 16:15"),
        )
        assert notices.add(db, old) is not None
    for day in ("Mon 20 Jul 2026", "Tue 21 Jul 2026"):
        app.tick(lived, moment(f"{day}, 16:15"))
    with lived.connect() as db:
        known = prompts.of_person(db, mine, moment("Mon 15 Jun 2026, 08:00"), moment("Mon 20 Jul 2026, 00:00"), 9)
        said = [one for one in known if one.said_at is not None]
        assert [one.became for one in known if one.cause == "old"] == [Became.PAST]
    assert [one.place for one in said if "session" in one.place] == []
    assert len({local(one.said_at).date() for one in said if one.said_at}) == len({one.said_at for one in said})


LEFT = {
    "en": (
        "LOG 3",
        "same",
        "question 6 of 6: how far did you get with your last plan?",
        "you left session 3 open.",
        "done",
    ),
    "sw": (
        "REKODI 3",
        "sawa",
        "swali 6 kati ya 6: mpango uliopita ulitimia?",
        "hukukamilisha kikao cha 3.",
        "imefanyika",
    ),
}


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("read_back", [False, True])
def test_a_form_left_open_is_named_and_its_content_is_not(lived: Engine, language: str, read_back: bool) -> None:
    """Neither at its read-back, nor where its question would name what somebody wrote (requirement D315)."""
    log, same, question, left, done = LEFT[language]
    phones = begun(lived, "the demo", "Fri 29 May 2026, 09:00", language)
    for text in (log, "28/5", "staffroom", same, "marking", "class control", *([done] if read_back else [])):
        phones.write("Faith", text)
    phones.until("Fri 29 May 2026, 11:00")
    [nudge] = [one for one in heard(phones, "Fri 29 May") if one.startswith("10:")]
    assert (left if read_back else question) in nudge
    assert not any(word in nudge for word in ("marking", "class control", "staffroom", "mark books"))
    assert ("areas 1" if language == "en" else "staffroom") in phones.write("Faith", "1")[0] or not read_back


def test_how_long_a_form_may_rest_before_it_is_asked_about_is_a_setting(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Fri 29 May 2026, 09:00")
    slower = replace(phones.simulation.house, world=World(nudge_after=timedelta(hours=3)))
    phones.simulation.house = slower
    for text in ("LOG 3", "28/5"):
        phones.write("Faith", text)
    phones.until("Fri 29 May 2026, 11:59")
    assert heard(phones, "Fri 29 May") == []
    phones.until("Fri 29 May 2026, 13:00")
    assert [one[:5] for one in heard(phones, "Fri 29 May")] == ["12:00"]
