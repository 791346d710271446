"""JOIN at the desk: what the head is asked."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts, takes
from bot.dialogs.nominating.paper import is_short
from bot.dialogs.offices import deeds as offices
from bot.dialogs.posters import deeds
from bot.dialogs.posters.pages import Applicant, JoinAsked, JoinSettled, SchoolPoster, SchoolsPoster
from bot.dialogs.posters.paper import JoinAsMentor, MentorToBe
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.page import Picture, Row
from bot.language import Name, _
from bot.messages import CAPABILITIES, Media
from bot.reports.papers import facts as papers
from bot.reports.papers import filled
from bot.store import areas
from bot.store.joining import join_requests
from bot.store.joining.join_requests import JoinRequest
from bot.store.joining.nominating import Answer
from bot.store.people.roles import Role

SETTLED = _("That is decided already. Thank you.")
TOO_NEW = _("{who} has taught for less than 3 years: as a mentee, not as a mentor. Choose again.")
SHOWN = 4
"""Digits of the number that a head may know somebody by."""


def _found(asking: Asking, request_id: int) -> JoinRequest:
    try:
        return deeds.open_request(asking.db, asking.who.id, request_id, asking.now)
    except NotYours:
        raise NotFound from None


def _prepared(found: JoinRequest, others: tuple[Row, ...] = (), *, mentor: bool = False) -> Prepared:
    let_in = found.answer is Answer.ACCEPTED
    return Prepared(Applicant(Name(found.name), found.number or "", found.address[-SHOWN:], let_in, mentor, others))


@facts
def asked(asking: Asking, at: JoinAsked) -> Prepared:
    """Who wants to join, to the head of that school, until it is decided."""
    found = _found(asking, at.request)
    if found.answer is not None:
        raise NotOpen(SETTLED)
    return _prepared(found)


@facts
def settled(asking: Asking, at: JoinSettled) -> Prepared:
    """The receipt, and who else waits."""
    found = _found(asking, at.request)
    waiting = join_requests.waiting_at(asking.db, found.area_id)
    rows = tuple(Row(one.name, JoinAsked(request=one.id)) for one in waiting)
    return _prepared(found, rows, mentor=at.mentor)


@does(JoinAsked.mentee)
def mentee(asking: Asking, at: JoinAsked) -> Dialog:
    return _decide(asking, at, Role.MENTEE)


@does(JoinAsked.mentor)
def mentor(asking: Asking, at: JoinAsked) -> Dialog:
    """At once where it is known that they have taught long enough; else the head is asked (requirement D203)."""
    first = _teaches_since(asking, at)
    is_long = first is not None and not is_short(first, asking.today)
    return _decide(asking, at, Role.MENTOR) if is_long else JoinAsMentor(request=at.request)


def _teaches_since(asking: Asking, at: JoinAsked | JoinAsMentor) -> date | None:
    return deeds.teaches_since(asking.db, _found(asking, at.request), asking.now)


@facts
def to_be(asking: Asking, at: JoinAsMentor) -> Prepared:
    """Who would join as a mentor, until it is decided; nobody who is known to be too new, where that is blocked."""
    found, first = _found(asking, at.request), _teaches_since(asking, at)
    if found.answer is not None:
        raise NotOpen(SETTLED)
    short, blocks = first is not None and is_short(first, asking.today), asking.blocks_short_service
    if short and blocks:
        raise NotOpen(TOO_NEW, who=Name(found.name))
    return Prepared(MentorToBe(Name(found.name), unknown=not short, blocks=blocks))


@takes
def as_mentor(asking: Asking, at: JoinAsMentor, given: Answers) -> Dialog:
    """The head knows how long they have taught, and is sure; or is asked again what they join as."""
    if given.get("sure") == "no":
        return JoinAsked(request=at.request)
    since = given.get("since")
    return _decide(asking, at, Role.MENTOR, date.fromisoformat(since) if since else None)


@does(JoinAsked.no)
def no(asking: Asking, at: JoinAsked) -> Dialog:
    return _decide(asking, at, None)


def _decide(asking: Asking, at: JoinAsked | JoinAsMentor, part: Role | None, first: date | None = None) -> Dialog:
    try:
        deeds.decide(asking.db, asking.who.id, at.request, part, first, asking.now)
    except Moved:
        raise NotOpen(SETTLED) from None
    return JoinSettled(request=at.request, mentor=part is Role.MENTOR)


@facts
def poster(asking: Asking, at: SchoolPoster) -> Prepared:
    """The poster of a school that this office oversees."""
    here, school = office(asking), areas.get(asking.db, at.school)
    if school is None or not offices.covers(asking.db, here, at.school):
        raise NotOpen(_("Not in your area."))
    language, now = asking.who.language, asking.now
    found = filled.poster(asking.db, school, asking.numbers, asking.telegram_bot, language, asking.rings)
    if found is None:
        raise NotOpen(_("There is no poster yet: the school's code, or our number, is not known here."))
    carries = asking.channel is not None and CAPABILITIES[asking.channel].media
    document = Picture(lambda: Media("poster.pdf", "application/pdf", papers.pdf([found], language, now)))
    return Prepared(SchoolsPoster(school.name, document if carries else None))
