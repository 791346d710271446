"""Who may see what: the matrix of requirement D82, and what a person is to a pair."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum, StrEnum

from sqlalchemy import Connection

from bot.store import areas, pairs
from bot.store.areas import Level
from bot.store.pairs import PairOf, Side
from bot.store.people import roles
from bot.store.people.roles import Role


class Data(StrEnum):
    """What there is to see about a pair: the rows of the matrix."""

    JOURNAL = "journal"
    """Areas covered, action plan, review of the last plan."""
    OBJECTIVES = "objectives"
    SESSION = "session"
    """Date, venue, held or missed, signed."""
    MISSED_CODE = "missed_code"
    MISSED_WORDS = "missed_words"
    AGREEMENT = "agreement"
    """Annex I: signed yes or no, and when."""
    FEEDBACK = "feedback"
    """Annex IV: the mentor's answers."""
    EVALUATION = "evaluation"
    """Annex V."""
    COMPLETION = "completion"
    """What is done and open towards the certificates, in figures, and the head's statement: ITSD sees it of each pair
    that it approves (requirement D68)."""
    NEEDS = "needs"
    """Under which of the few headings a mentee's needs fall: above the pair only in counts (requirements D42, D385)."""
    DISPUTE = "dispute"
    """That the two do not agree on a session's record, and of which day it is: who settles it sees that, and never what
    they wrote (requirements D233, D388)."""
    CONDUCT = "conduct"
    """That an office has suspended or closed a pair for conduct, and by which code: peers and heads see that the office
    did it, and never why (requirement D255)."""
    CATEGORY = "category"
    """Why a mentee is in the programme."""
    PERSONAL = "personal"
    """Gender, disability, religion."""
    GRIEVANCE = "grievance"
    SCORES = "scores"
    """Lesson observation scores."""
    PHONE = "phone"


class Viewer(StrEnum):
    """What a person is to a pair: the columns of the matrix."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    HEAD = "head"
    SCD = "scd"
    CD = "cd"
    """County and regional directors."""
    HQ = "hq"
    OPERATOR = "operator"


OF_THE_PAIR = frozenset({Viewer.MENTEE, Viewer.MENTOR})


class Access(Enum):
    """How far a viewer sees: a cell of the matrix."""

    NO = "no"
    OWN = "own"
    PAIR = "own pair"
    SCHOOL = "own school"
    YES = "yes"
    LIST = "pair list"
    AREA = "own area"
    SCHOOLS = "totals, school list"
    THEMES = "themes and totals"
    TOTALS = "totals"
    FIVE = "totals of 5 or more"
    AVERAGES = "averages"
    BOTH = "partner only if both agree"
    AGREED = "no, unless mentee agrees"
    ENROLLER = "enrolling officer"
    MATCHING = "no, except at matching with consent"
    RECIPIENT = "only if chosen recipient and not named in it"
    COMPLAINANT = "complainant"
    HEADS = "head's number only"

    @property
    def opens(self) -> bool:
        """Whether one pair's datum may be shown as it is; all other cells give totals or need a further condition."""
        return self in _OPENS


_OPENS = frozenset({Access.OWN, Access.PAIR, Access.SCHOOL, Access.YES, Access.LIST, Access.AREA})

_A = Access
# fmt: off
_ROWS: dict[Data, tuple[Access, ...]] = {
    #                   mentee          mentor       head          SCD           CD, RD        HQ            operator
    Data.JOURNAL:      (_A.OWN,         _A.PAIR,     _A.NO,        _A.NO,        _A.NO,        _A.NO,        _A.NO),
    Data.OBJECTIVES:   (_A.OWN,         _A.PAIR,     _A.NO,        _A.NO,        _A.NO,        _A.NO,        _A.NO),
    Data.SESSION:      (_A.OWN,         _A.PAIR,     _A.SCHOOL,    _A.LIST,      _A.SCHOOLS,   _A.TOTALS,    _A.NO),
    Data.MISSED_CODE:  (_A.OWN,         _A.PAIR,     _A.TOTALS,    _A.TOTALS,    _A.TOTALS,    _A.TOTALS,    _A.NO),
    Data.MISSED_WORDS: (_A.OWN,         _A.PAIR,     _A.NO,        _A.NO,        _A.NO,        _A.NO,        _A.NO),
    Data.AGREEMENT:    (_A.OWN,         _A.PAIR,     _A.YES,       _A.YES,       _A.TOTALS,    _A.TOTALS,    _A.NO),
    Data.FEEDBACK:     (_A.NO,          _A.OWN,      _A.YES,       _A.YES,       _A.THEMES,    _A.TOTALS,    _A.NO),
    Data.EVALUATION:   (_A.NO,          _A.NO,       _A.SCHOOL,    _A.AREA,      _A.AREA,      _A.TOTALS,    _A.NO),
    Data.COMPLETION:   (_A.OWN,         _A.PAIR,     _A.SCHOOL,    _A.LIST,      _A.TOTALS,    _A.YES,       _A.NO),
    Data.NEEDS:        (_A.OWN,         _A.PAIR,     _A.FIVE,      _A.FIVE,      _A.FIVE,      _A.FIVE,      _A.NO),
    Data.DISPUTE:      (_A.OWN,         _A.PAIR,     _A.NO,        _A.AREA,      _A.AREA,      _A.NO,        _A.NO),
    Data.CONDUCT:      (_A.NO,          _A.NO,       _A.NO,        _A.AREA,      _A.AREA,      _A.YES,       _A.NO),
    Data.CATEGORY:     (_A.OWN,         _A.AGREED,   _A.ENROLLER,  _A.FIVE,      _A.TOTALS,    _A.TOTALS,    _A.NO),
    Data.PERSONAL:     (_A.OWN,         _A.NO,       _A.MATCHING,  _A.FIVE,      _A.NO,        _A.NO,        _A.NO),
    Data.GRIEVANCE:    (_A.COMPLAINANT, _A.NO,       _A.RECIPIENT, _A.RECIPIENT, _A.RECIPIENT, _A.RECIPIENT, _A.NO),
    Data.SCORES:       (_A.OWN,         _A.PAIR,     _A.AVERAGES,  _A.AVERAGES,  _A.AVERAGES,  _A.TOTALS,    _A.NO),
    Data.PHONE:        (_A.OWN,         _A.BOTH,     _A.SCHOOL,    _A.HEADS,     _A.NO,        _A.NO,        _A.YES),
}
# fmt: on
MATRIX: dict[Data, dict[Viewer, Access]] = {data: dict(zip(Viewer, row, strict=True)) for data, row in _ROWS.items()}


def may_see(viewer: Viewer | None, data: Data) -> Access:
    """How far the viewer sees this; somebody who is nothing to the pair sees nothing."""
    return Access.NO if viewer is None else MATRIX[data][viewer]


SCD_LEVELS = frozenset({Level.PRIMARY, Level.JUNIOR, Level.SPECIAL})
"""Whose pairs a Sub-County Director sees; other schools report to the County Director (requirement D235, A7)."""

_LEVELS = frozenset(Level)
REPORTS: dict[Role, tuple[tuple[Role, frozenset[Level]], ...]] = {
    Role.SCD: ((Role.HEAD, SCD_LEVELS),),
    Role.CD: ((Role.HEAD, _LEVELS - SCD_LEVELS), (Role.SCD, _LEVELS)),
    Role.DFS: ((Role.RD, _LEVELS), (Role.CD, _LEVELS), (Role.NT, _LEVELS)),
}
"""Whose reports an office receives, and of schools of which levels (requirements D235, D237 to D239)."""


def reports_to(role: Role, level: Level | None) -> Role | None:
    """Who receives the reports of an office over an area of this level; None: nobody."""
    found = (to for to, sources in REPORTS.items() for of, levels in sources if of is role and _fits(level, levels))
    return next(found, None)


def _fits(level: Level | None, levels: frozenset[Level]) -> bool:
    return level is None or level in levels


_VIEWERS = {
    Role.HEAD: Viewer.HEAD,
    Role.SCD: Viewer.SCD,
    Role.CD: Viewer.CD,
    Role.RD: Viewer.CD,
    Role.DFS: Viewer.HQ,
    Role.ITSD: Viewer.HQ,
    Role.NT: Viewer.HQ,
    Role.OPERATOR: Viewer.OPERATOR,
}
"""Deputies see what a head delegates to them (requirement D47), the data protection officer what a request opens."""


def viewer_of(role: Role, level: Level | None) -> Viewer | None:
    """What a role over an institution of this level (None: headquarters) makes of somebody; None: nothing."""
    if role is Role.SCD and level not in SCD_LEVELS:
        return None
    return _VIEWERS.get(role)


def relation(db: Connection, who: int, pair_id: int, today: date) -> Viewer | None:
    """What a person is to a pair today; None: nothing, also to a pair that does not exist."""
    pair = pairs.get(db, pair_id)
    return relation_to(db, who, pair, today) if pair else None


def relation_to(db: Connection, who: int, pair: PairOf, today: date) -> Viewer | None:
    """What a person is to a pair at hand: one of the two before all else, then the nearest office."""
    side = pair.side(who)
    if side is not None:
        return Viewer.MENTEE if side is Side.MENTEE else Viewer.MENTOR
    held = roles.over(db, who, (pair.mentee_id, pair.mentor_id), today)
    found = {viewer_of(role, level) for role, level in held}
    if found & _OFFICERS and _supervises(db, [role for role, _level in held], pair, today):
        return Viewer.HEAD
    return next((viewer for viewer in Viewer if viewer in found), None)


_OFFICERS = frozenset({Viewer.SCD, Viewer.CD})


def _supervises(db: Connection, held: Collection[Role], pair: PairOf, today: date) -> bool:
    """Whether the mentee is a head, and one of these roles over their school is the one to which it reports.

    That officer is to an administrator's pair what a head is to a teacher's (requirement D196, A6).
    """
    heads = (one for one in roles.of_person(db, pair.mentee_id, today) if one.role is Role.HEAD and one.until is None)
    schools = (areas.get(db, one.area_id) for one in heads if one.area_id is not None)
    return any(school is not None and reports_to(Role.HEAD, school.level) in held for school in schools)
