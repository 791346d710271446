"""Who fits whom: what matching looks at, and the first reason against two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.dialogs.refusals import Refusal
from bot.store.cause import Cause
from bot.store.matching.proposals import Proposal
from bot.store.pairs import Side

CAP = 3
"""Mentees that one mentor has at a time (requirement D208, A13)."""
NEWLY = timedelta(days=365)
"""For so long somebody is newly appointed."""
LASTS = timedelta(days=14)
"""A proposal that nobody answers for so long is over."""


class MatchProposed(Cause, written="match:{proposal}:{side}"):
    """A match waits for the answer of one side."""

    proposal: int
    side: Side


class MatchUnanswered(Cause, written="match:{proposal}:{side}:again"):
    """It is asked for once more."""

    proposal: int
    side: Side


class MatchDeclined(Cause, written="match:{proposal}:refused"):
    """A match was declined, to the head."""

    proposal: int


class Unmatched(Cause, written="match:{proposal}:not"):
    """The same, to the mentor who had accepted."""

    proposal: int


class Matched(Cause, written="matched:{pair}"):
    """Both have accepted: there is a pair, to its head."""

    pair: int


class MatchedMentor(Cause, written="matched:{pair}:mentor"):
    """The same, to its mentor."""

    pair: int


class WhyUnfit(StrEnum):
    """Why two people cannot be proposed to each other."""

    UNKNOWN = "unknown"
    """Nobody of this school has that number, whoever else may."""
    SELF = "self"
    NO_MENTEE = "no_mentee"
    LEADS_NONE = "leads_none"
    """An office above schools matches who leads one; a head matches the teachers (requirement D196)."""
    UNAVAILABLE = "unavailable"
    FULL = "full"
    TAKEN = "taken"
    NOT_IN = "not_in"
    ASKED = "asked"


class Unfit(Refusal):
    """These two cannot be proposed; `name` is who it lies with: never why they are not available."""

    reason = "unfit"

    def __init__(self, why: WhyUnfit, name: str = "", number: str = "", most: int = CAP) -> None:
        super().__init__()
        self.why, self.name, self.number, self.most = why, name, number, most


@dataclass(frozen=True)
class Teacher:
    """What matching looks at in one person: their parts at the school, and who they have or are asked about."""

    id: int
    name: str
    number: str
    mentee: bool
    mentor: bool
    appraises: bool
    """The head and the deputy appraise the teachers of the school (requirement D213)."""
    came_in: bool
    """Whether they have answered the notice: who wants no messages is asked in person (requirement D352)."""
    load: int
    """Mentees that they have, or are asked to take."""
    has_mentor: bool
    asked: bool
    """Whether a proposal about them as a mentee waits for an answer."""
    subject: str | None = None
    most: int = CAP
    """Mentees that they can take at a time."""
    trained: bool = False
    """Whether they were trained as a mentor."""
    gender: str | None = None
    """As they have declared it themselves; None: not said."""
    wants_own: bool = False
    """Whether they wish a mentor of their own gender."""
    pooled: bool = False
    """Whether the school has them as a mentor, available or not."""
    newly: bool = True
    """Whether they are looked for a mentor without being named: whoever has led for long is not."""
    school: str = ""
    """Where they serve, if those who are matched serve at several places."""

    @property
    def to_match(self) -> bool:
        """Whether they are a mentee who needs a mentor, and may be given one."""
        return self.mentee and self.newly and self.came_in and not (self.has_mentor or self.asked)

    @property
    def free(self) -> bool:
        """Whether they are a mentor who can take one mentee more."""
        return self.mentor and self.came_in and self.load < self.most


def unfit(mentee: Teacher, mentor: Teacher, *, declined: bool) -> Unfit | None:
    """Why these two cannot be proposed to each other, the first reason that holds; None: they can.

    `declined`: one of them has said no to this match before; it is not asked again.
    """
    checks = (
        (mentee.id == mentor.id, WhyUnfit.SELF, mentee),
        (not mentee.mentee, WhyUnfit.LEADS_NONE if mentee.school else WhyUnfit.NO_MENTEE, mentee),
        (not mentor.mentor or declined, WhyUnfit.UNAVAILABLE, mentor),
        (not mentee.came_in, WhyUnfit.NOT_IN, mentee),
        (not mentor.came_in, WhyUnfit.NOT_IN, mentor),
        (mentee.has_mentor, WhyUnfit.TAKEN, mentee),
        (mentee.asked, WhyUnfit.ASKED, mentee),
        (mentor.load >= mentor.most, WhyUnfit.FULL, mentor),
    )
    return next((Unfit(why, of.name, of.number, of.most) for holds, why, of in checks if holds), None)


def in_order(first: Teacher, second: Teacher) -> tuple[Teacher, Teacher]:
    """Mentee and mentor: as they were named, unless their parts at the school say the other way round."""
    fits, turned = first.mentee and second.mentor, second.mentee and first.mentor
    return (second, first) if turned and not fits else (first, second)


def is_open(proposal: Proposal, now: datetime) -> bool:
    """Whether an answer is still awaited."""
    return proposal.asks is not None and now < proposal.asked_at + LASTS


def best_first(mentee: Teacher, mentors: Iterable[Teacher]) -> list[Teacher]:
    """The mentors who are free for this mentee: as wished, of their subject, trained, with the fewest mentees.

    It is an order to read a list in and no more: the head decides (requirement D210).
    """
    fitting = [one for one in mentors if one.free and one.id != mentee.id]
    return sorted(fitting, key=lambda one: (not as_wished(mentee, one), *_merits(mentee, one)))


def _merits(mentee: Teacher, mentor: Teacher) -> tuple[bool, bool, bool, bool, int, str]:
    leads = bool(mentor.school) and mentor.mentee  # a mentor who leads a school too, for one who is to lead one
    return mentor.appraises, not leads, not same_subject(mentee, mentor), not mentor.trained, mentor.load, mentor.name


def as_wished(mentee: Teacher, mentor: Teacher) -> bool:
    """Whether the mentee wishes a mentor of their own gender, and this is one: both have said so themselves (D212)."""
    return mentee.wants_own and mentee.gender is not None and mentee.gender == mentor.gender


def same_subject(mentee: Teacher, mentor: Teacher) -> bool:
    """Whether both teach the same."""
    return bool(mentee.subject) and (mentee.subject or "").casefold() == (mentor.subject or "").casefold()
