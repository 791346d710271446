"""What the reader of a complaint is shown, and that one waits: no notice has a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.case_reading.paper import AnswerCase
from bot.dialogs.cases.pages import OwnCases
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page
from bot.forms.saying import Label, Style
from bot.forms.words import If, InFull
from bot.language import Name, _


class Cases(Page[OwnCases]):
    """The cases that wait for whoever reads them, behind their PIN."""

    keyword = _("CASES")
    private = True
    confides = True
    behind_pin = True
    pin_for = _("to read it")
    asks = Style.LIST
    text = If(Fact("rows"), _("Private cases:"), _("No case waits for you."))

    each = Each(Fact("rows"), lambda: ReadCase)


@dataclass(frozen=True)
class CaseToRead:
    """A case to its reader: who wrote it, about whom, and all its words."""

    reference: str
    opened: date
    writer: Name
    whom: Label
    words: InFull
    by_law: bool
    is_open: bool
    may_close: bool


class ReadCase(Page[CaseToRead]):
    """All of a case, to its reader, behind their PIN."""

    case: int

    does = True
    private = True
    behind_pin = True
    confides = True
    text = (
        _('{reference}, {opened}, from {writer:full}, about {whom}: "{words}"'),
        If(Fact("by_law"), _("By law this report is passed on; act on it now.")),
    )

    answer = Go(_("answer"), AnswerCase, when=Fact("is_open"))
    close = Do(_("close it"), when=Fact("may_close"))


class CaseAnswered(Page[CaseToRead]):
    """The receipt of an answer."""

    case: int

    receipt = True
    behind_pin = False
    confides = True
    text = _("Sent. {reference} stays open; CASE {reference} closes it.")


class CaseNowClosed(Page[CaseToRead]):
    """The receipt of closing."""

    case: int

    behind_pin = False
    confides = True
    text = _("{reference} is closed. Its writer is asked whether it was settled; if not, it goes one level up.")


@dataclass(frozen=True)
class CasesWait:
    """How many private cases wait for somebody."""

    count: int


class CaseCame(Notice[CasesWait]):
    """A case came to its reader: no word of it."""

    confides = True
    text = _("TIMEC: you have {count:# new private case|# new private cases}. Reply CASES and your PIN to read.")
    template = "case_came"


class CaseStillWaits(Notice[CasesWait]):
    """Nothing was done with it for some days."""

    confides = True
    text = _("TIMEC: {count:# private case still waits|# private cases still wait} for you. Reply CASES and your PIN.")
    template = "case_still_waits"
