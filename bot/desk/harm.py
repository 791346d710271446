"""Words that may tell of harm at the desk: whether they do, as the one says who wrote them."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.base import Args, Asking, Closed, HearAgain, Prepared
from bot.dialogs import harm
from bot.dialogs.facts import NoFacts
from bot.dialogs.place import Place
from bot.store import inbox
from bot.store.inbox import Heard


def _meant(asking: Asking, args: Args) -> Heard:
    """The message that is asked about; Closed unless it is this person's own, and still kept."""
    heard = asking.heard(int(args["inbox"]))
    if heard is None or heard.text == inbox.BLANK:
        raise Closed
    return heard


def doubtful(asking: Asking, args: Args) -> Prepared:
    """Nothing; closed once it was answered."""
    _meant(asking, args)
    return Prepared(NoFacts())


def is_harm(asking: Asking, args: Args) -> Place:
    """They do: nothing of them is kept, and they are answered as such words are."""
    inbox.blank(asking.db, _meant(asking, args).id)
    raise HearAgain(int(args["inbox"]), args.get("draft"))


def no_harm(asking: Asking, args: Args) -> Place:
    """They do not: they are heard where they were meant."""
    raise HearAgain(_meant(asking, args).id, args.get("draft"))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {harm.IsItHarm.__name__: doubtful}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"is_harm": is_harm, "no_harm": no_harm}
