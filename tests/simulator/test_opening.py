"""How the demo opens: with a talk on its phones, and with a week of the pair at a press."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.simulator import demo, opening
from tests.simulator.conftest import Demo, settings_for
from tests.simulator.test_http import FAITH, PETER
from tests.stories.given import record, session

FRONT = {
    FAITH: "sms",
    PETER: "whatsapp",
    "+254712000003": "sms",
    **dict.fromkeys(("70004", "70005", "70006"), "telegram"),
}


@pytest.fixture
def opened(sample: Path, tmp_path: Path, vault_keys: tuple[str, ...]) -> Demo:
    """A demo as `mshauri demo` opens it."""
    file = tmp_path / "demo.db"
    shutil.copyfile(sample, file)
    simulation = demo.begun(settings_for(f"sqlite:///{file}", vault_keys), None, seed=1)
    return Demo(simulation, demo.pages(simulation).test_client())


def both_sides(phones: Demo, channel: str, address: str) -> set[bool]:
    """Whether something was heard there, and whether something was said."""
    told = phones.get(f"news?way={channel}:{address.replace('+', '%2B')}")
    return {"said" in one for one in told["talk"]}


def test_every_phone_of_the_cast_opens_with_a_talk_and_the_first_prompt_is_five_minutes_away(opened: Demo) -> None:
    assert opened.get("clock") == {"now": "2026-05-28T16:10:00+03:00"}
    assert [address for address, on in FRONT.items() if both_sides(opened, on, address) != {True, False}] == []
    assert opened.post("clock", to="next") == {"now": "2026-05-28T16:15:00+03:00"}


def test_it_opens_so_again_and_goes_on_where_it_stood(opened: Demo, vault_keys: tuple[str, ...]) -> None:
    heard = [one["text"] for one in opened.get("messages")]
    opened.post("clock", advance="1d")
    opened.post("again")
    assert [one["text"] for one in opened.get("messages")] == heard
    url = opened.simulation.engine.url.render_as_string(hide_password=False)
    again = demo.begun(settings_for(url, vault_keys), None, seed=1)
    assert again.now == opened.simulation.now
    assert len(opened.get("messages")) == len(heard)


def test_the_talk_is_in_the_language_of_a_new_start(opened: Demo) -> None:
    opened.post("again", language="sw")
    told = opened.get(f"news?way=whatsapp:{PETER.replace('+', '%2B')}")["talk"]
    assert "tunakutana lini?" in [one["text"] for one in told]


def test_what_the_two_wrote_before_is_in_it_too(opened: Demo) -> None:
    engine = opened.simulation.engine
    assert (record(engine, 2).areas, record(engine, 2).venue) == ("lesson notes\nclass rules", "staffroom")
    opened.post("again", language="sw")
    kept = record(engine, 2)
    assert (kept.areas, kept.venue) == ("andalio la somo\nkanuni za darasa", "chumba cha walimu")
    assert kept.plan.startswith("maandalio tayari kila Ijumaa\t2026-05-22\n")
    with engine.connect() as db:
        assert session(db, 3).objectives == "andalio la somo\nnidhamu darasani"


def test_no_pin_of_the_talk_is_kept(opened: Demo) -> None:
    told = opened.get("news?way=sms:%2B254712000003")["talk"]
    assert [one["text"] for one in told if "2094" in one["text"]] == []
    assert ("401122", "2094") in opening.TALK


def test_a_step_of_the_clock_says_to_whom_it_wrote(opened: Demo) -> None:
    ways = f"way=sms:{FAITH.replace('+', '%2B')}"

    def pressed(**how: str) -> tuple[str, int, list[str]]:
        before = opened.get(f"news?{ways}")["after"]
        opened.post("clock", **how)
        told = opened.get(f"written?{ways}&after={before}")
        return told["text"], len(told["here"]), [one["name"] for one in told["others"]]

    assert pressed(to="next") == ("1 message to Faith.", 1, [])
    assert pressed(advance="1h") == (
        "Nobody was written to in this time. Next prompt goes on to when somebody is.",
        0,
        [],
    )
    text, here, others = pressed(to="next")
    assert here == 0
    assert len(others) == 3
    assert text.startswith(f"49 messages to {', '.join(others)} and 46 others.")


@pytest.mark.slow
def test_four_weeks_of_the_pair_are_lived_at_four_presses(opened: Demo) -> None:
    for _ in range(4):
        assert opened.post("live")["goes_on"]
    assert opened.get("clock")["now"].startswith("2026-06-18T17:00")
    known = [opened.get(f"record?session={number}") for number in (3, 4, 5)]
    assert [all(one["signed"].values()) for one in known] == [True, True, True]
    assert known[-1]["last"] == 8
    told = " ".join(one["text"] for one in opened.get(f"messages?channel=whatsapp&address=%2B{PETER[1:]}"))
    assert "Review saved" in told
    assert "did not understand" not in told
