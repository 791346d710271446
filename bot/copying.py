"""The page `/m`: somebody's copy of what is held of them, on any computer, for a code and their PIN, once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection, Engine

from bot.dialogs.mydata import deeds
from bot.language import LANGUAGES, Marked, Name, _, say
from bot.reports.papers import held
from bot.store.engine import reading, retrying
from bot.store.people import people

HERE = Path(__file__).parent
WORDS: dict[str, Marked] = {
    "title": _("Your data in TIMEC"),
    "how": _("Write MYDATA by SMS, choose any computer, and enter the code that you get, with your PIN."),
    "code": _("Code"),
    "pin": _("PIN"),
    "read": _("Read here"),
    "pdf": _("PDF"),
    "json": _("For machines (JSON)"),
    "once": _("A code opens your data once. You get another one free of charge."),
    "wrong": _(
        "That code and PIN do not open anything: one of them is wrong, or the code is used or too old. After a few"
        " tries you have to wait. Write MYDATA for a new code."
    ),
    "of": _("Everything TIMEC holds about you"),
    "leave": _("Nothing of it stays on this computer unless you save it. Close this page when you have read it."),
    "rights": _("Something wrong? Send CORRECT. To erase: ERASE. Complaints: www.odpc.go.ke"),
}
"""What the page says."""
Clock = Callable[[], datetime]


def pages(engine: Callable[[], Engine], clock: Clock) -> Blueprint:
    """The page, on whichever store and moment these name at each request."""
    made = Blueprint("copies", __name__)

    @made.get("/m")
    def ask() -> Response:
        """Asks for the code and the PIN."""
        return _page(_language(), status=200)

    @made.post("/m")
    def show() -> Response:
        """The copy, in the way that was chosen, where both are right; else the question again, whichever was wrong."""
        code, pin, way = (request.form.get(name, "")[:40] for name in ("code", "pin", "as"))
        now = clock()
        who = retrying(engine(), lambda db: deeds.opened(db, code, pin, _from(), now))
        if who is None:
            return _page(_language(), status=403, wrong=True)
        with reading(engine()) as db:
            return _copy(db, who, way, now)

    return made


def _copy(db: Connection, who: int, way: str, now: datetime) -> Response:
    person = people.get(db, who)
    assert person is not None, "a code is somebody's"
    if way not in ("pdf", "json"):
        chapters = deeds.chapters(deeds.copy_of(db, who), person.language)
        return _page(person.language, status=200, name=Name(person.name).full, chapters=chapters)
    media = held.to_read(db, who, person.language, now) if way == "pdf" else held.for_machines(db, who, now)
    answer = _safe(Response(media.content, content_type=media.type))
    answer.headers["Content-Disposition"] = f'attachment; filename="{media.name}"'
    return answer


def _page(language: str, *, status: int, **found: object) -> Response:
    words = {name: say(text, language) for name, text in WORDS.items()}
    other = next(one for one in LANGUAGES if one != language)
    styles = _styles()
    whole = (
        _environment()
        .get_template("copying.html")
        .render(
            t=words,
            language=language,
            other=other,
            styles=styles,
            **{"wrong": False, "name": "", "chapters": (), **found},
        )
    )
    return _safe(Response(whole, status, content_type="text/html; charset=utf-8"), styles)


def _safe(answer: Response, styles: str = "") -> Response:
    """Kept by nobody on the way, led to by nothing, and it runs nothing."""
    hashed = b64encode(sha256(styles.encode()).digest()).decode()
    answer.headers.update(
        {
            "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{hashed}'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        }
    )
    return answer


def _language() -> str:
    """The one that was chosen on the page, else what the browser prefers of those that we speak."""
    asked = request.form.get("language") or request.args.get("language") or ""
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def _from() -> str:
    """Who asks: whom our own proxy names last, else whoever is connected."""
    there = request.remote_addr or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return named[:45] if named and there in ("127.0.0.1", "::1") else there


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@lru_cache(maxsize=1)
def _styles() -> str:
    return (HERE / "copying.css").read_text(encoding="utf-8")
