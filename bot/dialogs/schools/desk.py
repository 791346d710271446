"""STATUS over many schools at the desk: the figures as they are now, and only of what is theirs to see."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures import rules as figures
from bot.dialogs.figures.pages import Overview, PairInNumbers, PairsInNumbers, ReasonCount, Reasons
from bot.dialogs.figures.rules import RULES, PairFigures, SchoolFigures
from bot.dialogs.figures.shared import MANY, above_schools, lost, office, one_school, schools
from bot.dialogs.handlers import facts, routes
from bot.dialogs.heads.pages import HeadStatus, NoFigures
from bot.dialogs.meetings.pages import REASONS
from bot.dialogs.offices import rules as offices
from bot.dialogs.offices.rules import Office
from bot.dialogs.schools.pages import (
    AtSchool,
    Guesses,
    HeadPhone,
    OfficeStatus,
    PairList,
    Pairs,
    Phone,
    RedList,
    Reds,
    School,
    Suggested,
    WhichSchool,
)
from bot.dialogs.schools.rules import matching, short_name
from bot.dialogs.standing.pages import Status
from bot.forms.dialog import Dialog
from bot.forms.page import PAGE_OF, Picture, Row
from bot.forms.saying import Said
from bot.language import Name, _
from bot.messages import CAPABILITIES, Channel, Media
from bot.reports.chart import schools_chart
from bot.store import areas, pairs
from bot.store import figures as supervision
from bot.store.people import addresses
from bot.store.people.roles import Role


@routes
def route(asking: Asking, at: Status) -> Dialog:
    """Where STATUS leads this person: to their office, to the school they name, or to their own pairs."""
    if asking.office is None:
        at_headquarters = any(held.role in offices.ABOVE for held in asking.roles)
        return NoFigures() if at_headquarters else at
    if not asking.office.oversees_schools:
        return HeadStatus()
    words = at.school or ""
    return _named(asking, words) if words else OfficeStatus()


def _named(asking: Asking, words: str) -> Dialog:
    """STATUS with a name: the school, or those that may be meant."""
    here = above_schools(asking)
    known = supervision.schools(asking.db, here.area_id, here.levels, asking.today)
    found = matching(words, known)
    match found.schools:
        case ():
            raise NotOpen(_("Not in your area."))
        case (only,):
            return School(school=only.id) if found.exact else Suggested(school=only.id)
    return WhichSchool(ids=tuple(school.id for school in found.schools))


# pages


@facts
def overview(asking: Asking, at: OfficeStatus) -> Prepared:
    """The figures of the whole area, with a picture where the channel shows one."""
    here = above_schools(asking)
    found = schools(asking, here)
    area = areas.get(asking.db, here.area_id)
    assert area is not None, "an office is over an area"
    whole = figures.total(found)
    now, was = whole.now, whole.before.share
    return Prepared(
        Overview(
            area=area.name,
            primary=here.role is Role.SCD,
            as_at=asking.now,
            day=asking.today,
            schools=whole.schools,
            pairs=now.pairs,
            mentorship=now.pairs - now.coaching,
            coaching=now.coaching,
            planned=now.planned,
            held=now.held,
            share=now.share or 0,
            compared=was is not None,
            was=was or 0,
            signed=now.signed,
            six_due=now.six_due,
            six_done=now.six_done,
            quarter_due=now.quarter_due,
            quarter_done=now.quarter_done,
            heads=whole.heads_trained,
            mentors=whole.mentors_trained,
            red=len(figures.red_list(found, asking.now)),
            own=bool(pairs.pairs_of(asking.db, asking.who.id)),
            chart=_chart(asking, found) if now.planned else None,
        )
    )


def _chart(asking: Asking, found: Sequence[SchoolFigures]) -> Picture | None:
    """The schools as a picture, on channels that show one."""
    if asking.channel is None or not CAPABILITIES[asking.channel].buttons:
        return None
    rows, language, now = found, asking.who.language, asking.now
    return Picture(lambda: Media("status.png", "image/png", schools_chart(rows, language, now)))


@facts
def reds(asking: Asking, at: RedList) -> Prepared:
    """The red schools, worst first."""
    found = figures.red_list(schools(asking, above_schools(asking)), asking.now)
    first = at.from_ or 0
    rows = tuple(Row(_why(school, reason), School(school=school.id)) for school, reason in found)
    last = min(first + PAGE_OF, len(rows))
    return Prepared(Reds(first + 1, last, len(rows), RULES.weeks, RULES.share, RULES.late, rows))


def _why(school: SchoolFigures, reason: figures.RedReason) -> Said:
    name = short_name(school.name)
    match reason:
        case figures.RedReason.NO_PAIRS:
            return Said(_("{name} no pairs"), {"name": name})
        case figures.RedReason.REVIEWS_LATE:
            return Said(_("{name} {late:# review|# reviews} late"), {"name": name, "late": school.late})
    return Said(_("{name} {held}/{planned}"), {"name": name, "held": school.now.held, "planned": school.now.planned})


@facts
def school(asking: Asking, at: School) -> Prepared:
    """One school in numbers."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    has_pairs, has_head = bool(found.pairs), found.head_id is not None
    return Prepared(
        AtSchool(
            name=found.name,
            zone=found.zone,
            head=Name(found.head) if found.head else None,
            oriented=found.oriented,
            mentors=found.mentors,
            mentees=found.mentees,
            pairs=len(found.pairs),
            planned=found.now.planned,
            held=found.now.held,
            late=found.late,
            matched=found.matched,
            unmatched=found.unmatched,
            reasons=_reasons(asking, here, found),
            may_pairs=has_pairs and here.sees_pairs,
            may_remind=has_head and here.writes_to_schools,
            may_note=has_pairs and here.writes_to_schools,
            may_call=has_head and here.sees_heads_phones,
        )
    )


def _reasons(asking: Asking, here: Office, found: SchoolFigures) -> Reasons | None:
    """Why sessions were not held, as a total; of a single pair it would be that pair's own reason."""
    if len(found.pairs) < MANY or not here.sees_reasons:
        return None
    counted = supervision.missed_reasons(asking.db, found.id, here.levels, asking.today)
    return (
        Reasons(tuple(ReasonCount(REASONS.get(code, code), count) for code, count in counted.items()))
        if counted
        else None
    )


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
        )
        for one in found.pairs
    )
    return Prepared(PairList(PairsInNumbers(lines), here.writes_to_schools and bool(lines), here.oversees_schools))


def _away(pair: PairFigures, lost: set[int]) -> tuple[Name, ...]:
    """Whom of a pair no message reaches."""
    both = ((pair.mentee_id, pair.mentee), (pair.mentor_id, pair.mentor))
    return tuple(Name(name) for who, name in both if who in lost)


@facts
def guesses(asking: Asking, at: Suggested | WhichSchool) -> Prepared:
    """The schools that may be meant, as far as they are this office's."""
    here = above_schools(asking)
    ids = at.ids if isinstance(at, WhichSchool) else (at.school,)
    known = supervision.schools(asking.db, here.area_id, here.levels, asking.today)
    found = [row for row in known if row.id in ids]
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
