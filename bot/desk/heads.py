"""A head's own STATUS at the desk, and what directors write to heads and mentors."""

from __future__ import annotations

from bot.desk.base import Asking, Closed, Prepared
from bot.desk.handlers import facts
from bot.desk.officers import office, one_school
from bot.dialogs.heads import Asked, HeadReminded, HeadStatus, Note, NoteFromOfficer, OfficerNote, OwnSchool
from bot.language import Name, _
from bot.programme import figures, readiness
from bot.programme.visibility import Viewer
from bot.store import pairs, people, remarks, roles
from bot.store.areas import Level
from bot.store.roles import Role


@facts
def own_school(asking: Asking, at: HeadStatus) -> Prepared:
    """The figures of the head's own school."""
    here = office(asking)
    if here.viewer is not Viewer.HEAD:
        raise Closed(_("You cannot open that."))
    found = one_school(asking, here)
    now, was = found.now, found.before.share
    return Prepared(
        OwnSchool(
            name=found.name,
            day=asking.today,
            mentors=found.mentors,
            mentees=found.mentees,
            pairs=now.pairs,
            planned=now.planned,
            held=now.held,
            share=now.share or 0,
            compared=was is not None,
            was=was or 0,
            unsigned=now.held - now.signed,
            six_due=now.six_due,
            six_done=now.six_done,
            quarter_due=now.quarter_due,
            quarter_done=now.quarter_done,
            support=sum(pair.needs_support for pair in found.pairs),
            unmatched=found.unmatched,
            preparing=len(readiness.preparing(asking.db, asking.who.id, asking.now)),
            own=bool(pairs.pairs_of(asking.db, asking.who.id)),
        )
    )


@facts
def head_reminded(asking: Asking, at: HeadReminded) -> Prepared:
    """What a director asks of a head; closed for anybody who is not the head there (any more)."""
    school_id = at.school
    by = people.get(asking.db, at.officer)
    heads = roles.at_area(asking.db, school_id, Role.HEAD, asking.today)
    found = figures.schools(asking.db, school_id, asking.now, tuple(Level))
    if by is None or not found or asking.who.id not in {held.person_id for held in heads}:
        raise Closed(_("You cannot open that."))
    one = found[0]
    counts = one.now
    return Prepared(Asked(Name(by.name), one.name, one.mentors, one.unmatched, counts.held, counts.planned, one.late))


@facts
def note(asking: Asking, at: NoteFromOfficer | OfficerNote) -> Prepared:
    """A director's note, for the mentor it was written to and nobody else."""
    remark = remarks.get(asking.db, at.remark)
    by = people.get(asking.db, remark.from_id) if remark else None
    if remark is None or by is None or remark.to_id != asking.who.id:
        raise Closed(_("You cannot open that."))
    return Prepared(Note(Name(by.name), remark.words))
