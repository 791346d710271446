"""Who may call a learning community, and of how many people figures are told."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogs.offices.rules import Office
from bot.dialogs.visibility import Viewer
from bot.store.pairs import PairKind, PairOf
from bot.store.people.roles import HeldRole, Role

CALLING = frozenset({Viewer.HEAD, Viewer.SCD, Viewer.CD})
"""The offices that call one: of a school, or across the schools of an area (requirement D394)."""


def leads(office: Office | None, pairs: Iterable[PairOf], who: int, held: Iterable[HeldRole]) -> bool:
    """Whether somebody may call one: an office, a deputy, or whoever coaches."""
    in_office = office is not None and office.viewer in CALLING
    coaches = any(pair.kind is PairKind.COACHING and pair.mentor_id == who for pair in pairs)
    return in_office or coaches or any(one.role is Role.DEPUTY for one in held)


def percent(part: int, whole: int) -> int:
    """So many of a hundred; 0 of none."""
    return round(100 * part / whole) if whole else 0
