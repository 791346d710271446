"""`mshauri units`: each is shut in as a scan of systemd asks, and systemd finds nothing wrong with them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.operator.units import SHUT_IN, Places, units

ROOT = Path(__file__).parents[2]
WORST = 1.6
"""What `systemd-analyze security` may give at most; it gives 1.1 to each, 10 is a service without any hardening."""
SECTIONS = {
    "service": {"Unit", "Service", "Install"},
    "timer": {"Unit", "Timer", "Install"},
}
AT = Places()


@pytest.mark.parametrize("name", units(AT))
def test_a_unit_can_be_parsed_and_names_what_there_is(name: str) -> None:
    section, found = "", dict[str, list[str]]()
    for line in units(AT)[name].splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
            assert section in SECTIONS[name.rpartition(".")[2]]
        elif line:
            key, mark, value = line.partition("=")
            assert mark, line
            found.setdefault(key, []).append(value)
    assert "Description" in found
    if name.endswith(".timer"):
        assert name.replace(".timer", ".service") in units(AT)
        return
    assert found["User"] == found["Group"] == ["mshauri"]
    assert found["EnvironmentFile"] == ["/etc/mshauri.env"]
    program = found["ExecStart"][0].split()[0]
    assert Path(program).parent == Path("/opt/mshauri/current/.venv/bin")
    assert (ROOT / ".venv" / "bin" / Path(program).name).exists() or program.endswith(("gunicorn", "mshauri", "python"))
    assert SHUT_IN in units(AT)[name]
    writes = {value for key in ("ReadWritePaths",) for value in found.get(key, [])}
    assert writes <= {"/var/backups/mshauri"}


@pytest.mark.parametrize("name", [one for one in units(AT) if one.endswith(".service")])
def test_the_command_of_a_unit_is_one(name: str) -> None:
    (started,) = re.findall(r"^ExecStart=\S+/bin/(.*)$", units(AT)[name], re.MULTILINE)
    words = started.split()
    if words[0] == "mshauri":
        assert CliRunner().invoke(cli, [words[1], "--help"]).exit_code == 0
    else:
        assert words[0] in ("gunicorn", "python")


def test_the_places_of_this_machine_are_said_once() -> None:
    said = CliRunner().invoke(
        cli, ["units", "mshauri.service", "--program", "/srv/m", "--settings", "/srv/m.env", "--user", "timec"]
    )
    assert said.exit_code == 0
    for line in ("User=timec", "ExecStart=/srv/m/.venv/bin/mshauri serve", "EnvironmentFile=/srv/m.env"):
        assert f"\n{line}\n" in said.output
    assert CliRunner().invoke(cli, ["units", "nothing.service"]).exit_code == 2


def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    """Where there is no systemd on this machine, what the tests above parse is all that can be said."""
    listed = CliRunner().invoke(cli, ["units", "--to", str(tmp_path), "--program", str(ROOT), "--user", "daemon"])
    assert len(listed.output.splitlines()) == len(units(AT))
    if shutil.which("systemd-analyze") is None:
        return
    for file in tmp_path.glob("*.service"):  # the real ones name a file of settings and a program that are not here
        file.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", file.read_text(encoding="utf-8")))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (verified.returncode, verified.stderr) == (0, "")
    for file in sorted(tmp_path.glob("*.service")):
        scanned = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", str(file)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        (level,) = re.findall(r"Overall exposure level for \S+: ([0-9.]+)", scanned.stdout)
        print(f"{file.name}: {level}")
        assert float(level) <= WORST, scanned.stdout
