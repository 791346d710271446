"""What words of one's own may mean, at the desk: nobody is offered what is not theirs to do."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared, read
from bot.dialogs.handlers import facts
from bot.dialogs.letters.pages import PassOn, ReadLetter
from bot.dialogs.wants.pages import WANTS, DidYouMean, Offered
from bot.dialogs.wants.shared import open_to
from bot.forms.page import Row
from bot.forms.place import Place
from bot.language import _


@facts
def offered(asking: Asking, at: DidYouMean) -> Prepared:
    """The wants of a place, to choose from. Closed where none of them is theirs any more."""
    rows = tuple(_row(want) for want in open_to(asking, at.wants))
    if not rows:
        raise NotOpen
    return Prepared(Offered((*rows, *_to_partner(at))))


def _to_partner(at: DidYouMean) -> tuple[Row, ...]:
    """The words as an answer to the letter that was just read."""
    letter = read(Place.read(at.back)) if at.back and at.inbox is not None else None
    if not isinstance(letter, ReadLetter) or at.inbox is None:
        return ()
    return (Row(_("send it to your partner"), PassOn(letter=letter.letter, inbox=at.inbox)),)


def _row(want: str) -> Row:
    one = WANTS[want]
    return Row(one.label, one.to)
