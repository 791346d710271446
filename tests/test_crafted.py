"""What strangers press, open and sign of others' is neither shown to them nor done, whoever they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from bot.dialogs.reading.pages import Show
from bot.forms.place import Place
from tests.crafted import SECRETS, Attacker, Stage, attempts
from tests.memory import in_memory

MANY = 200


@pytest.fixture
def engine(vault_keys: tuple[str, ...], sqlite_lived: Path) -> Engine:
    return in_memory(sqlite_lived, vault_keys)


@pytest.mark.slow
def test_of_crafted_buttons_and_foreign_pages_nothing_is_shown_and_nothing_is_done(engine: Engine) -> None:
    """A few of each; `python -m bench.doors` tries as many as one likes."""
    found = attempts(engine, 1, MANY)
    assert sum(found.tried.values()) == MANY
    assert len(found.tried) == 3
    print(found)
    assert not found.broken, "\n".join(found.broken)


def faith(stage: Stage) -> Attacker:
    """Faith, taken for somebody who has no part in her pair."""
    return replace(next(one for one in stage.attackers if one.name == "Faith Mutua"), pair=None)


def test_what_is_shown_is_seen(engine: Engine) -> None:
    """The pages do show the words to whose they are: it is not for want of reaching them that nobody else sees them."""
    stage = Stage(engine)
    who, newest = faith(stage), stage.newest[stage.of_number["812345"]]
    place = Place("Show", {"session": str(newest["sessions"]), "version": str(newest["versions"])})
    stage.opens(who, Show, place, Random(1))
    assert any(SECRETS["812345"] in fault for fault in stage.shown(who, 0))


def test_what_is_changed_is_seen(engine: Engine) -> None:
    stage = Stage(engine)
    who = replace(faith(stage), id=0)
    stage.at_first[who] = stage.rows(who)
    stage.say(who.channel, who.address, text="NOTE another word")
    assert list(stage.changed(who)) == ["changed: notes"]
