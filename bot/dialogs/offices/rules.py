"""What somebody oversees: a school, a sub-county, a county; and what the matrix opens to them there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from unicodedata import combining, normalize

from bot.dialogs.visibility import SCD_LEVELS, Access, Data, Viewer, may_see, viewer_of
from bot.language import fold, misspelt
from bot.store.areas import Level
from bot.store.people.roles import HeldRole, Role

_BY_WIDTH = (Role.RD, Role.CD, Role.SCD, Role.HEAD)
OFFICERS = (Role.RD, Role.CD, Role.SCD)
"""Who has an office over schools."""
_TEACHING = frozenset({Role.MENTEE, Role.MENTOR, Role.DEPUTY, Role.CHAMPION})
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


SHORTEST = 5
"""Digits from which on a number is meant as TSC's."""
Numbered = tuple[str, str]
"""Somebody by the number that their office knows them by, and by name."""
_BESIDE = frozenset({"and", "with", "to", "na", "kwa", "for", "of", "on", "tarehe", "&", "+"})
"""What stands between two names, or before one, and is none."""
_BESIDE_NUMBER = frozenset({"tsc", "no", "number", "namba", "nambari", "ya"})


def words_of(name: str) -> list[str]:
    """What somebody writes of a name, as words to look for: "Ng'ang'a", "A.I.C." and "F. Mutua" too."""
    plain = "".join(sign for sign in normalize("NFKD", fold(name)) if not combining(sign))
    return plain.translate(_SIGNS).split()


_SIGNS = str.maketrans({"'": "", "`": "", "-": " ", ".": " ", ",": " "})


def number_in(words: str) -> tuple[str, str]:
    """The number in “TSC no. 812345”, and the words beside it; one written in parts is put together: “812 345”."""
    parts = re.findall(r"\d+", words)
    longest = max(parts, key=len, default="")
    if len(longest) < SHORTEST:
        longest, words = "".join(parts), re.sub(r"\d+", " ", words)
    beside = words_of(words.replace(longest, " ", 1) if longest else words)
    return longest, " ".join(word for word in beside if word not in _BESIDE_NUMBER)


def called(words: str, among: Iterable[Numbered]) -> list[Numbered]:
    """Those of these, each by number and name, in whose name all these words stand; an initial stands for a word.

    Who is called exactly so goes before whoever is called so among others.
    """
    those = sought(words)
    found = [one for one in among if those and _fits(those, words_of(one[1]), _begins)]
    whole = [one for one in found if sorted(those) == sorted(words_of(one[1]))]
    return whole or found


def spelt_like(words: str, among: Iterable[Numbered]) -> list[Numbered]:
    """Those in whose name all these words stand, each with a slip or two: “Feith Mutwa”."""
    those = sought(words)
    return [one for one in among if those and _fits(those, words_of(one[1]), _nearly)]


def sought(words: str) -> list[str]:
    """The words of a name that somebody looks for."""
    return [word for word in words_of(words) if word not in _BESIDE]


def _begins(word: str, own: str) -> bool:
    """Whether a word begins one of a name."""
    return own.startswith(word) and len(word) != 2


def _nearly(word: str, own: str) -> bool:
    """The same, or that both are alike."""
    return _begins(word, own) or misspelt(own, word)


def _fits(those: list[str], name: list[str], alike: Callable[[str, str], bool]) -> bool:
    """Whether each word is one of the name's own, or like it."""
    left = list(name)
    for word in sorted(those, key=len, reverse=True):
        place = next((one for one in left if one == word), None) or next(
            (one for one in left if alike(word, one)), None
        )
        if place is None:
            return False
        left.remove(place)
    return True
