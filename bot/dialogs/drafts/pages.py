"""A form that was left open or rests between two sittings, and several prompts that came at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Notice, Page, Prompt, Row
from bot.forms.reasons import HeardFrom, Rank, Reason
from bot.forms.saying import Said, Style
from bot.forms.words import If
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class LeftOpen:
    """A form that somebody left open, or that rests between two sittings."""

    me: Name
    rests: bool
    form: Said
    shut: bool
    """Whether nothing more is told of it before its owner asks: its read-back, or a question that names their words."""


class Unfinished(Prompt[LeftOpen]):
    """A form idle for an hour, once, or its next sitting: its open question follows; then it waits as a draft."""

    reason = Reason(
        "idle",
        Rank.TIP,
        because=_("you had left a form open"),
        watched=_("Question to {who}: a form stands half filled"),
        hours=HeardFrom.AT_ONCE,
        own=True,
    )

    next_part = Reason(
        "sitting",
        Rank.REVIEW,
        because=_("you have a long form half done"),
        watched=_("Question to {who}: the next part of a long form"),
        own=True,
    )

    draft: int
    sitting: int | None = None

    brief = _("an open form")
    text = If(
        Fact("rests"),
        If(
            Fact("shut"),
            _("TIMEC: {me:first}, the next part of {form} is ready."),
            _("TIMEC: {me:first}, here is the next part."),
        ),
        If(
            Fact("shut"),
            _("TIMEC: {me:first}, you left {form} open. Nothing has been sent yet."),
            _("TIMEC: {me:first}, you left this open."),
        ),
    )
    template = "form_open"
    buttons = (_("go on now"),)

    go_on = Do(_("go on now"), when=Fact("shut"), synonyms=("go on", "yes", "ndiyo", "ndio", "ok", "sawa"))


@dataclass(frozen=True)
class Sat:
    """A form whose sitting is over: which question is next, when it is asked, and the word that goes on sooner."""

    form: Marked
    number: int
    total: int
    day: date
    word: Marked


class Resting(Page[Sat]):
    """A long form is asked in parts on SMS: what was answered is kept, and how to go on."""

    draft: int

    behind_pin = False
    text = _(
        "Your answers are kept. I will ask question {number} of {total} on {day:weekday}."
        " {word} goes on with the {form} at any time."
    )

    go_on = Do(_("go on now"), synonyms=("go on", "yes", "ndiyo", "ndio", "ok", "sawa"))


@dataclass(frozen=True)
class PromptsAtOnce:
    """Several prompts that came at once."""

    me: Name
    rows: tuple[Row, ...]


class Several(Notice[PromptsAtOnce]):
    """Several prompts in one message; a number opens one."""

    notices: tuple[int, ...]

    text = _("TIMEC: {me:first}, {rows:# thing waits|# things wait}:")
    asks = Style.LIST
    tail = _("Reply a number.")
    template = "several"

    each = Each(Fact("rows"))
