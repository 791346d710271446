"""Who may know whom, and the manners of the house: what a machine can see about the code's shape."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator

import pytest

from bot.dialogs import SUBJECTS
from tests.law import EXCEPTIONS, FILES, LAYERS, MODULES, ROOT, circles, imports_of, name_of, parsed, trespasses

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_FILES = 30
MOST_FILES_OF_A_SUBJECT = 10


def test_nobody_knows_whom_the_tables_do_not_allow() -> None:
    wrong = [line for file in FILES for line in trespasses(name_of(file), parsed(file), file.name == "__init__.py")]
    known = {line: (line.split(":")[0], line.rpartition("(")[2].rstrip(")")) for line in wrong}
    assert not [line for line in wrong if known[line] not in EXCEPTIONS], "\n".join(wrong)
    assert set(known.values()) == set(EXCEPTIONS), "an exception that is none any more"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.store.people", "from bot.dialogs.pairs import rules"),
        ("bot.store.people", "import bot.talk"),
        ("bot.forms.form", "def f():\n    from bot.store import engine"),
        ("bot.forms.form", "from ..store import engine"),
        ("bot.forms.form", "import sqlalchemy.orm"),
        ("bot.channels.twilio", "from bot import outbox"),
        ("bot.web", "from bot.dialogs.pairs.deeds import take_pair"),
        ("bot.newcomer", "import json"),
        ("bot.dialogs.goals.paper", "from bot.store import goals"),
        ("bot.dialogs.goals.paper", "from bot.dialogs.goals.pages import GoalSent"),
        ("bot.dialogs.goals.paper", "from bot.dialogs.goals import rules"),
        ("bot.dialogs.goals.pages", "from bot.store.pairs import PairOf"),
        ("bot.dialogs.goals.pages", "from bot.dialogs.goals import deeds"),
        ("bot.dialogs.goals.rules", "from bot.store.pairs import get"),
        ("bot.dialogs.goals.rules", "from bot.store import pairs\npairs.get(1)"),
        ("bot.dialogs.goals.rules", "from bot.dialogs.pairs.deeds import take_pair"),
        ("bot.dialogs.goals.rules", "from sqlalchemy import Connection"),
        ("bot.dialogs.goals.deeds", "from bot.forms.form import Form"),
        ("bot.dialogs.goals.deeds", "from bot.dialogs.letters.paper import Ask"),
        ("bot.dialogs.goals.deeds", "from bot.dialogs.goals import desk"),
        ("bot.dialogs.goals.deeds", "from bot.dialogs.desk import Asking"),
        ("bot.dialogs.goals.prompts", "from bot.dialogs.reviews import deeds"),
        ("bot.dialogs.goals.prompts", "from bot.dialogs.reviews.prompts import RULES"),
        ("bot.dialogs.goals.desk", "from bot.dialogs.letters.desk import thread"),
        ("bot.dialogs.goals.desk", "from bot.dialogs.letters import prompts"),
        ("bot.dialogs.goals.shared", "from bot.dialogs.goals.desk import one"),
        ("bot.dialogs.goals.desk", "from bot.dialogs import reception"),
        ("bot.dialogs.goals.helpers", "import json"),
        ("bot.dialogs.goals", "from bot.dialogs.goals import desk"),
        ("bot.dialogs.calendar", "from bot.dialogs.pairs import rules"),
        ("bot.dialogs.refusals", "from bot.store import pairs"),
    ],
)
def test_a_planted_trespass_is_found(module: str, source: str) -> None:
    assert trespasses(module, ast.parse(source), module == "bot.dialogs.goals")


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.dialogs.pairs.deeds", "from bot.store import pairs\nfrom bot.messages import Inbound\nimport sqlalchemy"),
        ("bot.dialogs.goals.rules", "from bot.store import pairs\nfrom bot.store.pairs import PairOf\npairs.PairOf"),
        ("bot.dialogs.goals.pages", "from bot.dialogs.letters.pages import LetterCame"),
        ("bot.dialogs.goals.deeds", "from bot.dialogs.letters import deeds\nfrom bot.dialogs.goals import pages"),
        ("bot.dialogs.goals.desk", "from bot.dialogs.goals import deeds, pages\nfrom bot.dialogs.pairs import rules"),
        ("bot.app", "from bot.web import app"),
        ("bot.forms.form", "from .path import next_step"),
        ("bot.simulator.demo", "import scheduler.due"),
    ],
)
def test_what_the_tables_allow_passes(module: str, source: str) -> None:
    assert not trespasses(module, ast.parse(source))


def test_handlers_stand_at_a_desk() -> None:
    """Whoever else were to hold one is not sure to be imported before it is needed."""
    registering = {"facts", "takes", "does", "subjects", "routes", "opens", "finds"}
    found = []
    for file in FILES:
        for node in ast.walk(parsed(file)):
            named = [getattr(one, "func", one) for one in getattr(node, "decorator_list", [])]
            if file.name != "desk.py" and registering & {one.id for one in named if isinstance(one, ast.Name)}:
                found.append(name_of(file))
    assert not found


def test_no_file_of_the_dialogs_leads_back_to_itself() -> None:
    edges: dict[str, set[str]] = defaultdict(set)
    for file in FILES:
        module = name_of(file)
        if module.startswith("bot.dialogs."):
            known = {one.module for one in imports_of(module, parsed(file), file.name == "__init__.py")}
            edges[module] = {one for one in known if one in MODULES and one.startswith("bot.dialogs.")} - {module}
    assert not circles(edges)


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c", "b"]]


def test_every_subject_is_listed_once_and_has_its_folder() -> None:
    folders = {path.parent.name for path in (ROOT / "bot" / "dialogs").glob("*/__init__.py")}
    assert sorted(SUBJECTS) == sorted(folders)
    assert len(set(SUBJECTS)) == len(SUBJECTS)


def test_no_folder_is_full_and_no_subject_is_two() -> None:
    found: dict[str, int] = defaultdict(int)
    for file in FILES:
        found[file.parent.relative_to(ROOT).as_posix()] += 1
    del found["bot/store/migrations/versions"]  # the steps from the first store to ours: one more with each change
    most = {folder: MOST_FILES_OF_A_SUBJECT if folder.startswith("bot/dialogs/") else MOST_FILES for folder in found}
    assert not {folder: files for folder, files in found.items() if files > most[folder]}
    assert LAYERS == ("paper", "pages", "rules", "deeds", "prompts", "shared", "desk")


def test_a_class_name_stands_once() -> None:
    """One word for one thing: a name that is looked for leads to one place."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name_of(file))
    assert not {name: places for name, places in found.items() if len(places) > 1}


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


@pytest.mark.slow
def test_no_function_is_long() -> None:
    long = {name: lines for name, lines in functions() if lines > MOST_LINES_OF_A_FUNCTION}
    assert not long


@pytest.mark.parametrize(
    ("lock", "least"), [("requirements.txt", 40), ("requirements-dev.txt", 80), ("requirements-pip.txt", 1)]
)
def test_a_lock_pins_and_hashes_everything_and_names_no_index(lock: str, least: int) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.findall(r"https?://|file:|^--\S+", text, flags=re.MULTILINE)
    entries = re.sub(r"(?m)^ *#.*\n", "", text).replace("\\\n", " ").strip().split("\n")
    assert len(entries) >= least
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
