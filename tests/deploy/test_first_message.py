"""docs/deploy.md is followed from an empty machine to the first message, a backup, a new version and back again."""

from __future__ import annotations

import json
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

import pytest

from bot.simulator.demo import SAMPLE
from tests.channels import africastalking_api
from tests.channels.fake import Answered, Asked, Provider
from tests.channels.fake import running as provider
from tests.cluster import Cluster, folder_of_binaries
from tests.deploy.next_version import a_new_version, migrate
from tests.deploy.server import Server, can_have_users, commands

FAITH, STRANGER = "+254712000001", "+254799000009"
PATIENCE = 60.0
"""Seconds until what was started must have shown itself on a busy machine."""
IDS = count()
STOPWATCH = 15 * 60
"""Seconds from the top of the page to the first SMS."""
SILENT = "psql --tuples-only --no-align --command 'SELECT count(*) FROM people WHERE muted_at IS NOT NULL' mshauri"
"""How many have asked for silence."""
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
    assert "is installed." in said
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
    start(server, database)
    assert f"/africastalking/{africastalking_api.SECRET}/messages" in server.run(commands("load"))


def write(port: int, text: str, phone: str = FAITH) -> None:
    """Faith writes, or another phone, as the provider tells us."""
    asked = africastalking_api.posted(
        "messages", africastalking_api.sms(text, **{"from": phone, "id": f"deploy{next(IDS)}"})
    )
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("POST", asked.path, asked.body, dict(asked.headers))
    assert line.getresponse().status == 200
    line.close()


def told(takes: Provider, phone: str) -> list[str]:
    """What the provider was given for a phone."""
    return [one.one("message") for one in takes.asked if one.form.get("to") == [phone]]


def is_answered(server: Server, takes: Provider, port: int) -> None:
    """She writes MENU, and gets one more menu."""
    before = sum("TIMEC menu" in said for said in told(takes, FAITH))
    write(port, "MENU")
    eventually(lambda: sum("TIMEC menu" in said for said in told(takes, FAITH)) > before, server.logs)


def start(server: Server, database: str) -> None:
    """The processes, all of which must have begun."""
    server.run(commands(f"{database} processes"))
    server.run("mshauri alive --wait 60")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Directly in the temporary folder: the path of an interpreter in a script is not long."""
    made = Path(tempfile.mkdtemp(prefix="mshauri-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def with_postgresql(folder: Path, cluster: Cluster) -> Iterator[Server]:
    """A folder in which the page's places are, and every user is us; whoever asks PostgreSQL is its administrator."""
    url = cluster.url
    where = {"PGHOST": url.host or str(url.query["host"]), "PGPORT": url.port, "PGUSER": url.username}
    env = {name: str(value) for name, value in {**where, "PGPASSWORD": url.password}.items() if value}
    server = Server(folder, real=False, env=env, programs=(str(folder_of_binaries()),))
    yield server
    server.stop()
    for each in ("mshauri", "mshauri_before", "mshauri_now"):
        server.run(f"dropdb --if-exists {each}")
    server.run("dropuser --if-exists mshauri")


@pytest.fixture
def with_users(folder: Path) -> Iterator[Server]:
    """A root folder with users of its own: what the page says is done to the letter.

    Where this machine does not let us make one, the same is done in a folder as ourselves.
    """
    server = Server(folder, real=can_have_users())
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("server", "database"),
    [pytest.param("with_postgresql", "postgresql", marks=pytest.mark.postgresql), ("with_users", "sqlite")],
)
def test_the_page_leads_from_an_empty_machine_to_the_first_message_and_on(
    server: str, database: str, request: pytest.FixtureRequest
) -> None:
    here: Server = request.getfixturevalue(server)
    port, begun = free_port(), time.monotonic()
    with provider(rules) as takes:
        follow(here, database, takes, port)
        here.run(commands("first backup"))
        here.run(commands("first message"))
        is_answered(here, takes, port)
        took = time.monotonic() - begun
        print(f"From the top of the page to the first SMS on {database}: {took:.0f} s")
        assert took < STOPWATCH
        if here.real:
            keeps_its_secrets(here)
        are_heard(here, takes, port)
        goes_on = goes_on_in_one_process if database == "sqlite" else goes_on_in_several
        goes_on(here, takes, port)


def are_heard(server: Server, takes: Provider, port: int) -> None:
    """She records a session and begins another, and a stranger greets: a later version may mean it otherwise."""
    answers = len(told(takes, FAITH)) + 2
    write(port, "LOG lesson notes. 2 group work. did it")
    write(port, "LOG")
    write(port, "JAMBO", STRANGER)
    eventually(lambda: bool(told(takes, STRANGER)) and len(told(takes, FAITH)) >= answers, server.logs)


def goes_on_in_one_process(server: Server, takes: Provider, port: int) -> None:
    """A version is known beforehand, released while nothing runs, after a restoration, and taken back while all does.

    Then comes one that does not live.
    """
    assert "can be read" in server.run(commands("backup"))
    old = server.run("readlink /opt/mshauri/current")
    tables = a_new_version(server)
    meets_other_words(server.run(commands("release check")))
    assert server.run("mshauri db version; readlink /opt/mshauri/current") == f"{tables}\n{old}"
    is_played(server, "sqlite")
    is_restored(server, takes, port)
    server.run(commands("release"))
    assert server.run("mshauri db version") == "9999\n"
    assert server.run("readlink /opt/mshauri/current") != old
    start(server, "sqlite")
    is_answered(server, takes, port)
    assert "the tables had changed" in server.run(commands("release back")).lower()
    assert server.run("mshauri db version; readlink /opt/mshauri/current") == f"{tables}\n{old}"
    server.run(commands("first message"))
    is_answered(server, takes, port)
    goes_back_by_itself(server, takes, port)


def goes_on_in_several(server: Server, takes: Provider, port: int) -> None:
    """A version is released while web, senders and clock run, each stopped and started, and taken back while none does.

    What it would meet is said by the release too. The backup that is restored is the one that it made. At the end the
    one process that is enough for a small county works on the same database.
    """
    old = server.run("readlink /opt/mshauri/current")
    tables = a_new_version(server)
    said = server.run(commands("release"))
    meets_other_words(said)
    assert "can be read" in said
    assert "runs. Its reverse: mshauri-release --back" in said
    assert server.run("mshauri db version") == "9999\n"
    assert server.run("readlink /opt/mshauri/current") != old
    is_answered(server, takes, port)
    is_restored(server, takes, port)
    assert server.run(SILENT) == "0\n", "and not only because the way back puts one back too"
    assert "the tables had changed" in server.run(commands("release back")).lower()
    assert server.run("mshauri db version; readlink /opt/mshauri/current") == f"{tables}\n{old}"
    is_played(server, "postgresql")
    start(server, "sqlite")
    server.run(commands("first message"))
    is_answered(server, takes, port)


def is_restored(server: Server, takes: Provider, port: int) -> None:
    """She asks for silence, which is not in the backup: once that was put back she can be answered."""
    heard = len(told(takes, FAITH))
    write(port, "STOP")
    eventually(lambda: len(told(takes, FAITH)) > heard, server.logs)
    server.run(commands("restore"))


def meets_other_words(said: str) -> None:
    """It says whose open draft is asked what in other words."""
    assert "is asked in other words: id:" in said
    assert "en before: what did you discuss?" in said
    assert "en now:    what did you two talk about?" in said


def is_played(server: Server, database: str) -> None:
    """The messages meant the same to both versions, but for what the new one answers otherwise."""
    played = server.run(commands(f"{database} shadow"))
    assert re.search(r"^1x  before: words to a stranger\n    now:    silence$", played, re.MULTILINE), played
    assert played.endswith("1 differ.\n")


def goes_back_by_itself(server: Server, takes: Provider, port: int) -> None:
    """A version whose tables cannot be made is not left running, also where it could not be compared before."""
    old = server.run("readlink /opt/mshauri/current")
    (server.repository / "bot/operator/wordings.py").write_text("raise ImportError\n", encoding="utf-8")
    migrate(server, "CREATE TABLE people (id INTEGER)")
    server.commit()
    done = server.tried(commands("release"))
    assert done.returncode == 1, done.stdout
    assert "The release goes on without that." in done.stdout
    assert "does not live. Going back." in done.stdout
    assert server.run("readlink /opt/mshauri/current") == old
    is_answered(server, takes, port)


def keeps_its_secrets(server: Server) -> None:
    """Root and the service's user read the settings and the people, and nobody else does."""
    for file in ("/etc/mshauri.env", "/var/lib/mshauri/people.csv", "/var/lib/mshauri/mshauri.db"):
        server.run(f"sudo -u mshauri test -r {file}")
        assert server.tried(f"sudo -u nobody test -r {file}").returncode == 1
