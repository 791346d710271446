"""The image and compose.yaml: linted, small, nobody's root, and every command in them is one of ours.

Docker is not where the suite runs; where it is, `.ci/run` builds and starts them (`.ci/containers`).
"""

from __future__ import annotations

import fnmatch
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from bot.__main__ import cli

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LAST = DOCKERFILE.rpartition("\nFROM ")[2]
"""The stage that runs."""
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if name != "database"}
LASTING = {name: one for name, one in OURS.items() if one["restart"] != "no"}


def is_a_command(words: list[str]) -> bool:
    """Whether `mshauri WORDS` is right usage, as far as --help can tell, with options that there are."""
    group: Any = cli
    while words and words[0] in getattr(group, "commands", {}):
        group, words = group.commands[words[0]], words[1:]
    options = {option for each in group.params for option in each.opts}
    return not hasattr(group, "commands") and all(word in options for word in words if word.startswith("-"))


def instruction(name: str) -> Any:
    """The only one of this name in the stage that runs."""
    (found,) = re.findall(rf"^{name} (.*)$", LAST, re.MULTILINE)
    return json.loads(found) if found.startswith("[") else found


def test_the_linter_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run(
        [str(hadolint), "--no-color", str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_nobodys_root_looks_after_itself_and_runs_our_commands() -> None:
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", instruction("USER"))
    assert instruction("ENTRYPOINT") == ["mshauri"]
    assert is_a_command(instruction("CMD"))
    check = json.loads(re.findall(r"HEALTHCHECK .*CMD (\[.*\])", LAST)[0])
    assert check[0] == "mshauri"
    assert is_a_command(check[1:])
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(set(bases)) == 1
    assert bases[0].endswith("-slim-bookworm"), "small, and the Debian whose PostgreSQL compose.yaml has"
    assert "--require-hashes -r requirements.txt" in DOCKERFILE


def test_what_goes_into_the_image_is_there_and_holds_no_secret_history_or_test() -> None:
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]
    copied = [words.split()[:-1] for words in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE)]
    assert {each for words in copied for each in words} == set(kept)
    assert all((ROOT / each).exists() for each in kept)
    for never in (".env", ".git", "tests", "mshauri.db", ".venv"):
        assert not any(fnmatch.fnmatch(never, each) for each in kept)


@pytest.mark.parametrize("name", OURS)
def test_each_service_runs_a_command_of_ours_and_is_shut_in(name: str) -> None:
    one = OURS[name]
    if "entrypoint" in one:
        assert one["entrypoint"] == ["python", "-m", "scheduler"]
    else:
        assert is_a_command(one["command"])
    test = one.get("healthcheck", {}).get("test", ["CMD", "mshauri", "alive"])
    assert test[:2] == ["CMD", "mshauri"]
    assert is_a_command(test[2:])
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in one.get("ports", [])), "a proxy stands in front"
    assert one["depends_on"]["database"] == {"condition": "service_healthy"}


def test_a_county_has_one_process_and_a_nation_has_three_apart() -> None:
    by_profile = {
        profile: {name for name, one in LASTING.items() if profile in one["profiles"]}
        for profile in ("county", "nation")
    }
    assert by_profile == {"county": {"serve"}, "nation": {"web", "sender", "clock"}}
    assert SERVICES["database"]["profiles"] == SERVICES["tables"]["profiles"] == ["county", "nation"]
    waits = {name for name, one in LASTING.items() if "tables" in one["depends_on"]}
    assert waits == set(LASTING), "nobody starts before the tables are up to date"


def test_every_volume_is_one_of_the_image_or_of_the_database() -> None:
    mounted = {volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])
    places = {volume.split(":")[1] for one in OURS.values() for volume in one["volumes"]}
    assert places == set(instruction("VOLUME"))


def test_a_command_that_is_none_is_found() -> None:
    assert not is_a_command(["serves"])
    assert not is_a_command(["db"])
    assert not is_a_command(["serve", "--hostname", "here"])
    assert CliRunner().invoke(cli, ["alive", "--help"]).exit_code == 0
