"""The receipts of what people tell of themselves."""

from __future__ import annotations

from bot.forms.facts import NoFacts
from bot.forms.page import Page
from bot.language import _


class AboutKept(Page[NoFacts]):
    """The receipt; nothing of it is repeated."""

    text = _("Saved. No list shows it. ABOUT changes it at any time, or takes it back: choose rather not say.")


class TakeKept(Page[NoFacts]):
    """The receipt."""

    text = _("Saved. Your head sees it when matching. TAKE changes it.")
