"""STATUS over many schools at the desk: the figures as they are now, and only of what is theirs to see."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.dialogs.annex_v.shared import papers_overdue
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures import deeds
from bot.dialogs.figures import rules as figures
from bot.dialogs.figures.pages import Overview, PairInNumbers, PairsInNumbers, ReasonCount, Reasons
from bot.dialogs.figures.rules import MANY, RULES, PairFigures, PartFigures, SchoolFigures, SchoolWithPairs, Total
from bot.dialogs.figures.shared import (
    above_schools,
    chart,
    coaching_counts,
    lost,
    office,
    one_school,
    post_primary_counts,
    within,
)
from bot.dialogs.handlers import facts, routes
from bot.dialogs.heads.pages import HeadStatus
from bot.dialogs.meetings.pages import REASONS
from bot.dialogs.offices import rules as offices
from bot.dialogs.offices.rules import Office
from bot.dialogs.schools.pages import (
    AtSchool,
    CoachingReds,
    Guesses,
    HeadPhone,
    OfficeStatus,
    PairList,
    Pairs,
    Parts,
    PartsOf,
    Phone,
    RedList,
    Reds,
    School,
    Suggested,
    WhichSchool,
)
from bot.dialogs.schools.rules import matching, names_none, short_name
from bot.dialogs.standing.pages import Status
from bot.dialogs.standing.shared import ones_own
from bot.forms.dialog import Dialog
from bot.forms.page import PAGE_OF, Row
from bot.forms.saying import Said
from bot.language import Name, _
from bot.messages import Channel
from bot.reports.chart import parts_chart, schools_chart
from bot.store import approval, areas, pairs
from bot.store.areas import AreaKind
from bot.store.officers import places
from bot.store.officers.missed_reasons import missed_reasons
from bot.store.pairs import PairKind
from bot.store.people import addresses
from bot.store.people.roles import Role


@routes
def route(asking: Asking, at: Status) -> Dialog:
    """Where STATUS leads this person: to their office, to the school they name, or to their own pairs."""
    here = asking.office or offices.headquarters(asking.roles)
    words = at.school or ""
    if here is None:
        return ones_own(asking, at, words) if words else at
    if not here.oversees_schools:
        return _own(asking, words) if words else HeadStatus()
    return _named(asking, words) if words else OfficeStatus()


@routes
def needing(asking: Asking, at: RedList) -> Dialog:
    """Which schools need somebody; of who has one, or so many that no list is kept: how theirs stand."""
    here = asking.office or offices.headquarters(asking.roles)
    return at if not here or at.area or here.role in (Role.SCD, Role.CD) else route(asking, Status())


def _own(asking: Asking, words: str) -> Dialog:
    """STATUS of a head with a name: their own school, and no other."""
    own = areas.get(asking.db, office(asking).area_id)
    if own is None or not (matching(words, (own,)).schools or names_none(words)):
        raise NotOpen(_("Not in your area."))
    return HeadStatus()


def _named(asking: Asking, words: str) -> Dialog:
    """STATUS with a name: the school, or those that may be meant."""
    here = above_schools(asking)
    found = matching(words, places.within(asking.db, here.area_id, here.levels))
    match found.schools:
        case ():
            if names_none(words):
                return OfficeStatus()
            raise NotOpen(_("Not in your area."))
        case (only,) if found.exact:
            return School(school=only.id) if only.kind is AreaKind.INSTITUTION else OfficeStatus(area=only.id)
    schools = [one for one in found.schools if one.kind is AreaKind.INSTITUTION]
    if not schools:
        raise NotOpen(_("Not in your area."))
    return Suggested(school=schools[0].id) if len(schools) == 1 else WhichSchool(ids=tuple(one.id for one in schools))


# pages


@facts
def overview(asking: Asking, at: OfficeStatus) -> Prepared:
    """The figures of a whole area, with a picture where the channel shows one."""
    here = above_schools(asking)
    area_id, name, kind, above = within(asking, here, at.area)
    listed = kind not in (None, AreaKind.REGION)
    found = deeds.schools(asking.db, area_id, asking.now, here.levels) if listed else ()
    parts = () if listed else deeds.parts(asking.db, area_id, asking.now, here.levels)
    whole = figures.total(found) if listed else sum((one.total for one in parts), Total())
    has_zones = any(school.zone for school in found)
    lines = partial(schools_chart, name, found) if listed else partial(parts_chart, name, parts)
    return Prepared(
        Overview(
            area=name,
            primary=here.role is Role.SCD,
            as_at=asking.now,
            day=asking.today,
            **_counted(whole),
            red=len(figures.red_list(found, asking.now)),
            coaching_red=len(figures.red_list(found, asking.now, kind=PairKind.COACHING)),
            red_list=listed,
            approvals=approval.late(asking.db, asking.now - figures.APPROVAL_LATE) if kind is None else 0,
            own=bool(pairs.pairs_of(asking.db, asking.who.id)),
            own_area=at.area is None,
            by_zone=kind is AreaKind.SUB_COUNTY and has_zones,
            by_school=bool(found) and (kind is AreaKind.ZONE or not has_zones),
            by_area=kind in (None, AreaKind.REGION, AreaKind.COUNTY) and bool(whole.schools),
            coaching=coaching_counts(whole),
            chart=chart(asking, lines) if whole.now.planned else None,
            post=post_primary_counts(asking, here, above),
        )
    )


def _counted(whole: Total) -> dict[str, Any]:
    """The figures of an area as they are said; which reviews are late is said of each school."""
    now, was = whole.now, whole.before.share
    return {
        **{name: count for name, count in vars(now).items() if name != "late"},
        "begun": bool(now.pairs or whole.coaching.pairs),
        "schools": whole.schools,
        "share": now.share or 0,
        "compared": was is not None,
        "was": was or 0,
        "heads": whole.heads_trained,
        "mentors": whole.mentors_trained,
    }


@facts
def parts_of(asking: Asking, at: Parts) -> Prepared:
    """What lies directly in an area."""
    here = above_schools(asking)
    area_id, name, _kind, _above = within(asking, here, at.area)
    found = deeds.parts(asking.db, area_id, asking.now, here.levels)
    now = sum((one.total for one in found), Total()).now
    rows = tuple(Row(_held(one), _to(one)) for one in found)
    drawn = chart(asking, partial(parts_chart, name, found)) if now.planned else None
    return Prepared(PartsOf(name, asking.today, now.held, now.planned, rows, drawn))


def _held(part: PartFigures) -> Said:
    now = part.total.now
    name = short_name(part.name) if part.kind is AreaKind.INSTITUTION else part.name
    return Said(_("{name} {held}/{planned}"), {"name": name, "held": now.held, "planned": now.planned})


def _to(part: PartFigures) -> Dialog:
    return School(school=part.id) if part.kind is AreaKind.INSTITUTION else OfficeStatus(area=part.id)


@facts
def reds(asking: Asking, at: RedList | CoachingReds) -> Prepared:
    """The red schools, worst first, by mentorship or by coaching."""
    here = above_schools(asking)
    area_id, _name, kind, _above = within(asking, here, at.area)
    if kind in (None, AreaKind.REGION):
        raise NotFound
    of = PairKind.COACHING if isinstance(at, CoachingReds) else PairKind.MENTORSHIP
    found = figures.red_list(deeds.schools(asking.db, area_id, asking.now, here.levels), asking.now, kind=of)
    first = at.from_ or 0
    rows = tuple(Row(_why(school, reason, of), School(school=school.id)) for school, reason in found)
    last = min(first + PAGE_OF, len(rows))
    return Prepared(Reds(first + 1, last, len(rows), RULES.weeks, RULES.share, RULES.late, rows))


def _why(school: SchoolFigures, reason: figures.RedReason, of: PairKind) -> Said:
    name, counts = short_name(school.name), school.counts(of)
    match reason:
        case figures.RedReason.NO_PAIRS:
            return Said(_("{name} no pairs"), {"name": name})
        case figures.RedReason.REVIEWS_LATE:
            return Said(_("{name} {late:# review|# reviews} late"), {"name": name, "late": school.counts(of).late})
    return Said(_("{name} {held}/{planned}"), {"name": name, "held": counts.held, "planned": counts.planned})


@facts
def school(asking: Asking, at: School) -> Prepared:
    """One school in numbers."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    has_pairs, has_head = bool(found.pairs), found.head_id is not None
    papers = papers_overdue(asking, [found])
    return Prepared(
        AtSchool(
            name=found.name,
            zone=found.zone,
            head=Name(found.head) if found.head else None,
            oriented=found.oriented,
            mentors=found.mentors,
            mentees=found.mentees,
            any=has_pairs,
            pairs=found.now.pairs,
            coaching=coaching_counts(found),
            planned=found.now.planned,
            held=found.now.held,
            late=found.now.late,
            overdue=papers and papers + found.now.late,
            matched=found.matched,
            unmatched=found.unmatched,
            reasons=_reasons(asking, here, found),
            may_pairs=has_pairs and here.sees_pairs,
            may_remind=has_head and here.writes_to_schools,
            may_note=has_pairs and here.writes_to_schools,
            may_call=has_head and here.sees_heads_phones,
            may_reds=here.role in (Role.SCD, Role.CD),
        )
    )


def _reasons(asking: Asking, here: Office, found: SchoolWithPairs) -> Reasons | None:
    """Why sessions were not held, as a total; of a single pair it would be that pair's own reason."""
    if len(found.pairs) < MANY or not here.sees_reasons:
        return None
    counted = missed_reasons(asking.db, found.id, here.levels, asking.today)
    counts = tuple(ReasonCount(REASONS.get(code, code), count) for code, count in counted.items())
    return Reasons(counts) if counts else None


@facts
def pair_list(asking: Asking, at: Pairs) -> Prepared:
    """The pairs of a school: for its head, and for the director the matrix opens them to."""
    here = office(asking)
    if not here.sees_pairs:
        raise NotFound
    found = one_school(asking, here, at.school)
    away = lost(asking, here, found)
    lines = tuple(
        PairInNumbers(
            Name(one.mentee),
            Name(one.mentor),
            one.planned,
            one.held,
            one.last,
            one.last_signed,
            _away(one, away),
            one.kind is PairKind.COACHING,
        )
        for one in found.pairs
    )
    return Prepared(PairList(PairsInNumbers(lines), here.writes_to_schools and bool(lines), here.oversees_schools))


def _away(pair: PairFigures, lost: set[int]) -> tuple[Name, ...]:
    """Whom of a pair no message reaches."""
    both = {pair.mentee_id: pair.mentee, pair.mentor_id: pair.mentor}
    return tuple(Name(name) for who, name in both.items() if who in lost)


@facts
def guesses(asking: Asking, at: Suggested | WhichSchool) -> Prepared:
    """The schools that may be meant, as far as they are this office's."""
    here = above_schools(asking)
    ids = at.ids if isinstance(at, WhichSchool) else (at.school,)
    found = [one for one in places.within(asking.db, here.area_id, here.levels) if one.id in ids]
    if not found:
        raise NotOpen(_("Not in your area."))
    return Prepared(Guesses(found[0].name, tuple(Row(row.name, School(school=row.id)) for row in found)))


@facts
def head_phone(asking: Asking, at: HeadPhone) -> Prepared:
    """The head's number, if the matrix opens it."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    if not here.sees_heads_phones or found.head_id is None or found.head is None:
        raise NotFound
    known = addresses.of_person(asking.db, found.head_id)
    numbers = [one.address for one in known if one.channel is not Channel.TELEGRAM and one.dead_at is None]
    return Prepared(Phone(found.name, Name(found.head), numbers[0] if numbers else ""))
