"""COMPLAIN: about whom, what happened in as many messages as it takes, and who is to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogs.harm.paper import EitherOf
from bot.forms.facts import Condition, Context, Fact, Index, NotUnderstood
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.questions import Choice, Question, Text, YesNo
from bot.forms.saying import Label, Option, pick
from bot.language import Control, Marked, _, means, squeeze
from bot.language.harm import is_abuse, may_be_abuse

MOST = 10_000
"""Letters of a complaint."""
DONE = "done"
DIRECTORS = ("director", "the director", "my director", "mkurugenzi", "mkurugenzi wangu")
"""What officers above a school are called by who writes about them."""
PERSON, ELSE, PROGRAMME, COMMISSION = "person", "else", "programme", "commission"
CASE_READER = Index("case_reader")
GIVEN = ("about", "who", "named", "words")
"""The answers by which it is known who may read it."""


@dataclass(frozen=True)
class Complaining:
    """Somebody who may complain, and of whom they can choose.

    `unkept`: whether they come from words of harm, of which nothing was kept; `officer`: to whom the law sends it too.
    """

    unkept: bool
    danger: EitherOf
    child: EitherOf
    abouts: tuple[Option, ...]
    officers: tuple[Option, ...]
    officer: Label


class OneOfThese(OneOf):
    """One of what a fact lists, or of what is always there after it."""

    def __init__(self, ask: Marked, *always: Option, of: Fact, **kwargs: Any) -> None:
        super().__init__(ask, of=of, **kwargs)
        self.choices = always

    def options(self, context: Context) -> tuple[Option, ...]:
        return (*super().options(context), *self.choices)


class WhomNamed(Text):
    """Whom somebody means: words, or a number."""

    def hear(self, words: str, context: Context) -> str:
        kept = squeeze(words)
        self.check(kept, context)
        return kept


class FirstWords(Text):
    """What happened; more may come."""

    def hear(self, words: str, context: Context) -> str:
        if means(words, Control.DONE):
            raise NotUnderstood
        return super().hear(words, context)


class FurtherWords(Question):
    """More of it, until its writer says that it is all."""

    takes_any = True
    how = _("Write on, or reply DONE.")
    longest = DONE

    def hear(self, words: str, context: Context) -> str:
        if means(words, Control.DONE):
            return DONE
        if not squeeze(words):
            raise NotUnderstood
        return squeeze(words)

    def check(self, stored: str, context: Context) -> None:
        if stored != DONE:
            raise NotUnderstood

    def takes_back(self, stored: str) -> tuple[str, ...]:
        return () if stored == DONE else (self.name,)

    def puts(self, stored: str, context: Context) -> Mapping[str, str]:
        before = context.answers.get("words", "")
        whole = before if stored == DONE else f"{before}\n{stored}"
        return {"words": whole[:MOST]}

    def examples(self, context: Context) -> tuple[str, ...]:
        return (DONE,)


class CaseReader(Find):
    """Who is to read it: none of those whom it names, and nobody under them."""

    how = _("Reply one number.")

    def hear(self, words: str, context: Context) -> str:
        chosen = pick(self.options(context), words)
        return chosen.key if chosen else super().hear(words, context)

    def _given(self, context: Context) -> tuple[str, ...]:
        return tuple(context.answers.get(name, "") for name in GIVEN)


def _is_it_abuse(words: Text) -> YesNo:
    """Asked of words that leave it open."""
    return YesNo(
        _("does it tell of abuse of a learner, or of a sexual offence?"),
        when=Condition(words, "may tell of abuse", may_be_abuse),
    )


def _passed_on(words: Text, abuse: YesNo) -> Choice:
    """Said before anything is sent that the law passes on."""
    return Choice(
        _("the law asks that this is passed on: {officer} reads it too. A child at risk: {child}."),
        Option("go", _("I understand"), ("ok", "yes", "ndiyo", "sawa")),
        when=Condition(words, "tells of abuse", is_abuse) | abuse.yes,
        tail=_("0 leaves it."),
    )


def tells_of_abuse(answers: Mapping[str, str]) -> bool:
    """Whether what was answered is passed on by law: by its words, or as their writer says."""
    return is_abuse(answers["words"]) or answers.get("abuse") == "yes"


class Complaint(Form[Complaining]):
    """A complaint of anybody, in any state (requirement D250)."""

    behind_pin = False
    confides = True
    called = _("private case")
    counted = None
    at_once = True

    about = OneOfThese(
        _("about:"),
        Option(PERSON, _("other person"), ("other", "another", "mwingine", "mtu", "somebody", "someone", *DIRECTORS)),
        Option(
            PROGRAMME,
            _("the programme"),
            ("programme", "program", "timec", "mpango", "mpango huu", "tsc"),
        ),
        of=Fact("abouts"),
        tail=_("0 to leave."),
    )
    who = OneOfThese(_("who is it?"), Option(ELSE, _("somebody else")), of=Fact("officers"), when=about.is_(PERSON))
    named = WhomNamed(_("who is it? Write a name or TSC number."), when=who.is_(ELSE), most=200)
    words = FirstWords(
        _(
            "tell me what happened, in your words. Please do not name learners. You can send more than one SMS; reply"
            " DONE at the end."
        ),
        most=MOST,
    )
    more = FurtherWords(_("kept. Write on, or reply DONE; 0 leaves it."))
    abuse = _is_it_abuse(words)
    law = _passed_on(words, abuse)
    reader = CaseReader(_("who should read it?"), CASE_READER)

    echo = Echo(_("Send it?"))


@dataclass(frozen=True)
class OwnCase:
    """A case by its reference, to whoever writes in it."""

    reference: str


@dataclass(frozen=True)
class AddingToCase(OwnCase):
    """The same with the officer to whom the law sends what tells of abuse, and the line for children."""

    child: EitherOf
    officer: Label


class AddToCase(Form[AddingToCase]):
    """Its writer adds something; whoever is named in it reads it no more, and the law passes on what it must."""

    case: int

    behind_pin = False
    confides = True
    called = _("private case")
    counted = None
    at_once = True

    words = Text(_("what do you want to add to {reference}? If it is about its reader, write their name."), most=MOST)
    abuse = _is_it_abuse(words)
    law = _passed_on(words, abuse)

    echo = Echo(_("Send it?"))
