"""The reviews that were saved: one in its author's words, and the last ones of a person's pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.page import Do, Each, Page, Row
from bot.dialogs.saying import Style
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class Told:
    """What one side said in a review, in their own words."""

    who: Name | Marked
    by_mentor: bool
    progress: Marked
    challenge: str | Marked
    support: str
    plan: Marked | None
    """What a 3-month review says of the next plan, and of the programme."""
    programme: Marked | None


class ReadReview(Page[Told]):
    """One review, to the one who wrote it and to the partner it is open to."""

    review: int

    shows = "journal"
    text = (
        If(
            Fact("by_mentor"),
            _("{who} as mentor: {progress}. New challenge: {challenge}. Support offered: {support}."),
            _("{who} on the goals: {progress}. Hardest: {challenge}. Help wanted: {support}."),
        ),
        If(Fact("plan"), _("Next plan: {plan}.")),
        If(Fact("programme"), _("The programme works {programme}.")),
    )


@dataclass(frozen=True)
class Readable:
    """The last reviews of a person's pairs that they may read; the next one due; whether one of theirs is unshared."""

    rows: tuple[Row, ...]
    due: date | None
    unshared: bool


class Reviews(Page[Readable]):
    """The last reviews of one's pairs: one's own, and what the other lets one read."""

    keyword = _("REVIEWS")
    shows = "journal"
    text = (
        If(Fact("due"), _("Next review due {due}.")),
        If(Fact("rows"), _("Last reviews:"), _("None is saved yet that you may read.")),
    )
    asks = Style.LIST

    read = Each(Fact("rows"), ReadReview)
    share = Do(_("share mine"), when=Fact("unshared"))
