"""What words of one's own may mean, at the desk: nobody is offered what is not theirs to do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogs.desk import Asking, HearAgain, NotOpen, Prepared, read
from bot.dialogs.handlers import does, facts
from bot.dialogs.letters.pages import PassOn, ReadLetter
from bot.dialogs.wants.pages import WANTS, DidYouMean, ForMe, Offered
from bot.dialogs.wants.shared import open_to
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.place import Place
from bot.language import _


@facts
def offered(asking: Asking, at: DidYouMean) -> Prepared:
    """The wants of a place, to choose from. Closed where none of them is theirs any more."""
    return Prepared(Offered((*_rows(asking, at.wants), *_to_partner(at))))


@facts
def for_me(asking: Asking, at: ForMe) -> Prepared:
    """What the words ask for, and that they may be the answer."""
    return Prepared(Offered(_rows(asking, at.wants)))


@does(ForMe.answer)
def is_answer(asking: Asking, at: ForMe) -> Dialog:
    """They are the answer: they are heard where they were meant."""
    raise HearAgain(at.inbox, at.draft)


def _rows(asking: Asking, wants: Iterable[str]) -> tuple[Row, ...]:
    rows = tuple(Row(WANTS[want].label, WANTS[want].to) for want in open_to(asking, wants))
    if not rows:
        raise NotOpen
    return rows


def _to_partner(at: DidYouMean) -> tuple[Row, ...]:
    """The words as an answer to the letter that was just read."""
    letter = read(Place.read(at.back)) if at.back and at.inbox is not None else None
    if not isinstance(letter, ReadLetter) or at.inbox is None:
        return ()
    return (Row(_("send it to your partner"), PassOn(letter=letter.letter, inbox=at.inbox)),)
