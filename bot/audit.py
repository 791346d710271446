"""Brings together what the audits look at: dialogs, texts, what desk and conversation know, why the clock writes."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from bot import desk, dialogs
from bot.desk.deeds import DO, TAKE
from bot.dialogs.faults import Dialogs
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES
from bot.dialogs.texts import marked
from bot.dialogs.why import WHY
from bot.language import ours
from bot.store.notices import Reason

# what bot/conversation does itself, because it is about the talk and not about the programme
TALK_DEEDS = frozenset({"resume", "use_words", "new_pin"})
TALK_PLACES = frozenset({"Chosen"})
TALK_PREPARES = frozenset(
    {"Which", "WhoIsThis", "Offer", "Gate", "NumberMoved", "NowLinked", "CodeByPhone", "Identified", "Undo"}
)


for _file in iter_modules(dialogs.__path__):
    import_module(f"{dialogs.__name__}.{_file.name}")  # also those that the desk itself does not need


def product() -> Dialogs:
    """The dialogs of the product, as they are in this checkout, by name: modules are not always loaded in one order."""
    return Dialogs(
        forms=dict(sorted(FORMS.items())),
        pages=dict(sorted(PAGES.items())),
        catalogues=ours,
        texts=marked(),
        deeds={*DO, *TALK_DEEDS},
        takes=TAKE.keys(),
        prepared={*desk.FACTS, *TALK_PREPARES},
        ways_out=TALK_PLACES,
        reasons=frozenset(Reason),
        tellings=WHY,
    )
