"""Before the plan: each side writes alone what is needed and expected; the mentor may look at their own readiness."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import Items
from bot.dialogs.page import Do, Go, Notice, Page
from bot.dialogs.questions import Choice, Text
from bot.dialogs.saying import Option
from bot.dialogs.words import If
from bot.language import Item, Name, _
from bot.language import Text as Marked

TAGS = (
    Option("lessons", _("lesson planning"), ("lessons", "masomo")),
    Option("classroom", _("class management"), ("class", "darasa")),
    Option("assessment", _("assessment"), ("tests", "mitihani")),
    Option("content", _("subject content"), ("subject", "somo")),
    Option("conduct", _("conduct and regulations"), ("rules", "kanuni")),
    Option("other", _("other"), ("nyingine",)),
)
"""The short menu under which needs are counted (requirement D2)."""


@dataclass(frozen=True)
class Preparing:
    """The two who prepare."""

    me: Name
    partner: Name


class NeedsForm(Form[Preparing]):
    """Needs, expectations and roles: each side alone first (requirements D2, D97, D98)."""

    pair: int

    shows = "objectives"
    called = _("needs")
    title = _("Only you read this until {partner} has written too, or you share it.")

    areas = Items(_("what should the mentee get better at?"), label=_("areas"))
    tag = Choice(_("which of these is it closest to?"), *TAGS, label=_("kind"))
    expectations = Text(_("what do you expect of {partner:first}?"), label=_("expectations"), most=300)
    role = Text(_("what will your own part be?"), label=_("your part"), most=300)

    echo = Echo(_("{areas:# area|# areas}, {tag}. Expected: {expectations}. Own part: {role}."))


@dataclass(frozen=True)
class Written:
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


class Needs(Page[Written]):
    """NEEDS once they are written: one's own, and the way to the partner's."""

    pair: int | None = None

    keyword = _("NEEDS")
    shows = "objectives"
    text = _("Yours: {areas}. Expected: {expectations}. Own part: {role}.")

    read = Go(_("your partner's"), lambda: NeedsOfPartner, when=Fact("open"))
    share = Do(_("share mine"), when=Fact("unshared"))
    again = Go(_("write anew"), NeedsForm)


class NeedsSaved(Page[Written]):
    """The receipt: private until the other has written, or one shares it."""

    pair: int

    shows = "objectives"
    text = If(
        Fact("open"),
        _("Saved. {partner} has written too: now you can read each other and make one plan."),
        _("Saved. Only you can read it until {partner} has written too."),
    )

    read = Go(_("your partner's"), lambda: NeedsOfPartner, when=Fact("open"))
    share = Do(_("share mine now"), when=Fact("unshared"))


class NeedsShared(Page[Written]):
    """One's own is open to the partner now."""

    pair: int

    shows = "objectives"
    text = _("Shared with {partner}.")


class NeedsOfPartner(Page[Written]):
    """What the partner wrote."""

    pair: int

    shows = "objectives"
    text = _("{partner}: {areas}. Expected: {expectations}. Own part: {role}.")


class NeedsToRead(Notice[Preparing]):
    """To the partner: it can be read now."""

    pair: int

    shows = "objectives"
    text = _("TIMEC: {partner} has prepared for your plan. To read it, reply NEEDS.")
    template = "needs_to_read"


class ReadyForm(Form[Preparing]):
    """The mentor's own readiness check, which nobody else reads (requirement D23)."""

    pair: int

    shows = "objectives"
    called = _("readiness check")
    title = _("Only you can read this.")

    motivation = Text(_("why do you want to mentor?"), label=_("motivation"), most=300)
    skills = Text(_("which of your skills will help?"), label=_("skills"), most=300)
    learning = Text(_("what do you want to learn yourself?"), label=_("own learning"), most=300)

    echo = Echo(_("Motivation: {motivation}. Skills: {skills}. To learn: {learning}."))


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
    text = _("Saved. Only you can read it: READY shows it. Next, reply NEEDS.")
