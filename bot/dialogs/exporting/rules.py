"""What a table of figures shows of few people: under five nobody's category can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bot.store.areas import AreaKind

FEW = 5
"""Under so many a count of a restricted kind is not told (requirement D314)."""
STOREYS = (AreaKind.REGION, AreaKind.COUNTY, AreaKind.SUB_COUNTY, AreaKind.ZONE, AreaKind.INSTITUTION)
K = TypeVar("K")


def told(counts: Mapping[K, int]) -> dict[K, int | None]:
    """The counts that may be told; None: fewer than five, or hidden lest those be found by what is left of the sum."""
    shown: dict[K, int | None] = {kind: None if 0 < count < FEW else count for kind, count in counts.items()}
    hidden = [kind for kind, count in shown.items() if count is None]
    if len(hidden) == 1:
        others = [kind for kind, count in shown.items() if count]
        if others:
            shown[min(others, key=lambda kind: counts[kind])] = None
    return shown


def deepest(kind: AreaKind | None) -> AreaKind:
    """Down to which storey the table of an area goes: a county to its schools, what is above to the sub-counties."""
    return AreaKind.SUB_COUNTY if kind in (None, AreaKind.REGION) else AreaKind.INSTITUTION
