"""What everyday pages are told and do: the menu, languages, silence, a partner who cannot be reached."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogs.annex_iv.pages import AnnexIVDue
from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.drafts.shared import begun
from bot.dialogs.handlers import does, facts, opens
from bot.dialogs.letters.shared import unread
from bot.dialogs.matching.deeds import leads_wait
from bot.dialogs.menu.pages import (
    Choices,
    Dial,
    Dialled,
    English,
    Kiswahili,
    LeavesBehind,
    Menu,
    More,
    NothingOpen,
    Started,
    Stopped,
)
from bot.dialogs.menu.shared import waiting
from bot.dialogs.offices.rules import OFFICERS, certifies, headquarters
from bot.dialogs.pairs.rules import next_planned
from bot.dialogs.pausing.pages import LeavePair
from bot.dialogs.people import deeds as people_deeds
from bot.dialogs.sessions.shared import moment_of
from bot.dialogs.signing.pages import Later, SessionToSign, ToSign, Unsigned
from bot.forms.dialog import Dialog
from bot.language import Name
from bot.store import pairs
from bot.store.matching.candidates import LEADING
from bot.store.people import people
from bot.store.people.roles import Role
from bot.store.sessions import sessions


@does(ToSign.later, AnnexIVDue.later, LeavePair.stay)
def later(asking: Asking, at: SessionToSign | AnnexIVDue | Unsigned | LeavePair) -> Dialog:
    return Later()


@opens
def speak_english(asking: Asking, at: English) -> Dialog | None:
    people.set_language(asking.db, asking.who.id, "en")
    return None


@opens
def speak_kiswahili(asking: Asking, at: Kiswahili) -> Dialog | None:
    people.set_language(asking.db, asking.who.id, "sw")
    return None


@opens
def unmute(asking: Asking, at: Started) -> Dialog | None:
    people_deeds.unmute(asking.db, asking.who.id)
    return None


@facts
def menu(asking: Asking, at: Menu | More | NothingOpen) -> Prepared:
    """What the menu offers this person."""
    return Prepared(_choices(asking))


def _choices(asking: Asking) -> Choices:
    meets = bool(pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING))
    office = asking.office
    above = office is not None and office.oversees_schools
    held = {one.role for one in asking.roles}
    return Choices(
        waiting=waiting(asking),
        has_pair=meets,
        head=office is not None and not above,
        office=office is not None,
        leads_wait=above and office is not None and leads_wait(asking.db, office, asking.now),
        works=office is not None or headquarters(asking.roles) is not None,
        coaches=not held.isdisjoint((*LEADING, *OFFICERS)),
        approves=certifies(asking.roles),
        helps=not held.isdisjoint((Role.CHAMPION, Role.OPERATOR)),
        protects=Role.DPO in held,
    )


@facts
def dial(asking: Asking, at: Dial) -> Prepared:
    """The menu of who dials the code, under their next session."""
    found = pairs.pairs_of(asking.db, asking.who.id)
    known = [session for pair in found for session in sessions.of_pair(asking.db, pair.id)]
    ahead = next_planned(known, asking.today - timedelta(days=1))
    return Prepared(Dialled(**vars(_choices(asking)), number=ahead.number if ahead else 0, moment=moment_of(ahead)))


@facts
def away(asking: Asking, at: Stopped | Started) -> Prepared:
    """What somebody leaves behind, or comes back to."""
    open_ones = begun(asking)
    first = open_ones[0].called if open_ones else None
    waits = unread(asking) if isinstance(at, Started) else 0
    here = asking.office is not None
    return Prepared(LeavesBehind(Name(asking.who.name), len(open_ones), first, waits, here))
