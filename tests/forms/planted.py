"""Small dialogs with one fault each, none of them registered: what the linter must find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import new_class
from typing import Any

from bot.forms.checks.faults import FaultKind
from bot.forms.facts import Fact, Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form, Group, Part, Repeat
from bot.forms.lists import Items
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.questions import Choice, Text, YesNo
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Option
from bot.forms.words import If
from bot.language import Marked, _

Dialog = type[Form[Any]] | type[Page[Any]]
PLANTED: list[tuple[FaultKind, tuple[Dialog, ...]]] = []


@dataclass(frozen=True)
class Known:
    """Facts for planted dialogs."""

    number: int
    next: date | None
    tasks: tuple[str, ...]


class Asked(Group):
    """A group with one question."""

    done = Text(_("done?"))


class Unasked(Group):
    """A group with none."""


SCHOOLS, NOWHERE = Index("schools"), Index("nowhere")
elsewhere = YesNo(_("Elsewhere?"))
elsewhere_items = Items(_("Elsewhere?"))


class Impossible(Form[NoFacts], abstract=True):
    """The condition names no answer that can be given."""

    held = YesNo(_("Held?"))
    why = Text(_("Why?"), when=held.is_("maybe"))
    echo = Echo(_("Held: {held}."))


class Elsewhere(Form[NoFacts], abstract=True):
    """The condition is about a question of another form."""

    why = Text(_("Why?"), when=elsewhere.yes)
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


class Reasons(Group):
    """Asked where something was held, inside a part for what was not."""

    held = Impossible.held
    why = Text(_("Why?"), when=Impossible.held.yes)


class Excluded(Form[NoFacts], abstract=True):
    """Two conditions that exclude each other."""

    held = Impossible.held
    part = Part(Reasons, when=Impossible.held.no)
    echo = Echo(_("Held: {held}."))


class LostAside(Form[NoFacts], abstract=True):
    """An aside that no echo opens."""

    venue = Text(_("Where?"))
    note = Text(_("Your note?"), aside=True)
    echo = Echo(_("{venue}."))


PLANTED += [(FaultKind.NEVER_ASKED, (form,)) for form in (Impossible, Elsewhere, Excluded, LostAside)]


class RepeatsNumber(Form[Known], abstract=True):
    """Asked for each of a number."""

    behind_pin = False
    each = Repeat(Asked, of=Fact("number"))
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


class RepeatsElsewhere(Form[NoFacts], abstract=True):
    """Asked for each item of a question that is not in the form."""

    venue = Text(_("Where?"))
    each = Repeat(Asked, of=elsewhere_items)
    echo = Echo(_("{venue}."))


class RepeatsNothing(Form[Known], abstract=True):
    """A group without questions."""

    behind_pin = False
    venue = Text(_("Where?"))
    each = Repeat(Unasked, of=Fact("tasks"))
    echo = Echo(_("{venue}."))


PLANTED += [(FaultKind.EMPTY_REPEAT, (form,)) for form in (RepeatsNumber, RepeatsElsewhere, RepeatsNothing)]


class SameAsNothing(Form[Known], abstract=True):
    """SAME means a fact that is not there."""

    behind_pin = False
    venue = Text(_("Where?"), same_as=Fact("nowhere"))
    echo = Echo(_("{venue}."))


class SameAsNoQuestion(Form[Known], abstract=True):
    """SAME means a question that is not there."""

    behind_pin = False
    venue = Text(_("Where?"), same_as="nowhere")
    echo = Echo(_("{venue}."))


class GivenBelow(Form[NoFacts], abstract=True):
    """A finder is given a question that is not above."""

    school = Find(_("School?"), SCHOOLS, given=elsewhere)
    echo = Echo(_("{school}."))


class EchoesNothing(Form[Known], abstract=True):
    """An echo with a condition on a fact that is not there."""

    behind_pin = False
    venue = Text(_("Where?"))
    echo = Echo(If(Fact("nowhere"), _("{venue}."), _("Here: {venue}.")))


class ShowsNothing(Page[Known], abstract=True):
    """A sentence and a choice on facts that are not there."""

    behind_pin = False
    text = If(Fact("nowhere"), _("Here."))
    open = Go(_("open"), lambda: ShowsNothing, when=Fact("nowhere either"))


class PicturesNothing(Page[Known], abstract=True):
    """A picture of a fact that is not there."""

    behind_pin = False
    text = _("Here.")
    picture = Fact("nowhere")


PLANTED += [
    (FaultKind.UNKNOWN_FACT, (dialog,))
    for dialog in (SameAsNothing, SameAsNoQuestion, GivenBelow, EchoesNothing, ShowsNothing, PicturesNothing)
]


class AsksNobody(Form[NoFacts], abstract=True):
    """A question that names a fact that is not there."""

    venue = Text(_("Where did you meet {partner}?"))
    echo = Echo(_("{venue}."))


class EchoesUnasked(Form[NoFacts], abstract=True):
    """An echo that names a question which not everybody is asked."""

    held = YesNo(_("Held?"))
    why = Text(_("Why?"), when=held.no)
    echo = Echo(_("Held: {held}, because {why}."))


class LabelFilled(Form[NoFacts], abstract=True):
    """A label cannot be filled."""

    venue = Text(_("Where?"), label=_("place of {venue}"))
    echo = Echo(_("{venue}."))


class ShowsNobody(Page[NoFacts], abstract=True):
    """A page that names a fact that is not there."""

    text = _("Hello {me}.")


class Weekly(Text):
    """A kind of question whose way to answer nobody can fill."""

    how = _("Write it like {example}.")


class AsksWeekly(Form[NoFacts], abstract=True):
    """A question of that kind."""

    venue = Weekly(_("Where?"))
    echo = Echo(_("{venue}."))


UNFILLED = (AsksNobody, EchoesUnasked, LabelFilled, ShowsNobody, AsksWeekly)
PLANTED += [(FaultKind.UNKNOWN_PLACEHOLDER, (dialog,)) for dialog in UNFILLED]


class NumberAsDay(Page[Known], abstract=True):
    """A number said as a weekday."""

    behind_pin = False
    text = _("On {number:weekday}.")


class WordsAsList(Form[NoFacts], abstract=True):
    """Words said as a list."""

    venue = Text(_("Where?"))
    echo = Echo(_("{venue:semi}."))


PLANTED += [(FaultKind.BAD_SPEC, (dialog,)) for dialog in (NumberAsDay, WordsAsList)]


class SaysMissing(Page[Known], abstract=True):
    """The next day is said also where there is none."""

    behind_pin = False
    text = (If(Fact("next"), _("Next {next}.")), _("And next {next:weekday}."))


PLANTED += [(FaultKind.MAY_BE_MISSING, (SaysMissing,))]


class ShortNowhere(Form[NoFacts], abstract=True):
    """A shorthand with a question that is not there."""

    shorthand = "[venue] 1 areas"
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


class ShortOdd(Form[NoFacts], abstract=True):
    """A shorthand with a number that stands for nothing."""

    shorthand = "1 venue 2"
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


PLANTED += [(FaultKind.BROKEN_SHORTHAND, (form,)) for form in (ShortNowhere, ShortOdd)]


class NamedChange(Form[NoFacts], abstract=True):
    """A question called like a place of the engine."""

    change = Text(_("What changed?"))
    echo = Echo(_("{change}."))


PLANTED += [(FaultKind.RESERVED_NAME, (NamedChange,))]


class Nowhere(Page[NoFacts], abstract=True):
    """A page that is not there."""

    text = _("Here.")


class NowhereToo(Form[NoFacts], abstract=True):
    """A form that is not there."""

    shorthand = "venue"
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


class NoteNowhere(Form[NoFacts], abstract=True):
    """An echo that offers a note which no question takes."""

    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."), note=_("add my note"))


class LeftNowhere(Form[NoFacts], abstract=True):
    """An echo that may be left, after which nothing can be said."""

    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."), leave=_("no"))


class GoesNowhere(Page[NoFacts], abstract=True):
    """A choice that leads to nothing."""

    text = _("Here.")
    open = Go(_("open"), Nowhere)


class DoesNothing(Page[NoFacts], abstract=True):
    """A choice with a deed that nobody does."""

    text = _("Here.")
    open = Do(_("open"))


class OpensWithNothing(Page[NoFacts], abstract=True):
    """A page whose deed nobody does."""

    text = _("Here.")
    does = True


class HearsNothing(Page[NoFacts], abstract=True):
    """A page that hears the answer of a form that is not there."""

    text = _("Here.")
    takes = NowhereToo


class LooksNowhere(Form[NoFacts], abstract=True):
    """A question that looks in something where nobody looks."""

    school = Find(_("School?"), NOWHERE)
    echo = Echo(_("{school}."))


class Untaken(Form[NoFacts], abstract=True):
    """A form that nobody takes."""

    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


class Undecided(Page[Known], abstract=True):
    """It has facts, and does not say whether they are content."""

    text = _("Session {number}.")


class Unprepared(Page[Known], abstract=True):
    """A page whose facts nobody prepares."""

    behind_pin = False
    text = _("Number {number}.")


DEAD_ENDS = (
    NoteNowhere,
    LeftNowhere,
    GoesNowhere,
    DoesNothing,
    OpensWithNothing,
    HearsNothing,
    LooksNowhere,
    Untaken,
    Unprepared,
)
PLANTED += [(FaultKind.DEAD_END, (dialog,)) for dialog in DEAD_ENDS]
PLANTED += [(FaultKind.UNDECIDED, (Undecided,))]


class First(Page[NoFacts], abstract=True):
    """Opened by a word."""

    keyword = _("WORD")
    text = _("Here.")


class Second(Page[NoFacts], abstract=True):
    """Opened by the same word."""

    keyword = _("Word")
    text = _("There.")


PLANTED += [(FaultKind.SAME_KEYWORD, (First, Second))]


class AnswersHelp(Form[NoFacts], abstract=True):
    """An answer that is heard as HELP."""

    what = Choice(_("What?"), Option("help", _("help")), Option("time", _("time"), ("muda",)))
    echo = Echo(_("{what}."))


class AnswersStop(Page[NoFacts], abstract=True):
    """A choice that is heard as an opt-out."""

    text = _("Here.")
    leave = Go(_("leave"), lambda: AnswersStop, synonyms=("acha",))


class AnswersWord(Page[NoFacts], abstract=True):
    """A choice that is heard as a keyword of another dialog."""

    text = _("Here.")
    word = Go(_("a word"), lambda: AnswersWord, synonyms=("word",))


class KeywordBack(Form[NoFacts], abstract=True):
    """A keyword that goes back instead."""

    keyword = _("RUDI")
    venue = Text(_("Where?"))
    echo = Echo(_("{venue}."))


PLANTED += [
    (FaultKind.HIDDEN, found) for found in ((AnswersHelp,), (AnswersStop,), (AnswersWord, First), (KeywordBack,))
]


class TwoAlike(Form[NoFacts], abstract=True):
    """Two answers with one word."""

    what = Choice(_("What?"), Option("exams", _("exams"), ("duty",)), Option("duty", _("duty")))
    echo = Echo(_("{what}."))


class TwoChoicesAlike(Page[NoFacts], abstract=True):
    """Two choices with one word."""

    text = _("Here.")
    yes = Go(_("agree"), lambda: TwoChoicesAlike, synonyms=("ok",))
    no = Go(_("keep"), lambda: TwoChoicesAlike, synonyms=("ok",))


PLANTED += [(FaultKind.SAME_WORD, (dialog,)) for dialog in (TwoAlike, TwoChoicesAlike)]


class AnswersRevoke(Form[NoFacts], abstract=True):
    """An answer that the provider hears."""

    what = Choice(_("What?"), Option("revoke", _("revoke")), Option("time", _("time")))
    echo = Echo(_("{what}."))


class KeywordEnd(Page[NoFacts], abstract=True):
    """A keyword that the provider hears."""

    keyword = _("OPTOUT")
    text = _("Here.")


PLANTED += [(FaultKind.RESERVED_WORD, (dialog,)) for dialog in (AnswersRevoke, KeywordEnd)]


class LongPage(Page[NoFacts], abstract=True):
    """More than two SMS."""

    text = _("This is a very long sentence that never comes to its point, and is said again and again. " * 4)


class LongEcho(Form[Known], abstract=True):
    """Two lists in full, one above the other, in every question."""

    behind_pin = False
    title = _("These are all the tasks you have: {tasks}. And once more, so that nobody forgets them: {tasks:semi}.")
    first = Items(_("What did you do about each of them, and why, and who was there, and what did they say to you?"))
    echo = Echo(_("{first:count}."))


PLANTED += [(FaultKind.TOO_LONG, (dialog,)) for dialog in (LongPage, LongEcho)]


class CutAlike(Form[NoFacts], abstract=True):
    """Two buttons of people's own words that read the same once they are cut."""

    which = Choice(
        _("Which?"),
        Option("one", "the session before the holiday"),
        Option("two", "the session before the exams"),
        label=_("which"),
    )
    echo = Echo(_("Chosen: {which}."))


PLANTED += [(FaultKind.SAME_LABEL, (CutAlike,))]


class CutOff(Page[NoFacts], abstract=True):
    """A button whose own words are too long for it."""

    text = _("Here.")
    one = Go(_("the session before the holiday"), lambda: CutOff)


PLANTED += [(FaultKind.CUT, (CutOff,))]


class ReadShort(Page[NoFacts], abstract=True):
    """2 goes on, and so it is written on the phone."""

    text = _("Here.")
    read = Go(_("to read"), lambda: ReadLong)
    on = Go(_("send"), lambda: ReadShort)


class ReadLong(Page[NoFacts], abstract=True):
    """After reading it is 1 that goes on."""

    text = _("Here.")
    on = Go(_("send"), lambda: ReadShort)


PLANTED += [(FaultKind.OTHER_NUMBER, (ReadShort, ReadLong))]


class TakesWords(Page[NoFacts], abstract=True):
    """The words after its keyword go where nothing takes them."""

    keyword = _("WORDS")
    argument = "wrods"
    text = _("Here.")
    words: str | None = None


class LeadsToOne(Page[NoFacts], abstract=True):
    """A choice that leads where it must be known about what."""

    text = _("Here.")
    read = Go(_("to read"), lambda: OfOne)


class OfOne(Page[NoFacts], abstract=True):
    """About one session."""

    session: int

    text = _("Here.")


PLANTED += [(FaultKind.UNKNOWN_ARGUMENT, (TakesWords,)), (FaultKind.UNKNOWN_ARGUMENT, (LeadsToOne, OfOne))]


class Misnamed(Page[NoFacts], abstract=True):
    """Something that pages do not have."""

    text = _("Here.")
    recipt = True


PLANTED += [(FaultKind.UNKNOWN_NAME, (Misnamed,))]


class Untold(Prompt[NoFacts], abstract=True):
    """A prompt that does not say why it comes."""

    text = _("TIMEC: something.")
    template = "untold"


class TellsNothing(Prompt[NoFacts], abstract=True):
    """What is told of it names something that nobody knows."""

    reason = Reason("planted", Rank.TIP, because=_("it was planted"), watched=_("Prompt to {whom}"))
    text = _("TIMEC: something.")
    template = "tells_nothing"


class Untemplated(Notice[NoFacts], abstract=True):
    """A notice that nothing can carry later."""

    text = _("TIMEC: something.")


class Templated(Notice[NoFacts], abstract=True):
    """A notice with the template of another."""

    text = _("TIMEC: something.")
    template = "untold"


class TemplatedToo(Notice[NoFacts], abstract=True):
    """The other."""

    text = _("TIMEC: something.")
    template = "untold"


PLANTED += [
    (FaultKind.UNTOLD, (Untold,)),
    (FaultKind.UNKNOWN_PLACEHOLDER, (TellsNothing,)),
    (FaultKind.NO_TEMPLATE, (Untemplated,)),
    (FaultKind.NO_TEMPLATE, (Templated, TemplatedToo)),
]


class OffersLess(Page[NoFacts], abstract=True):
    """Its template has a button that it never offers."""

    text = _("TIMEC: something.")
    template = "offers_less"
    buttons = (_("open"), _("later"))
    open = Go(_("open"), lambda: OffersLess)


class Wordy(Page[NoFacts], abstract=True):
    """It is sent in one piece, and is longer than any template."""

    whole = True
    text = tuple(_("TIMEC: and so on, and so on, and once more so on.") for _time in range(21))
    template = "wordy"


def _button(place: int) -> type[Page[NoFacts]]:
    """A page with a template for itself."""

    def itself() -> type[Page[NoFacts]]:
        return made

    label = Marked(f"number {place}")
    said = {"text": _("TIMEC: something."), "template": f"t{place}", "buttons": (label,), "__doc__": "One of many."}
    made: type[Page[NoFacts]] = new_class(
        f"Button{place}", (Page[NoFacts],), {"abstract": True}, lambda body: body.update(said, open=Go(label, itself))
    )
    return made


PLANTED += [
    (FaultKind.NO_BUTTONS, (OffersLess,)),
    (FaultKind.BAD_TEMPLATE, (Wordy,)),
    (FaultKind.MANY_TEMPLATES, tuple(_button(place) for place in range(60))),
]
