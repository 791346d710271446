"""Session records at the desk: what their forms and notices are told, and which session is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.desk.base import NOT_OPEN, Args, Asking, Closed, Overtaken, Prepared, Subject, allowed
from bot.desk.before import not_yet, nothing_to_sign
from bot.dialogs.lists import Marking
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.dialogs.session_record import Meeting, Planned, SessionRecord
from bot.dialogs.shorthand import parts
from bot.dialogs.signing import Change, Changed, Changes, Record
from bot.language import NAIROBI, Name, Towards, _, bare_number, items_of, leading_day, today
from bot.programme import pairs as pair_rules
from bot.programme import status
from bot.programme.calendar import USUAL_HOUR
from bot.programme.records import Record as Written
from bot.programme.records import differences, entered_late
from bot.store import pairs, plans, sessions, versions
from bot.store.pairs import PairOf
from bot.store.sessions import Session
from bot.store.versions import Version


def moment_of(session: Session | None) -> datetime | None:
    """When a planned session begins, in Kenya."""
    if session is None:
        return None
    return datetime.combine(session.day, session.hour or USUAL_HOUR, NAIROBI)


def opened(asking: Asking, session_id: str, shows: str) -> tuple[Session, PairOf]:
    """A session and its pair, if this person may see that of it."""
    found = sessions.get(asking.db, int(session_id))
    if found is None:
        raise Closed(NOT_OPEN)
    allowed(asking, found[1], shows)
    return found


def names(asking: Asking, pair: PairOf) -> tuple[Name, Name]:
    """Me and my partner."""
    return Name(asking.who.name), Name(pair.partner_name(asking.who.id))


# the form


def meeting(asking: Asking, args: Args) -> Prepared:
    """The record of a planned session (`session`), or of one more that was not scheduled (`pair`)."""
    if "session" in args:
        session, pair = opened(asking, args["session"], SessionRecord.shows)
        return Prepared(_meeting(asking, pair, session, session.number))
    known = pairs.get(asking.db, int(args["pair"]))
    if known is None:
        raise Closed(NOT_OPEN)
    allowed(asking, known, SessionRecord.shows)
    of_pair = sessions.of_pair(asking.db, known.id)
    number = max((session.number for session in of_pair), default=0) + 1
    return Prepared(_meeting(asking, known, None, number))


def _meeting(asking: Asking, pair: PairOf, session: Session | None, number: int, *, venue: str = "") -> Meeting:
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
        objectives=items_of(session.objectives or "") if session else (),
        last_plan=items_of(last or ""),
        nothing_before=not last,
    )


def _usual_venue(asking: Asking, pair: PairOf) -> str:
    plan = plans.latest(asking.db, pair.id)
    return (plan.venue if plan else None) or ""


def review(asking: Asking, args: Args) -> Prepared:
    """A saved record to put right; closed once another version stands, which is shown instead."""
    session, pair = opened(asking, args["session"], SessionRecord.shows)
    _still(asking, session, args)
    return _reviewed(asking, pair, session)


def to_counter_sign(asking: Asking, args: Args) -> Prepared:
    """The same, to be signed by this person: closed once they have, or where both versions stand."""
    session, pair = opened(asking, args["session"], SessionRecord.shows)
    _unsigned(asking, session, args)
    found = _reviewed(asking, pair, session)
    return Prepared(replace(found.facts, several=_several(asking)), found.answers)


def _reviewed(asking: Asking, pair: PairOf, session: Session) -> Prepared:
    version = _written_as(asking, session, str(session.version_id))
    facts = _meeting(asking, pair, session, session.number, venue=version.venue)
    return Prepared(facts, {name: getattr(version, name) for name in SessionRecord.elements()})


def _several(asking: Asking) -> bool:
    """Whether this person meets with more than one partner, so that a number alone does not say whose record it is."""
    return len(pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)) > 1


def _written_as(asking: Asking, session: Session, version_id: str) -> Version:
    """A version of a session's record; closed once it was taken back."""
    version = versions.get(asking.db, int(version_id)) if version_id.isdecimal() else None
    if version is None or version.session_id != session.id:
        raise _taken_back(session)
    return version


def version_of(asking: Asking, session: Session) -> Version:
    """The version of a session's record that stands; closed once it was taken back."""
    version = versions.latest(asking.db, session.id)
    if version is None:
        raise _taken_back(session)
    return version


def _taken_back(session: Session) -> Closed:
    return Closed(_("The record of session {number} was taken back."), number=session.number)


# which one is meant


def to_log(asking: Asking, words: str) -> list[Subject]:
    """The sessions that a LOG with these words may mean: planned and without a record, or one more of a pair.

    One that has a record only with words for a record of it, which will stand beside the first (requirement D111).
    """
    found: list[Subject] = []
    number = bare_number(words)
    day = leading_day(words, asking.today, Towards.PAST)
    for pair in pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING):
        found += _to_log(asking, pair, number, day[0] if day else None)
    if not found:
        raise not_yet(asking)
    written_too = number is None and parts(words, 9)[1]
    open_ones = found if written_too else [one for one in found if not one.logged]
    if not open_ones:
        raise Closed(_("Session {number} is logged already. SIGN or EDIT {number} opens it."), **found[0].label.values)
    return open_ones


def _to_log(asking: Asking, pair: PairOf, number: int | None, day: date | None) -> list[Subject]:
    known = sessions.of_pair(asking.db, pair.id)
    if number is not None:
        return [subject(asking, pair, one) for one in known if one.number == number] or [_one_more(asking, pair)]
    possible = pair_rules.open_sessions(known, asking.today, day)
    subjects = [subject(asking, pair, session) for session in possible]
    on_that_day = day is not None and any(session.day == day for session in possible)
    return subjects if subjects and (day is None or on_that_day) else [*subjects, _one_more(asking, pair)]


def subject(asking: Asking, pair: PairOf, session: Session) -> Subject:
    """A session as one of several to choose from."""
    partner = Name(pair.partner_name(asking.who.id))
    values = {"number": session.number, "day": session.day, "partner": partner}
    label = Said(_("session {number}, {day:weekday}, {partner}"), values)
    return Subject({"session": str(session.id)}, label, logged=session.version_id is not None)


def _one_more(asking: Asking, pair: PairOf) -> Subject:
    partner = Name(pair.partner_name(asking.who.id))
    return Subject({"pair": str(pair.id)}, Said(_("not scheduled, {partner}"), {"partner": partner}))


def to_sign(asking: Asking, words: str) -> list[Subject]:
    """The sessions that wait for this person's signature, the oldest first; one by number, or all."""
    written = _written(asking, words)
    found = [one for session, one in written if _waits(asking, session)]
    if not found:
        raise Closed(nothing_to_sign(asking))
    return [replace(one, named=len(written) == 1) for one in found]


def _waits(asking: Asking, session: Session) -> bool:
    """Whether a record waits for this person's signature."""
    return asking.who.id not in session.signers and not session.refused


def to_edit(asking: Asking, words: str) -> list[Subject]:
    """The sessions whose record this person may put right: by number, else the one logged last.

    One that they have not signed is opened to be read, for what they send there they sign.
    """
    found = [
        replace(one, args={**one.args, "form": "CounterSign"}) if _waits(asking, session) else one
        for session, one in _written(asking, words)
    ]
    if not found:
        raise Closed(_("There is no such record to correct. STATUS shows where you stand."))
    return found if bare_number(words) is not None else found[-1:]


def _written(asking: Asking, words: str) -> list[tuple[Session, Subject]]:
    """The sessions that have a record, or those of a number, each as one of several to choose from."""
    number = bare_number(words)
    found = []
    for pair in pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING):
        for session in sessions.of_pair(asking.db, pair.id):
            if session.version_id is not None and number in (None, session.number):
                one = subject(asking, pair, session)
                found.append((session, replace(one, args={**one.args, "version": str(session.version_id)})))
    return found


# notices and receipts


def record(asking: Asking, args: Args) -> Prepared:
    """A saved record as receipts and notices speak of it."""
    session, pair = opened(asking, args["session"], "session")
    return Prepared(_record(asking, session, pair, _written_as(asking, session, args["version"])))


def signed(asking: Asking, args: Args) -> Prepared:
    """The same after signing: whose record it was, where one meets with several."""
    found = record(asking, args)
    return Prepared(replace(found.facts, several=_several(asking)))


def to_sign_notice(asking: Asking, args: Args) -> Prepared:
    """A record that waits for this person; closed once it is signed or has moved on."""
    session, _pair = opened(asking, args["session"], "session")
    _unsigned(asking, session, args)
    return record(asking, args)


def _unsigned(asking: Asking, session: Session, args: Args) -> None:
    """Closed once another version stands, this person has signed, or both versions stand."""
    _still(asking, session, args)
    if asking.who.id in session.signers:
        raise Closed(_("You have signed session {number} already."), number=session.number)
    if session.refused:
        raise Closed(
            _("Both versions of session {number} stand. Talk it over, then EDIT {number}."), number=session.number
        )


def _still(asking: Asking, session: Session, args: Args) -> None:
    """Closed once another version stands than the one that is looked at; one that waits for them is shown instead."""
    if session.version_id is None:
        raise _taken_back(session)
    if session.version_id != int(args["version"]):
        stands = Place("CounterSign", {"session": str(session.id), "version": str(session.version_id)})
        raise Overtaken(session.number, stands if _waits(asking, session) else None)


def _record(asking: Asking, session: Session, pair: PairOf, version: Version) -> Record:
    me, partner = names(asking, pair)
    coming = moment_of(sessions.next_planned(asking.db, pair.id, asking.today))
    figures = status.pair_figures(asking.db, pair.id, asking.today)
    return Record(
        number=session.number,
        me=me,
        partner=partner,
        day=date.fromisoformat(version.day),
        venue=version.venue,
        areas=items_of(version.areas),
        plan=items_of(version.plan),
        looked_back=looked_back(version.looked_back),
        scheduled=session.scheduled,
        late=version.number == 1 and entered_late(date.fromisoformat(version.day), today(version.made_at)),
        at=asking.now,
        next=coming,
        undated=coming is None and pair_rules.can_plan(pair),
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
    )


def looked_back(stored: str) -> object:
    marks = stored[1:].split(",") if stored.startswith("=") else []
    known = {option.key: option for option in SessionRecord.looked_back.scale}
    return Marking(tuple(known[key] for key in marks if key in known), "" if marks else stored) if stored else ()


def changed(asking: Asking, args: Args) -> Prepared:
    """A new version beside the one before it."""
    session, pair = opened(asking, args["session"], SessionRecord.shows)
    version = _written_as(asking, session, args["version"])
    me, partner = names(asking, pair)
    return Prepared(Changed(session.number, me, partner, _changes(asking, version)))


def to_confirm(asking: Asking, args: Args) -> Prepared:
    """A change that waits for this person's yes or no; closed once it is answered or has moved on."""
    session, _pair = opened(asking, args["session"], "session")
    _unsigned(asking, session, args)
    return changed(asking, args)


def _changes(asking: Asking, version: Version) -> Changes:
    before = versions.numbered(asking.db, version.session_id, version.number - 1)
    return differing(Written.of(before), Written.of(version)) if before is not None else Changes(())


def differing(other: Written, this: Written) -> Changes:
    """What this record says otherwise than the other."""
    return Changes(tuple(Change(part, _value(part, getattr(this, part))) for part in differences(other, this)))


def _value(part: str, stored: str) -> object:
    if part == "day":
        return date.fromisoformat(stored)
    if part == "looked_back":
        return looked_back(stored)
    return stored if part == "venue" else items_of(stored)


# planned sessions


def planned(asking: Asking, args: Args) -> Prepared:
    """A session that is due: closed once it has a record, or has moved to a day to come."""
    session, pair = opened(asking, args["session"], "session")
    if session.version_id is not None:
        raise Closed(_("Session {number} is logged already."), number=session.number)
    if session.settled or session.day > asking.today:
        raise Closed(_("Session {number} has moved since."), number=session.number)
    me, partner = names(asking, pair)
    return Prepared(
        Planned(
            number=session.number,
            me=me,
            partner=partner,
            day=session.day,
            is_today=session.day == asking.today,
            has_plan=bool(sessions.previous_plan(asking.db, pair.id, session.number)),
        )
    )


def written(answers: Mapping[str, str]) -> Written:
    """The record that a filled form makes."""
    return Written(**{name: answers.get(name, "") for name in SessionRecord.elements()})
