"""What the head and the mentee are told of an enrolment: never the category, never why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class EnrolledPerson:
    """Somebody who was enrolled, as their head called them, and the head."""

    me: Name
    who: Name
    head: Name
    school: str
    new: bool
    """Whether they were not of the school before: then they are written to first."""


class MenteeEnrolled(Page[EnrolledPerson]):
    """The receipt: what was restricted is not repeated."""

    enrolment: int
    new: bool = False

    private = True
    behind_pin = False
    text = If(
        Fact("new"),
        _("Saved. I am writing to {who} and tell you if they do not want it. Category and reason stay restricted."),
        _("Saved: {who} is a mentee. Category and reason stay restricted. MATCH shows the free mentors."),
    )


class EnrolledByHead(Notice[EnrolledPerson]):
    """To somebody of the school who is a mentee from now on."""

    enrolment: int

    text = _("TIMEC: {me:first}, your head {head} has enrolled you as a mentee. Next: your head looks for a mentor.")
    template = "enrolled"


class EnrolmentAsked(Prompt[EnrolledPerson]):
    """To somebody of another school, whom a head has named as a mentee of theirs."""

    reason = Reason(
        "enrolment",
        Rank.REVIEW,
        because=_("a head has named you as a mentee of their school"),
        watched=_("Question to {who}: a mentee of another school?"),
    )
    enrolment: int

    text = _("TIMEC: {me:first}, {head}, head of {school}, enrols you as a mentee there. Do you work there now?")
    brief = _("enrolment at another school")
    template = "enrolment_asked"
    buttons = (_("yes"), _("no"))

    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio", "ok", "sawa"))
    no = Do(_("no"), synonyms=("n", "hapana", "la"))


class EnrolmentAnswered(Page[EnrolledPerson]):
    """The receipt of either answer."""

    enrolment: int

    behind_pin = False
    text = _("Thank you, {me:first}. That is noted.")


class NotTheirMentee(Notice[EnrolledPerson]):
    """To the head: whom they named does not want it."""

    enrolment: int

    text = _("TIMEC: {who:full} does not come to your school as a mentee. Please talk to them.")
    template = "not_their_mentee"
