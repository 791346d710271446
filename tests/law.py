"""The law of the house as tables: which room may know which, and within a subject which file may know which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = sorted(file for top in ("bot", "scheduler") for file in (ROOT / top).rglob("*.py"))

EVERYTHING = frozenset({"*"})

# The first table of docs/architecture.md. Everybody may also know `messages` and their own room.
MAY_KNOW: dict[str, frozenset[str]] = {
    "app": EVERYTHING,
    "workers": EVERYTHING,
    "__main__": EVERYTHING,
    "commandline": EVERYTHING,
    "costing": EVERYTHING,
    "custody": EVERYTHING,
    "caretaking": EVERYTHING,
    "breaching": EVERYTHING,
    "registry": EVERYTHING,
    "handouts": EVERYTHING,
    "housekeeping": EVERYTHING,
    "shadow": EVERYTHING,
    "outgoing": EVERYTHING,
    "coming": EVERYTHING,
    "coming_list": EVERYTHING,
    "simulator": EVERYTHING,
    "scheduler.__main__": EVERYTHING,
    "providers": frozenset({"channels", "settings"}),
    "missed": frozenset({"talk", "store"}),
    "metrics": frozenset({"language", "store"}),
    "copying": frozenset({"dialogs", "language", "reports", "store"}),
    "serving": frozenset(),
    "web": frozenset({"channels", "log", "metrics", "outbox", "store", "talk"}),
    "operator": frozenset(
        {"channels", "dialogs", "forms", "forms.checks", "language", "log", "providers", "settings", "store"}
    ),
    "talk": frozenset({"dialogs", "forms", "language", "log", "store"}),
    "scheduler": frozenset({"dialogs", "language", "store"}),
    "outbox": frozenset({"channels", "log", "store"}),
    "dialogs": frozenset({"forms", "language", "reports", "store"}),
    "reports": frozenset({"dialogs", "language", "store"}),
    "forms.checks": frozenset({"dialogs", "forms", "language", "store", "talk"}),
    "forms": frozenset({"language"}),
    "channels": frozenset(),
    "store": frozenset({"log"}),
    "language": frozenset(),
    "messages": frozenset(),
    "log": frozenset({"settings"}),
    "settings": frozenset(),
    "bot": frozenset(),
}

# The second table: within `dialogs/`, by the name of a file. A plain name is that file of any subject, `own …` only of
# its own; `ground` are the room's files that everybody works on, `data` the dataclasses and enums of the store.
LAW: dict[str, frozenset[str]] = {
    "paper": frozenset({"forms", "language", "paper"}),
    "pages": frozenset({"forms", "language", "paper", "pages"}),
    "rules": frozenset({"language", "ground", "data", "rules"}),
    "deeds": frozenset({"language", "ground", "telling", "store", "rules", "deeds", "own paper", "pages"}),
    "prompts": frozenset({"forms", "language", "ground", "telling", "store", "rules", "own deeds", "own pages"}),
    "shared": frozenset(
        {"forms", "language", "ground", "desk base", "store", "paper", "pages", "rules", "deeds", "shared"}
    ),
    "desk": frozenset(
        {"forms", "language", "ground", "desk base", "store", "reports", "paper", "pages", "rules", "deeds", "shared"}
    ),
}
LAYERS = tuple(LAW)

# The files of the room itself: what kind each is, and which kinds it may know.
OF_THE_ROOM: dict[str, tuple[str, frozenset[str]]] = {
    "school_year": ("ground", frozenset({"language", "ground", "store"})),
    "calendar": ("ground", frozenset({"language", "ground", "store"})),
    "visibility": ("ground", frozenset({"language", "ground", "store"})),
    "refusals": ("ground", frozenset({"language", "ground"})),
    "telling": ("telling", frozenset({"forms", "language", "ground", "store"})),
    "due": ("telling", frozenset({"forms", "language", "ground", "store"})),
    "desk": ("desk base", frozenset({"forms", "language", "ground", "store", "rules"})),
    "handlers": ("desk base", frozenset({"forms", "language", "ground", "desk base"})),
    "reception": ("reception", EVERYTHING),
    "__init__": ("reception", frozenset()),
}

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("bot.dialogs.undo.deeds", other): "how each form is taken back is told by the form"
    for other in (
        "bot.forms.form",
        "bot.dialogs.goals.paper",
        "bot.dialogs.leading.paper",
        "bot.dialogs.letters.paper",
        "bot.dialogs.meetings.paper",
        "bot.dialogs.modules.paper",
        "bot.dialogs.observing.paper",
        "bot.dialogs.reviews.paper",
        "bot.dialogs.sessions.paper",
    )
}
"""Who knows whom against the law, and why. There are no others, and none that is not needed any more."""

# Pure rooms and quiet rooms: libraries that would make them something else.
WEB = {"flask", "requests", "telegram", "twilio", "gunicorn", "apscheduler"}
WEB_AND_STORE = WEB | {"sqlalchemy", "alembic"}
MUST_NOT_USE = {
    "forms": WEB_AND_STORE,
    "forms.checks": WEB_AND_STORE,
    "language": WEB_AND_STORE,
    "messages": WEB_AND_STORE,
    "channels": {"sqlalchemy", "alembic", "apscheduler"},
    "dialogs": WEB | {"alembic"},
    "paper": WEB_AND_STORE,
    "pages": WEB_AND_STORE,
    "rules": WEB_AND_STORE,
}


def name_of(file: Path) -> str:
    """The module's dotted name: bot/store/people.py is bot.store.people."""
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file) for file in FILES}


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def room_of(module: str) -> str:
    """`bot.store.people` lives in `store`, `scheduler.due` in `scheduler`, `bot.forms.checks.lint` in its part."""
    if module in MAY_KNOW:
        return module
    top, _, rest = module.partition(".")
    if top == "scheduler":
        return top
    if rest.startswith("forms.checks"):
        return "forms.checks"
    return rest.split(".")[0] or "bot"


@dataclass(frozen=True)
class At:
    """Where a module of `dialogs/` stands: its subject ("": the room itself) and the name of its file."""

    subject: str
    file: str


def place_of(module: str) -> At | None:
    """Its place within `dialogs/`; None for the other rooms."""
    parts = module.split(".")
    if parts[:2] != ["bot", "dialogs"]:
        return None
    match parts[2:]:
        case []:
            return At("", "__init__")
        case [file] if file in OF_THE_ROOM:
            return At("", file)
        case [subject]:
            return At(subject, "__init__")
        case [subject, file]:
            return At(subject, file)
    return At(parts[2], ".".join(parts[3:]))


@dataclass(frozen=True)
class Import:
    """Something that a module imports: in which line, from which module, and by which name (None: the module)."""

    line: int
    module: str
    name: str | None


def imports_of(module: str, tree: ast.Module, package: bool) -> Iterator[Import]:
    """Everything the module imports, wherever in it; `from bot import app` is bot.app."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if package and node.level == 1 else int(package) - node.level]
                base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                is_module = full in MODULES or (ROOT / full.replace(".", "/")).is_dir()
                yield Import(node.lineno, full if is_module else base, None if is_module else alias.name)


def trespasses(module: str, tree: ast.Module, package: bool = False) -> list[str]:
    """A sentence for each import that the tables do not allow."""
    room, here = room_of(module), place_of(module)
    allowed = MAY_KNOW.get(room)
    if allowed is None:
        return [f"{module}: the room {room} is not in the table; say whom it may know"]
    if here and here.subject and here.file not in ("__init__", *LAYERS):
        return [f"{module}: a subject has no file of that name"]
    wrong = []
    without = MUST_NOT_USE.get(room, set()) | MUST_NOT_USE.get(here.file if here and here.subject else "", set())
    for one in sorted(set(imports_of(module, tree, package)), key=lambda one: (one.line, one.module, one.name or "")):
        top, other = one.module.split(".")[0], room_of(one.module)
        if top in without:
            wrong.append(f"{module}:{one.line}: {here.file if here else room} does without {top}")
        if top not in {"bot", "scheduler"} or other in {"messages", "bot"} or allowed is EVERYTHING:
            continue
        if other != room and other not in allowed:
            wrong.append(f"{module}:{one.line}: {room} may not know {other} ({one.module})")
        elif here and (what := against_the_law(here, one, tree)):
            wrong.append(f"{module}:{one.line}: {here.file} may not know {what} ({one.module})")
    return wrong


def against_the_law(here: At, one: Import, tree: ast.Module) -> str | None:
    """What a file of `dialogs/` may not know of what it imports; None where it may."""
    if here.file == "__init__" and here.subject:
        return "anything"
    allowed = LAW[here.file] if here.subject else OF_THE_ROOM[here.file][1]
    there, known = place_of(one.module), {room_of(one.module)}
    if there and not there.subject:
        known = {OF_THE_ROOM[there.file][0]}
    elif there:
        known = {there.file, f"own {there.file}"} if there.subject == here.subject else {there.file}
    elif known == {"store"} and is_data(one, tree):
        known = {"store", "data"}
    return None if allowed & known or allowed is EVERYTHING else min(known)


def is_data(one: Import, tree: ast.Module) -> bool:
    """Whether only classes and constants are taken from a module of the store."""
    if one.name is not None:
        return one.name[0].isupper()
    local = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" == one.module
    }
    used = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in local
    ]
    return all(name[0].isupper() for name in used)


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The ways that lead back to where they began, one for each module that has one."""
    found, done = [], set[str]()

    def follow(module: str, way: list[str]) -> None:
        if module in way:
            found.append([*way[way.index(module) :], module])
        elif module not in done:
            for other in sorted(edges.get(module, ())):
                follow(other, [*way, module])
            done.add(module)

    for module in sorted(edges):
        follow(module, [])
    return found
