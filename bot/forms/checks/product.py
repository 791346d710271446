"""Brings together what the audits look at: dialogs, texts, what desk and conversation know, why the clock writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogs import every, handlers
from bot.dialogs.linking.pages import CodeByPhone, NowLinked, NumberMoved
from bot.dialogs.menu.pages import Offer, Which
from bot.dialogs.people.pages import Gate, Identified, Pin, WhoIsThis
from bot.dialogs.undo.pages import Discard, Undo
from bot.forms.checks.faults import Dialogs
from bot.forms.checks.texts import marked
from bot.forms.form import FORMS
from bot.forms.page import PAGES
from bot.language import ours
from bot.talk.choosing import OWN

TALK_PREPARES = frozenset(
    {Which, WhoIsThis, Offer, Gate, NumberMoved, NowLinked, CodeByPhone, Identified, Undo, Discard}
)
"""The pages whose facts bot/conversation knows itself, because they are about the talk and not about the programme."""


for _layer in ("paper", "pages", "desk"):
    every(_layer)  # also those that the desk itself does not need


def product(texts: Callable[[], Mapping[str, str]] = marked) -> Dialogs:
    """The dialogs of the product, as they are in this checkout, by name: modules are not always loaded in one order.

    `texts` finds them in the source; `dict` is for whoever needs none, and takes no time.
    """
    return Dialogs(
        forms=dict(sorted(FORMS.items())),
        pages=dict(sorted(PAGES.items())),
        catalogues=ours,
        texts=texts(),
        deeds={**handlers.DEEDS, **OWN},
        takes=handlers.TAKES.keys(),
        prepared={*handlers.FACTS, *TALK_PREPARES},
        subjects=handlers.SUBJECTS.keys(),
        opened={*handlers.OPENINGS, Pin},
        finders=handlers.FINDERS.keys(),
    )
