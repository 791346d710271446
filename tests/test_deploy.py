"""What docs/deploy.md says is run somewhere, its settings are settings, and units start what the Procfile does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.operator.units import Places, units
from bot.settings import read

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


UNTESTED = {
    "sudo apt-get install --yes git": "the machine's own programs",
    "touch contents.csv": "templates need an account at Twilio; tests/channels/test_templates.py has a false one",
    "git clone REPOSITORY mshauri": "there is no Docker where the suite runs; tests/deploy/test_containers.py",
    "docker compose": "the same",
    "heroku create": "an account there",
}
"""How the blocks of the page begin that the suite does not run, and why."""


def commands(tested: str) -> list[str]:
    """The commands of the page under this mark, in order."""
    return re.findall(rf"<!-- tested: {tested} -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def test_every_command_of_the_page_is_run_or_is_known_not_to_be() -> None:
    steps = (ROOT / "tests" / "deploy" / "test_first_message.py").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:<!-- tested: ([a-z ]+) -->\n)?```sh\n(.*?)```", PAGE, re.DOTALL)
    for mark, block in blocks:
        database, _space, last = mark.partition(" ")
        either = database in ("sqlite", "postgresql") and f'commands(f"{{database}} {last}")' in steps
        run = f'commands("{mark}")' in steps or either
        assert run or any(block.startswith(one) for one in UNTESTED), f"{mark}: {block}"
    assert all(any(block.startswith(one) for _mark, block in blocks) for one in UNTESTED), "it is not there any more"


def test_the_settings_of_the_page_are_settings() -> None:
    (block,) = commands("settings")
    written = subprocess.run(
        ["sh", "-euc", block[block.index("<<END") :].replace("<<END", "cat <<END", 1)],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    settings = read(dict(line.split("=", 1) for line in written.splitlines()))
    assert settings.public_url == "https://mshauri.example"


KINDS = {
    "mshauri-web.service": ("web", "bot.app:from_environment()"),
    "mshauri-clock.service": ("clock", "scheduler"),
    "mshauri-sender@.service": ("sender", "send"),
}
"""Which process of the Procfile each unit starts, and the words of it that both have."""


@pytest.mark.parametrize("unit", KINDS)
def test_each_unit_starts_a_process_of_the_procfile(unit: str) -> None:
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    kind, words = KINDS[unit]
    (started,) = re.findall(r"^ExecStart=(.*)$", units(Places())[unit], re.MULTILINE)
    assert words in started
    assert words in procfile[kind]
