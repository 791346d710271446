"""The tour of the demo: its next step is right for what stands there, and it comes to an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.messages import Channel
from bot.simulator import hints, persons, tour
from bot.store.engine import reading
from tests.simulator.conftest import Demo
from tests.simulator.test_http import FAITH, LOG, PETER
from tests.simulator.test_page import news, press

MOST = 20
"""Steps of the tour at most."""


def hint(phones: Demo) -> Any:
    return news(phones)["hint"]


def way(phones: Demo, told: Any) -> tuple[str, str]:
    """The app to which a step leads."""
    if told["phone"] == persons.UNKNOWN:
        return next((one.value, address) for one, address in persons.STRANGER if one is Channel.SMS)
    owner = next(one for one in phones.get("people") if one["tsc_number"] == told["phone"])
    return told["channel"], next(one["address"] for one in owner["addresses"] if one["channel"] == told["channel"])


def follow(phones: Demo, told: Any) -> None:
    """Does what the step says, as the page would."""
    if told["move"]:
        phones.post("clock", to="next")
        return
    channel, address = way(phones, told)
    if told["write"]:
        phones.say(address, told["write"], channel)
        return
    last = phones.get(f"messages?channel={channel}&address={address.replace('+', '%2B')}")[-1]
    data = next(one["data"] for one in last["choices"] if one["label"].casefold() in told["press"])
    phones.post("say", channel=channel, address=address, press=data)


def test_whoever_follows_every_step_comes_to_the_end_of_the_tour(phones: Demo) -> None:
    steps = []
    while (told := hint(phones))["move"] != "live":
        steps.append(told["write"] or told["move"] or told["phone"])
        assert len(steps) < MOST, steps
        follow(phones, told)
    assert [step.split()[0] for step in steps] == [
        *("next", "1", "534210", "534210", "STATUS", "JOIN", "1", "OBSERVE", "MYDATA", "4821", "COMPLAIN", "HUMAN"),
    ]
    with reading(phones.simulation.engine) as db:
        assert tour.step(db, phones.simulation.now + timedelta(days=360)) == hints.ROAM


def test_a_record_that_is_begun_is_gone_on_with(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, "1 lesson notes")
    assert hint(phones)["text"].startswith("Faith is writing")


def test_a_record_that_is_asked_for_no_more_is_written_by_its_command(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, "MENU")
    told = hint(phones)
    assert told["write"] == f"LOG {LOG}"
    phones.say(FAITH, told["write"])
    assert hint(phones)["phone"] == "534210"


def test_a_record_that_peter_wrote_is_signed_by_faith(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(PETER, "LOG 28/5 staffroom 1 lesson notes 2 mark books daily 3 done", "whatsapp")
    told = hint(phones)
    assert told["write"] == "SIGN 3"
    phones.say(FAITH, told["write"])
    assert hint(phones)["write"] == "STATUS"


def test_a_session_that_is_not_held_leads_on_to_the_director(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, "NO")
    assert hint(phones)["text"].startswith("Faith is writing")
    for words in ("1", "0"):
        phones.say(FAITH, words)
    assert hint(phones)["write"] == "STATUS"


def test_the_first_step_is_the_clock_until_it_has_asked(phones: Demo) -> None:
    assert hint(phones)["move"] == "next"
    phones.say("70004", "STATUS", "telegram")
    assert hint(phones)["move"] == "next"
    phones.post("clock", advance="6m")
    assert hint(phones)["write"] == LOG


@pytest.mark.parametrize("later", ["2w"])
def test_weeks_later_the_record_that_is_missing_is_still_asked_for(phones: Demo, later: str) -> None:
    phones.post("clock", advance=later)
    assert hint(phones)["write"] == f"LOG {LOG}"


def test_the_buttons_to_press_are_named_in_both_languages(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, LOG)
    assert {"open", "fungua", "sign", "tia saini"} == set(hint(phones)["press"])
    press(phones, "Open")
    press(phones, "Sign")
    assert hint(phones)["write"] == "STATUS"
