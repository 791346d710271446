"""A session on a day without school: reminded before it, asked about on that day if both had kept it, else after it."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.language import local
from bot.messages import Channel
from bot.simulator.chat import moment
from bot.store.sessions import changes
from tests.stories.given import FAITH, PETER, session
from tests.stories.player import Phones, begun

WHATSAPP = Channel.WHATSAPP


def told(phones: Phones, address: str, words: str) -> list[str]:
    """When this phone was told something with these words, unasked."""
    found = [one for one in phones.notices() if one.address == address and words in one.outbound.text]
    return [f"{local(one.sent_at):%a %d %b %H:%M}" for one in found]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_what_both_have_kept_on_a_public_holiday_is_asked_about_on_that_day(lived: Engine, language: str) -> None:
    phones = begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00", language)
    phones.write("Faith", "MOVE 4 1/6 1pm")
    phones.write("Faith", "1")
    phones.press("Peter", {"en": "Yes", "sw": "Ndiyo"}[language])
    phones.until("Tue 2 Jun 2026, 07:00")
    closed = {"en": "Schools are closed that day.", "sw": "Shule zimefungwa siku hiyo."}[language]
    assert told(phones, FAITH, closed) == ["Fri 29 May 16:15"]
    assert told(phones, PETER, closed) == ["Fri 29 May 16:15"]
    log = {"en": "how was session 4", "sw": "kikao cha 4 na P. Otieno kimeendaje"}[language]
    assert told(phones, FAITH, log) == ["Mon 01 Jun 16:15"]
    why = {"en": ("WHY", "though schools are closed"), "sw": ("KWA NINI", "ingawa shule zimefungwa")}[language]
    assert why[1] in phones.write("Faith", why[0])[0]


def test_where_nobody_has_said_yes_to_the_day_it_is_asked_about_on_the_first_school_day_after(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    phones.write("Faith", "MOVE 4 1/6 1pm")
    phones.write("Faith", "1")
    phones.until("Tue 2 Jun 2026, 18:00")
    assert told(phones, FAITH, "Schools are closed that day.") == ["Fri 29 May 16:15"]
    assert told(phones, FAITH, "how was session 4") == ["Tue 02 Jun 16:15"]


def test_a_prompt_of_a_closed_day_that_did_not_go_out_in_time_waits_for_school(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    phones.write("Faith", "MOVE 4 30/5 5:30pm")
    phones.write("Faith", "1")
    phones.press("Peter", "Yes")
    phones.until("Tue 2 Jun 2026, 18:00")
    assert told(phones, FAITH, "how was session 4") == ["Tue 02 Jun 16:15"], "18:30 is no decent hour"


def test_a_session_deep_in_the_holidays_is_reminded_of_before_they_begin(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Mon 20 Jul 2026, 09:00")
    with lived.begin() as db:
        changes.move(db, session(db, 4).id, date(2026, 8, 12), time(13, 0), date(2026, 6, 11))
    phones.until("Mon 24 Aug 2026, 18:00")
    assert told(phones, FAITH, "Schools are closed that day.") == ["Fri 31 Jul 16:15"]
    assert told(phones, FAITH, "session 4, Wed 12 Aug: log it") == ["Mon 24 Aug 16:15"], "with the review of 4 August"
    first, last = moment("Sat 1 Aug 2026, 00:00"), moment("Sun 23 Aug 2026, 23:00")
    theirs = [one for one in phones.notices() if one.address in (FAITH, PETER)]
    assert not [one for one in theirs if first < one.sent_at < last]
