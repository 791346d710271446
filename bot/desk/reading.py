"""Reading a record and adding a note to it: which one is meant, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.desk.base import Args, Asking, Closed, Prepared, Subject
from bot.desk.before import not_yet
from bot.desk.records import differing, looked_back, names, opened, subject
from bot.desk.signing import version_of
from bot.dialogs import shorthand
from bot.dialogs.asking import Nothing
from bot.dialogs.closing import MARKS, Closing
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.reading import AddNote, Marked, Noted, Notes, Noting, Reading, Records, View, Views
from bot.dialogs.signing import Changes
from bot.language import Name, _, bare_number, items_of, today
from bot.programme import sessions as deeds
from bot.programme.records import Record, entered_late
from bot.store import attachments, goals_met, notes, pairs, sessions, versions
from bot.store.pairs import PairOf
from bot.store.roles import Role
from bot.store.sessions import Session
from bot.store.versions import Version

WRITTEN = (*pairs.LOGGING, pairs.State.PAUSED)
"""The pairs that may have records to read."""


def _logged(asking: Asking, number: int | None) -> list[Subject]:
    """The records of this number in each pair, or the last one; Closed when there is none, or none for this person."""
    found = []
    mine = pairs.pairs_of(asking.db, asking.who.id, WRITTEN)
    if not mine:
        raise _not_theirs(asking)
    for pair in mine:
        known = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
        meant = [one for one in known if one.number == number] if number is not None else _last(known)
        found += [_of_version(asking, pair, one) for one in meant]
    if not found and number is not None:
        raise Closed(_("Session {number} has no record yet. LOG records it."), number=number)
    if not found:
        raise Closed(_("There is no record yet. LOG records a session."))
    return found


def _not_theirs(asking: Asking) -> Closed:
    """Why somebody reads no record: an office never does (requirement D82); of the two, because none is written yet."""
    if any(held.role not in (Role.MENTOR, Role.MENTEE) for held in asking.roles):
        return Closed(_("Only the two of a pair read its records. STATUS shows the figures that are open to you."))
    return not_yet(asking)


def _last(known: list[Session]) -> list[Session]:
    return [max(known, key=lambda one: (one.day, one.number))] if known else []


def _of_version(asking: Asking, pair: PairOf, session: Session) -> Subject:
    one = subject(asking, pair, session)
    return Subject({**one.args, "version": str(session.version_id)}, one.label)


def to_note(asking: Asking, words: str) -> list[Subject]:
    """The record that a note is about."""
    return _logged(asking, shorthand.numbered(AddNote, words, asking.today)[0] or bare_number(words))


def route(asking: Asking, place: Place) -> Place:
    """SHOW leads to the record of that number, or the last one; where several pairs have one, to the choice."""
    if "session" in place.args:
        return place
    found = _shown(asking, place.args)
    return Place(place.name, found[0].args) if len(found) == 1 else Place("ShowWhich", place.args)


def _shown(asking: Asking, args: Args) -> list[Subject]:
    words = args.get("number", "")
    number = bare_number(words)
    if words and number is None:
        raise Closed(_("Write SHOW and the number of the session, like SHOW 3."))
    return _logged(asking, number)


def which(asking: Asking, args: Args) -> Prepared:
    """The records of that number in several pairs."""
    return Prepared(Records(tuple(Row(one.label, one.args) for one in _shown(asking, args))))


def show(asking: Asking, args: Args) -> Prepared:
    """A record as it stands now."""
    session, pair = opened(asking, args["session"], "journal")
    version = version_of(asking, session)
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
            notes=_notes(asking, pair, session),
            entered=_entered(asking, session),
            pictures=len(attachments.of_session(asking.db, session.id)),
            goals=_goals(asking, pair, session),
            complete=not session.refused and session.signers >= {pair.mentor_id, pair.mentee_id},
            disputed=session.refused,
            author=_named(pair, version.author_id),
            before=_before(asking, version) if session.refused else Changes(()),
        )
    )


def _notes(asking: Asking, pair: PairOf, session: Session) -> Notes:
    found = notes.of_session(asking.db, session.id)
    return Notes(tuple(Noted(_named(pair, note.author_id), note.words) for note in found))


def _goals(asking: Asking, pair: PairOf, session: Session) -> Views:
    """Whether the goals were met, as either sees it."""
    views = goals_met.of_session(asking.db, session.id)
    return Views(
        tuple(
            View(_named(pair, one.person_id), tuple(Marked(goal, MARKS[mark]) for goal, mark in one.marks.items()))
            for one in views
        )
    )


def _entered(asking: Asking, session: Session) -> date | None:
    """When the first version was entered, where that was late."""
    first = versions.numbered(asking.db, session.id, 1)
    if first is None or not entered_late(date.fromisoformat(first.day), today(first.made_at)):
        return None
    return today(first.made_at)


def _named(pair: PairOf, person_id: int) -> Name:
    """One of the two."""
    return Name(pair.mentor_name if person_id == pair.mentor_id else pair.mentee_name)


def _before(asking: Asking, version: Version) -> Changes:
    """How the version before it reads where they differ."""
    before = versions.numbered(asking.db, version.session_id, version.number - 1)
    return differing(Record.of(version), Record.of(before)) if before is not None else Changes(())


def noting(asking: Asking, args: Args) -> Prepared:
    """A record to add a note to."""
    session, pair = opened(asking, args["session"], "journal")
    version_of(asking, session)
    me, partner = names(asking, pair)
    return Prepared(Noting(session.number, me, partner))


def take_note(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """One's own words go under the record."""
    session, _pair = opened(asking, args["session"], "journal")
    deeds.note(asking.db, asking.who.id, session.id, answers["words"], asking.now)
    return Place("NoteAdded", {"session": str(session.id), "version": str(session.version_id)})


def closing(asking: Asking, args: Args) -> Prepared:
    """The goals that a session had."""
    session, pair = opened(asking, args["session"], "journal")
    version = version_of(asking, session)
    me, partner = names(asking, pair)
    return Prepared(Closing(session.number, me, partner, items_of(version.objectives)))


def to_close(asking: Asking, words: str) -> list[Subject]:
    """The record whose goals are meant."""
    return _logged(asking, bare_number(words))


def take_close(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """One side's view of the goals."""
    goals = closing(asking, args).facts.goals
    marks = dict(zip(map(str, goals), answers["met"].removeprefix("=").split(","), strict=True))
    deeds.close(asking.db, asking.who.id, int(args["session"]), marks, asking.now)
    return Place("GoalsNoted", {"session": args["session"]})


def no_date(asking: Asking, args: Args) -> Place:
    """The next date is left open."""
    return Place("NoDate", {})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Show": show,
    "ShowWhich": which,
    "AddNote": noting,
    "CloseSession": closing,
    "GoalsNoted": closing,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"AddNote": to_note, "CloseSession": to_close}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Show": route}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"AddNote": take_note, "CloseSession": take_close}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"no_date": no_date}
