"""A person instead of the machine: HUMAN, what waits for whoever is on duty, and what goes from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If, InFull
from bot.language import Marked, Name, _

DONE = _("DONE")
"""The word of whoever helps that gives the talk back to the machine."""
BACK_TO_BOT = _("BOT")
"""The word of who asked that does so, beside MENU."""


class Human(Page[NoFacts]):
    """The talk is put before people; `inbox`: the last message that was not understood, which is shown to nobody
    unless its writer wants that."""

    inbox: int | None = None

    keyword = _("HUMAN")
    does = True


@dataclass(frozen=True)
class TalkCalled:
    """A talk that waits: whether people are on duty, when they are next, how many minutes one waits (0: unknown)."""

    open: bool
    opens: datetime
    minutes: int
    missed: bool
    """Whether a message of the asker is there that was not understood, and that nobody has been shown."""
    helper: Name
    taken: bool


class HumanCalled(Page[TalkCalled]):
    """The receipt of HUMAN."""

    talk: int
    inbox: int | None = None

    receipt = True
    ends = True
    behind_pin = False
    text = (
        If(
            Fact("taken"),
            _("You are talking with {helper}."),
            If(
                Fact("open"),
                If(
                    Fact("minutes"),
                    _("I have called a person. Of late that took about {minutes:# minute|# minutes}."),
                    _("I have called a person, who writes here when free."),
                ),
                _("I have noted it. People answer Mon-Fri 8:00-17:00: next {opens}."),
            ),
        ),
        _("Write what it is about; it goes to that person. BOT or MENU ends this."),
    )

    show = Do(_("show my last words"), when=Fact("missed"), synonyms=("yes", "ndiyo", "ndio"))


class WordKept(Page[NoFacts]):
    """To the words of who still waits."""

    talk: int

    receipt = True
    text = _("Kept for the person who will answer. You can add more.")


class WordsOnly(Page[NoFacts]):
    """To words that came with a picture or the like, which is no part of the talk and of no record."""

    talk: int

    receipt = True
    text = _("Your words were passed on, and nothing else: no pictures or voice.")


class WordPassed(Page[NoFacts]):
    """Words that begin as a command went to the person: it is said where they went."""

    talk: int

    receipt = True
    text = _("That went to the person, not to me. For me, send the command alone.")


class WordShown(Page[NoFacts]):
    """The receipt of showing what was not understood."""

    talk: int

    receipt = True
    text = _("They will see your last message. Write on if you like.")


class TalkLeft(Page[NoFacts]):
    """Who asked is back with the machine."""

    receipt = True
    text = _("The talk with a person has ended; I answer again. MENU shows what waits, HUMAN calls a person again.")


# who is on duty


@dataclass(frozen=True)
class WhoWaits:
    """Who waits, the longest first; `talking`: with whom the reader talks."""

    rows: tuple[Row, ...]
    talking: bool
    who: Name


class HelpQueue(Page[WhoWaits]):
    """Who waits for a person: first name, school and for how long, and not a word of theirs. QUEUE leads here too."""

    keyword = _("HELPDESK")
    private = True
    behind_pin = True
    text = (
        If(Fact("talking"), _("You talk with {who:first}; DONE ends that.")),
        If(Fact("rows"), _("Who waits:"), _("Nobody waits for a person.")),
    )
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: TakeTalk)


@dataclass(frozen=True)
class TalkBegun:
    """A talk that was just taken, and what was written before."""

    who: Name
    school: str
    words: InFull


class TakeTalk(Page[TalkBegun]):
    """A talk is taken: from now on what the helper writes goes to who asked."""

    talk: int

    private = True
    does = True
    behind_pin = True
    receipt = True
    text = (
        _("You now talk with {who:first}, {school}. What you write goes there as it is; DONE ends it."),
        If(Fact("words"), _("So far: {words}")),
    )


class TalkDone(Page[NoFacts]):
    """The receipt of DONE."""

    receipt = True
    text = _("Done: the talk has ended and they know it. QUEUE shows who waits.")


@dataclass(frozen=True)
class WhoAsks:
    """Somebody who asks for a person."""

    who: Name
    school: str


class HelpWanted(Notice[WhoAsks]):
    """To those on duty: somebody of their people asks for a person."""

    talk: int

    warns = True
    text = _("TIMEC: {who:first} ({school}) asks to talk to a person. QUEUE lists who waits.")
    template = "help_wanted"

    take = Go(_("to answer"), TakeTalk, synonyms=("yes", "ndiyo", "ndio"))


# what goes from one to the other


@dataclass(frozen=True)
class TalkHelper:
    """Who answers, and as what."""

    who: Name
    role: Marked


class HelpTakenBy(Notice[TalkHelper]):
    """To who asked: somebody is there."""

    talk: int

    answers = True
    text = _("TIMEC: {who:first}, {role}, answers you now. What you write goes there, until MENU or BOT ends it.")
    template = "help_taken"


@dataclass(frozen=True)
class TalkSaid:
    """What one of the two wrote; `pin`: whether who helps speaks of a PIN in it."""

    who: Name
    words: InFull
    pin: bool = False


class HelpWords(Notice[TalkSaid]):
    """What the other one of a talk wrote."""

    word: int

    answers = True
    text = (_("{who:first}: {words}"), If(Fact("pin"), _("(Never tell anybody your PIN, TIMEC included.)")))
    template = "help_words"


@dataclass(frozen=True)
class TalkOver:
    """The other one of a talk that is over or waits again, and which of the two the reader is."""

    who: Name
    helped: bool
    """Whether the reader is who helped."""


class HelpGaveBack(Notice[TalkOver]):
    """Who had taken it fell silent: somebody else may take it."""

    talk: int
    by: int

    warns = True
    text = If(
        Fact("helped"),
        _("TIMEC: you have not written to {who:first} for some time, so others can answer now. QUEUE shows who waits."),
        _("TIMEC: {who:first} had to leave. I have called others; please write again what it is. MENU ends this."),
    )
    template = "help_gave_back"


class HelpIsOver(Notice[TalkOver]):
    """It has ended."""

    talk: int

    warns = True
    text = If(
        Fact("helped"),
        _("TIMEC: {who:first} has ended the talk with you. QUEUE shows who waits."),
        _("TIMEC: {who:first} has ended the talk; I answer again. MENU shows what waits, HUMAN calls a person again."),
    )
    template = "help_over"


class NobodyCame(Notice[NoFacts]):
    """Nobody has taken it: it is not left without a word."""

    talk: int

    warns = True
    text = _(
        "TIMEC: sorry, nobody was free to answer you. Please talk to your head or the TSC office. HUMAN asks again;"
        " MENU shows what I can do."
    )
    template = "help_nobody"
