"""Virtual time gives the same messages whichever way it is moved, and a story that was saved is told again as it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.app import House
from bot.messages import Channel, Inbound
from bot.simulator import chat, demo, transcript
from bot.simulator.demo import OPENING
from bot.simulator.world import NothingPlanned, Simulation
from bot.store.outbox import sent as outbox
from bot.talk.turn import World
from tests.copies import Places
from tests.simulator.conftest import Demo, settings_for
from tests.stories.player import play

FAITH, PETER, ALI = (Channel.SMS, "+254712000001"), (Channel.WHATSAPP, "+254712000002"), (Channel.TELEGRAM, "70004")
LOG = "1 lesson notes 2 group work in Gr 4 by 11/6 3 did 2 of 3"
SIX_WEEKS = timedelta(weeks=6)

# moving


def a_day_at_a_time(simulation: Simulation, target: datetime) -> None:
    while simulation.now < target:
        simulation.move(min(simulation.now + timedelta(days=1), target))


def to_the_next(simulation: Simulation, target: datetime) -> None:
    try:
        while simulation.now < target:
            simulation.move_to_next()
    except NothingPlanned:
        simulation.move(target)


def by_steps(minutes: list[int]) -> Callable[[Simulation, datetime], object]:
    """So many minutes, one after the other, and then the rest."""

    def move(simulation: Simulation, target: datetime) -> None:
        for each in minutes:
            simulation.move(min(simulation.now + timedelta(minutes=each), target))
        simulation.move(target)

    return move


def told(engine: Engine, words: list[str], move: Callable[[Simulation, datetime], object]) -> list[tuple[object, ...]]:
    """What goes out in six weeks after Faith has written this, with its moments."""
    simulation = Simulation(lambda: House(engine, World(), "moves"), OPENING, Random(1))
    for number, text in enumerate(words):
        simulation.say(Inbound(*FAITH, f"moves {number}", text))
    target = OPENING + SIX_WEEKS
    move(simulation, target)
    with engine.connect() as db:
        sent = outbox.sent(db, 0)
    return [(one.sent_at, one.channel, one.address, one.outbound.text) for one in sent if one.sent_at <= target]


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    words=st.sampled_from((["LOG", "today"], [LOG], ["LOG", "today", "same", "STATUS"], ["STOP"], ["NO", "3"], [])),
    minutes=st.lists(st.integers(1, 3 * 24 * 60), min_size=8, max_size=20),
)
@example(words=["LOG", "today"], minutes=[60, 1, 1440, 60, 1440])
def test_the_same_is_said_a_day_at_a_time_to_the_next_by_any_steps_and_six_weeks_at_once(
    sqlite_demos: Places, words: list[str], minutes: list[int]
) -> None:
    with sqlite_demos.taking() as take:
        at_once = told(take(), words, Simulation.move)
        assert told(take(), words, a_day_at_a_time) == at_once
        assert told(take(), words, to_the_next) == at_once
        assert told(take(), words, by_steps(minutes)) == at_once


# saving and telling again

WAYS = (FAITH, PETER, ALI)
DEEDS = st.one_of(
    st.sampled_from(("LOG", LOG, "today", "same", "1", "2", "NO", "STATUS", "BACK", "mambo", "ASK are you well")).map(
        lambda text: ("write", 0, text)
    ),
    st.sampled_from(("STATUS", "SIGN", "1", "2")).map(lambda text: ("write", 1, text)),
    st.just(("write", 2, "STATUS")),
    st.just(("press", 1, "")),
    st.sampled_from(("1h", "61m", "1d")).map(lambda length: ("advance", 0, length)),
    st.just(("to", 0, "next")),
)
Deed = tuple[str, int, str]


@pytest.fixture
def opened(sample: Path, tmp_path: Path, vault_keys: tuple[str, ...]) -> Iterator[Callable[[], Demo]]:
    """Opens fresh demos at their opening moment."""
    made: list[Demo] = []

    def open_one() -> Demo:
        file = tmp_path / f"{len(made)}.db"
        shutil.copyfile(sample, file)
        simulation = demo.open_simulation(settings_for(f"sqlite:///{file}", vault_keys), demo.OPENING, seed=1)
        made.append(Demo(simulation, demo.pages(simulation).test_client()))
        return made[-1]

    yield open_one
    for each in made:
        each.simulation.engine.dispose()


def do(phones: Demo, deed: Deed) -> None:
    """One thing that somebody does on the page."""
    kind, who, what = deed
    channel, address = WAYS[who]
    if kind == "write":
        phones.say(address, what, channel.value)
    elif kind == "press":
        shown = phones.get(f"messages?channel={channel.value}&address=%2B{address[1:]}")
        choices = [choice for one in shown for choice in one["choices"]]
        if choices:
            phones.post("say", channel=channel.value, address=address, press=choices[-1]["data"])
    else:
        phones.post("clock", **{kind: what})


def saved(phones: Demo) -> str:
    """What “save as story” writes of these phones."""
    ways = "&".join(f"way={channel.value}:{address.replace('+', '%2B')}" for channel, address in WAYS)
    text: str = phones.http.get(f"/simulator/transcript?{ways}").text
    return text


def told_again(engine: Engine, story: str) -> str:
    """The story played on another store, and saved from there."""
    played = play(engine, chat.read(story))
    with played.engine.connect() as db:
        return transcript.write(db, WAYS, chat.read(story).language)


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=st.lists(DEEDS, min_size=4, max_size=12))
@example(
    deeds=[("to", 0, "next"), ("write", 0, "LOG"), ("advance", 0, "61m"), ("write", 0, "today"), ("to", 0, "next")]
)
def test_what_is_saved_as_a_story_is_told_again_word_for_word(
    opened: Callable[[], Demo], sqlite_demos: Places, deeds: list[Deed]
) -> None:
    phones = opened()
    for deed in deeds:
        do(phones, deed)
    story = saved(phones)
    if "```" in story:
        with sqlite_demos.taking() as take:
            assert told_again(take(), story) == story


@pytest.mark.slow
def test_the_nudge_to_an_open_form_and_the_language_of_a_new_start_are_part_of_the_story(
    opened: Callable[[], Demo], quick_copies: Callable[[], Engine]
) -> None:
    phones = opened()
    phones.post("again", language="sw")
    for deed in (("write", 0, "REKODI"), ("advance", 0, "1d"), ("write", 2, "HALI")):
        do(phones, deed)
    story = saved(phones)
    assert story.startswith("Given: the demo and its sub-county, in Kiswahili\n")
    assert "-- Thu 28 May 2026, 17:10\nB->Faith: " in story, "an hour after her last word"
    assert told_again(quick_copies(), story) == story
