"""Issues as they come and go: what is open, one of them, and who is told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.issues.paper import NoteIssue, OneIssue, ResolveIssue
from bot.forms.facts import Fact
from bot.forms.page import Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class OpenIssues:
    """What an office has to resolve, and how many of its area were resolved in the last months."""

    area: str
    open: int
    resolved: int
    rows: tuple[Row, ...]
    notes: bool
    """Whether it notes issues of its own: headquarters have those that are passed to them."""


class Issues(Page[OpenIssues]):
    """The open issues of an office and those passed to it (requirements D39, D63, D194)."""

    keyword = _("ISSUES")
    private = True
    behind_pin = True
    asks = Style.LIST
    text = (
        If(
            Fact("open"),
            _("{area}: {open:# issue is|# issues are} open."),
            If(Fact("notes"), _("{area}: no issue is open. ISSUE notes one."), _("{area}: no issue is open.")),
        ),
        If(Fact("resolved"), _("Resolved in 90 days: {resolved}.")),
    )

    each = Each(Fact("rows"), lambda: IssueToResolve, most=4)


class IssueToResolve(Page[OneIssue]):
    """One of them."""

    issue: int

    private = True
    behind_pin = True
    text = (
        _("Issue {number}, {area}, {day}: {words}."),
        If(Fact("due"), If(Fact("over"), _("It was due {due}."), _("Due {due}."))),
        If(Fact("mine"), If(Fact("above"), _("For the office above.")), _("Passed to you.")),
        If(Fact("solved"), _("Resolved: {solved}.")),
    )

    resolve = Go(_("resolved"), ResolveIssue, when=Fact("open"), synonyms=("done", "imetatuliwa"))
    back = Go(_("issues"), Issues)


class IssueNoted(Page[OneIssue]):
    """The receipt."""

    issue: int

    private = True
    behind_pin = False
    receipt = True
    text = (
        _("Saved: issue {number}, {area}."),
        If(Fact("above"), _("The office above is told.")),
        _("ISSUES shows what is open and closes it; your report counts it."),
    )

    more = Go(_("issues"), Issues)


class IssueResolved(Page[OneIssue]):
    """The receipt of how it was resolved."""

    issue: int

    private = True
    behind_pin = False
    receipt = True
    text = _("Saved: issue {number}, {area}, is resolved. Your report counts it.")

    more = Go(_("issues"), Issues)
    another = Go(_("note one"), NoteIssue)


class IssueCame(Notice[OneIssue]):
    """To the office above: an issue is passed to it; what it is stands behind the PIN."""

    issue: int

    private = True
    text = _("TIMEC: an issue of {area} is passed to you to resolve.")
    template = "issue_came"
    buttons = (_("read it"),)

    read = Go(_("read it"), IssueToResolve, synonyms=("read", "soma"))


class IssueEnded(Notice[OneIssue]):
    """To whoever noted it: the office above has resolved it."""

    issue: int

    private = True
    text = _("TIMEC: your issue {number}, {area}, is resolved.")
    template = "issue_ended"
    buttons = (_("read it"),)

    read = Go(_("read it"), IssueToResolve, synonyms=("read", "soma"))
