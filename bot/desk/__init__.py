"""The desk between dialogs and programme: it prepares facts, finds things, and hands forms over. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import (
    annex_iv,
    asked,
    beside,
    booking,
    delivery,
    ending,
    fit,
    goals,
    harm,
    heads,
    helping,
    joining,
    lateness,
    letters,
    linking,
    matching,
    next_step,
    officers,
    operating,
    orienting,
    papers,
    pictures,
    planned,
    planning,
    preparing,
    prompts,
    readiness,
    reading,
    records,
    reviews,
    sharing,
    signing,
    standing,
    undoing,
    unlocking,
    wanting,
    words,
)
from bot.desk.base import (
    NOT_OPEN,
    Args,
    Asking,
    Closed,
    HearAgain,
    PinFirst,
    Prepared,
    Subject,
    Unreadable,
    about_of,
    about_text,
    pair_of,
    prove,
    readable,
)
from bot.desk.deeds import DO, TAKE
from bot.desk.helping import is_known
from bot.desk.pictures import received as picture
from bot.desk.prompts import filling
from bot.dialogs.facts import Finder, NoFacts
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.language import _
from bot.programme.refusals import (
    AlreadyLogged,
    AlreadyPlanned,
    AlreadySaved,
    DayOutside,
    Moved,
    NotReady,
    NotYours,
    PairNotActive,
    Refusal,
)
from bot.store.saves import Save

FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "SessionRecord": records.meeting,
    "CounterSign": signing.to_counter_sign,
    "Correct": signing.review,
    "LogPrompt": records.planned,
    "NoRecord": records.planned,
    **booking.FACTS,
    **planned.FACTS,
    "Unsigned": signing.to_sign_notice,
    "Unfinished": prompts.unfinished,
    "Resting": prompts.resting,
    "Several": prompts.several,
    "SupportAsked": prompts.support_asked,
    "SupportAnswered": prompts.support,
    "SupportComing": prompts.helped,
    "SessionSaved": signing.record,
    "SessionSent": signing.record,
    "SessionToSign": signing.to_sign_notice,
    "Signed": signing.signed,
    "NewVersionSigned": signing.record,
    "NoteAdded": signing.record,
    "Unchanged": signing.record,
    "ChangeWaits": signing.record,
    "SessionComplete": signing.record,
    "SessionChanged": signing.to_confirm,
    "ReadChange": signing.to_confirm,
    "Agreed": signing.changed,
    "Kept": signing.changed,
    "KeptByPartner": signing.changed,
    **beside.FACTS,
    **reading.FACTS,
    **lateness.FACTS,
    **pictures.FACTS,
    "Dial": standing.dial,
    "Menu": standing.menu,
    "Status": standing.standing,
    "MyPairs": standing.standing,
    "HeadStatus": heads.own_school,
    "HeadReminded": heads.head_reminded,
    "NoteFromOfficer": heads.note,
    "OfficerNote": heads.note,
    **officers.FACTS,
    **operating.FACTS,
    **reviews.FACTS,
    **annex_iv.FACTS,
    **fit.FACTS,
    **sharing.FACTS,
    **letters.FACTS,
    **linking.FACTS,
    **unlocking.FACTS,
    **undoing.FACTS,
    **joining.FACTS,
    **matching.FACTS,
    **orienting.FACTS,
    **readiness.FACTS,
    **planning.FACTS,
    **next_step.FACTS,
    **papers.FACTS,
    **ending.FACTS,
    **preparing.FACTS,
    "Stopped": standing.away,
    "Started": standing.away,
    "PartnerUnreachable": standing.partner,
    **asked.FACTS,
    **words.FACTS,
    **goals.FACTS,
    **delivery.FACTS,
    **helping.FACTS,
    **harm.FACTS,
    **wanting.FACTS,
}
"""Who prepares the facts of each dialog; a dialog that is not here needs none."""

SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {
    "SessionRecord": records.to_log,
    "CounterSign": records.to_sign,
    "Correct": records.to_edit,
    "MentorReview": reviews.to_review,
    **annex_iv.SUBJECTS,
    **letters.SUBJECTS,
    **planning.SUBJECTS,
    **booking.SUBJECTS,
    **planned.SUBJECTS,
    **reading.SUBJECTS,
    **matching.SUBJECTS,
    **orienting.SUBJECTS,
    **ending.SUBJECTS,
}
"""What each command can be about, given the words after it."""

FINDERS: Mapping[str, Callable[[Asking], Finder]] = {**matching.FINDERS, **joining.FINDERS, **unlocking.FINDERS}
"""The finders that Find questions name, each for the one who asks."""


ROUTES: dict[str, Callable[[Asking, Place], Place]] = {
    "Status": officers.route,
    "AnnexIVs": annex_iv.route,
    **reading.ROUTES,
    **asked.ROUTES,
    **words.ROUTES,
    **joining.ROUTES,
    **goals.ROUTES,
    **helping.ROUTES,
    **ending.ROUTES,
    **next_step.ROUTES,
    **planned.ROUTES,
    **preparing.ROUTES,
}
"""Commands that lead different people to different places."""


def route(asking: Asking, place: Place) -> Place:
    """Where a command leads this person. Closed where it leads nowhere."""
    return ROUTES[place.name](asking, place) if place.name in ROUTES else place


def prepare(asking: Asking, name: str, args: Args) -> Prepared:
    """The facts of a dialog about its subject, as they are now. Closed when it may not be opened."""
    dialog = PAGES.get(name) or FORMS[name]
    if dialog.private:
        prove(asking)
    facts = FACTS.get(name)
    return facts(asking, args) if facts else Prepared(NoFacts())


def finders(asking: Asking) -> dict[str, Finder]:
    """What Find questions look things up with, for this person and moment."""
    return {name: finder(asking) for name, finder in FINDERS.items()}


def subjects(asking: Asking, name: str, words: str) -> list[Subject]:
    """What a command with these words can be about: one, or several to choose from. Closed when there is none."""
    return SUBJECTS[name](asking, words) if name in SUBJECTS else [Subject({}, Said(_("this"), {}))]


def take(asking: Asking, name: str, args: Args, answers: Mapping[str, str]) -> Place:
    """Hands a completed form to its deed; answers the receipt. Closed when the deed is refused."""
    try:
        return undoing.remembering(TAKE[name], asking, name, args, answers)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def undone(asking: Asking) -> Save:
    """What this person saved last, taken back; its form can be opened again. Closed where it stays."""
    try:
        return undoing.undone(asking)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def do(asking: Asking, deed: str, args: Args) -> Place | None:
    """Does the deed of a choice; answers the place said next. Closed when it is refused."""
    try:
        return DO[deed](asking, args)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def _closed(refusal: Refusal) -> Closed:
    match refusal:
        case AlreadyPlanned(number=number):
            return Closed(
                _("You two meet on that day already: session {number}. MOVE {number} changes it."), number=number
            )
        case AlreadySaved():
            return Closed(_("This review is saved already. REVIEWS shows it."))
        case AlreadyLogged():
            return Closed(_("That session is logged already. SIGN shows what waits for you, EDIT corrects a record."))
        case Moved():
            return Closed(
                _("It has changed since you opened it. SIGN shows it as it is now; nothing of yours is lost.")
            )
        case NotYours():
            return Closed(_("That is not open to you."))
        case PairNotActive():
            return Closed(_("Your pair is paused or ended, so its records cannot be changed now."))
        case NotReady():
            return Closed(_("Not everything is in yet, so that cannot be done now."))
        case DayOutside():
            return Closed(_("That day does not fit: it must lie between the day you two began and today."))
    raise refusal


__all__ = [
    "NOT_OPEN",
    "Asking",
    "Closed",
    "HearAgain",
    "PinFirst",
    "Prepared",
    "Subject",
    "Unreadable",
    "about_of",
    "about_text",
    "do",
    "filling",
    "finders",
    "is_known",
    "pair_of",
    "picture",
    "prepare",
    "prove",
    "readable",
    "route",
    "subjects",
    "take",
    "undone",
]
