"""STATUS at the desk of those who oversee schools: the figures as they are now, and only of what is theirs to see."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.base import Asking, Closed, Prepared, prove
from bot.desk.handlers import facts, routes
from bot.dialogs.dialog import Dialog
from bot.dialogs.heads import HeadStatus, NoFigures
from bot.dialogs.not_held import REASONS
from bot.dialogs.officers import OfficeStatus, Overview, RedList, Reds
from bot.dialogs.page import PAGE_OF, Picture, Row
from bot.dialogs.saying import Option, Said
from bot.dialogs.schools import (
    Addressee,
    AtSchool,
    Guesses,
    HeadPhone,
    Mentors,
    NoteSent,
    NoteToMentor,
    PairLine,
    PairLines,
    PairList,
    Pairs,
    Phone,
    Reason,
    Reasons,
    Reminded,
    RemindedToday,
    ReminderSent,
    School,
    Suggested,
    WhichSchool,
)
from bot.dialogs.standing import Status
from bot.language import Name, _
from bot.messages import CAPABILITIES, Channel, Media
from bot.programme import figures, offices, red
from bot.programme.figures import SchoolFigures
from bot.programme.finding import matching, short_name
from bot.programme.offices import Office
from bot.programme.red import RULES
from bot.reports.chart import schools_chart
from bot.store import addresses, areas, pairs, people, remarks, supervision
from bot.store.roles import Role

MANY = 2
"""Pairs of a school from which on reasons are a total, and not one pair's own."""


def office(asking: Asking) -> Office:
    """What somebody oversees, once their PIN is given where it is asked. Closed for all others."""
    prove(asking)
    if asking.office is None:
        raise Closed(_("You cannot open that."))
    return asking.office


def above_schools(asking: Asking) -> Office:
    """The same for those who oversee more than one school."""
    found = office(asking)
    if not found.oversees_schools:
        raise Closed(_("You cannot open that."))
    return found


def schools(asking: Asking, here: Office) -> tuple[SchoolFigures, ...]:
    """The figures of all its schools, now."""
    return figures.schools(asking.db, here.area_id, asking.now, here.levels)


def one_school(asking: Asking, here: Office, school_id: int | None = None) -> SchoolFigures:
    """The figures of one of its schools; one elsewhere and one that does not exist are closed in the same words."""
    school_id = here.area_id if school_id is None else school_id
    if not offices.covers(asking.db, here, school_id):
        raise Closed(_("Not in your area."))
    found = figures.schools(asking.db, school_id, asking.now, here.levels)
    if not found:
        raise Closed(_("Not in your area."))
    return found[0]


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
            raise Closed(_("Not in your area."))
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
            red=len(red.red_list(found, asking.now)),
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
    found = red.red_list(schools(asking, above_schools(asking)), asking.now)
    first = at.from_ or 0
    rows = tuple(Row(_why(school, reason), School(school=school.id)) for school, reason in found)
    last = min(first + PAGE_OF, len(rows))
    return Prepared(Reds(first + 1, last, len(rows), RULES.weeks, RULES.share, RULES.late, rows))


def _why(school: SchoolFigures, reason: red.Reason) -> Said:
    name = short_name(school.name)
    match reason:
        case red.Reason.NO_PAIRS:
            return Said(_("{name} no pairs"), {"name": name})
        case red.Reason.REVIEWS_LATE:
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
        Reasons(tuple(Reason(REASONS.get(code, code), count) for code, count in counted.items())) if counted else None
    )


@facts
def pair_list(asking: Asking, at: Pairs) -> Prepared:
    """The pairs of a school: for its head, and for the director the matrix opens them to."""
    here = office(asking)
    if not here.sees_pairs:
        raise Closed(_("You cannot open that."))
    found = one_school(asking, here, at.school)
    lines = tuple(
        PairLine(Name(one.mentee), Name(one.mentor), one.planned, one.held, one.last, one.last_signed)
        for one in found.pairs
    )
    return Prepared(PairList(PairLines(lines), here.writes_to_schools and bool(lines), here.oversees_schools))


@facts
def guesses(asking: Asking, at: Suggested | WhichSchool) -> Prepared:
    """The schools that may be meant, as far as they are this office's."""
    here = above_schools(asking)
    ids = at.ids if isinstance(at, WhichSchool) else (at.school,)
    known = supervision.schools(asking.db, here.area_id, here.levels, asking.today)
    found = [row for row in known if row.id in ids]
    if not found:
        raise Closed(_("Not in your area."))
    return Prepared(Guesses(found[0].name, tuple(Row(row.name, School(school=row.id)) for row in found)))


@facts
def head_phone(asking: Asking, at: HeadPhone) -> Prepared:
    """The head's number, if the matrix opens it."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    if not here.sees_heads_phones or found.head_id is None or found.head is None:
        raise Closed(_("You cannot open that."))
    known = addresses.of_person(asking.db, found.head_id)
    numbers = [one.address for one in known if one.channel is not Channel.TELEGRAM and one.dead_at is None]
    return Prepared(Phone(found.name, Name(found.head), numbers[0] if numbers else ""))


@facts
def reminded(asking: Asking, at: ReminderSent | RemindedToday) -> Prepared:
    """A head who was asked to look at their school."""
    found = one_school(asking, above_schools(asking), at.school)
    to_match = not found.pairs and found.unmatched > 0
    return Prepared(Reminded(Name(found.head or ""), found.unmatched, to_match))


@facts
def mentors(asking: Asking, at: NoteToMentor) -> Prepared:
    """The mentors of a school who have a pair: those who can be given feedback."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    if not here.writes_to_schools or not found.pairs:
        raise Closed(_("You cannot open that."))
    names = {pair.mentor_id: Name(pair.mentor) for pair in found.pairs}
    options = tuple(Option(str(one), name.short, (name.full,)) for one, name in names.items())
    return Prepared(Mentors(found.name, options))


@facts
def note_sent(asking: Asking, at: NoteSent) -> Prepared:
    """The receipt of one's own note."""
    remark = remarks.get(asking.db, at.remark)
    to = people.get(asking.db, remark.to_id) if remark else None
    if remark is None or to is None or remark.from_id != asking.who.id:
        raise Closed(_("You cannot open that."))
    return Prepared(Addressee(Name(to.name)))
