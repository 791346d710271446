"""The version that comes after the one of the page: made in the repository that was cloned."""

from __future__ import annotations

from tests.deploy.server import Server


def a_new_version(server: Server) -> str:
    """The repository has a version with other words, another answer and one more table; the tables of before it."""
    reword(server, "what did you discuss?", "what did you two talk about?")
    edit(server, "bot/talk/strangers.py", "    if inbound.group:", '    if text == "JAMBO":\n        return None\n')
    tables = migrate(server, "CREATE TABLE more (id INTEGER)")
    server.commit()
    return tables


def reword(server: Server, old: str, new: str) -> None:
    """The next version asks it so."""
    for file in (server.repository / "bot" / "dialogs").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if old in text:
            file.write_text(text.replace(old, new), encoding="utf-8")


def edit(server: Server, file: str, before: str, more: str) -> None:
    """The next version does this as well, before it does that."""
    source = server.repository / file
    text = source.read_text(encoding="utf-8")
    assert text.count(before) == 1
    source.write_text(text.replace(before, more + before), encoding="utf-8")


def migrate(server: Server, does: str) -> str:
    """The next version has one more step of its tables; the last one of before it."""
    versions = server.repository / "bot" / "store" / "migrations" / "versions"
    last = max(file.name for file in versions.glob("0*.py"))[:4]
    step = f'revision, down_revision = "9999", "{last}"\n\n\ndef upgrade():\n    op.execute("{does}")\n'
    (versions / "9999_more.py").write_text(f"from alembic import op\n\n{step}", encoding="utf-8")
    return last
