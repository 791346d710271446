"""What is entered in the trail: that an office opened what is not its own, and that it changed something."""

from __future__ import annotations

from datetime import datetime, time

from bot.dialogs.desk import Asking
from bot.forms.dialog import Dialog, arguments
from bot.language import NAIROBI
from bot.store import pairs, trail
from bot.store.pairs import PairOf
from bot.store.people.roles import Role
from bot.store.sessions import sessions
from bot.store.trail import Trace, TrailDeed

OWN = frozenset({Role.MENTOR, Role.MENTEE})
_ONES_OWN = frozenset({"draft", "inbox", "shown", "address", "who"})
"""What a page is about that is nobody else's."""


def looked(asking: Asking, at: Dialog) -> None:
    """This page is shown. What an office sees of others is entered, each thing once a day."""
    role = None if at.confides else _role(asking)
    if role is None or not at.shows:
        return
    midnight = datetime.combine(asking.today, time(), NAIROBI)
    for seen in _seen(asking, at, role, TrailDeed.LOOKED, type(at).__name__):
        trail.add_once(asking.db, seen, midnight, asking.now)


def changed(asking: Asking, at: Dialog, choice: str = "") -> None:
    """This form was handed in, or this choice of a page made. What an office does is entered."""
    role = None if at.confides else _role(asking)
    if role is not None and (at.shows or at.private or arguments(type(at)).keys() - _ONES_OWN):
        what = f"{type(at).__name__}.{choice}" if choice else type(at).__name__
        for seen in _seen(asking, at, role, TrailDeed.CHANGED, what):
            trail.add(asking.db, seen, asking.now)


def _role(asking: Asking) -> Role | None:
    """As what they see what is not their own; None for whoever only mentors or is mentored."""
    others = [held.role for held in asking.roles if held.role not in OWN]
    if not others:
        return None
    return asking.office.role if asking.office is not None else others[0]


def _seen(asking: Asking, at: Dialog, role: Role, deed: TrailDeed, what: str) -> list[Trace]:
    """One entry for each pair that it is about, but one's own; else one for the person or the area.

    What names no pair and is not only for offices shows one's own: GOALS, NEXT.
    """
    session = _number(at, "session")
    about = _pairs(asking, at, session)
    is_own = all(pair.side(asking.who.id) is not None for pair in about) if about else not at.private
    if is_own and (about or deed is TrailDeed.LOOKED):
        return []
    area = _number(at, "school") or (asking.office.area_id if asking.office is not None else None)
    seen = Trace(asking.who.id, role, deed, what, at.shows, None, session, _number(at, "person"), area)
    others = [pair for pair in about if pair.side(asking.who.id) is None]
    return [Trace(**{**vars(seen), "pair_id": pair.id, "area_id": None}) for pair in others] or [seen]


def _pairs(asking: Asking, at: Dialog, session: int | None) -> list[PairOf]:
    """The pairs that a dialog names, or whose matrix was asked for it."""
    pair_id = _number(at, "pair")
    pair = pairs.get(asking.db, pair_id) if pair_id is not None else None
    if pair is None and session is not None:
        found = sessions.get(asking.db, session)
        pair = found[1] if found else None
    return [pair] if pair is not None else list(asking.opened.values())


def _number(at: Dialog, name: str) -> int | None:
    value: object = getattr(at, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
