"""Brings together what the audits look at: dialogs, texts, what desk and conversation know, why the clock writes."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from bot import dialogs
from bot.conversation.choosing import OWN
from bot.desk import handlers
from bot.dialogs.coming import Gate, Identified, NumberMoved, Pin, WhoIsThis
from bot.dialogs.everyday import Offer, Which
from bot.dialogs.faults import Dialogs
from bot.dialogs.form import FORMS
from bot.dialogs.linking import CodeByPhone, NowLinked
from bot.dialogs.page import PAGES
from bot.dialogs.texts import marked
from bot.dialogs.undo import Undo
from bot.language import ours

TALK_PREPARES = frozenset({Which, WhoIsThis, Offer, Gate, NumberMoved, NowLinked, CodeByPhone, Identified, Undo})
"""The pages whose facts bot/conversation knows itself, because they are about the talk and not about the programme."""


for _file in iter_modules(dialogs.__path__):
    import_module(f"{dialogs.__name__}.{_file.name}")  # also those that the desk itself does not need


def product() -> Dialogs:
    """The dialogs of the product, as they are in this checkout, by name: modules are not always loaded in one order."""
    return Dialogs(
        forms=dict(sorted(FORMS.items())),
        pages=dict(sorted(PAGES.items())),
        catalogues=ours,
        texts=marked(),
        deeds={**handlers.DEEDS, **OWN},
        takes=handlers.TAKES.keys(),
        prepared={*handlers.FACTS, *TALK_PREPARES},
        subjects=handlers.SUBJECTS.keys(),
        opened={*handlers.OPENINGS, Pin},
        finders=handlers.FINDERS.keys(),
    )
