"""Who may read a complaint: never whoever it is about, nor anybody under them; and who reads it next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.dialogs.offices.rules import called, words_of
from bot.dialogs.refusals import Refusal
from bot.dialogs.visibility import Access, Data, Viewer, may_see, viewer_of
from bot.language import Name, _
from bot.store.areas import AreaKind, Level
from bot.store.cause import Cause
from bot.store.people.roles import Role
from bot.store.rights.cases import PrivateCase

OFFERED = 3
"""So many of the nearest offices are offered to choose from."""
SEATS = {
    AreaKind.INSTITUTION: Role.HEAD,
    AreaKind.SUB_COUNTY: Role.SCD,
    AreaKind.COUNTY: Role.CD,
    AreaKind.REGION: Role.RD,
}
"""Who is over each storey."""
UPWARDS = (Role.HEAD, Role.SCD, Role.CD, Role.RD, Role.DFS)
"""The offices that may read one, each above those before it."""
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mwalimu",
        "mwl",
        "bwana",
        "bw",
        "bi",
        "mzee",
        "madam",
        "madame",
        "sir",
        "dr",
        "teacher",
        "tr",
    ]
)
"""Before a surname: whoever is called so is meant."""


@dataclass(frozen=True)
class Seat:
    """An office above somebody, with who holds it, the first of them first."""

    role: Role
    area_id: int | None
    people: tuple[int, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whom a complaint may name: by number and name."""

    person_id: int
    number: str
    name: str


@dataclass(frozen=True)
class CaseAbout:
    """Whom or what a complaint is about: `kind` as it was chosen, `named` all who are found in it, `who` as its writer
    says it."""

    kind: str
    named: frozenset[int]
    who: str = ""

    def as_written(self) -> dict[str, Any]:
        return {"kind": self.kind, "named": sorted(self.named), "who": self.who}

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> CaseAbout:
        return cls(written["kind"], frozenset(written["named"]), written["who"])

    def joined(self, gone: int, kept: int) -> CaseAbout:
        """The same where one entry of somebody has become another."""
        kind = key_of(kept) if self.kind == key_of(gone) else self.kind
        return CaseAbout(kind, frozenset(kept if one == gone else one for one in self.named), self.who)


def key_of(person_id: int) -> str:
    """How a person is chosen in the form."""
    return f"p{person_id}"


def person_of(key: str) -> int | None:
    """Reads it back; None for any other choice."""
    return int(key[1:]) if key[:1] == "p" and key[1:].isdecimal() else None


def about(answers: Mapping[str, str], known: Sequence[KnownPerson]) -> CaseAbout:
    """Whom these answers are about: who was chosen, who was named, and who is named in the words."""
    chosen = {person_of(answers.get(question, "")) for question in ("about", "who")} - {None}
    who, words = answers.get("named", ""), answers.get("words", "")
    found = {one for one in chosen if one is not None} | meant(who, known) | named_in(words, known)
    return CaseAbout(answers.get("about", ""), frozenset(found), who)


def meant(who: str, known: Iterable[KnownPerson]) -> set[int]:
    """All of these whom somebody may mean by a number or a name: of two of one name, both."""
    digits = "".join(letter for letter in who if letter.isdigit())
    by_key = {str(one.person_id): one for one in known}
    by_number = {one.person_id for one in by_key.values() if digits and one.number == digits}
    by_name = {int(key) for key, _name in called(who, [(key, one.name) for key, one in by_key.items()])}
    return by_number | by_name | named_in(who, by_key.values())


def named_in(words: str, known: Iterable[KnownPerson]) -> set[int]:
    """Those whose name stands in these words: two of its words together, or one of them after a title."""
    said = words_of(words)
    beside = set(pairwise(said))
    return {one.person_id for one in known if _is_named(words_of(one.name), beside)}


def _is_named(name: Sequence[str], beside: Collection[tuple[str, str]]) -> bool:
    long = {word for word in name if len(word) > 1}
    return any(
        second in long and (first in TITLES or (first != second and _fits(first, name))) for first, second in beside
    )


def _fits(word: str, name: Sequence[str]) -> bool:
    """Whether a word, or an initial, is one of a name."""
    return word in name or (len(word) == 1 and any(one.startswith(word) for one in name))


# who reads it


def above_all(chain: Sequence[Seat], named: Collection[int], writer: int) -> Sequence[Seat]:
    """The offices over everybody whom a complaint names, and over its writer."""
    touched = {writer, *named}
    highest = max((place for place, seat in enumerate(chain) if touched.intersection(seat.people)), default=-1)
    return chain[highest + 1 :]


def readers(
    chain: Sequence[Seat], named: Collection[int], writer: int, partners: Collection[int]
) -> list[tuple[Seat, int]]:
    """Who may read a complaint, the nearest first: each office above all in it, with the first who holds it.

    An office that a partner of its writer holds, or holds with another, is passed over, though not those above (A15).
    """
    return [
        (seat, seat.people[0])
        for seat in above_all(chain, named, writer)
        if may_read(seat.role) and not set(seat.people).intersection(partners)
    ]


def still_reads(chain: Sequence[Seat], case: PrivateCase, named: Collection[int], partners: Collection[int]) -> bool:
    """Whether its recipient may go on reading it: they hold that office, and what the rules ask is true today."""
    return any(
        (seat.role, seat.area_id) == (case.role, case.seat_id) and case.recipient_id in seat.people
        for seat, _first in readers(chain, named, case.complainant_id, partners)
    )


def may_read(role: Role) -> bool:
    """Whether the matrix opens a complaint to the holder of this office where its writer has chosen them."""
    viewer: Viewer | None = viewer_of(role, Level.PRIMARY)
    return may_see(viewer, Data.GRIEVANCE) is Access.RECIPIENT


def next_up(
    chain: Sequence[Seat], case: PrivateCase, partners: Collection[int], *, same: bool = False
) -> tuple[Seat, int] | None:
    """Who reads a case after its recipient: of an office above theirs; `same`: of theirs too, where they have left."""
    here = UPWARDS.index(case.role) + (not same)
    known = readers(chain, CaseAbout.read(case.about).named, case.complainant_id, partners)
    above = [(seat, who) for seat, who in known if UPWARDS.index(seat.role) >= here]
    return next(((seat, who) for seat, who in above if who != case.recipient_id), None)


# what is told around it, and why not


class CaseGiven(Cause, written="case:{case}:{person}:{step}"):
    """A case waits for a reader; `step`: the last thing done in it, as it may come back to them."""

    case: int
    person: int
    step: int


class CaseRemembered(Cause, written="case-again:{case}:{person}:{since}"):
    """Its reader is reminded that it waits; `since`: from when, or what day of waiting it is."""

    case: int
    person: int
    since: str


class CaseMoves(Cause, written="case-news:{step}"):
    """Something was done in a case, to its writer."""

    step: int


class NobodyReads(Refusal):
    """There is nobody above all whom it names."""

    reason = "nobody_reads"
    says = _(
        "Nobody on my list is above those in it. COMPLAIN and its last choice tells how to write to the Commission."
    )


class CaseOver(Refusal):
    """It is closed, settled or withdrawn."""

    reason = "case_over"
    says = _("This case is closed.")
