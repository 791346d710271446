"""Signed on paper: claimed by one of the two, confirmed or not by their head."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.agreement.pages import Papers
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


class PaperClaimed(Page[Papers]):
    """Signed on paper: the head is asked; the declaration comes meanwhile."""

    pair: int

    shows = "objectives"
    behind_pin = False
    text = (
        If(
            Fact("above"),
            _("Noted: signed on paper. The TSC office above the school is asked to confirm it."),
            _("Noted: signed on paper. Your head is asked to confirm it."),
        ),
        If(Fact("undeclared"), _("Last: confidentiality declaration, 1 SMS.")),
    )

    read = Do(_("read it"), when=Fact("undeclared"), synonyms=("read", "soma"))


@dataclass(frozen=True)
class OnPaper:
    """An agreement that two say they have signed on paper."""

    head: Name
    mentor: Name
    mentee: Name


class PaperToConfirm(Notice[OnPaper]):
    """To the head: have you seen it?"""

    pair: int
    document: int

    shows = "agreement"
    text = _("TIMEC: {mentee} and {mentor} say they signed their agreement on paper. Have you seen both signatures?")
    template = "paper_seen"
    buttons = (_("yes"), _("no"))

    pin_for = _("to confirm")
    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"), pinned=True)
    no = Do(_("no"), synonyms=("n", "hapana", "la"))


class PaperConfirmed(Page[NoFacts]):
    """The head's receipt."""

    text = _("Thank you. Their agreement counts as signed.")


class PaperRefused(Page[NoFacts]):
    """The head has not seen it."""

    text = _("Thank you. They are told to show it to you, or to sign here.")


class PaperSeen(Notice[OnPaper]):
    """To the two: it counts."""

    pair: int
    by: int

    shows = "agreement"
    text = _(
        "TIMEC: {head} has seen your signed agreement. Still open: the confidentiality declarations. PLAN goes on."
    )
    template = "paper_seen_by_head"


class PaperNotSeen(Notice[OnPaper]):
    """To the two: it has not been seen."""

    pair: int
    by: int

    shows = "agreement"
    text = _(
        "TIMEC: {head} has not seen your signed agreement yet. Show it to her or him, or sign it here: reply PLAN."
    )
    template = "paper_not_seen"
