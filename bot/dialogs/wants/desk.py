"""What words of one's own may mean, at the desk: nobody is offered what is not theirs to do."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.wants.pages import WANTS, DidYouMean, Offered
from bot.dialogs.wants.shared import open_to
from bot.forms.page import Row


@facts
def offered(asking: Asking, at: DidYouMean) -> Prepared:
    """The wants of a place, to choose from. Closed where none of them is theirs any more."""
    rows = tuple(_row(want) for want in open_to(asking, at.wants))
    if not rows:
        raise NotOpen
    return Prepared(Offered(rows))


def _row(want: str) -> Row:
    one = WANTS[want]
    return Row(one.label, one.to)
