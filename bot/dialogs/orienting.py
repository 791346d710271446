"""Orientation by topic, its refresher by chat, and the induction checklist, which is kept apart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.days import Day
from bot.dialogs.facts import Fact, today
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import Ticked, Ticks
from bot.dialogs.matching import NothingAsked
from bot.dialogs.page import Do, Go, Page, Prompt
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Said, Style
from bot.dialogs.wording import INDUCTION, INDUCTION_OF_ADMINISTRATORS, ORIENTATION
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class Group:
    """Those who took part."""

    who: Said


class Orient(Form[Group]):
    """Annex V row 5: the head records an orientation, its day and the topics covered (requirements D33, D93)."""

    pair: int | None = None
    people: tuple[int, ...] | None = None
    all: bool = False
    rest: bool = False

    keyword = _("ORIENT")
    called = _("orientation of {who}")
    counted = None
    at_once = True

    day = Day(_("when was the orientation of {who}?"), latest=today, label=_("day"))
    topics = Ticks(_("orientation {day}, {who}. Which topics were covered?"), *ORIENTATION, label=_("topics"))

    shorthand = "[day]"
    echo = Echo(_("Orientation {day}, {who}: {topics}."))


@dataclass(frozen=True)
class Checked:
    """What is still to be covered by somebody, and what comes next."""

    missing: Ticked
    paired: bool
    meeting: bool
    """Whether they waited for nothing else, and may meet now."""


class OrientationSaved(Page[Checked]):
    """The receipt: complete, or what is left."""

    pair: int | None = None
    people: tuple[int, ...] | None = None

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


class Refresh(Page[Group]):
    """Five messages, one a day, for who missed the orientation: asked for by themselves, or by their head."""

    number: str | None = None

    keyword = _("REFRESH")
    argument = "number"
    text = _("Five short messages to {who}, one a day on school days, on the topics of the orientation?")
    asks = Style.LIST

    yes = Do(_("yes"), synonyms=("y", "ok", "ndiyo", "ndio", "sawa"))
    no = Go(_("no"), NothingAsked, synonyms=("n", "hapana", "la"))


class RefresherBegun(Page[Group]):
    """The receipt."""

    number: str | None = None

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

    read = Do(_("read it"), synonyms=("read", "soma", "ok", "sawa", "done", "yes", "ndiyo"))


@dataclass(frozen=True)
class Read:
    """How far somebody is."""

    done: int
    total: int
    left: int


class TopicRead(Page[Read]):
    """The receipt of one topic."""

    text = If(
        Fact("left"),
        _("Thank you: {done} of {total}."),
        _("Thank you. You have covered all {total} topics: your orientation is complete."),
    )


# induction


class Induct(Form[Group]):
    """The induction of a new teacher, topic by topic, by mentor or head (requirement D95)."""

    teacher: int

    keyword = _("INDUCT")
    called = _("induction of {who}")
    counted = None
    at_once = True

    topics = Ticks(_("induction of {who}. Which topics were covered?"), *INDUCTION, label=_("topics"))

    echo = Echo(_("Induction of {who}: {topics}."))


class InductAdministrator(Form[Group]):
    """The same for a new administrator: discipline processes too."""

    teacher: int

    called = _("induction of {who}")
    counted = None
    at_once = True

    topics = Ticks(_("induction of {who}. Which topics were covered?"), *INDUCTION_OF_ADMINISTRATORS, label=_("topics"))

    echo = Echo(_("Induction of {who}: {topics}."))


@dataclass(frozen=True)
class Inducted:
    """What is left of somebody's induction."""

    who: Name
    missing: Ticked


class InductionSaved(Page[Inducted]):
    """The receipt."""

    teacher: int

    text = If(
        Fact("missing"),
        _("Saved. Still to cover with {who}: {missing}."),
        _("Saved. The induction of {who} is complete."),
    )
