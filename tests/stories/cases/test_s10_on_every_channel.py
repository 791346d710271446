"""S10 and S11 go the same way on every channel: what is kept in the end is the same, whoever wrote from where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.simulator import chat
from bot.store.people import people
from bot.store.rights import cases, data_requests
from bot.store.rights.data_requests import RequestedData
from tests.stories.cases.complaining import PIN, all_cases
from tests.stories.given import begin
from tests.stories.player import Phones, begun, everybody_on, play

STORIES = ("s10", "s10_kiswahili", "s10_by_others", "s10_by_others_kiswahili")
CHANNELS = (Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM)


def kept(phones: Phones) -> list[tuple[object, ...]]:
    """Each case with all that was done in it."""
    with phones.engine.connect() as db:
        return [
            (
                one.complainant_id,
                one.about,
                one.words,
                one.recipient_id,
                one.state,
                *tuple((done.kind, done.by_id, done.words) for done in cases.steps(db, one.id)),
            )
            for one in all_cases(phones)
        ]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", STORIES)
def test_a_complaint_goes_the_same_way(quick_copies: Callable[[], Engine], name: str, channel: Channel) -> None:
    tale = chat.read(Path(__file__).with_name(f"{name}.chat").read_text(encoding="utf-8"))
    told, moved = play(quick_copies(), tale), play(quick_copies(), tale, moved_to=channel)
    assert kept(moved) == kept(told) != []


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", ["en", "sw"])
def test_her_data_is_copied_corrected_and_erased(
    quick_copies: Callable[[], Engine], channel: Channel, language: str
) -> None:
    phones = on(quick_copies(), channel, language)
    data, correct, erase = {"en": ("MYDATA", "CORRECT", "ERASE"), "sw": ("DATA YANGU", "SAHIHISHA", "FUTA")}[language]
    says(phones, channel, data, PIN, "1")
    says(phones, channel, correct, "1", "Faith Mwikali Mutua")
    said = says(phones, channel, erase, f"1 {PIN}")
    assert "www.odpc.go.ke" in said, said
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        assert faith.name == "Faith Mwikali Mutua"
        done = [one.kind for one in data_requests.of_person(db, faith.id) if one.answered_at is not None]
    assert sorted(done) == sorted([RequestedData.COPY, RequestedData.CORRECTION, RequestedData.ERASURE])


def on(engine: Engine, channel: Channel, language: str) -> Phones:
    """The phones, everybody on one channel."""
    begin(engine, "session 3 is signed", language)
    everybody_on(engine, channel)
    return begun(engine, "the demo", "Fri 29 May 2026, 10:00", language)


def says(phones: Phones, channel: Channel, *words: str) -> str:
    return [phones.write("Faith", text, channel)[0] for text in words][-1]
