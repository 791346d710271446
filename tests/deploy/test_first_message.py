"""docs/deploy.md is followed from an empty machine to the first message that somebody gets."""

from __future__ import annotations

import json
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bot.simulator.demo import SAMPLE
from tests.channels import africastalking_api
from tests.channels.fake import Answered, Asked, Provider
from tests.channels.fake import running as provider
from tests.cluster import Cluster, folder_of_binaries
from tests.deploy.server import Server, can_have_users, commands

FAITH = "+254712000001"
PATIENCE = 60.0
"""Seconds until what was started must have shown itself on a busy machine."""
NO_USERS = "NOT ROOT, OR MAY NOT MOUNT: useradd and who may read the settings are NOT tested"
SQLITE = "sqlite:////var/lib/mshauri/mshauri.db"


def rules(asked: Asked) -> Answered:
    """Africa's Talking, which also says who we are."""
    if asked.path == "/version1/user":
        return Answered(200, json.dumps({"UserData": {"balance": "KES 100.00"}}))
    return africastalking_api.rules(asked)


def eventually(what: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Waits for other processes."""
    patience = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < patience, otherwise()
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def files(folder: Path) -> None:
    """The operator's files: the sample's, with this year's and the next one's calendar, and somebody told of faults."""
    for file in SAMPLE.glob("*.csv"):
        shutil.copy(file, folder)
    year = date.today().year  # noqa: DTZ011 - the processes live in real time
    terms = "".join(f"{one},all,term,Term,{one}-01-01,{one}-12-31\n" for one in (year, year + 1))
    (folder / "calendar.csv").write_text(f"year,level,kind,name,from,to\n{terms}", encoding="utf-8")
    with (folder / "people.csv").open("a", encoding="utf-8") as people:
        people.write("900001,,Otto Omondi,+254712000999,en,operator,,Headquarters,permanent,,active\n")


def follow(server: Server, database: str, takes: Provider, port: int) -> None:
    """The page, line by line, until the processes run and the people are there."""
    server.build()
    files(server.root / "home" / "operator")
    said = server.run(commands("program"))
    assert "Examples:" in said
    if database == "postgresql":
        server.run(commands("postgresql database"))
    server.run(commands("settings"))
    account = {
        "PORT": port,
        "AFRICASTALKING_USERNAME": africastalking_api.USERNAME,
        "AFRICASTALKING_API_KEY": africastalking_api.KEY,
        "AFRICASTALKING_SENDER": f'"{africastalking_api.CODE}"',
        "AFRICASTALKING_CALLBACK_SECRET": africastalking_api.SECRET,
        "AFRICASTALKING_API_URL": takes.url,
    }
    lines = "\n".join(f"{name}={value}" for name, value in account.items())
    server.run(f"sudo tee -a /etc/mshauri.env >/dev/null <<END\n{lines}\nEND\n")
    if database == "sqlite":
        server.run(f"sudo sed -i 's|^DATABASE_URL=.*|DATABASE_URL={SQLITE}|' /etc/mshauri.env")
    server.run(commands("units"))
    server.run(commands(f"{database} processes"))
    assert f"/africastalking/{africastalking_api.SECRET}/messages" in server.run(commands("load"))


def write(port: int, text: str) -> None:
    """Faith writes, as her provider tells us."""
    asked = africastalking_api.posted("messages", africastalking_api.sms(text, **{"from": FAITH}))
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("POST", asked.path, asked.body, dict(asked.headers))
    assert line.getresponse().status == 200
    line.close()


def told(takes: Provider, phone: str) -> list[str]:
    """What the provider was given for a phone."""
    return [one.one("message") for one in takes.asked if one.form.get("to") == [phone]]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Directly in the temporary folder: the path of an interpreter in a script is not long."""
    made = Path(tempfile.mkdtemp(prefix="mshauri-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def as_ourselves(folder: Path) -> Iterator[Server]:
    """A folder in which the page's places are, and every user is us: for any machine."""
    server = Server(folder, real=False)
    yield server
    server.stop()


@pytest.fixture
def with_postgresql(folder: Path, cluster: Cluster) -> Iterator[Server]:
    """The same, with PostgreSQL, to which whoever asks is its administrator."""
    url = cluster.url
    where = {"PGHOST": url.host or str(url.query["host"]), "PGPORT": url.port, "PGUSER": url.username}
    env = {name: str(value) for name, value in {**where, "PGPASSWORD": url.password}.items() if value}
    server = Server(folder, real=False, env=env, programs=(str(folder_of_binaries()),))
    yield server
    server.stop()
    server.run("dropdb --if-exists mshauri; dropuser --if-exists mshauri")


@pytest.fixture
def with_users(folder: Path) -> Iterator[Server]:
    """A root folder with users of its own: what the page says is done to the letter."""
    if not can_have_users():
        pytest.skip(NO_USERS)
    server = Server(folder, real=True)
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("server", "database"),
    [
        ("as_ourselves", "sqlite"),
        pytest.param("with_postgresql", "postgresql", marks=pytest.mark.postgresql),
        ("with_users", "sqlite"),
    ],
)
def test_the_page_leads_from_an_empty_machine_to_the_first_message(
    server: str, database: str, request: pytest.FixtureRequest
) -> None:
    here: Server = request.getfixturevalue(server)
    port = free_port()
    with provider(rules) as takes:
        follow(here, database, takes, port)
        eventually(
            lambda: here.tried(commands("first message")).returncode == 0, lambda: here.tried("mshauri doctor").stdout
        )
        write(port, "MENU")
        eventually(lambda: any("TIMEC menu" in said for said in told(takes, FAITH)), here.logs)
        if here.real:
            keeps_its_secrets(here)


def keeps_its_secrets(server: Server) -> None:
    """Root and the service's user read the settings and the people, and nobody else does."""
    for file in ("/etc/mshauri.env", "/var/lib/mshauri/people.csv", "/var/lib/mshauri/mshauri.db"):
        server.run(f"sudo -u mshauri test -r {file}")
        assert server.tried(f"sudo -u nobody test -r {file}").returncode == 1


@pytest.mark.slow
def test_systemd_finds_nothing_wrong_with_the_units(as_ourselves: Server) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NO systemd-analyze: the units are NOT verified")
    as_ourselves.build()
    for block in ("program", "settings"):
        as_ourselves.run(commands(block))
    as_ourselves.run("cp /opt/mshauri/deploy/mshauri*.service /etc/systemd/system/")
    assert as_ourselves.run("systemd-analyze verify --man=no /etc/systemd/system/mshauri*.service") == ""
