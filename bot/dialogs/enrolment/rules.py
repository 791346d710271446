"""What an office enters: a school, a person in a role, a pair, days of the school year; and why one is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dialogs.refusals import Refusal
from bot.language import name_key
from bot.messages import Channel
from bot.store.areas import AreaKind, Level
from bot.store.calendar import StretchKind
from bot.store.pairs import PairKind
from bot.store.people.people import Employment, PersonState
from bot.store.people.roles import Role

ROLE_AREAS: dict[Role, AreaKind | None] = {
    Role.MENTEE: AreaKind.INSTITUTION,
    Role.MENTOR: AreaKind.INSTITUTION,
    Role.HEAD: AreaKind.INSTITUTION,
    Role.DEPUTY: AreaKind.INSTITUTION,
    Role.SCD: AreaKind.SUB_COUNTY,
    Role.CD: AreaKind.COUNTY,
    Role.RD: AreaKind.REGION,
    Role.DFS: None,
    Role.ITSD: None,
    Role.NT: None,
    Role.OPERATOR: None,
    Role.DPO: None,
    Role.CHAMPION: AreaKind.INSTITUTION,
}
"""What a role is held over; None is headquarters, which is no area of the tree."""


class EntryOutcome(StrEnum):
    """What an entry did."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class SchoolEntry:
    """An institution and the areas it lies in."""

    code: str
    name: str
    level: Level
    zone: str
    sub_county: str
    county: str
    region: str


@dataclass(frozen=True)
class Newcomer:
    """A person in one role; `area` is a school's code, the name of an officer's area, or None for headquarters."""

    tsc_number: str | None
    local_id: str | None
    name: str
    phone: str | None
    language: str
    role: Role
    area: str | None
    employment: Employment | None = None
    subject: str | None = None
    first_service: date | None = None
    state: PersonState = PersonState.ENROLLED

    @property
    def number(self) -> str:
        """What the person is known by."""
        return self.tsc_number or self.local_id or ""

    @property
    def called(self) -> str:
        """The person as an office looks them up: Faith Mutua (812345)."""
        return f"{self.name} ({self.number})"


@dataclass(frozen=True)
class NewTeacher:
    """Somebody whom a head names, and who is not of the school; `number`: TSC's, where they have one."""

    name: str
    number: str | None
    phone: str
    channel: Channel = Channel.SMS


@dataclass(frozen=True)
class MatchEntry:
    """A mentor and a mentee, each by TSC number or local id, and the start of their first plan."""

    mentor: str
    mentee: str
    kind: PairKind
    start: date


@dataclass(frozen=True)
class DaysEntry:
    """A term, half-term, holiday or examination time of one level; both days are in it."""

    year: int
    level: Level
    kind: StretchKind
    name: str
    first: date
    last: date


class UnknownSchool(Refusal):
    """No institution has this code."""

    reason = "unknown_school"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class UnknownArea(Refusal):
    """Not exactly one area of this kind has this name; `candidates` are the names of what each one found lies in."""

    reason = "unknown_area"

    def __init__(self, kind: AreaKind, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__()
        self.kind = kind
        self.name = name
        self.candidates = candidates


class UnknownPerson(Refusal):
    """Nobody has this TSC number or local id; `side`: of the pair that is entered."""

    reason = "unknown_person"

    def __init__(self, number: str, side: str) -> None:
        super().__init__()
        self.number, self.side = number, side


class WithSelf(Refusal):
    """Nobody is their own mentor (requirement D213)."""

    reason = "with_self"


class MenteeTaken(Refusal):
    """A mentee has at most one active mentorship pair (requirement D208)."""

    reason = "mentee_taken"


class StartFixed(Refusal):
    """The pair has met already, so its start and kind are no longer an entry's to change; `start` is the one it has."""

    reason = "start_fixed"

    def __init__(self, start: date) -> None:
        super().__init__()
        self.start = start


class NumberConfirmed(Refusal):
    """The person has written from another number, so only they can change it, with their PIN (requirement D230)."""

    reason = "number_confirmed"


class NearDouble(Refusal):
    """Something new comes so near to what is known that it may be the same, written otherwise.

    `what`: what kind of thing, in the words of the office; `like`: what is known.
    """

    reason = "near_double"

    def __init__(self, field: str, what: str, like: str) -> None:
        super().__init__()
        self.field, self.what, self.like = field, what, like


class Exchanged(Refusal):
    """The mentor of a pair is enrolled as a mentee, and its mentee as a mentor."""

    reason = "exchanged"


class CapPassed(Refusal):
    """The mentor has as many mentees as one may have at a time (requirement D208)."""

    reason = "cap_passed"

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class OtherSchool(Refusal):
    """The two of a pair work at different schools, and the mentee heads none."""

    reason = "other_school"

    def __init__(self, mentor_at: str, mentee_at: str) -> None:
        super().__init__()
        self.mentor_at, self.mentee_at = mentor_at, mentee_at


_KINDS = re.compile(r" (?:county|sub county|subcounty|region|zone|cluster)$")


def area_key(name: str) -> str:
    """A place as it is compared: MWALA is Mwala, Taita-Taveta County is Taita Taveta."""
    key = name_key(name)
    return _KINDS.sub("", key) or key


def code_forms(code: str) -> tuple[str, ...]:
    """How a school's code may be written elsewhere, its own form first: mwl 01 is MWL01, 0412 is 412."""
    plain = re.sub(r"[\s-]", "", code).upper()
    bare = plain.lstrip("0") or plain
    padded = [bare.zfill(length) for length in range(len(bare), MOST_DIGITS + 1)] if plain.isdigit() else []
    return tuple(dict.fromkeys((code, plain, *padded)))


MOST_DIGITS = 9
"""Of a school's code that is a number."""
