"""Reading a record and adding a note to it: which one is meant, and what is told of it."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotOpen, OfSession, Prepared, Subject
from bot.dialogs.goals.pages import MARKS, GoalsNoted
from bot.dialogs.goals.paper import CloseSession, SessionGoals
from bot.dialogs.handlers import does, facts, routes, subjects, takes
from bot.dialogs.pairs.shared import names, not_yet
from bot.dialogs.reading.pages import BothSeen, GoalsSeen, MarkedGoal, Noted, Notes, Reading, Records, Show, ShowWhich
from bot.dialogs.reading.paper import AddNote, Noting
from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.rules import Record, entered_late
from bot.dialogs.sessions.shared import called, differing, looked_back, opened, used
from bot.dialogs.signing.pages import Changes, NoDate, NoteAdded, RecordKept, SessionSaved, SessionSent
from bot.dialogs.signing.shared import version_of
from bot.forms import shorthand
from bot.forms.asking import Nothing
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Name, _, bare_number, items_of, local_day
from bot.store import pairs, pictures
from bot.store.goals import goals_met
from bot.store.pairs import PairOf
from bot.store.people.roles import Role
from bot.store.session_rows import Session
from bot.store.sessions import disputes, notes, sessions, versions
from bot.store.sessions.disputes import DisputeOutcome
from bot.store.sessions.versions import Version

WRITTEN = (*pairs.LOGGING, pairs.PairState.PAUSED)
"""The pairs that may have records to read."""


def _logged(asking: Asking, number: int | None) -> list[tuple[PairOf, Session]]:
    """The records of this number in each pair, or the last one; Closed when there is none, or none for this person."""
    found = []
    mine = pairs.pairs_of(asking.db, asking.who.id, WRITTEN)
    if not mine:
        raise _not_theirs(asking)
    for pair in mine:
        known = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
        meant = [one for one in known if one.number == number] if number is not None else _last(known)
        found += [(pair, one) for one in meant]
    if not found and number is not None:
        raise NotOpen(_("Session {number} has no record yet. LOG records it."), number=number)
    if not found:
        raise NotOpen(_("There is no record yet. LOG records a session."))
    return found


def _not_theirs(asking: Asking) -> NotOpen:
    """Why somebody reads no record: an office never does (requirement D82); of the two, because none is written yet."""
    if any(held.role not in (Role.MENTOR, Role.MENTEE) for held in asking.roles):
        return NotOpen(_("Only the two of a pair read its records. STATUS shows the figures that are open to you."))
    return not_yet(asking)


def _last(known: list[Session]) -> list[Session]:
    return [max(known, key=lambda one: (one.day, one.number))] if known else []


@subjects
def to_note(asking: Asking, form: type[AddNote], words: str) -> list[Subject]:
    """The record that a note is about."""
    number = shorthand.numbered(AddNote, words, asking.today)[0] or bare_number(words)
    return [
        Subject(form(session=one.id, version=one.version_id), called(asking, pair, one))
        for pair, one in _logged(asking, number)
    ]


@routes
def route(asking: Asking, at: Show) -> Dialog:
    """SHOW leads to the record of that number, or the last one; where several pairs have one, to the choice."""
    if at.session is not None:
        return at
    found = _shown(asking, at)
    return found[0][1] if len(found) == 1 else ShowWhich(number=at.number)


def _shown(asking: Asking, at: Show | ShowWhich) -> list[tuple[Said, Show]]:
    words = at.number or ""
    number = bare_number(words)
    if words and number is None:
        raise NotOpen(_("Write SHOW and the number of the session, like SHOW 3."))
    return [
        (called(asking, pair, one), Show(session=one.id, version=one.version_id))
        for pair, one in _logged(asking, number)
    ]


@facts
def which(asking: Asking, at: ShowWhich) -> Prepared:
    """The records of that number in several pairs."""
    return Prepared(Records(tuple(Row(label, to) for label, to in _shown(asking, at))))


@facts
def show(asking: Asking, at: Show) -> Prepared:
    """A record as it stands now."""
    session, pair = opened(asking, at.session or 0, "journal")
    version = version_of(asking, session)
    asked = disputes.of_version(asking.db, session.id, version.id) if session.refused else None
    return Prepared(
        Reading(
            number=session.number,
            partner=names(asking, pair)[1],
            day=date.fromisoformat(version.day),
            venue=version.venue,
            objectives=items_of(version.objectives),
            areas=items_of(version.areas),
            plan=items_of(version.plan),
            looked_back=looked_back(version.looked_back) if version.looked_back else Nothing(),
            made=version.made or "",
            resources=used(version.resources),
            notes=_notes(asking, pair, session),
            entered=_entered(asking, session),
            pictures=len(pictures.of_session(asking.db, session.id)),
            goals=_goals(asking, pair, session),
            complete=not session.refused and session.signers >= {pair.mentor_id, pair.mentee_id},
            disputed=session.refused,
            author=_named(pair, version.author_id),
            before=_before(asking, version) if session.refused else Changes(()),
            may_settle=session.refused and asked is None,
            struck=local_day(version.struck_at) if version.struck_at else None,
            settled=local_day(asked.noted_at)
            if asked and asked.noted_at and asked.outcome is DisputeOutcome.SETTLED
            else None,
        )
    )


def _notes(asking: Asking, pair: PairOf, session: Session) -> Notes:
    found = notes.of_session(asking.db, session.id)
    return Notes(tuple(Noted(_named(pair, note.author_id), note.words) for note in found))


def _goals(asking: Asking, pair: PairOf, session: Session) -> BothSeen:
    """Whether the goals were met, as either sees it."""
    views = goals_met.of_session(asking.db, session.id)
    return BothSeen(
        tuple(
            GoalsSeen(
                _named(pair, one.person_id), tuple(MarkedGoal(goal, MARKS[mark]) for goal, mark in one.marks.items())
            )
            for one in views
        )
    )


def _entered(asking: Asking, session: Session) -> date | None:
    """When the first version was entered, where that was late."""
    first = versions.numbered(asking.db, session.id, 1)
    if first is None or not entered_late(date.fromisoformat(first.day), local_day(first.made_at)):
        return None
    return local_day(first.made_at)


def _named(pair: PairOf, person_id: int) -> Name:
    """One of the two."""
    return Name(pair.mentor_name if person_id == pair.mentor_id else pair.mentee_name)


def _before(asking: Asking, version: Version) -> Changes:
    """How the version before it reads where they differ."""
    before = versions.numbered(asking.db, version.session_id, version.number - 1)
    return differing(Record.of(version), Record.of(before)) if before is not None else Changes(())


@facts
def noting(asking: Asking, at: AddNote) -> Prepared:
    """A record to add a note to."""
    session, pair = opened(asking, at.session, "journal")
    version_of(asking, session)
    me, partner = names(asking, pair)
    return Prepared(Noting(session.number, me, partner))


@takes
def take_note(asking: Asking, at: AddNote, answers: Answers) -> Dialog:
    """One's own words go under the record."""
    session, _pair = opened(asking, at.session, "journal")
    deeds.note(asking.db, asking.who.id, session.id, answers["words"], asking.now)
    return NoteAdded(session=session.id, version=session.version_id or 0)


@facts
def closing(asking: Asking, at: CloseSession | GoalsNoted) -> Prepared:
    """The goals that a session had."""
    return Prepared(_closing(asking, at))


def _closing(asking: Asking, at: OfSession) -> SessionGoals:
    session, pair = opened(asking, at.session, "journal")
    version = version_of(asking, session)
    me, partner = names(asking, pair)
    return SessionGoals(session.number, me, partner, items_of(version.objectives))


@subjects
def to_close(asking: Asking, form: type[CloseSession], words: str) -> list[Subject]:
    """The record whose goals are meant."""
    return [
        Subject(form(session=one.id, version=one.version_id), called(asking, pair, one))
        for pair, one in _logged(asking, bare_number(words))
    ]


@takes
def take_close(asking: Asking, at: CloseSession, answers: Answers) -> Dialog:
    """One side's view of the goals."""
    goals = _closing(asking, at).goals
    marks = dict(zip(map(str, goals), answers["met"].removeprefix("=").split(","), strict=True))
    deeds.close(asking.db, asking.who.id, at.session, marks, asking.now)
    return GoalsNoted(session=at.session)


@does(RecordKept.no_date)
def no_date(asking: Asking, at: SessionSaved | SessionSent) -> Dialog:
    """The next date is left open."""
    return NoDate()
