"""What one wrote alone before the plan, and the partner's once both have."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.preparations.paper import NeedsForm, PreparingPair, ReadyForm
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.words import If
from bot.language import Item, Marked, Name, _


@dataclass(frozen=True)
class WrittenNeeds:
    """What one of the two has written, as the one reads it who asks."""

    me: Name
    partner: Name
    areas: tuple[Item, ...]
    tag: Marked
    expectations: str
    role: str
    open: bool
    """Whether the partner has written too, or shared it: so that it can be read."""
    unshared: bool
    """Whether the partner cannot read this yet."""


class Needs(Page[WrittenNeeds]):
    """NEEDS once they are written: one's own, and the way to the partner's."""

    pair: int | None = None

    keyword = _("NEEDS")
    shows = "objectives"
    text = _("Yours: {areas}. Expected: {expectations}. Own part: {role}.")

    read = Go(_("your partner's"), lambda: NeedsOfPartner, when=Fact("open"))
    share = Do(_("share mine"), when=Fact("unshared"))
    again = Go(_("write anew"), NeedsForm)


class NeedsSaved(Page[WrittenNeeds]):
    """The receipt: private until the other has written, or one shares it."""

    pair: int

    shows = "objectives"
    behind_pin = False
    text = If(
        Fact("open"),
        _("Saved. {partner} has written too: now you can read each other and make one plan."),
        _("Saved. Only you can read it until {partner} has written too."),
    )

    read = Go(_("your partner's"), lambda: NeedsOfPartner, when=Fact("open"))
    share = Do(_("share mine now"), when=Fact("unshared"))


class NeedsShared(Page[WrittenNeeds]):
    """One's own is open to the partner now."""

    pair: int

    shows = "objectives"
    behind_pin = False
    text = _("Shared with {partner}.")


class NeedsOfPartner(Page[WrittenNeeds]):
    """What the partner wrote."""

    pair: int

    shows = "objectives"
    text = _("{partner}: {areas}. Expected: {expectations}. Own part: {role}.")


class NeedsToRead(Notice[PreparingPair]):
    """To the partner: it can be read now."""

    pair: int

    shows = "objectives"
    text = _("TIMEC: {partner} has prepared for your plan. To read it, reply NEEDS.")
    template = "needs_to_read"


@dataclass(frozen=True)
class Ready:
    """A readiness check, to its author."""

    motivation: str
    skills: str
    learning: str


class Readiness(Page[Ready]):
    """READY once it is written."""

    pair: int | None = None

    keyword = _("READY")
    shows = "objectives"
    text = _("Motivation: {motivation}. Skills: {skills}. To learn: {learning}. Only you can read this.")

    again = Go(_("write anew"), ReadyForm)


class ReadySaved(Page[Ready]):
    """The receipt."""

    pair: int

    shows = "objectives"
    behind_pin = False
    text = _("Saved. Only you can read it: READY shows it. Next, reply NEEDS.")
