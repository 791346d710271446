"""Before a release: `upgrade --check` says who meets other words, `shadow` what would be answered otherwise."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, func, select

from bot.__main__ import cli
from bot.app import House
from bot.messages import Channel, Inbound
from bot.operator import backups
from bot.simulator import demo
from bot.simulator.world import Simulation
from bot.store.outbox import outbox
from bot.talk.turn import World

ROOT = Path(__file__).parents[2]
FAITH, PETER, STRANGER = "+254712000001", "+254712000002", "+254799000009"
SECRET_WORDS = "the noisy boys of Grade Four"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of another version, as it would stand beside this one."""
    folder = tmp_path_factory.mktemp("other")
    for name in ("bot", "scheduler", "locales"):
        shutil.copytree(ROOT / name, folder / name)  # what is compiled is as new as its source, and goes along
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\nexec '{sys.executable}' \"$@\"\n", encoding="utf-8")
    python.chmod(0o755)
    edit(folder / "bot/dialogs/sessions/paper.py", "what did you discuss?", "what did the two of you discuss?")
    before = "    if inbound.group:\n"
    edit(folder / "bot/talk/strangers.py", before, f'    if text == "JAMBO":\n        return None\n{before}')
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


class Written:
    """The demo's people, who write on virtual time; commands of an operator on their store."""

    def __init__(self, engine: Engine, key: str, folder: Path) -> None:
        self.engine, self.folder, self.ids = engine, folder, 0
        self.url = engine.url.render_as_string(hide_password=False)
        self.env = {"DATABASE_URL": self.url, "FIELD_KEYS": key, "SECRET_KEY": "u7Xw_2bGn9RkPz4c", "LOG_LEVEL": "error"}
        self.backup = folder / f"mshauri-{demo.OPENING.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.db"
        backups.make(engine, self.url, folder, demo.OPENING)
        self.world = Simulation(lambda: House(engine, World(), "test"), demo.OPENING, Random(1))

    def write(self, address: str, text: str, press: str | None = None, channel: Channel = Channel.SMS) -> None:
        self.ids += 1
        self.world.move(self.world.now + timedelta(minutes=7))
        self.world.say(Inbound(channel, address, f"written {self.ids}", text, press))

    def says(self, *words: str) -> Result:
        done = CliRunner().invoke(cli, words, env=self.env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done


@pytest.fixture
def written(quick_copies: Callable[[], Engine], vault_keys: tuple[str, ...], tmp_path: Path) -> Written:
    return Written(quick_copies(), vault_keys[0], tmp_path)


@pytest.mark.slow
def test_who_meets_a_question_in_other_words_is_named_with_both_and_with_nothing_written(
    written: Written, other: Path
) -> None:
    assert "none of what they meet has changed" in written.says("upgrade", "--check", "--beside", str(ROOT)).output
    written.write(FAITH, "LOG")
    written.write(FAITH, "Grade")  # it may be an answer: what counts is that the draft is open
    said = written.says("upgrade", "--check", "--beside", str(other))
    assert said.exit_code == 0
    print(said.output)
    assert "SessionRecord." in said.output
    assert "en before: what did the two of you discuss?" in said.output
    assert "en now:    what did you discuss?" in said.output
    assert ": id:" in said.output
    assert FAITH not in said.output
    assert "+2547" not in said.output
    assert "Grade" not in said.output


@pytest.mark.slow
def test_a_version_that_does_not_say_its_words_is_one_line(written: Written, tmp_path: Path) -> None:
    said = written.says("upgrade", "--check", "--beside", str(tmp_path))
    assert said.exit_code == 1
    assert "does not say its words" in said.output


@pytest.mark.slow
def test_what_another_version_answers_otherwise_is_listed_without_a_word(written: Written, other: Path) -> None:
    written.write(FAITH, "LOG")
    written.write(FAITH, f"{SECRET_WORDS}. 2 group work. did it")
    written.write(STRANGER, "JAMBO")
    written.write(PETER, "MENU", channel=Channel.WHATSAPP)
    written.write(PETER, "1", channel=Channel.WHATSAPP)
    kept = count(written.engine)
    said = written.says("shadow", "--start", str(written.backup), "--beside", str(other))
    print(said.output)
    assert said.exit_code == 0, said.output
    assert "5 messages, 4 mean the same, 1 differ." in said.output
    assert "1x  before: silence" in said.output
    assert "    now:    words to a stranger" in said.output
    for never in (SECRET_WORDS, "JAMBO", "+2547", "discuss"):
        assert never not in said.output
    assert count(written.engine) == kept, "nothing is said to anybody"


def test_a_start_that_is_no_backup_is_one_line(written: Written, tmp_path: Path) -> None:
    file = tmp_path / "mshauri.db"
    shutil.copy(written.backup, file)
    assert "does not say of when it is" in written.says("shadow", "--start", str(file), "--beside", str(ROOT)).output
    dump = tmp_path / "mshauri-2026-05-28T131000Z.dump"
    dump.write_bytes(b"PGDMP")
    assert "give --scratch twice" in written.says("shadow", "--start", str(dump), "--beside", str(ROOT)).output


def count(engine: Engine) -> int:
    with engine.connect() as db:
        return int(db.execute(select(func.count()).select_from(outbox.outbox)).scalar_one())
