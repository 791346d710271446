"""Whoever picks up a locked phone: every page, button and form of its owner, and no word of theirs before the PIN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.reading.pages import Show
from bot.forms.place import Place
from bot.store.people import people
from tests.crafted import NOW, SECRETS, Attacker, Stage
from tests.memory import in_memory

MANY = 250
WRONG = "5938"


class LockedStage(Stage):
    """The cast's own phones in other hands: all are locked, and the hands do not know the PINs."""

    def _cheap_pins(self) -> None:
        super()._cheap_pins()
        with self.engine.begin() as db:
            db.execute(update(people.people).values(locked_at=NOW))
        self.attackers = [replace(one, pin=WRONG) for one in self.attackers]

    def shown(self, who: Attacker, seen: int) -> Iterator[str]:
        """Words of anybody, the owner's too."""
        yield from (
            f"shown: {body['text']}"
            for body in self.told(who, seen)
            if any(one in str(body) for one in SECRETS.values())
        )


@pytest.fixture
def engine(vault_keys: tuple[str, ...], sqlite_lived: Path) -> Engine:
    return in_memory(sqlite_lived, vault_keys)


@pytest.mark.slow
def test_on_a_locked_phone_no_word_of_its_owner_is_shown_before_the_pin(engine: Engine) -> None:
    stage, dice = LockedStage(engine), Random(7)
    for _time in range(MANY):
        stage.attempt(dice)
    print(stage.result)
    assert not stage.result.broken, "\n".join(stage.result.broken)


def test_the_words_are_shown_there_with_the_pin(engine: Engine) -> None:
    """It is not for want of reaching them that they are not seen."""
    stage = LockedStage(engine)
    who = replace(next(one for one in stage.attackers if one.name == "Faith Mutua"), pin="4821")
    newest = stage.newest[stage.of_number["812345"]]
    place = Place("Show", {"session": str(newest["sessions"]), "version": str(newest["versions"])})
    stage.opens(who, Show, place, Random(1))
    assert any(SECRETS["812345"] in fault for fault in stage.shown(who, 0))
