"""Adding is small: a form and a prompt are made in a copy of the tree, as CONTRIBUTING.md says and by nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLANTED = Path(__file__).parent / "adding"
"""The new files, at their places."""
PAGE = ROOT / "CONTRIBUTING.md"
MARKED = re.compile(r"(?<=<!-- adding -->\n).*?(?=<!-- /adding -->)", re.DOTALL)
SUBJECT = "lending"

MIGRATION = '''"""Loans: books that mentors lend."""

from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

from bot.store.base import Moment

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table(
        "loans",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("title", Text, nullable=False),
        Column("back", Date, nullable=False),
        Column("made_at", Moment, nullable=False),
        Column("seal", Text),
    )
    op.create_index("ix_loans_pair_id", "loans", ["pair_id"])
    op.create_index("ix_loans_back", "loans", ["back"])
'''
KISWAHILI = {
    "LEND": "AZIMA",
    "loan": "mkopo",
    "Which book do you lend to {partner}?": "Unamwazima {partner} kitabu gani?",
    "book": "kitabu",
    "Until which day?": "Hadi siku gani?",
    "back": "kurudishwa",
    "{book}, back on {back:weekday}.": "{book}, kurudishwa {back:weekday}.",
    "Noted: {partner:first} has {title} until {back}.": "Sawa: {partner:first} ana {title} hadi {back}.",
    "You mentor nobody now.": "Humshauri mtu kwa sasa.",
    "you borrowed a book until today": "uliazima kitabu hadi leo",
    "A book goes back: prompt to {who}": "Kitabu kurudishwa: ujumbe kwa {who}",
    "TIMEC: {me:first}, a book goes back to {partner} today.": "TIMEC: {me:first}, leo rudisha kitabu cha {partner}.",
    "a book goes back": "kitabu kinarudishwa",
}


@dataclass(frozen=True)
class Touched:
    """One file that a new form, or a new prompt, touches."""

    file: str
    why: str
    form: bool
    prompt: bool


TOUCHED = (
    Touched("bot/dialogs/__init__.py", "edited: a line in the list of subjects", True, False),
    Touched("bot/dialogs/<subject>/__init__.py", "new: one sentence", True, False),
    Touched("bot/dialogs/<subject>/paper.py", "new: the form", True, False),
    Touched("bot/dialogs/<subject>/pages.py", "new: its receipt; the prompt's page", True, True),
    Touched("bot/dialogs/<subject>/deeds.py", "new: the deed", True, False),
    Touched("bot/dialogs/<subject>/desk.py", "new: facts, subjects, hand-over", True, True),
    Touched("bot/dialogs/<subject>/prompts.py", "new: the rule", False, True),
    Touched("bot/store/<subject>.py", "new: its table; what is due, and the cause", True, True),
    Touched("bot/store/migrations/versions/<next>.py", "new: the step", True, False),
    Touched("bot/store/tables.py", "edited: a line", True, False),
    Touched("locales/sw/LC_MESSAGES/messages.po", "edited: Kiswahili", True, True),
    Touched("tests/stories/<subject>/<subject>.chat", "new: its story", True, False),
    Touched("tests/stories/<subject>/test_<subject>.py", "new: its day", False, True),
    Touched("docs/forms.md", "generated", True, False),
    Touched("docs/costs.md", "generated", True, True),
    Touched("docs/due.md", "generated", False, True),
)


def table() -> str:
    """The part of CONTRIBUTING.md."""
    lines = ["| file | | form | prompt |", "|---|---|---|---|"]
    lines += [f"| `{one.file}` | {one.why} | {'x' * one.form} | {'x' * one.prompt} |" for one in TOUCHED]
    forms, prompts = (sum(getattr(one, kind) for one in TOUCHED) for kind in ("form", "prompt"))
    return "\n".join([*lines, f"| **files** | | **{forms}** | **{prompts}** |", ""])


def test_the_table_of_what_is_touched_is_in_the_manual() -> None:
    found = MARKED.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == table(), "write it anew: python -m tests.test_adding"


# the copy

EACH = """
import json, runpy, sys
for words in json.loads(sys.argv[1]):
    sys.argv = words
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code:
            raise
"""
"""Runs modules as `python -m` does, and reads the program once for all of them."""


@dataclass(frozen=True)
class Copy:
    """A copy of the tree with the new subject in it, and the files as they were."""

    root: Path
    before: Mapping[str, bytes]

    def run(self, *commands: tuple[str, ...]) -> None:
        """`python -m` each of these in the copy, one after the other in one process; all must go well."""
        words = [sys.executable, "-c", EACH, json.dumps(commands)]
        env = {**os.environ, "PYTHONPATH": str(self.root)}
        done = subprocess.run(words, cwd=self.root, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def touched(self) -> set[str]:
        """Which files are new or another than before."""
        now = _files(self.root)
        return {name for name in now.keys() | self.before.keys() if now.get(name) != self.before.get(name)}


def _files(root: Path) -> dict[str, bytes]:
    kept = (one for one in root.rglob("*") if one.is_file() and "__pycache__" not in one.parts)
    return {str(one.relative_to(root)): one.read_bytes() for one in kept}


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _entered(root: Path) -> None:
    """The lines in the three files that are edited, and the step of the tables."""
    _edit(root / "bot/dialogs/__init__.py", '    "operating",\n', f'    "{SUBJECT}",\n    "operating",\n')
    tables = root / "bot/store/tables.py"
    _edit(tables, "from bot.store.letters ", f"from bot.store.{SUBJECT} import loans\nfrom bot.store.letters ")
    _edit(tables, '    "metadata",\n', '    "loans",\n    "metadata",\n')
    versions = root / "bot/store/migrations/versions"
    before = max(one.name[:4] for one in versions.glob("0*.py"))
    revision = f"{int(before) + 1:04}"
    (versions / f"{revision}_loans.py").write_text(MIGRATION.format(revision=revision, before=before), encoding="utf-8")
    catalogue = root / "locales/sw/LC_MESSAGES/messages.po"
    known = catalogue.read_text(encoding="utf-8")
    new = [f'msgid "{en}"\nmsgstr "{sw}"\n' for en, sw in KISWAHILI.items() if f'msgid "{en}"\n' not in known]
    catalogue.write_text("\n".join([known, *new]), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    root = tmp_path_factory.mktemp("adding")
    for name in ("bot", "scheduler", "locales", "tests", "docs", "bench"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("adding"))  # with what is compiled
    for name in ("pyproject.toml", "CONTRIBUTING.md", *(lock.name for lock in ROOT.glob("requirements*.txt"))):
        shutil.copy(ROOT / name, root / name)
    before = _files(root)
    shutil.copytree(PLANTED, root, dirs_exist_ok=True)
    _entered(root)
    yield Copy(root, before)
    shutil.rmtree(root)


@pytest.mark.slow
def test_a_form_and_a_prompt_need_no_other_file(made: Copy) -> None:
    tests = (
        "test_rooms",
        "forms/test_cost",
        "stories/test_stories",
        "store/test_migrations",
        f"stories/{SUBJECT}/test_{SUBJECT}",
    )
    quickly = ("-q", "-x", "-p", "no:cacheprovider", "-m", "not postgresql", "-k", "rooms or lending or migrat")
    made.run(
        ("tests.forms.test_cost",),
        ("tests.scheduler.test_table",),
        ("bot", "lint"),
        ("pytest", *quickly, *(f"tests/{one}.py" for one in tests)),
    )
    named = {re.sub(r"(?<=versions/)\d+_\w+", "<next>", name).replace(SUBJECT, "<subject>") for name in made.touched()}
    assert named == {one.file for one in TOUCHED}


if __name__ == "__main__":
    PAGE.write_text(MARKED.sub(lambda _found: table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
