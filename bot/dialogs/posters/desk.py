"""JOIN at the desk: what the head is asked."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.posters import deeds
from bot.dialogs.posters.pages import Applicant, JoinAsked, JoinSettled
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.language import Name, _
from bot.store.joining.join_requests import JoinRequest
from bot.store.joining.nominating import Answer
from bot.store.people.roles import Role

SETTLED = _("That is decided already. Thank you.")
SHOWN = 4
"""Digits of the number that a head may know somebody by."""


def _found(asking: Asking, request_id: int) -> JoinRequest:
    try:
        return deeds.open_request(asking.db, asking.who.id, request_id, asking.now)
    except NotYours:
        raise NotFound from None


def _prepared(found: JoinRequest) -> Prepared:
    return Prepared(
        Applicant(Name(found.name), found.number or "", found.address[-SHOWN:], found.answer is Answer.ACCEPTED)
    )


@facts
def asked(asking: Asking, at: JoinAsked) -> Prepared:
    """Who wants to join, to the head of that school, until it is decided."""
    found = _found(asking, at.request)
    if found.answer is not None:
        raise NotOpen(SETTLED)
    return _prepared(found)


@facts
def settled(asking: Asking, at: JoinSettled) -> Prepared:
    """The receipt."""
    return _prepared(_found(asking, at.request))


@does(JoinAsked.mentee)
def mentee(asking: Asking, at: JoinAsked) -> Dialog:
    return _decide(asking, at, Role.MENTEE)


@does(JoinAsked.mentor)
def mentor(asking: Asking, at: JoinAsked) -> Dialog:
    return _decide(asking, at, Role.MENTOR)


@does(JoinAsked.no)
def no(asking: Asking, at: JoinAsked) -> Dialog:
    return _decide(asking, at, None)


def _decide(asking: Asking, at: JoinAsked, part: Role | None) -> Dialog:
    try:
        deeds.decide(asking.db, asking.who.id, at.request, part, asking.now)
    except Moved:
        raise NotOpen(SETTLED) from None
    return JoinSettled(request=at.request)
