"""What directors write, at the desk: whom they may write to, and what its reader is told."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotFound, Prepared
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.shared import above_schools, one_school
from bot.dialogs.handlers import does, facts, takes
from bot.dialogs.notes import deeds
from bot.dialogs.notes.pages import (
    Addressee,
    AskedOfHead,
    DirectorsNote,
    HeadReminded,
    NoteFromOfficer,
    NoteSent,
    OfficerNote,
    RemindedHead,
    RemindedToday,
    ReminderSent,
)
from bot.dialogs.notes.paper import MentorsToWrite, NoteToMentor
from bot.dialogs.schools.pages import School
from bot.forms.dialog import Dialog
from bot.forms.saying import Option
from bot.language import Name
from bot.store import notes
from bot.store.areas import Level
from bot.store.people import people, roles
from bot.store.people.roles import Role


@does(School.remind)
def remind_head(asking: Asking, at: School) -> Dialog:
    """The head of a school is asked to look at what is red."""
    told = deeds.remind_head(asking.db, asking.who.id, at.school, asking.now)
    return ReminderSent(school=at.school) if told else RemindedToday(school=at.school)


@takes
def note_to_mentor(asking: Asking, at: NoteToMentor, answers: Answers) -> Dialog:
    """A director's note goes to the mentor."""
    to, school_id = int(answers["to"]), at.school
    remark = deeds.note_to_mentor(asking.db, asking.who.id, school_id, to, answers["words"], asking.now)
    return NoteSent(remark=remark)


@facts
def reminded(asking: Asking, at: ReminderSent | RemindedToday) -> Prepared:
    """A head who was asked to look at their school."""
    here = above_schools(asking)
    if not here.writes_to_schools:
        raise NotFound
    found = one_school(asking, here, at.school)
    to_match = not found.pairs and found.unmatched > 0
    return Prepared(RemindedHead(Name(found.head or ""), found.unmatched, to_match))


@facts
def mentors(asking: Asking, at: NoteToMentor) -> Prepared:
    """The mentors of a school who have a pair: those who can be given feedback."""
    here = above_schools(asking)
    found = one_school(asking, here, at.school)
    if not here.writes_to_schools or not found.pairs:
        raise NotFound
    names = {pair.mentor_id: Name(pair.mentor) for pair in found.pairs}
    options = tuple(Option(str(one), name.short, (name.full,)) for one, name in names.items())
    return Prepared(MentorsToWrite(found.name, options))


@facts
def note_sent(asking: Asking, at: NoteSent) -> Prepared:
    """The receipt of one's own note."""
    remark = notes.get(asking.db, at.remark)
    to = people.get(asking.db, remark.to_id) if remark else None
    if remark is None or to is None or remark.from_id != asking.who.id:
        raise NotFound
    return Prepared(Addressee(Name(to.name)))


@facts
def head_reminded(asking: Asking, at: HeadReminded) -> Prepared:
    """What a director asks of a head; closed for anybody who is not the head there (any more)."""
    school_id = at.school
    by = people.get(asking.db, at.officer)
    heads = roles.at_area(asking.db, school_id, Role.HEAD, asking.today)
    found = figures.schools(asking.db, school_id, asking.now, tuple(Level))
    if by is None or not found or asking.who.id not in {held.person_id for held in heads}:
        raise NotFound
    one = found[0]
    counts = one.now
    return Prepared(
        AskedOfHead(Name(by.name), one.name, one.mentors, one.unmatched, counts.held, counts.planned, counts.late)
    )


@facts
def note(asking: Asking, at: NoteFromOfficer | OfficerNote) -> Prepared:
    """A director's note, for the mentor it was written to and nobody else."""
    remark = notes.get(asking.db, at.remark)
    by = people.get(asking.db, remark.from_id) if remark else None
    if remark is None or by is None or remark.to_id != asking.who.id:
        raise NotFound
    return Prepared(DirectorsNote(Name(by.name), remark.words))
