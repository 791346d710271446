"""Words that tell of harm are heard before all others in every state, and kept in none; of some it is asked first.

They lead to what somebody confides: while that is open all their words are part of it, and heard as nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogs import desk
from bot.dialogs.cases.pages import CareFirst, Complain, NothingSent
from bot.dialogs.cases.paper import WhomNamed
from bot.dialogs.desk import HearAgain
from bot.dialogs.harm.pages import CareBeside, InDanger, IsItHarm, NotAlone, ToComplain, WhomToCall
from bot.dialogs.harm.paper import EitherOf
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.wants.pages import ForMe
from bot.forms.form import FORMS
from bot.forms.place import Place
from bot.language import Control, bare_number, control, harm, leaves
from bot.messages import Inbound, read
from bot.store.people.addresses import Address
from bot.store.talk import drafts, inbox
from bot.store.talk.drafts import FRESH, Draft, DraftState
from bot.talk import answering, wanted
from bot.talk.speak import Reply
from bot.talk.turn import Turn


def tells(inbound: Inbound) -> bool:
    """Whether somebody writes that they or a learner are being hurt, or that they complain."""
    return inbound.press is None and harm.tells(inbound.text) is not None


def unkept(inbound: Inbound) -> Inbound:
    """Such a message as it may be written down: nothing of it."""
    return replace(inbound, text=inbox.BLANK, media=(), files=())


def answered(turn: Turn) -> Reply | None:
    """Whom to call and about whom it is, to words that tell of harm or complain; None for other words."""
    if not tells(turn.inbound):
        return None
    if harm.of_life(turn.inbound.text):
        return turn.show(NotAlone(waits=turn.draft.id if turn.draft is not None else None))
    return begun(turn, unkept=not harm.only_complains(turn.words))


def said(turn: Turn) -> Reply:
    """The same, to words of which their writer has said that they do."""
    return begun(turn, unkept=True)


def whom_to_call(lines: HelpLines) -> WhomToCall:
    """The numbers, for whoever we do not know."""
    return WhomToCall(EitherOf(lines.danger), EitherOf((lines.child,)))


def of_nobody_known(inbound: Inbound) -> InDanger | ToComplain:
    """What is said to such words where we do not know who writes: whoever may be no teacher needs the numbers alone."""
    return ToComplain() if harm.only_complains(inbound.text) else InDanger()


def asked(turn: Turn) -> Reply | None:
    """Whether they tell of harm, to words that may; None for others, and for those that were asked about."""
    if turn.sure or not harm.may_tell(turn.words):
        return None
    draft = turn.draft
    if draft is None and turn.place is not None and turn.place.stands_on(IsItHarm, ForMe):
        draft = turn.draft_at(turn.place)
    if draft is not None:
        turn.resume(draft)
    before = None if draft else wanted.back(turn)
    return turn.show(IsItHarm(inbox=turn.inbox_id, draft=draft.id if draft else None, back=before))


def passed_over(turn: Turn, place: Place) -> Turn:
    """Other words came than a choice: they are heard where the doubtful ones were meant."""
    asked = desk.read(place)
    assert isinstance(asked, IsItHarm | NotAlone | ForMe | Complain), "this was asked"
    if isinstance(asked, NotAlone):
        return _at(turn, asked.waits)
    return _at(turn, asked.draft, asked.back if isinstance(asked, IsItHarm) else None)


def again(turn: Turn, kept: HearAgain) -> Turn:
    """The doubtful words where they were meant, as if they came now; not `sure` where they do tell of harm."""
    heard = turn.asking.heard(kept.inbox_id)
    text = read(heard.text) if heard else inbox.BLANK
    here = _at(turn, kept.draft, kept.page)
    inbound = replace(turn.inbound, text=text, press=None)
    return replace(here, inbound=inbound, inbox_id=kept.inbox_id, pin=None, sure=text != inbox.BLANK)


def _at(turn: Turn, draft_id: int | None, page: str | None = None) -> Turn:
    """The turn at the open question of a draft, at a page that stood there, or where nothing was said."""
    draft = turn.draft_at(Place("", {"draft": str(draft_id)})) if draft_id else None
    place = Place(draft.form, {"draft": str(draft.id), "at": turn.filling(draft).said}) if draft else None
    if place is None and page is not None:
        place = Place.read(page)
    turn.said(place, 0)
    here = replace(turn.address, place=str(place) if place else None, misses=0, said_at=turn.now)
    return replace(turn, address=here)


# what is confided


def writes(address: Address) -> bool:
    """Whether what was said last at this address asks for something confided: it is written down nowhere else."""
    place = Place.read(address.place) if address.place else None
    return place is not None and place.name in FORMS and FORMS[place.name].confides


def holds(turn: Turn) -> bool:
    """Whether what they write belongs to what they confide; after an hour other words are heard as well.

    BACK and MENU alone lead where they always do: nobody confides them.
    """
    if control(turn.words) in (Control.BACK, Control.MENU):
        return False
    if turn.inbound.press is not None or turn.inbound.edited or _stops(turn) or not _is_fresh(turn.said_at, turn.now):
        return False
    if turn.place is not None and turn.place.stands_on(Complain):
        return _leaves(turn)
    return turn.draft is not None and FORMS[turn.draft.form].confides


def _is_fresh(said_at: datetime, now: datetime) -> bool:
    return now - said_at <= FRESH


def _stops(turn: Turn) -> bool:
    """Whether they want silence: what they have begun is kept for them alone."""
    return turn.stops and not (leaves(turn.words) and not turn.inbound.answered)


def _leaves(turn: Turn) -> bool:
    return bare_number(turn.words) == 0 or leaves(turn.words)


def put_aside(turn: Turn) -> None:
    """What they have begun to confide waits for its own word: nothing that comes next is part of it."""
    if writes(turn.address):
        turn.said(None, 0)


def confided(turn: Turn) -> Reply:
    """The answer to it; 0 and CANCEL leave it for good. Care comes first, where it tells of ending a life."""
    draft = turn.draft
    if _leaves(turn):
        return left(turn, draft)
    assert draft is not None, "something is confided"
    assert turn.place is not None, "its question was said here"
    if not harm.of_life(turn.words):
        return answering.answered(turn, turn.place, draft)
    step = turn.filling(draft).step
    theirs = step is not None and step.question.takes_any and not isinstance(step.question, WhomNamed)
    reply = answering.answered(turn, turn.place, draft) if theirs else turn.resume(draft)
    return reply.after(*turn.show(CareBeside()).views)


def left(turn: Turn, draft: Draft | None) -> Reply:
    """Nothing of it is kept, and the form that was open before is asked again."""
    place = turn.place
    turn.said(None, 0)
    if draft is not None:
        drafts.save(turn.db, replace(draft, state=DraftState.LEFT, answers={}), turn.now)
    gone = turn.show(NothingSent())
    before = None
    if place is not None and place.stands_on(Complain) and place.draft is not None:
        before = turn.draft_at(Place("", {"draft": str(place.draft)}))
    return turn.resume(before).after(*gone.views) if before is not None else gone


def begun(turn: Turn, *, unkept: bool) -> Reply:
    """Whom to call, and about whom it is; or what they had begun to write."""
    kept = drafts.confided(turn.db, turn.who.id)
    if kept is not None:
        return turn.resume(kept).after(*turn.show(CareFirst()).views)
    return turn.show(Complain(unkept=unkept, draft=turn.draft.id if turn.draft is not None else None))
