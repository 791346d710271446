"""Annex IV, the feedback form of the programme, by its own numbers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form, Group, Repeat
from bot.forms.lists import Items
from bot.forms.questions import Text, YesNo
from bot.forms.words import Sized
from bot.language import Item, Name, _


@dataclass(frozen=True)
class Programme:
    """What the form has from the records before it asks: questions 1 and 2, and what is put forward for 2, 3 and 9."""

    me: Name
    partner: Name
    scheduled: int
    covered: int
    late: int
    """To how many of them the mentee came late, by what either has said."""
    missing: tuple[int, ...]
    """How many sessions were scheduled and not covered, where there are any."""
    reasons: str
    topics: tuple[Item, ...]
    objectives: tuple[Item, ...]


class Inconsistent(Group):
    """Asked only where questions 1 and 2 differ."""

    why = Text(
        _("sessions not held: {item}. Please explain."),
        full=_("Scheduled but not covered: {item}. Please give an explanation."),
        same_as=Fact("reasons"),
        same_says=_("From your records: {same}. Reply SAME for that."),
        label=_("explanation"),
        on_paper=2,
    )


class AnnexIV(Form[Programme]):
    """The eleven questions of the form, by its own numbers; 1 and 2 are counted, 2 and 3 filled in from the records."""

    pair: int
    quarter: int | None = None

    keyword = _("FORM4")
    shows = "feedback"
    sitting = 5
    called = _("feedback form (Annex IV)")
    title = _(
        "Annex IV, {partner:full}: your head and Sub-County Director can read it. Q1-2: {scheduled} sessions scheduled,"
        " {covered} covered."
    )
    counted = _("Q{number} of {total}: {question}")

    inconsistent = Repeat(Inconsistent, of=Fact("missing"))
    topics = Items(
        _("main topics covered?"),
        full=_("Main topics covered to date?"),
        most=5,
        same_as=Fact("topics"),
        label=_("topics"),
        on_paper=3,
    )
    kept_time = YesNo(
        _("did {partner:first} keep time?"),
        full=_("Did the mentee keep time?"),
        lead=_("Mentee late: {late} of {covered} sessions."),
        label=_("keeping time"),
        on_paper=4,
    )
    lateness = Text(_("please give details."), when=kept_time.no, label=_("details"), on_paper=4)
    time = Text(
        _("is the time enough for the targeted areas? Please explain."),
        full=_(
            "Is the time allocated for mentorship and coaching adequate to address the targeted areas? Please explain."
        ),
        label=_("time"),
        on_paper=5,
    )
    venue = Text(
        _("is the venue appropriate? Please elaborate."),
        full=_("Is the venue for mentorship and coaching appropriate? Please elaborate."),
        label=_("venue"),
        on_paper=6,
    )
    challenges = Text(
        _("key challenges faced?"),
        full=_(
            "Please share with us any key challenges faced during the Induction, Mentorship and Coaching Programme."
        ),
        label=_("challenges"),
        on_paper=7,
    )
    remedies = Text(
        _("how should these be addressed?"),
        full=_("Suggest how these challenges should be addressed."),
        label=_("how to address them"),
        on_paper=8,
    )
    successes = Text(
        _("key successes so far, on the objectives ({objectives:semi})?"),
        full=_(
            "In your opinion, what would you say are the key successes so far of the Induction, Mentorship and Coaching"
            " Programme in relation to the set objectives ({objectives:semi})?"
        ),
        label=_("successes"),
        on_paper=9,
    )
    recommended = Text(
        _("what would make the programme more successful?"),
        full=_("What would you recommend to make the Induction, Mentorship and Coaching Programme more successful?"),
        label=_("recommendations"),
        on_paper=10,
    )
    other = Text(
        _("any other feedback?"), full=_("Any other feedback?"), optional=True, label=_("other feedback"), on_paper=11
    )

    echo = Echo(
        Sized(
            short=_("Annex IV on {partner:full} is complete. Your reply signs it."),
            long=_(
                "Annex IV on {partner:full}: {scheduled} sessions scheduled, {covered} covered.\n"
                "Topics: {topics:semi}.\nKept time: {kept_time}.\nTime: {time}\nVenue: {venue}\n"
                "Challenges: {challenges}\nTo address them: {remedies}\nSuccesses: {successes}\n"
                "Recommended: {recommended}\nOther: {other}\n"
                "Your reply signs it."
            ),
        ),
        send=_("sign and send"),
    )
