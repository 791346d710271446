"""ABOUT and TAKE at the desk."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts, takes
from bot.dialogs.myself import deeds
from bot.dialogs.myself.pages import AboutKept, TakeKept
from bot.dialogs.myself.paper import About, Take
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.language import _
from bot.store.people.roles import Role

NO_MENTOR = _("Mentors say with it how many mentees they take. To become one, tell your head.")


@facts
def about(asking: Asking, at: About) -> Prepared:
    """Anybody in the programme."""
    return Prepared(NoFacts())


@facts
def taking(asking: Asking, at: Take) -> Prepared:
    """TAKE is for mentors."""
    if not any(held.role is Role.MENTOR for held in asking.roles):
        raise NotOpen(NO_MENTOR)
    return Prepared(NoFacts())


@takes
def tell(asking: Asking, at: About, given: Answers) -> Dialog:
    deeds.tell(asking.db, asking.who.id, given, asking.now)
    return AboutKept()


@takes
def take(asking: Asking, at: Take, given: Answers) -> Dialog:
    free_on = date.fromisoformat(given["free_on"]) if given.get("free_on") else None
    try:
        deeds.take(asking.db, asking.who.id, int(given["most"]), free_on, asking.now)
    except NotYours:
        raise NotOpen(NO_MENTOR) from None
    return TakeKept()
