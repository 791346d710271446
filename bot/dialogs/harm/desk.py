"""Words that may tell of harm at the desk: whether they do, as the one says who wrote them."""

from __future__ import annotations

from bot.dialogs.desk import Asking, HearAgain, NotOpen, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.harm.pages import CareBeside, InDanger, InDangerShared, IsItHarm, NotAlone, ToComplain, WhomToCall
from bot.dialogs.harm.paper import EitherOf
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.store.talk import inbox
from bot.store.talk.inbox import HeardMessage


def _meant(asking: Asking, at: IsItHarm) -> HeardMessage:
    """The message that is asked about; Closed unless it is this person's own, and still kept."""
    heard = asking.heard(at.inbox)
    if heard is None or heard.text == inbox.BLANK:
        raise NotOpen
    return heard


@facts
def whom_to_call(asking: Asking, at: InDanger | ToComplain | InDangerShared | NotAlone | CareBeside) -> Prepared:
    return Prepared(WhomToCall(EitherOf(asking.lines.danger), EitherOf((asking.lines.child,))))


@facts
def doubtful(asking: Asking, at: IsItHarm) -> Prepared:
    """Nothing; closed once it was answered."""
    _meant(asking, at)
    return Prepared(NoFacts())


@does(IsItHarm.yes)
def is_harm(asking: Asking, at: IsItHarm) -> Dialog:
    """They do: nothing of them is kept, and they are answered as such words are."""
    inbox.blank(asking.db, _meant(asking, at).id)
    raise HearAgain(at.inbox, at.draft, at.back)


@does(IsItHarm.no)
def no_harm(asking: Asking, at: IsItHarm) -> Dialog:
    """They do not: they are heard where they were meant."""
    raise HearAgain(_meant(asking, at).id, at.draft, at.back)
