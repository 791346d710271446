"""What is still to be covered, and the refresher by chat, one topic a day."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.matching.paper import NothingAsked
from bot.dialogs.orientation.paper import TookPart
from bot.forms.facts import Fact
from bot.forms.lists import Ticked
from bot.forms.page import Do, Go, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class StillToCover:
    """What is still to be covered by somebody, and what comes next."""

    missing: Ticked
    paired: bool
    meeting: bool
    """Whether they waited for nothing else, and may meet now."""


class OrientationSaved(Page[StillToCover]):
    """The receipt: complete, or what is left."""

    pair: int | None = None
    people: tuple[int, ...] | None = None

    behind_pin = False
    text = If(
        Fact("missing"),
        _("Saved. Still to cover: {missing}. Reply ORIENT when that is done."),
        If(
            Fact("paired"),
            If(Fact("meeting"), _("Saved. They can now meet."), _("Saved. They can now make a plan and sign.")),
            _("Saved. They can now be matched: MATCH."),
        ),
    )


# the refresher


class Refresh(Page[TookPart]):
    """Five messages, one a day, for who missed the orientation: asked for by themselves, or by their head."""

    whom: str | None = None

    behind_pin = False
    keyword = _("REFRESH")
    argument = "whom"
    names_whom = True
    text = _("Five short messages to {who}, one a day on school days, on the topics of the orientation?")
    asks = Style.LIST

    yes = Do(_("yes"), synonyms=("y", "ok", "ndiyo", "ndio", "sawa"))
    no = Go(_("no"), NothingAsked, synonyms=("n", "hapana", "la"))


class RefresherBegun(Page[TookPart]):
    """The receipt."""

    whom: str | None = None

    behind_pin = False
    text = _("All right: the first of five messages to {who} comes on the next school day.")


@dataclass(frozen=True)
class Lesson:
    """One topic of the refresher."""

    me: Name
    number: int
    total: int
    topic: Marked


class Refresher(Prompt[Lesson]):
    """One topic of the orientation, to be read."""

    reason = Reason(
        "refresh",
        Rank.TIP,
        because=_("you missed the orientation, and one topic comes a day"),
        watched=_("Orientation to {who}: one topic a day"),
    )

    refresher: int
    number: int

    text = _("TIMEC: {me:first}, orientation {number} of {total}: {topic}")
    brief = _("orientation {number} of {total}")
    template = "refresher"
    buttons = (_("read it"),)

    read = Do(_("read it"), synonyms=("read", "soma", "ok", "sawa", "done", "yes", "ndiyo"))


@dataclass(frozen=True)
class Read:
    """How far somebody is."""

    done: int
    total: int
    left: int


class TopicRead(Page[Read]):
    """The receipt of one topic."""

    behind_pin = False
    text = If(
        Fact("left"),
        _("Thank you: {done} of {total}."),
        _("Thank you. You have covered all {total} topics: your orientation is complete."),
    )


@dataclass(frozen=True)
class Inducted:
    """What is left of somebody's induction."""

    who: Name
    missing: Ticked


class InductionSaved(Page[Inducted]):
    """The receipt."""

    teacher: int

    behind_pin = False
    text = If(
        Fact("missing"),
        _("Saved. Still to cover with {who}: {missing}."),
        _("Saved. The induction of {who} is complete."),
    )
