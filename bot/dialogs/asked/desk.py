"""What somebody asks about their own programme, at the desk: NEXT, SENT, WHY and the hour of prompts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from bot.dialogs.asked.deeds import fate
from bot.dialogs.asked.pages import (
    BECAME,
    HOW,
    KEPT,
    NOTHING,
    READ,
    SIGNED,
    UNREAD,
    UNREAD_SINCE,
    UNSIGNED,
    UNSIGNED_SINCE,
    ComingUp,
    Delivered,
    HourSaved,
    InSentences,
    NamesInFull,
    Next,
    NextSession,
    NextSessions,
    OwnHour,
    PartnersOf,
    Prompted,
    Sent,
    WhoIsMine,
    Why,
)
from bot.dialogs.asked.rules import Fate
from bot.dialogs.calendar import moment, own_hour
from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, routes, takes
from bot.dialogs.letters.rules import TALKING, LetterSentCause
from bot.dialogs.meetings import deeds as meetings
from bot.dialogs.meetings.pages import DateConfirmed
from bot.dialogs.pairs import rules
from bot.dialogs.pairs.shared import UNPAIRED, names, unmatched
from bot.dialogs.people import deeds
from bot.dialogs.refusals import HourOutside
from bot.dialogs.sessions.shared import LoggedAlready, moment_of, opened
from bot.dialogs.signing.rules import Changed, SignAsked
from bot.dialogs.standing.shared import stage_of
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.reasons import REASONS
from bot.forms.saying import Said
from bot.language import Marked, _, items_of, local
from bot.store import letters, pairs
from bot.store.letters import Letter
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions
from bot.store.talk import prompts
from bot.store.talk.notices import NoticeState, QueuedNotice

LATELY = timedelta(days=30)
LOOKED_AT = 20
"""So many prompts are looked back over."""
LETTERS = 4
"""So many messages back SENT looks for those that nobody has read."""
NOT_SENT = (NoticeState.SUPPRESSED, NoticeState.DROPPED)


@facts
def prompted(asking: Asking, at: Why | OwnHour) -> Prepared:
    """The last prompt and what it came of, what waits or was not sent; and the hour of this person's prompts."""
    since, midnight = asking.now - LATELY, moment(asking.today, time.min)
    found = prompts.of_person(asking.db, asking.who.id, since, midnight, LOOKED_AT)
    known = [one for one in found if one.reason in REASONS]
    told = [one for one in known if one.said_at is not None]
    last = max(told, key=lambda one: (one.said_at, one.id), default=None)
    waiting = [one for one in known if one.state is NoticeState.WAITING]
    lost = [one for one in known if one.state in NOT_SENT and (last is None or one.id > last.id)]
    return Prepared(
        Prompted(
            REASONS[last.reason].because if last and last.reason else NOTHING,
            last.said_at if last else None,
            own_hour(asking.who.prompt_hour),
            len(waiting),
            _became(waiting[-1] if waiting else None),
            _became(last),
            _became(lost[0] if lost else None),
        )
    )


def _became(one: QueuedNotice | None) -> Marked:
    return BECAME[one.became] if one and one.became else NOTHING


@facts
def hour_saved(asking: Asking, at: HourSaved) -> Prepared:
    """The receipt of another hour."""
    return Prepared(Prompted(NOTHING, None, at.at))


@takes
def take_hour(asking: Asking, at: OwnHour, answers: Answers) -> Dialog:
    """Prompts come from this hour on. Closed for an hour at which nobody is asked."""
    try:
        deeds.set_hour(asking.db, asking.who.id, time.fromisoformat(answers["hour"]))
    except HourOutside as outside:
        why = _("I ask only on school days, between {first} and {last}. To choose the hour, reply e.g. HOUR 1pm.")
        raise NotOpen(why, first=outside.earliest, last=outside.latest) from None
    return HourSaved(at=time.fromisoformat(answers["hour"]))


# who is my mentor

CALLED = {
    (Side.MENTEE, PairKind.MENTORSHIP): _("Your mentor is {who}."),
    (Side.MENTOR, PairKind.MENTORSHIP): _("You mentor {who}."),
    (Side.MENTEE, PairKind.COACHING): _("Your coach is {who}."),
    (Side.MENTOR, PairKind.COACHING): _("You coach {who}."),
}


@facts
def partners(asking: Asking, at: WhoIsMine) -> Prepared:
    """The others of this person's pairs; closed for who is in none, with the next step."""
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.PRESENT)
    if not mine:
        raise unmatched(asking, _("You are not matched yet. Your head matches mentors and mentees."))
    lines = []
    for (side, kind), called in CALLED.items():
        theirs = [names(asking, one)[1] for one in mine if (one.side(asking.who.id), one.kind) == (side, kind)]
        lines += [Said(called, {"who": NamesInFull(tuple(theirs))})] if theirs else []
    return Prepared(PartnersOf(InSentences(tuple(lines))))


# the next session


@routes
def next_one(asking: Asking, at: Next) -> Dialog:
    """NEXT of somebody with one session ahead leads to it."""
    found = _ahead(asking)
    return NextSession(session=found[0][1].id) if len(found) == 1 else at


def _ahead(asking: Asking) -> list[tuple[PairOf, Session]]:
    """The next session of each of this person's pairs: one of today that has no record counts."""
    eve = asking.today - timedelta(days=1)
    found = pairs.pairs_of(asking.db, asking.who.id)
    ahead = ((pair, sessions.next_planned(asking.db, pair.id, eve)) for pair in found)
    return [(pair, session) for pair, session in ahead if session is not None]


@facts
def next_sessions(asking: Asking, at: Next) -> Prepared:
    """The next session of each pair, to choose from."""
    found, mine = _ahead(asking), pairs.pairs_of(asking.db, asking.who.id)
    if not found and not mine:
        raise _to_begin(asking) or unmatched(asking, UNPAIRED)
    stage = stage_of(asking, mine[0]) if len(mine) == 1 else None
    return Prepared(NextSessions(tuple(_row(asking, pair, session) for pair, session in found), stage))


def _to_begin(asking: Asking) -> NotOpen | None:
    """At which stage one's coaching pair is before its first session."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.PREPARING,)):
        if stage := stage_of(asking, pair):
            why = _("With {partner}: {stage:short} PLAN shows what comes next.")
            return NotOpen(why, partner=names(asking, pair)[1], stage=stage)
    return None


def _row(asking: Asking, pair: PairOf, session: Session) -> Row:
    values = {"partner": names(asking, pair)[1], "moment": moment_of(session)}
    label = _("{partner}, {moment}") if session.asked_by_id is None else _("{partner}, {moment} (not agreed yet)")
    return Row(Said(label, values), NextSession(session=session.id))


@facts
def coming_up(asking: Asking, at: NextSession) -> Prepared:
    """A session ahead with what belongs to it; closed once it has a record."""
    session, pair = opened(asking, at.session, NextSession.shows)
    begins = moment_of(session)
    plan, agreed = sessions.plan_before(asking.db, pair.id, session.number)
    if not rules.is_expected(session) or begins is None:
        raise LoggedAlready(session.number, session.id)
    return Prepared(
        ComingUp(
            number=session.number,
            partner=names(asking, pair)[1],
            moment=begins,
            venue=session.venue or "",
            objectives=items_of(session.objectives or ""),
            plan=items_of(plan),
            agreed=agreed,
            after=moment_of(sessions.next_planned(asking.db, pair.id, session.day)),
            asked=session.asked_by_id is not None,
            mine=session.asked_by_id == asking.who.id,
            to_agree=session.asked_by_id not in (None, asking.who.id),
            stage=stage_of(asking, pair),
        )
    )


@does(NextSession.agree)
def agree(asking: Asking, at: NextSession) -> Dialog:
    """Yes to the date that the partner asked for."""
    session, _pair = opened(asking, at.session, NextSession.shows)
    meetings.confirm_date(asking.db, asking.who.id, at.session, session.day, asking.now)
    return DateConfirmed(session=at.session)


@facts
def delivered(asking: Asking, at: Sent) -> Prepared:
    """What became of what this person sent last: the record of each pair, the last message and those still unread."""
    found = pairs.pairs_of(asking.db, asking.who.id, TALKING)
    fates = [said for pair in found if (said := _record(asking, pair)) is not None]
    to = {pair.id: pair for pair in found}
    written = [one for one in letters.last_from(asking.db, asking.who.id, LETTERS) if one.pair_id in to]
    told = [one for nth, one in enumerate(written) if nth == 0 or one.read_at is None]
    fates += [_letter(asking, letter, to[letter.pair_id]) for letter in told]
    return Prepared(Delivered(InSentences(tuple(fates)), bool(fates)))


def _record(asking: Asking, pair: PairOf) -> Said | None:
    """The pair's last record, where this person wrote it."""
    written = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    if not written:
        return None
    session = max(written, key=lambda one: (one.day, one.number))
    version = versions.get(asking.db, session.version_id or 0)
    if version is None or version.author_id != asking.who.id:
        return None
    return _fate(asking, pair, session)


def _fate(asking: Asking, pair: PairOf, session: Session) -> Said:
    values = {"number": session.number, "partner": names(asking, pair)[1]}
    if pair.partner_id(asking.who.id) in session.signers:
        return Said(SIGNED, values)
    if session.refused:
        return Said(KEPT, values)
    causes = [kind(version=session.version_id or 0) for kind in (SignAsked, Changed)]
    return _so_far(UNSIGNED, UNSIGNED_SINCE, values, fate(asking.db, causes))


def _letter(asking: Asking, letter: Letter, pair: PairOf) -> Said:
    values = {"partner": names(asking, pair)[1], "day": local(letter.made_at).date()}
    if letter.read_at is not None:
        return Said(READ, values)
    return _so_far(UNREAD, UNREAD_SINCE, values, fate(asking.db, [LetterSentCause(letter=letter.id)]))


def _so_far(alone: Marked, since: Marked, values: Mapping[str, Any], came: Fate) -> Said:
    """How far it has come, with the moment where there is one."""
    said = {**values, "how": HOW[came.how]}
    return Said(since, {**said, "at": local(came.at)}) if came.at is not None else Said(alone, said)
