"""What somebody oversees: a school, a sub-county, a county; and what the matrix opens to them there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

from bot.dialogs.visibility import SCD_LEVELS, Access, Data, Viewer, may_see, viewer_of
from bot.language import fold, slip
from bot.store.areas import Level
from bot.store.people.roles import HeldRole, Role

_BY_WIDTH = (Role.RD, Role.CD, Role.SCD, Role.HEAD)
_TEACHING = frozenset({Role.MENTEE, Role.MENTOR, Role.DEPUTY})
ABOVE = frozenset({Role.DFS, Role.ITSD, Role.NT})
"""Headquarters: they see totals."""
NATION = 0
"""Stands for the area of whoever oversees all of them; no area has this number."""


@dataclass(frozen=True)
class Office:
    """A role over an area, as the matrix sees it."""

    role: Role
    viewer: Viewer
    area_id: int

    @property
    def levels(self) -> Collection[Level]:
        """Whose figures it sees: a Sub-County Director those of the schools that report there (requirement D235)."""
        return SCD_LEVELS if self.role is Role.SCD else tuple(Level)

    @property
    def oversees_schools(self) -> bool:
        """Whether it has more than one school to look at."""
        return self.viewer in (Viewer.SCD, Viewer.CD, Viewer.HQ)

    @property
    def sees_pairs(self) -> bool:
        return may_see(self.viewer, Data.SESSION).opens

    @property
    def sees_reasons(self) -> bool:
        """Why sessions were not held: as totals, never of one pair."""
        return may_see(self.viewer, Data.MISSED_CODE) is Access.TOTALS

    @property
    def sees_heads_phones(self) -> bool:
        return may_see(self.viewer, Data.PHONE) is Access.HEADS

    @property
    def writes_to_schools(self) -> bool:
        """Whether it reminds heads and gives mentors feedback (requirements D52, D54)."""
        return self.viewer is Viewer.SCD


def office_in(held: Iterable[HeldRole]) -> Office | None:
    """The widest office among the roles that somebody holds; None when they oversee nothing."""
    by_role = {one.role: one for one in reversed(list(held)) if one.area_id is not None}
    for role in _BY_WIDTH:
        viewer = viewer_of(role, Level.PRIMARY)
        if role in by_role and viewer is not None:
            area_id = by_role[role].area_id
            assert area_id is not None, "kept above"
            return Office(role, viewer, area_id)
    return None


def headquarters(held: Iterable[HeldRole]) -> Office | None:
    """What somebody at headquarters looks at: the nation, and in it nobody's PIN, pair or phone."""
    found = next((one.role for one in held if one.role in ABOVE and one.area_id is None), None)
    return Office(found, Viewer.HQ, NATION) if found is not None else None


def width(role: Role) -> int:
    """How wide the office of a role is: a teacher's 0, a head's 1; what is held at headquarters is the widest."""
    if role in _TEACHING:
        return 0
    return len(_BY_WIDTH) - _BY_WIDTH.index(role) if role in _BY_WIDTH else len(_BY_WIDTH) + 1


def certifies(held: Iterable[HeldRole]) -> bool:
    """Whether it is this person who approves completions: an ITSD officer (requirement D68)."""
    return any(one.role is Role.ITSD for one in held)


_BESIDE = frozenset({"and", "with", "to", "na", "kwa", "&", "+"})
"""What stands between two names and is none."""


def words_of(name: str) -> list[str]:
    """What somebody writes of a name, as words to look for: "Ng'ang'a", "A.I.C." and "F. Mutua" too."""
    plain = "".join(sign for sign in normalize("NFKD", fold(name)) if not combining(sign))
    return plain.translate(_SIGNS).split()


_SIGNS = str.maketrans({"'": "", "`": "", "-": " ", ".": " ", ",": " "})


def called(words: str, among: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these, each by number and name, in whose name all these words stand; an initial stands for a word.

    Who is called exactly so goes before whoever is called so among others.
    """
    sought = [word for word in words_of(words) if word not in _BESIDE]
    if not sought:
        return []
    found = [one for one in among if _fits(sought, words_of(one[1]))]
    whole = [one for one in found if sorted(sought) == sorted(words_of(one[1]))]
    return whole or found


def alike(words: str, among: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these who are called nearly so: each word is one of the name's own, or one with a slip in it."""
    sought = [word for word in words_of(words) if word not in _BESIDE]
    return [one for one in among if sought and all(_nearly(word, words_of(one[1])) for word in sought)]


def _nearly(word: str, name: list[str]) -> bool:
    return any(word == own or slip(own, word) for own in name)


def _fits(sought: list[str], name: list[str]) -> bool:
    """Whether each word is one of the name's own, or begins it."""
    left = list(name)
    for word in sorted(sought, key=len, reverse=True):
        place = next((one for one in left if one == word), None) or next(
            (one for one in left if one.startswith(word) and len(word) != 2), None
        )
        if place is None:
            return False
        left.remove(place)
    return True
