"""Annexes II and III: one meeting, logged by either side and signed by both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.dialogs.cycles.paper import RESOURCES
from bot.forms.days import Day
from bot.forms.facts import Fact, today
from bot.forms.form import Echo, Form, Review
from bot.forms.lists import Items, Marks, Ticks
from bot.forms.meetings import Where
from bot.forms.questions import Text
from bot.forms.saying import Option
from bot.forms.words import If, Sized
from bot.language import Item, Marked, Name, _

DONE = Option(
    "done",
    _("done"),
    ("did", "did all", "yes", "all", "umetimia", "nimetimiza", "tumetimiza", "timia", "ndiyo"),
    means=("all_done",),
)
PART = Option("part", _("partly"), ("part", "some", "kiasi", "sehemu", "nusu"), means=("part_done",))
NOT_DONE = Option(
    "not_done", _("not done"), ("not", "no", "none done", "bado", "hapana", "not yet"), means=("not_done",)
)


@dataclass(frozen=True)
class Meeting:
    """What a session record knows before it asks."""

    number: int
    me: Name
    partner: Name
    pair_began: date
    scheduled: bool
    planned_day: date | None
    usual_venue: str
    objectives: tuple[Item, ...]
    last_plan: tuple[Item, ...]
    nothing_before: bool
    """Whether there is no earlier action plan to look back on (D149)."""
    logged: bool = False
    """Whether there is a record of it by now."""
    several: bool = False
    """Whether a record to sign must say whose it is: the reader meets with more than one."""
    coaching: bool = False


FULL = _(
    "Session {number}, {day:long}, {venue}\nObjectives: {objectives}\nAreas covered: {areas}\n"
    "Action plan: {plan}\nReview of last plan: {looked_back}\n"
)
COACHED = If(Fact("coaching"), _("Modelled or made together: {made}. Used: {resources}.\n"))
"""What a coaching pair records besides (requirements D268, D391)."""


class SessionRecord(Form[Meeting]):
    """One meeting: the log and the journal, the shared fields asked once."""

    session: int | None = None
    pair: int | None = None

    keyword = _("LOG")
    shows = "journal"
    title = _("Session {number} with {partner}.")
    called = _("session {number}")

    day = Day(
        _("date?"),
        label=_("date"),
        earliest=Fact("pair_began"),
        latest=today,
        suggest=Fact("planned_day"),
        too_early=_("{day:weekday} is before you two began ({bound:weekday})."),
        too_late=_("{day:weekday} is still to come. A log needs a day up to today."),
    )
    venue = Where(_("where did you meet?"), label=_("place"), most=60, same_as=Fact("usual_venue"))
    objectives = Items(
        _("what did you want to achieve?"),
        label=_("objectives"),
        same_as=(Fact("objectives"), "areas"),
        same_says=_("Planned: {same:semi}. Reply SAME to keep."),
        as_there=_("Or reply SAME if same as areas covered."),
    )
    areas = Items(_("what did you discuss?"), label=_("areas covered"))
    plan = Items(_("what will each of you do next, and by when?"), label=_("action plan"), dated=True)
    looked_back = Marks(
        _("how far did you get with your last plan?"),
        label=_("review"),
        of=Fact("last_plan"),
        scale=(DONE, PART, NOT_DONE),
        says=_("Reply done, partly or not done, or write your own words."),
        or_text=True,
        optional=Fact("nothing_before"),
    )
    made = Text(
        _("what was modelled, or made together?"),
        label=_("made together"),
        optional=True,
        most=160,
        when=Fact("coaching"),
    )
    resources = Ticks(
        _("which resources did you use?"),
        *(Option(key, label) for key, label in RESOURCES.items()),
        label=_("resources"),
        optional=True,
        when=Fact("coaching"),
    )

    shorthand = "[day] [venue] 1 areas 2 plan 3 looked_back 4 made"
    noted = If(
        Fact("scheduled"),
        _("Noted: session {number}, {day:weekday}, {venue}."),
        _("Saved: {day:weekday}, {venue} (not scheduled)."),
    )
    echo = Echo(
        Sized(
            short=_(
                "S{number}: {day:weekday}, {venue}. Objectives {objectives:count}, areas {areas:count},"
                " plan {plan:count}, review: {looked_back:short}."
            ),
            long=(FULL, COACHED),
        )
    )


class CounterSign(Review, SessionRecord):
    """The same form, opened filled by the other side: to sign it, to say what is not correct, to add a note."""

    session: int = field()
    version: int

    keyword = _("SIGN")
    number_sends = True

    note = Text(_("Write your note. You and {partner:first} can read it."), label=_("note"), aside=True)

    echo = Echo(
        Sized(
            short=(
                If(Fact("several"), Marked("{partner:full}:")),
                _("S{number} {day} {venue}. Areas: {areas:semi}. Plan: {plan:semi}. Review: {looked_back}."),
                COACHED,
            ),
            long=(If(Fact("several"), Marked("{partner:full}:")), FULL, COACHED, _("Is this correct?")),
        ),
        send=_("sign"),
        change=_("not correct"),
        note=_("add my note"),
        first=2,
    )
    changed = Echo(
        _("I will show {partner:first} this change. Sign the new version now?"),
        send=_("sign new version"),
        change=None,
        leave=_("wait"),
    )


class Correct(Review, SessionRecord):
    """A saved record, opened again to put it right; after both have signed, both sign the new version."""

    session: int = field()
    version: int

    keyword = _("EDIT")
