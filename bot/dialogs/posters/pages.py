"""What a stranger with a poster reads, and what the head is asked: nothing of the school is shown to a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Notice, Page, Picture, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


class JoinWho(Page[NoFacts]):
    """Who they are, asked in the same words of whatever code."""

    text = _(
        "TIMEC: please reply your full name and TSC number in one SMS, like: Amina Yusuf 812399."
        " Without a number: the name."
    )


class JoinPassedOn(Page[NoFacts]):
    """The receipt, the same whether there is such a school or not."""

    text = _(
        "TIMEC: thank you. If the code is right, the head of that school decides, and then I write to you here."
        " In TIMEC already? Reply NUMBER and your TSC number."
    )


@dataclass(frozen=True)
class Applicant:
    """Somebody who wants to join, as they say, and the last digits of the number they write from."""

    who: Name
    number: str
    ends: str
    let_in: bool
    mentor: bool
    """Let in to be asked as a mentor, and not as a mentee."""
    others: tuple[Row, ...]
    """Who else waits for the head's answer."""


class JoinAsked(Notice[Applicant]):
    """To the head: somebody has read the school's poster."""

    request: int

    text = (
        If(
            Fact("number"),
            _("TIMEC: {who:full}, TSC {number}, asks to join your school's mentorship (phone ..{ends})."),
            _("TIMEC: {who:full}, without a TSC number, asks to join your school's mentorship (phone ..{ends})."),
        ),
        _("Do you know them?"),
    )
    template = "join_asked"

    mentee = Do(_("yes, a mentee"), synonyms=("mentee", "mshauriwa", "yes", "y", "ndiyo", "ndio"))
    mentor = Do(_("yes, a mentor"), synonyms=("mentor", "mshauri"))
    no = Do(_("no"), synonyms=("n", "hapana", "la"))


class JoinSettled(Page[Applicant]):
    """The receipt of the head's answer."""

    request: int
    mentor: bool = False

    behind_pin = False
    asks = Style.LIST
    text = (
        If(
            Fact("let_in"),
            If(
                Fact("mentor"),
                _("Noted. If {who:full} can be a mentor, I ask them and tell you the answer."),
                If(
                    Fact("number"),
                    _("Noted: {who:full} may join. Next reply MENTEE {number}: the category and why."),
                    _("Noted: {who:full} may join. Next reply MENTEE and the name: the category and why."),
                ),
            ),
            _("Noted: {who:full} is not let in, and hears nothing of it."),
        ),
        If(Fact("others"), _("Also to answer:")),
    )

    other = Each(Fact("others"), lambda: JoinAsked, most=3)


@dataclass(frozen=True)
class SchoolsPoster:
    """A poster; `document`: None where the channel carries no file."""

    name: str
    document: Picture | None


class SchoolPoster(Page[SchoolsPoster]):
    """The poster of a school as a file, for its head and the offices above: it holds nothing of anybody."""

    school: int

    behind_pin = False
    private = True
    picture = Fact("document")
    text = If(
        Fact("document"),
        _("Poster of {name}: print it and hang it up."),
        _("This phone shows no files. Write PRINT on WhatsApp or Telegram."),
    )
