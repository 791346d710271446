"""Annex V before it is signed, as it is signed, and as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.annex_v.paper import AllRows, AnnexV, SaidRows
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Said
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class InSum:
    """How many rows stand how."""

    school: str
    done: int
    going: int
    not_begun: int
    late: int
    changed: int


class AnnexVToSign(Page[InSum]):
    """What is signed, in sum: the rows were shown just before. `said`: what the head said otherwise."""

    said: tuple[str, ...]
    shown: str

    private = True
    shows = "evaluation"
    pin_for = _("to sign")
    text = (
        _("Annex V, {school}: {done} done, {going} going on, {not_begun} not begun, {late} late."),
        If(Fact("changed"), _("Changed by you: {changed}.")),
    )

    sign = Do(_("sign"), pinned=True)
    again = Go(_("look again"), AnnexV)
    paper = Do(_("signed on paper"))


@dataclass(frozen=True)
class LateRows:
    """The rows of a school that are past their day."""

    name: str
    rows: SaidRows


class AnnexVLate(Prompt[LateRows]):
    """To the head: which rows are late. Twice a month at most; then it is their director's to see."""

    reason = Reason(
        "annex_v",
        Rank.REPORT,
        because=_("rows of Annex V are past their day"),
        watched=_("Prompt to {who}: rows of Annex V are late"),
    )

    area: int

    private = True
    shows = "evaluation"
    text = _("TIMEC: {name}, late in Annex V: {rows}. Please remind who has still to do it.")
    brief = _("Annex V: rows that are late")
    template = "annex_v_late"

    form = Go(_("all rows"), AnnexV)


@dataclass(frozen=True)
class AnnexVAnswer:
    """What the office above said to it; `words`: why it is returned, None where it is verified."""

    words: str | None
    by: Name
    on: date

    def spoken(self, language: str, _spec: str) -> str:
        said = (
            _("Verified by {by:full}, {on}.")
            if self.words is None
            else _("{by:full}, {on}: {words}. FORM5 signs anew.")
        )
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class SignedRows:
    """A signed one: of which school, by whom, when."""

    school: str
    day: date
    name: Name
    number: str
    designation: str
    rows: AllRows
    answer: AnnexVAnswer | None = None
    seen_by: Name | None = None
    """Who has seen it signed on paper."""


class AnnexVSigned(Page[SignedRows]):
    """The receipt."""

    evaluation: int

    private = True
    shows = "evaluation"
    behind_pin = False
    text = _("Annex V of {school} is signed, {day}. Your Sub-County Director can read it.")

    read = Go(_("read it"), lambda: ReadAnnexV)


class AnnexVOnPaper(Page[SignedRows]):
    """The receipt of one that its head says is signed on paper."""

    evaluation: int

    private = True
    shows = "evaluation"
    behind_pin = False
    receipt = True
    text = _("Noted: Annex V of {school} is signed on paper. The office above is asked to confirm it.")


class AnnexVToConfirm(Notice[SignedRows]):
    """To the office above: have you seen it signed?"""

    evaluation: int

    shows = "evaluation"
    text = _("TIMEC: {name:full} says that Annex V of {school} is signed on paper. Have you seen the signature?")
    template = "annex_v_seen"
    buttons = (_("yes"), _("no"))

    pin_for = _("to confirm")
    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"), pinned=True)
    no = Do(_("no"), synonyms=("n", "hapana", "la"))


class AnnexVConfirmed(Page[SignedRows]):
    """The receipt of whoever has seen it, or has not."""

    evaluation: int

    shows = "evaluation"
    behind_pin = False
    text = If(
        Fact("seen_by"),
        _("Saved: Annex V of {school} counts as signed; the record says that you have seen it."),
        _("Noted: not seen. {name:full} is told to show it to you, or to sign by FORM5."),
    )


class AnnexVSeen(Notice[SignedRows]):
    """To the head: what the office above says of the paper."""

    evaluation: int

    shows = "evaluation"
    text = If(
        Fact("seen_by"),
        _("TIMEC: {seen_by} has seen Annex V of {school} signed on paper. It counts."),
        _("TIMEC: Annex V of {school} was not seen signed yet. Show it to the office above, or sign it: FORM5."),
    )
    template = "annex_v_answered"


class ReadAnnexV(Page[SignedRows]):
    """A signed one with its rows and its signature, to those whom the matrix lets read it."""

    evaluation: int

    private = True
    shows = "evaluation"
    text = (
        If(Fact("answer"), _("{answer}")),
        _("Annex V, {school}, {day}: {rows}."),
        _("Signed: {name:full}, {number}, {designation}."),
        If(Fact("seen_by"), _("On paper, seen by {seen_by}.")),
    )
