"""Annex V of many schools, one of them to verify, and what heads and offices are told of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.annex_v.pages import ReadAnnexV
from bot.dialogs.annex_v.paper import AllRows
from bot.dialogs.verifying.paper import AnsweredAnnexV, ReturnAnnexV
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class FilledSchools:
    """How many schools of an area have filled Annex V, and those that wait to be verified."""

    area: str
    schools: int
    filled: int
    verified: int
    waiting: int
    missing: int
    rows: tuple[Row, ...]
    by_row: bool


class Institutions(Page[FilledSchools]):
    """Annex V of the schools of an office: those to verify first."""

    keyword = _("INSTITUTIONS")
    offices = ("scd", "cd", "rd", "dfs", "itsd", "nt")
    not_theirs = _("That is for the offices above schools. MENU shows what you can do.")
    shows = "evaluation"
    private = True
    asks = Style.LIST
    text = (
        _("Annex V, {area}: {filled} of {schools:# school has|# schools have} filled it, {verified} verified."),
        If(Fact("waiting"), _("To verify: {waiting}.")),
    )

    each = Each(Fact("rows"), lambda: AnnexVToVerify, most=3)
    by_row = Go(_("row by row"), lambda: RowByRow, when=Fact("by_row"))
    missing = Go(_("not filled"), lambda: NotFilled, when=Fact("missing"))


@dataclass(frozen=True)
class CountedRows:
    """Of how many schools each row is done."""

    area: str
    filled: int
    rows: AllRows


class RowByRow(Page[CountedRows]):
    """Which rows are done at how many schools: where the programme has not begun (requirement D54)."""

    shows = "evaluation"
    private = True
    text = _("{area}, done of {filled:# school|# schools} that filled Annex V: {rows}.")

    back = Go(_("schools"), Institutions)


@dataclass(frozen=True)
class MissingSchools:
    """Schools without Annex V."""

    total: int
    rows: tuple[Row, ...]


class NotFilled(Page[MissingSchools]):
    """Which schools have not filled it."""

    shows = "evaluation"
    private = True
    asks = Style.LIST
    text = If(Fact("total"), _("No Annex V yet from {total:# school|# schools}:"), _("All schools have filled it."))

    each = Each(Fact("rows"), lambda: UnfilledSchool)
    back = Go(_("schools"), Institutions)


@dataclass(frozen=True)
class OneUnfilled:
    """A school without Annex V, and its head if it has one."""

    school: str
    head: Name | None
    to: str
    """The office that asks."""


class UnfilledSchool(Page[OneUnfilled]):
    """One of them, whose head can be asked."""

    school: int

    shows = "evaluation"
    private = True
    text = If(
        Fact("head"),
        _("{school}: no Annex V yet. Head: {head:full}."),
        _("{school}: no Annex V yet, and no head is on record."),
    )

    ask = Do(_("ask the head"), when=Fact("head"), synonyms=("remind", "mkumbushe"))
    back = Go(_("not filled"), NotFilled)


class HeadWasAsked(Page[OneUnfilled]):
    """The receipt; a second one on one day is none."""

    school: int

    shows = "evaluation"
    behind_pin = False
    private = True
    text = If(Fact("head"), _("{head:full} is asked today for Annex V of {school}."))


class AnnexVWanted(Notice[OneUnfilled]):
    """To the head of a school without Annex V."""

    school: int

    behind_pin = False
    text = _("TIMEC: {to} asks for Annex V of {school}. FORM5 fills it: 5 replies.")
    template = "annex_v_wanted"


@dataclass(frozen=True)
class ToVerify(AnsweredAnnexV):
    """A signed one with its rows; `name`, `number` and `designation` are those under it."""

    rows: AllRows
    number: str
    designation: str
    verified: bool
    returned: bool
    may: bool


class AnnexVToVerify(Page[ToVerify]):
    """One of a school, to the office that verifies it and signs for that (requirement D58)."""

    evaluation: int

    shows = "evaluation"
    private = True
    pin_for = _("to verify")
    text = (
        _("Annex V, {school}, {day}: {rows}."),
        _("Signed: {head:full}, {number}, {designation}."),
        If(Fact("verified"), _("Verified.")),
        If(Fact("returned"), _("Returned.")),
    )

    verify = Do(_("verify"), pinned=True, when=Fact("may"), synonyms=("thibitisha",))
    send_back = Go(_("return it"), ReturnAnnexV, when=Fact("may"), synonyms=("return", "rudisha"))
    others = Go(_("schools"), Institutions)


class AnnexVAccepted(Page[AnsweredAnnexV]):
    """The receipt of a verification."""

    evaluation: int

    shows = "evaluation"
    behind_pin = False
    private = True
    text = _("Verified: Annex V of {school}, {day}. {head} is told. INSTITUTIONS shows the others.")


class AnnexVSentBack(Page[AnsweredAnnexV]):
    """The receipt of a return."""

    evaluation: int

    shows = "evaluation"
    behind_pin = False
    private = True
    text = _("Returned to {head}: Annex V of {school}.")


class AnnexVVerified(Notice[AnsweredAnnexV]):
    """To the head."""

    evaluation: int

    shows = "evaluation"
    text = _("TIMEC: the {to} has verified Annex V of {school}, {day}.")
    template = "annex_v_verified"


class AnnexVReturned(Notice[AnsweredAnnexV]):
    """To the head: why stands behind it, for others may see the screen."""

    evaluation: int

    shows = "evaluation"
    text = _("TIMEC: the {to} has returned Annex V of {school}, {day}.")
    template = "annex_v_returned"
    buttons = (_("read why"),)

    read = Go(_("read why"), ReadAnnexV, synonyms=("read", "soma"))


@dataclass(frozen=True)
class WaitingOnes:
    """How many wait."""

    waiting: int


class AnnexVsCame(Notice[WaitingOnes]):
    """To whoever verifies, once a day: how many wait."""

    private = True
    text = _("TIMEC: Annex V of {waiting:# school waits|# schools wait} for you to verify.")
    template = "annex_v_came"
    buttons = (_("read them"),)

    read = Go(_("read them"), Institutions, synonyms=("read", "soma"))


class AnnexVsWait(Prompt[WaitingOnes]):
    """To the same, where one has waited for a week."""

    reason = Reason(
        "annex_v_waits",
        Rank.REPORT,
        because=_("a school's Annex V waits to be verified"),
        watched=_("Prompt to {who}: Annex V waits to be verified"),
    )

    private = True
    brief = _("Annex V to verify")
    text = _("TIMEC: Annex V of {waiting:# school still waits|# schools still wait} for you to verify.")
    template = "annex_v_waits"
    buttons = (_("read them"),)

    read = Go(_("read them"), Institutions, synonyms=("read", "soma"))
