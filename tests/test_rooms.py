"""Who may know whom, and the manners of the house: what a machine can see about the code's shape."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(file for top in ("bot", "scheduler") for file in (ROOT / top).rglob("*.py"))

EVERYTHING = frozenset({"*"})

# The table of docs/architecture.md. Everybody may also know `messages` and their own room.
MAY_KNOW: dict[str, frozenset[str]] = {
    "app": EVERYTHING,
    "__main__": EVERYTHING,
    "commandline": EVERYTHING,
    "providers": frozenset({"channels", "settings"}),
    "missed": frozenset({"conversation", "store"}),
    "simulator": EVERYTHING,
    "doctor": frozenset({"app", "channels", "settings", "store"}),
    "metrics": frozenset({"store"}),
    "webhooks": frozenset({"app", "channels", "dialogs", "language", "settings"}),
    "scheduler.__main__": EVERYTHING,
    "web": frozenset({"conversation", "outbox", "channels", "metrics", "store", "log"}),
    "conversation": frozenset({"speak", "desk", "dialogs", "programme", "language", "store", "log"}),
    "speak": frozenset({"desk", "dialogs", "programme", "language", "store", "log", "scheduler.calm"}),
    "again": frozenset({"speak", "desk", "dialogs", "language", "store"}),
    "scheduler.due": frozenset({"programme", "store", "scheduler.rule", "scheduler.rules"}),
    "scheduler.rules": frozenset({"dialogs", "programme", "store", "scheduler.endings", "scheduler.rule"}),
    "scheduler.endings": frozenset({"dialogs", "programme", "store", "scheduler.rule"}),
    "scheduler.rule": frozenset({"dialogs", "programme", "store"}),
    "scheduler.calm": frozenset({"dialogs", "programme", "store"}),
    "load": frozenset({"programme", "store"}),
    "persons": frozenset({"log", "programme", "store"}),
    "misunderstood": frozenset({"audit", "dialogs", "language", "store"}),
    "audit": frozenset({"conversation", "desk", "dialogs", "language"}),
    "outbox": frozenset({"channels", "store", "log"}),
    "desk": frozenset({"dialogs", "programme", "reports", "language", "store"}),  # language: facts hold Name and Item
    "reports": frozenset({"programme", "language", "store"}),
    "programme": frozenset({"dialogs", "language", "store"}),  # dialogs: deeds tell others by their pages
    "dialogs": frozenset({"language"}),
    "channels": frozenset(),
    "store": frozenset({"log"}),
    "language": frozenset(),
    "messages": frozenset(),
    "log": frozenset({"settings"}),
    "settings": frozenset({"environment"}),
    "environment": frozenset(),
    "bot": frozenset(),
    "scheduler": frozenset(),
}

# Pure rooms and quiet rooms: libraries that would make them something else.
WEB_AND_STORE = {"flask", "sqlalchemy", "alembic", "requests", "telegram", "twilio", "gunicorn", "apscheduler"}
MUST_NOT_USE = {
    "dialogs": WEB_AND_STORE,
    "language": WEB_AND_STORE,
    "messages": WEB_AND_STORE,
    "channels": {"sqlalchemy", "alembic", "apscheduler"},
    "programme": WEB_AND_STORE - {"sqlalchemy"},
    "desk": WEB_AND_STORE - {"sqlalchemy"},
}

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40


def name_of(file: Path) -> str:
    """The module's dotted name: bot/store/people.py is bot.store.people."""
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file) for file in FILES}


def room_of(module: str) -> str:
    """`bot.store.people` lives in `store`, `scheduler.due` in `scheduler.due`."""
    top, _, rest = module.partition(".")
    if top == "scheduler":
        return module
    return rest.split(".")[0] or "bot"


def imports_of(module: str, tree: ast.Module, package: bool) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything the module imports, wherever in it; `from bot import app` is bot.app."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if package and node.level == 1 else int(package) - node.level]
                base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield node.lineno, full if full in MODULES or (ROOT / full.replace(".", "/")).is_dir() else base


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def trespasses(module: str, tree: ast.Module, package: bool = False) -> list[str]:
    """A sentence for each import that the tables do not allow."""
    room = room_of(module)
    allowed = MAY_KNOW.get(room)
    if allowed is None:
        return [f"{module}: the room {room} is not in the table; say whom it may know"]
    wrong = []
    for line, name in sorted(set(imports_of(module, tree, package))):
        top = name.split(".")[0]
        other = room_of(name)
        if top in MUST_NOT_USE.get(room, ()):
            wrong.append(f"{module}:{line}: {room} does without {top}")
        if top not in {"bot", "scheduler"} or other in {room, "messages", "bot"} or allowed is EVERYTHING:
            continue
        if other not in allowed:
            wrong.append(f"{module}:{line}: {room} may not know {other} ({name})")
    return wrong


def test_nobody_knows_a_room_that_the_table_does_not_allow() -> None:
    wrong = [line for file in FILES for line in trespasses(name_of(file), parsed(file), file.name == "__init__.py")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.store.people", "from bot.programme import pairs"),
        ("bot.store.people", "import bot.conversation"),
        ("bot.dialogs.form", "def f():\n    from bot.store import engine"),
        ("bot.dialogs.form", "from ..store import engine"),
        ("bot.dialogs.form", "import sqlalchemy.orm"),
        ("bot.channels.twilio", "from bot import outbox"),
        ("bot.web", "from bot.programme.pairs import start"),
        ("bot.newcomer", "import json"),
    ],
)
def test_a_planted_trespass_is_found(module: str, source: str) -> None:
    assert trespasses(module, ast.parse(source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.programme.pairs", "from bot.store import people\nfrom bot.messages import Inbound\nimport sqlalchemy"),
        ("bot.app", "from bot.web import app"),
        ("bot.dialogs.form", "from .path import next_step"),
        ("bot.simulator.demo", "import scheduler.due"),
    ],
)
def test_what_the_table_allows_passes(module: str, source: str) -> None:
    assert not trespasses(module, ast.parse(source))


def test_every_module_opens_with_a_sentence() -> None:
    mute = [name_of(file) for file in FILES if not ast.get_docstring(parsed(file))]
    assert not mute, mute


def test_no_file_is_long() -> None:
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES}


def functions() -> Iterator[tuple[str, int]]:
    """Each function with its number of lines, decorators not counted; a migration is a list of columns."""
    for file in FILES:
        if file.parent.name == "versions":
            continue
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(file)}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_long() -> None:
    long = {name: lines for name, lines in functions() if lines > MOST_LINES_OF_A_FUNCTION}
    assert not long


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_and_hashes_everything_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.findall(r"https?://|file:|^--\S+", text, flags=re.MULTILINE)
    entries = re.sub(r"(?m)^ *#.*\n", "", text).replace("\\\n", " ").strip().split("\n")
    assert len(entries) > 40
    assert not [entry.split()[0] for entry in entries if "==" not in entry.split()[0] or "--hash=sha256:" not in entry]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in {
        "requirements.txt": [*project["dependencies"], *extras["setup"]],
        "requirements-dev.txt": [*project["dependencies"], *extras["setup"], *extras["dev"]],
    }.items():
        pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert {re.split(r"[^\w.-]", name)[0] for name in wanted} <= pinned, lock


def test_both_locks_pin_the_same_versions() -> None:
    runtime, dev = (
        set(re.findall(r"^[\w.-]+==[^ ;\\]+", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime <= dev
