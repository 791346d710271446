"""A misspelt page, argument, deed, cause, reason, rank or word of the simulator is found before it is run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import app  # noqa: F401 - all causes are declared in what it knows
from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.signing.pages import SessionToSign
from bot.forms.dialog import Dialog
from bot.store.cause import Cause

ROOT = Path(__file__).parent.parent
MISSPELT = '''
"""Each line that ends in a word names something that is not there; what lint finds is planted in tests/dialogs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.handlers import does, facts, opens
from bot.dialogs.comparing import pages as signing
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.forms.page import Do, Go, Page, Prompt
from bot.dialogs.signing.pages import Unsigned
from bot.forms.reasons import Rank, Reason
from bot.dialogs.sessions.paper import SessionRecrod  # page, imported
from bot.dialogs.signing.pages import SessionToSign, Signed
from bot.language import _
from bot.dialogs.signing.rules import SignAsked, SignAskd  # cause, imported
from bot.dialogs.telling import tell
from bot.dialogs.due import Due


class Planted(Page[NoFacts]):
    """A page with choices."""

    text = _("Here.")
    read = Go(_("to read"), lambda: signing.ReadChnage)  # page
    gone = Go(_("to read"), "Signed")  # page, as text
    log = Do(_("sign"), pined=True)  # deed


class Due(Prompt[NoFacts]):  # type: ignore[no-redef]
    """A prompt."""

    reason = Reason("planted", Rank.SESION, because=_("it was"), watched=_("Prompt to {who}"))  # rank
    again = Reason("again", Rank.SIGN, becuase=_("it was"), watched=_("Prompt to {who}"))  # reason
    told = Reason("told", Rank.SIGN, because=_("it was"), wached=_("Prompt to {who}"))  # simulator
    text = _("TIMEC: here.")


@facts
def of_signed(asking: Asking, at: Singed) -> Prepared:  # page, of facts
    return Prepared(NoFacts())


@does(SessionToSign.sgin)  # deed, of a handler
def sign(asking: Asking, at: SessionToSign) -> Dialog:
    return Signed(session=at.session, verison=at.version)  # argument


def told(db: Connection, now: datetime, version: int) -> None:
    to_sign = SessionToSign(session="3", version=version)  # argument, its kind
    tell(db, 1, to_sign, SignAsked(verison=version), now)  # cause, its part
    tell(db, 1, "SessionToSign?session=3", SignAsked(version=version), now)  # page, as text
    tell(db, 1, to_sign, f"sign:{version}", now)  # cause, as text
    reminded(Unsigned(session=3))  # argument, missing


def reminded(at: Unsigned) -> None:
    print(at.sesion)  # argument, read
'''


@pytest.mark.slow
def test_mypy_finds_each_misspelling(tmp_path: Path) -> None:
    planted = tmp_path / "misspelt.py"
    planted.write_text(MISSPELT.lstrip(), encoding="utf-8")
    run = [sys.executable, "-m", "mypy", "--no-error-summary", "--config-file", "pyproject.toml", str(planted)]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = {int(line) for line in re.findall(r"misspelt\.py:(\d+): error", said)}
    wanted = {
        number
        for number, line in enumerate(MISSPELT.lstrip().splitlines(), start=1)
        if re.search(r"  # (page|argument|deed|cause|rank|reason|simulator)", line)
    }
    assert found == wanted, said


def test_no_two_causes_read_alike() -> None:
    causes = Cause.__subclasses__()
    shapes = [re.sub(r"\{\w+\}", "{}", one.pattern) for one in causes]
    assert len(shapes) > 60
    assert sorted({shape for shape in shapes if shapes.count(shape) > 1}) == []


def test_a_second_handler_of_one_thing_fails_when_it_is_imported() -> None:
    def prepared(asking: Asking, at: SessionToSign) -> Prepared:
        raise NotImplementedError

    def done(asking: Asking, at: SessionToSign) -> Dialog:
        raise NotImplementedError

    with pytest.raises(TypeError, match="has a handler already"):
        facts(prepared)
    with pytest.raises(TypeError, match="has a handler already"):
        does(SessionToSign.sign)(done)
