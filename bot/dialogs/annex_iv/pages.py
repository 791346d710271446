"""Annex IV around the form: asked for, saved, read by those who may, and added up above the sub-county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.annex_iv.paper import AnnexIV
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Item, Marked, Name, _


@dataclass(frozen=True)
class Wanted:
    """A 3-month point at which the form is to be filled."""

    me: Name
    partner: Name


class AnnexIVDue(Prompt[Wanted]):
    """Three months are over, or the year: the feedback form, which may wait."""

    reason = Reason(
        "annex_iv",
        Rank.REPORT,
        because=_("three months of your pair are over"),
        watched=_("Prompt to {who}: the feedback form on {partner} is to be filled"),
    )

    pair: int
    quarter: int

    shows = "feedback"
    text = _(
        "TIMEC: {me:first}, please fill the feedback form (Annex IV) on {partner}. The first part is filled in. Your"
        " head and Sub-County Director can read it."
    )
    brief = _("feedback form, {partner}")
    template = "annex_iv"
    buttons = (_("fill it now"), _("later"))

    begin = Go(_("fill it now"), AnnexIV, synonyms=("yes", "ndiyo", "ndio", "ok", "sawa"))
    later = Do(_("later"), synonyms=("no", "hapana", "la"))


@dataclass(frozen=True)
class Filled:
    """One form as its mentor signed it."""

    mentor: Name
    mentee: Name
    day: date
    scheduled: int
    covered: int
    explained: str | None
    topics: tuple[Item, ...]
    kept_time: Marked
    lateness: str | None
    time: str
    venue: str
    challenges: str
    remedies: str
    successes: str
    recommended: str
    other: str | None
    seen_by: Name | None
    """The head who saw it on paper, where its answers stay."""


class AnnexIVSaved(Page[Filled]):
    """The receipt."""

    form: int

    shows = "feedback"
    behind_pin = False
    text = _("Annex IV on {mentee:full} is signed and saved, {day}. Thank you. FORMS shows it.")


class ReadAnnexIV(Page[Filled]):
    """One form, to its mentor and to those whom the matrix lets read it."""

    form: int

    shows = "feedback"
    private = True
    text = (
        _("Annex IV, {mentor:full} on {mentee:full}, {day}. 1: {scheduled} scheduled. 2: {covered} covered."),
        If(
            Fact("seen_by"),
            _("The rest is on paper, seen by {seen_by}."),
            (
                If(Fact("explained"), _("Why: {explained}.")),
                _("3: {topics:semi}. 4 Kept time: {kept_time}."),
                If(Fact("lateness"), _("Details: {lateness}.")),
                _("5 Time: {time}. 6 Venue: {venue}. 7 Challenges: {challenges}. 8 To address them: {remedies}."),
                _("9 Successes: {successes}. 10 Recommended: {recommended}."),
                If(Fact("other"), _("11: {other}.")),
            ),
        ),
    )


@dataclass(frozen=True)
class Forms:
    """The forms that somebody may read."""

    rows: tuple[Row, ...]


class AnnexIVs(Page[Forms]):
    """Annex IV as one may read it: one's own, or those of the school or the sub-county."""

    keyword = _("FORMS")
    shows = "feedback"
    private = True
    text = If(Fact("rows"), _("Annex IV:"), _("No feedback form is saved yet that you may read. FORM4 fills one."))
    asks = Style.LIST

    read = Each(Fact("rows"), ReadAnnexIV)


@dataclass(frozen=True)
class Sum:
    """What many forms say together."""

    forms: int
    kept_time: int | None
    """In how many the mentee kept time, where there are enough of them to be nobody's own."""
    themes: str | None


class AnnexIVTotals(Page[Sum]):
    """The same to those who see themes and totals only."""

    shows = "feedback"
    private = True
    text = (
        _("Annex IV: {forms:# form|# forms}."),
        If(Fact("kept_time"), _("In {kept_time} of them the mentee kept time.")),
        If(Fact("themes"), _("Main topics: {themes}.")),
    )
