"""What an office enters: a school, a person in a role, a pair, days of the school year; and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dialogs.refusals import Refusal
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
    state: PersonState = PersonState.ENROLLED

    @property
    def number(self) -> str:
        """What the person is known by."""
        return self.tsc_number or self.local_id or ""


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
    """Nobody has this TSC number or local id."""

    reason = "unknown_person"

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


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


def fold(name: str) -> str:
    """A name as compared: case and spaces do not count, so MWALA and Mwala are one place."""
    return " ".join(name.casefold().split())
