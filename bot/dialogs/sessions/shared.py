"""A session as other desks know it: whether it may be seen, how it is called, what its record says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.dialogs.calendar import USUAL_HOUR, SchoolDays
from bot.dialogs.cycles.paper import RESOURCES
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, OfSession, about_of, about_text, allowed
from bot.dialogs.pairs.shared import names
from bot.dialogs.reading.pages import Show
from bot.dialogs.sessions.paper import Correct, CounterSign, Meeting, SessionRecord
from bot.dialogs.sessions.rules import Logged, differences
from bot.dialogs.sessions.rules import Record as Written
from bot.dialogs.signing.pages import Change, Changes, NewVersionSigned, SessionSent, Signed, Unchanged
from bot.forms.asking import Nothing
from bot.forms.closed import FAR, Engaged, Shut
from bot.forms.dialog import Dialog
from bot.forms.facts import Context
from bot.forms.filling import Filling
from bot.forms.lists import Marking, Ticked
from bot.forms.questions import YES
from bot.forms.saying import Said
from bot.language import NAIROBI, Name, _, items_of, items_text
from bot.store import plans
from bot.store.areas import Level
from bot.store.goals import goals_met
from bot.store.meetings.taken import Appointment, appointments
from bot.store.pairs import PairKind, PairOf
from bot.store.people import levels
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft


class LoggedAlready(NotOpen):
    """A session has a record: what it says is shown at once."""

    def __init__(self, number: int, session_id: int) -> None:
        super().__init__(_("Session {number} is logged already."), number=number)
        self.instead = Show(session=session_id)


def rewrite(
    asking: Asking,
    at: CounterSign | Correct,
    answers: Answers,
    deed: Callable[..., Logged],
    *,
    same: type[Signed | Unchanged],
    changed: type[NewVersionSigned | SessionSent],
) -> Dialog:
    evidence = asking.evidence(read=not answers.unread)
    done = deed(asking.db, asking.who.id, at.session, at.version, written(answers), evidence, asking.now)
    receipt = same if done.version_id == at.version else changed
    return receipt(session=at.session, version=done.version_id)


def moment_of(session: Session | None) -> datetime | None:
    """When a planned session begins, in Kenya."""
    if session is None:
        return None
    return datetime.combine(session.day, session.hour or USUAL_HOUR, NAIROBI)


def opened(asking: Asking, session_id: int, shows: str) -> tuple[Session, PairOf]:
    """A session and its pair, if this person may see that of it."""
    found = sessions.get(asking.db, session_id)
    if found is None:
        raise NotFound
    allowed(asking, found[1], shows)
    return found


def meeting_of(asking: Asking, pair: PairOf, session: Session | None, number: int, *, venue: str = "") -> Meeting:
    me, partner = names(asking, pair)
    last = sessions.previous_plan(asking.db, pair.id, number)
    planned = session is not None and session.scheduled
    return Meeting(
        number=number,
        me=me,
        partner=partner,
        pair_began=pair.start,
        scheduled=planned,
        planned_day=session.day if session and planned else None,
        usual_venue=venue or (session.venue if session else None) or _usual_venue(asking, pair),
        objectives=items_of(
            (session.objectives or (planned and objectives_of(asking, pair, session)) or "") if session else ""
        ),
        last_plan=items_of(last or ""),
        nothing_before=not last,
        coaching=pair.kind is PairKind.COACHING,
    )


def _usual_venue(asking: Asking, pair: PairOf) -> str:
    plan = plans.latest(asking.db, pair.id)
    return (plan.venue if plan else None) or ""


def called(asking: Asking, pair: PairOf, session: Session) -> Said:
    """A session as one of several to choose from."""
    partner = Name(pair.partner_name(asking.who.id))
    return Said(
        _("session {number}, {day:weekday}, {partner}"),
        {"number": session.number, "day": session.day, "partner": partner},
    )


def waits(asking: Asking, session: Session) -> bool:
    """Whether a record waits for this person's signature."""
    return asking.who.id not in session.signers and not session.refused


# what a record says


def looked_back(stored: str) -> object:
    marks = stored[1:].split(",") if stored.startswith("=") else []
    known = {option.key: option for option in SessionRecord.looked_back.scale}
    return Marking(tuple(known[key] for key in marks if key in known), "" if marks else stored) if stored else ()


def differing(other: Written, this: Written) -> Changes:
    """What this record says otherwise than the other."""
    return Changes(tuple(Change(part, _value(part, getattr(this, part))) for part in differences(other, this)))


def _value(part: str, stored: str) -> object:
    if part == "day":
        return date.fromisoformat(stored)
    if part == "looked_back":
        return looked_back(stored)
    if part == "resources":
        return used(stored) or Nothing()
    if part == "made":
        return stored or Nothing()
    return stored if part == "venue" else items_of(stored)


def used(stored: str | None) -> Ticked:
    """The resources of a record, by name."""
    keys = SessionRecord.resources.keys(stored) if stored else ()
    return Ticked(tuple(RESOURCES[key] for key in keys))


def written(answers: Mapping[str, str]) -> Written:
    """The record that a filled form makes."""
    return Written(**{name: answers.get(name, "") for name in SessionRecord.elements()})


def unlogged(asking: Asking, at: OfSession) -> tuple[Session, PairOf]:
    """A session without a record; closed when it has one."""
    session, pair = opened(asking, at.session, "session")
    if session.version_id is not None:
        raise LoggedAlready(session.number, session.id)
    return session, pair


def shut(asking: Asking, pair: PairOf) -> tuple[Shut, ...]:
    """When the mentee's school is closed, as far ahead as one plans."""
    return shut_at(asking, levels.level(asking.db, pair.mentee_id))


def shut_at(asking: Asking, level: Level | None) -> tuple[Shut, ...]:
    """The same of schools of a level; without one, weekends and public holidays."""
    days, last = SchoolDays.around(asking.db, asking.today), asking.today + FAR
    closed = [Shut(*stretch) for stretch in days.closed(asking.today, last, level)]
    feasts = [Shut(day, day, feast) for day, feast in days.feasts(asking.today, last, level)]
    return (*closed, *feasts)


def taken(asking: Asking, unless: Callable[[Appointment], bool]) -> tuple[Engaged, ...]:
    """When this person is to meet one of their partners, but for what is the matter itself."""
    found = appointments(asking.db, asking.who.id, asking.today)
    return tuple(
        Engaged(datetime.combine(one.day, one.hour or USUAL_HOUR, NAIROBI), one.number, Name(one.partner))
        for one in found
        if not unless(one)
    )


def objectives_of(asking: Asking, pair: PairOf, session: Session) -> str:
    """What a planned session is for, where nobody has set it: the goals that the last one left open, else the plan's.

    So a record of it need not be asked for them (policy 5.5.1: the objectives of a session are set before it).
    """
    before = [one for one in sessions.of_pair(asking.db, pair.id) if one.number < session.number and one.version_id]
    closed = goals_met.of_session(asking.db, before[-1].id) if before else []
    left = [goal for one in closed for goal, mark in one.marks.items() if mark != YES.key]
    plan = plans.latest(asking.db, pair.id)
    return items_text(tuple(dict.fromkeys(left))) or (plan.objectives if plan else "")


def begun_at(asking: Asking, pair: PairOf, session: Session) -> int:
    """The question at which this person has left the record of a session; 0 where they have not begun it."""
    about = SessionRecord(session=session.id)
    draft = drafts.find_open(asking.db, asking.who.id, SessionRecord.__name__, about_text(about))
    if draft is None:
        return 0
    path = Filling(
        SessionRecord, Context(meeting_of(asking, pair, session, session.number), asking.now), draft.answers
    ).path
    return path.number(path.missing) if path.missing else path.total


def still_to_log(asking: Asking, draft: Draft, filling: Filling) -> None:
    """LoggedAlready where somebody else has logged the session since this record of it was begun and left."""
    about = about_of(draft)
    if type(about) is not SessionRecord or about.session is None or not filling.context.facts.logged:
        return
    if draft.is_fresh(asking.now):
        return  # somebody is in the middle of it: their words will stand beside the others
    version = versions.latest(asking.db, about.session)
    if filling.path.missing is not None and version is not None and version.made_at > draft.opened_at:
        raise LoggedAlready(filling.context.facts.number, about.session)
