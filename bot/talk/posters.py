"""Strangers who write what a school's poster says: JOIN and its code, then who they are."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.joining.pages import Join
from bot.dialogs.posters import deeds
from bot.dialogs.posters.pages import JoinPassedOn, JoinWho
from bot.dialogs.posters.rules import code_of, who_of
from bot.dialogs.wants.shared import plainly
from bot.forms.facts import NoFacts
from bot.forms.page import Page
from bot.language import asides, polite
from bot.messages import Inbound
from bot.store.talk import inbox
from bot.store.talk.inbox import StrangersTry

WAITS = timedelta(days=1)
"""How long after JOIN a name is still heard as its answer."""


def asks(text: str) -> bool:
    """Whether these words are JOIN and a code."""
    return _code(text) is not None


def _code(text: str) -> tuple[str, str] | None:
    assert Join.keyword is not None, "it has one"
    return code_of(text, Join.keyword)


def stopped(db: Connection, inbound: Inbound, now: datetime) -> None:
    """After STOP no head lets them in: the first thing would be a message."""
    deeds.withdraw(db, inbound.channel.book, inbound.address, now)


def before(db: Connection, inbound: Inbound, now: datetime) -> str | None:
    """The JOIN that was written from there a while ago."""
    return inbox.last_try(db, inbound.channel, inbound.address, StrangersTry.JOIN, now - WAITS)


def _is_no_name(text: str) -> bool:
    """“What is this?”, “who are you”, “hello”: the head would be asked whether she knows somebody called so."""
    beside = asides(text, exact=True)
    alone = " " not in text and (bool(beside) or polite(text))
    return alone or plainly(text) is not None or bool({"who", "who_what"} & beside.keys())


def answer(db: Connection, inbound: Inbound, now: datetime) -> Page[NoFacts] | None:
    """What is said to JOIN and a code, and to the name after it; None for other words.

    Alike for a code that is a school's and one that is nobody's.
    """
    said = _code(inbound.text)
    if said is None:
        asked = _code(before(db, inbound, now) or "")
        if asked is None or asked[1]:
            return None
        said = asked[0], inbound.text
    who = who_of(said[1])
    if who is None or (who.number is None and _is_no_name(said[1])):
        return JoinWho()
    deeds.ask(db, said[0], who, inbound.channel.book, inbound.address, now)
    return JoinPassedOn()
