"""What is said to whoever complains: whom to call first, and how their case stands; no notice has a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.cases.paper import AddToCase, Complaining, Complaint
from bot.dialogs.pausing.pages import NO, YES
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Go, Notice, Page, Row
from bot.forms.saying import Label, Style
from bot.forms.words import If, InFull, Sized
from bot.language import Name, _


class Complain(Page[Complaining]):
    """The first that whoever complains or is in danger hears: whom to call, and about whom it is."""

    unkept: bool = False
    draft: int | None = None
    """The form that was open: words that are none of these choices are heard there."""

    keyword = _("COMPLAIN")
    behind_pin = False
    confides = True
    opens = Complaint
    asks = Style.LIST
    text = (
        If(Fact("unkept"), _("That was not kept.")),
        _("This is private. In danger? Call {danger}. A child at risk: {child}."),
        Sized((), _("0 leaves it.")),
    )


class CareFirst(Page[Complaining]):
    """The same numbers, before what somebody had begun to write goes on."""

    behind_pin = False
    confides = True
    text = _("This is private. In danger? Call {danger}. A child at risk: {child}.")


class NothingSent(Page[NoFacts]):
    """They left it: nothing of it is anywhere."""

    behind_pin = False
    confides = True
    text = _("Left. Nothing of it was sent or kept.")


@dataclass(frozen=True)
class Commission:
    """How the Commission is written to; the case for which there is nobody else."""

    contact: str
    reference: str = ""


class ToCommission(Page[Commission]):
    """The Commission's own procedure; nothing of what was written stays here."""

    receipt = True
    behind_pin = False
    confides = True
    text = _("Write or go to: {contact}. Give your name, TSC no. and what happened. Nothing was sent or kept here.")


@dataclass(frozen=True)
class CaseShown:
    """A case to its writer. The days on which things were done; None: not yet.

    `reader`: who reads it, `also`: to whom the law has sent it too; `of_mentor`: whether it is about the mentor.
    """

    reference: str
    reader: Label
    also: Name | None
    of_mentor: bool
    may_pause: bool
    days: int
    opened: date
    read: date | None
    answered: date | None
    closed: date | None
    withdrawn: bool
    paused: bool
    is_open: bool
    has_answer: bool


class OfCase(Page[CaseShown], abstract=True):
    """What its writer is told of a case that they have just done something with."""

    case: int

    behind_pin = False
    confides = True


class CaseSent(OfCase, Page[CaseShown]):
    """The receipt, and whether sessions are to rest meanwhile."""

    receipt = True
    text = (
        If(
            Fact("also"),
            _("Sent. Reference {reference}. Only {reader} and {also} can read it."),
            _("Sent. Reference {reference}. Only {reader} can read it."),
        ),
        If(Fact("of_mentor"), _("Your mentor is not told.")),
        If(
            Fact("may_pause"),
            _("Pause your sessions meanwhile?"),
            _("Ask any time: CASE {reference}. If nothing moves in {days} days it goes one level up."),
        ),
    )

    pause = Do(_("yes"), when=Fact("may_pause"), synonyms=YES)
    go_on = Go(_("no"), lambda: CaseNoted, when=Fact("may_pause"), synonyms=NO)


class CaseNoted(OfCase, Page[CaseShown]):
    """How one hears of it later."""

    paused: bool = False

    text = (
        If(Fact("paused"), _("Paused.")),
        _("Ask any time: CASE {reference}. If nothing moves in {days} days it goes one level up."),
    )


@dataclass(frozen=True)
class OwnCases:
    """The cases of somebody."""

    rows: tuple[Row, ...]


class CaseOf(Page[OwnCases]):
    """CASE and a reference: how it stands, to its writer; to its reader all of it."""

    number: str | None = None

    keyword = _("CASE")
    argument = "number"
    confides = True
    behind_pin = True
    asks = Style.LIST
    text = If(Fact("rows"), _("Which one?"), _("You have no case. COMPLAIN begins one."))

    each = Each(Fact("rows"), lambda: MyCase)


class MyCase(Page[CaseShown]):
    """How a case stands, to its writer."""

    case: int

    behind_pin = True
    confides = True
    text = If(
        Fact("withdrawn"),
        _("{reference}: opened {opened}, withdrawn."),
        If(
            Fact("closed"),
            _("{reference}: opened {opened}, closed {closed}."),
            If(
                Fact("answered"),
                _("{reference}: opened {opened}, answered {answered}."),
                If(
                    Fact("read"),
                    _("{reference}: opened {opened}, read {read}, being looked at."),
                    _("{reference}: opened {opened}, with {reader}, not read yet."),
                ),
            ),
        ),
    )

    add = Go(_("add something"), AddToCase, when=Fact("is_open"))
    withdraw = Do(_("withdraw"), when=Fact("is_open"))
    nothing = Go(_("nothing"), lambda: CaseStays, when=Fact("is_open"), synonyms=NO)
    answer = Do(_("read the answer"), when=Fact("has_answer"), pinned=True)


class CaseStays(Page[NoFacts]):
    behind_pin = False
    confides = True
    text = _("It stays as it is.")


class CaseAdded(OfCase, Page[CaseShown]):
    """The receipt of what was added."""

    receipt = True
    text = _("Added to {reference}. Only {reader} can read it.")


class CaseWithdrawn(OfCase, Page[CaseShown]):
    """It is taken back: nobody reads it any more."""

    text = If(
        Fact("also"),
        _("Withdrawn: only {also} can still open {reference}, by law."),
        _("Withdrawn: nobody can open {reference} any more."),
    )


@dataclass(frozen=True)
class CaseAnswers:
    """What the reader of a case has answered."""

    reference: str
    reader: Label
    words: InFull


class CaseAnswerRead(Page[CaseAnswers]):
    """The answers on a case, to its writer, behind their PIN."""

    case: int

    behind_pin = True
    confides = True
    text = _('{reference}, {reader}: "{words}"')

    add = Go(_("write back"), AddToCase)


# notices


@dataclass(frozen=True)
class OwnNews:
    """A case with something new, to its writer."""

    reference: str


class CaseNews(Notice[OwnNews]):
    """To its writer: it was answered, or has gone on to another reader."""

    case: int

    confides = True
    text = _("TIMEC: there is something new on {reference}. Reply CASE {reference}.")
    template = "case_news"


class WasItSettled(Notice[OwnNews]):
    """To its writer: its reader has closed it."""

    case: int

    confides = True
    text = _("TIMEC: {reference} is closed. Was it settled?")
    template = "case_closed"

    settled = Do(_("yes"), synonyms=YES)
    unsettled = Do(_("no"), synonyms=NO)


class CaseEnded(OfCase, Page[CaseShown]):
    """Thanks for the answer."""

    text = If(
        Fact("is_open"),
        _("{reference} goes one level up: {reader} reads it now. CASE {reference} tells how it stands."),
        _("Thank you. {reference} is closed."),
    )


class CaseAtTheTop(Page[Commission]):
    """Nobody is above its reader: the Commission is."""

    case: int

    behind_pin = False
    confides = True
    text = _("Nobody on my list is above its reader. {reference} stays closed; write to: {contact}.")
