"""Words that tell of harm are heard before all others in every state, and kept in none; of some it is asked first."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs import desk
from bot.dialogs.cases.pages import Complain
from bot.dialogs.desk import HearAgain
from bot.dialogs.harm.pages import IsItHarm, WhomToCall
from bot.dialogs.harm.paper import EitherOf
from bot.dialogs.harm.rules import HelpLines
from bot.forms.place import Place
from bot.language import fold, harm
from bot.messages import Inbound, read
from bot.store.talk import inbox
from bot.talk import confided
from bot.talk.commands import keywords
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
    return confided.begun(turn, unkept=keywords().get(fold(turn.words)) is not Complain)


def said(turn: Turn) -> Reply:
    """The same, to words of which their writer has said that they do."""
    return confided.begun(turn, unkept=True)


def whom_to_call(lines: HelpLines) -> WhomToCall:
    """The numbers, for whoever we do not know."""
    return WhomToCall(EitherOf(lines.danger), EitherOf((lines.child,)))


def asked(turn: Turn) -> Reply | None:
    """Whether they tell of harm, to words that may; None for others, and for those that were asked about."""
    if turn.sure or not harm.may_tell(turn.words):
        return None
    draft = turn.draft
    if draft is None and turn.place is not None and turn.place.stands_on(IsItHarm):
        draft = turn.draft_at(turn.place)
    if draft is not None:
        turn.resume(draft)
    return turn.show(IsItHarm(inbox=turn.inbox_id, draft=draft.id if draft else None))


def passed_over(turn: Turn, place: Place) -> Turn:
    """Other words came than yes or no: they are heard where the doubtful ones were meant."""
    asked = desk.read(place)
    assert isinstance(asked, IsItHarm | Complain), "this was asked"
    return _at(turn, asked.draft)


def again(turn: Turn, kept: HearAgain) -> Turn:
    """The doubtful words where they were meant, as if they came now; not `sure` where they do tell of harm."""
    heard = turn.asking.heard(kept.inbox_id)
    text = read(heard.text) if heard else inbox.BLANK
    inbound = replace(turn.inbound, text=text, press=None)
    return replace(_at(turn, kept.draft), inbound=inbound, inbox_id=kept.inbox_id, pin=None, sure=text != inbox.BLANK)


def _at(turn: Turn, draft_id: int | None) -> Turn:
    """The turn at the open question of a draft, or where nothing was said."""
    draft = turn.draft_at(Place("", {"draft": str(draft_id)})) if draft_id else None
    place = Place(draft.form, {"draft": str(draft.id), "at": turn.filling(draft).said}) if draft else None
    turn.said(place, 0)
    here = replace(turn.address, place=str(place) if place else None, misses=0, said_at=turn.now)
    return replace(turn, address=here)
