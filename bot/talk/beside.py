"""Words that are no answer to what was asked: a command in other words, who are you, thanks, not now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogs.asides.pages import Hello, LanguageHow, SignHow, ToAPerson
from bot.dialogs.cases.pages import Complain
from bot.dialogs.desk import NotOpen, Unreadable
from bot.dialogs.erasing.pages import EraseData, EraseLeft
from bot.dialogs.harm.pages import HereForYou, IsItHarm, NotAlone
from bot.dialogs.help.pages import Help
from bot.dialogs.menu.pages import English, Kiswahili, Menu, Which
from bot.dialogs.reminders import shared as reminders_shared
from bot.dialogs.wants.pages import DidYouMean, ForMe, StopHow, WhoWeAre, WrongNumber
from bot.forms import filling as forms
from bot.forms.filling import CHANGE, ECHO, Filling
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Page
from bot.forms.place import Place, pressed
from bot.forms.questions import Choice
from bot.forms.saying import names_of
from bot.language import asides, bare_number, commands, fold, meanings, yes_or_no
from bot.language.beside import questions
from bot.language.beside.putting_off import puts_off, waits
from bot.language.clauses import clauses
from bot.language.dates import bidding
from bot.language.meaning import read
from bot.language.numbering import in_parts
from bot.language.tellings import at_odds, names_activity
from bot.store.talk import drafts
from bot.store.talk.inbox import BLANK
from bot.talk import answering, choosing, gate, opening, pages, pins, sentences, steering, wanted
from bot.talk import commands as bidden
from bot.talk.commands import Command
from bot.talk.inside import names_itself, takes_any
from bot.talk.speak import Reply
from bot.talk.strangers_words import is_forgotten
from bot.talk.told import meetings
from bot.talk.turn import WEEK, Turn, is_parked

SILENCE = Reply(())
"""What thanks are answered with."""
LONG = 4
"""Words from which on one of them may be unknown and the others are still taken together."""
WORDS: Mapping[str, tuple[str, str]] = {
    "HELP_COST": ("HELP", "cost"),
    "HELP_LOG": ("HELP", "log"),
    "HELP_PRIVACY": ("HELP", "privacy"),
}
"""Commands that are a keyword with a word after it."""
NUMBERED = frozenset({"EDIT", "MOVE", "SHOW", "SIGN"})
"""Commands that take the number of their session."""
ANSWERS: Mapping[str, Page[Any]] = {
    "greeting": Hello(),
    "who": WhoWeAre(),
    "who_what": WhoWeAre(),
    "human": ToAPerson(),
    "stop_it": StopHow(),
    "wrong_number": WrongNumber(),
}
SPOKEN: Mapping[str, English | Kiswahili] = {"ENGLISH": English(), "KISWAHILI": Kiswahili()}
TOPICS: Mapping[str, str] = {"pin_help": "pin", "pin_lost": "pin", "number_help": "phone"}
ORDER = (
    "stop_it",
    "wrong_number",
    "number_help",
    "pin_help",
    "human",
    "who",
    "who_what",
    "help",
    "greeting",
    "thanks",
    "pin_lost",
)
"""Of two that fit as well, the first is meant."""
WHOLE = frozenset({"thanks", "greeting", "wrong_number", "who_what"})
"""What is meant by all of the words or not at all."""
ANYWHERE = frozenset({"STATUS", "MENU", "BACK", "HELP_LOG", "PRIVACY", "HELP_COST"})
"""Commands that are heard in other words also where any words are an answer: nobody answers so."""
ASKED = frozenset({"NEXT", "CERT"})
"""The same where they are asked: “kikao kijacho ni lini?”."""


def said(turn: Turn) -> Reply | None:
    """What is answered to such words; None where they may be an answer, or mean nothing that we know."""
    if turn.inbound.press is not None or turn.pin is not None or len(in_parts(turn.words, 9).parts) > 1:
        return None
    if turn.place is not None and turn.place.stands_on(*pins.GATES):
        return at_gate(turn)
    asked = turn.place is not None and turn.place.stands_on(*pins.WHO, Which, IsItHarm, ForMe, DidYouMean)
    if asked or not _is_readable(turn):
        return None
    filling = _filling(turn)
    if filling is not None and filling.form.says_freely:
        return None  # what goes to somebody else is never guessed at
    reply = None if names_itself(turn, filling) else _beside(turn, filling)
    if reply is None and filling is not None and turn.draft is not None:
        turn.looked_at(turn.draft, filling)
    return reply


def _beside(turn: Turn, filling: Filling | None) -> Reply | None:
    free = takes_any(turn, filling)
    if at_odds(turn.words):
        return wanted.not_getting_on(turn, free=free)
    if filling is not None and (not_met := meetings.not_met(turn, filling, free=free)) is not None:
        return not_met
    if not free and (two := sentences.matched(turn)) is not None:
        return two
    if filling is not None and not free and (puts_off(turn.words) or _waits_whole(turn.words)):
        return opening.page(turn, Menu())
    if not free and _is_answer(turn, filling):
        return sentences.at_hour(turn, other=True) or sentences.on_day(turn) if filling is None else None
    if _is_to_sign(turn) and _answers_yes_or_no(turn.words):
        return turn.show(SignHow())
    if filling is None and (put_off := reminders_shared.puts_off(turn.asking, turn.place, turn.words)) is not None:
        return turn.show(put_off)
    heard = sentences.said(turn, filling, free=free) or _bidden(turn, free=free)
    heard = heard or (steering.turned_aside(turn, turn.draft) if free and filling and turn.draft else None)
    if heard is not None or (free and names_activity(turn.words)):
        return heard  # “kusubiri jibu” is what was done in a lesson
    return _aside(turn, filling, free=free)


def _is_readable(turn: Turn) -> bool:
    """Whether what was said last is still known and open here, and is no rehearsal, where all words are answers."""
    place = turn.place
    if place is None or place.name in FORMS:
        return True
    if place.name not in PAGES or PAGES[place.name].rehearses:
        return False
    try:
        return pages.found(turn, place) is not None
    except (NotOpen, Unreadable):
        return False


def _waits_long(turn: Turn) -> bool:
    """Whether a form of another day listens to whatever comes: it is offered, and not passed over for a greeting."""
    draft = turn.draft or drafts.latest_open(turn.db, turn.who.id)
    if draft is None or turn.now - draft.touched_at > WEEK:
        page = PAGES.get(turn.place.name) if turn.place else None
        return page is not None and bool(page.opens or page.takes) and is_parked(turn.said_at, turn.now)
    return is_parked(draft.touched_at, turn.now)


def _is_to_sign(turn: Turn) -> bool:
    """Whether what was said last is signed with the PIN: others that take one are no signature."""
    if turn.place is None or not pins.waits_at(turn.place.name):
        return False
    return any(way.pinned and pins.SIGNING & names_of(way.option) for way in pages.standing(turn, turn.place))


def _answers_yes_or_no(words: str) -> bool:
    return bool({"yes", "accept", "no", "refuse", "wrong"} & {key for key, left in meanings(words).items() if left < 2})


def at_gate(turn: Turn) -> Reply | None:
    """What is said to words at the PIN gate that are no PIN: who we are, how one gets a PIN, the way out."""
    waits = _waiting(turn.place) if turn.place else None
    if waits is not None and (bare_number(turn.words) == 0 or yes_or_no(turn.words) is False):
        return turn.show(EraseLeft()) if waits.stands_on(EraseData) else opening.page(turn, Menu())
    if any(sign.isdigit() or sign == BLANK for sign in turn.words):
        return None  # a sentence with a PIN in it: the gate is said again
    if is_forgotten(turn.words):
        return None
    found = {key: left for key, left in asides(turn.words).items() if key in ORDER}
    name = _best(found, turn.words, ORDER, free=True)
    leaves = [key for key, left in {**meanings(turn.words), **commands(turn.words)}.items() if left == 0]
    if {"leave", "later", "MENU"}.intersection(leaves):
        return opening.page(turn, Menu())
    return _aside(turn, None, free=True) if name and name not in ("thanks", "greeting") else None


def _waiting(gate: Place) -> Place | None:
    """What the PIN opens at this gate, or whose choice waits for it; None where it is asked who writes."""
    if "press" in gate.args:
        return pressed(gate.args["press"])[0]
    return Place.read(gate.args["to_open"]) if "to_open" in gate.args else None


def _filling(turn: Turn) -> Filling | None:
    return turn.filling(turn.draft) if turn.draft is not None and turn.is_here(turn.draft) else None


def _is_answer(turn: Turn, filling: Filling | None) -> bool:
    """Whether the words are a choice that stands there, or an answer that the question reads."""
    if filling is not None:
        question = filling.step.question if filling.step is not None else None
        if isinstance(question, Choice) and question.in_words and filling.said not in (ECHO, CHANGE):
            return turn.picked(forms.options(filling)) is not None
        return forms.concerns(filling, turn.words)
    if turn.place is None or turn.place.name not in PAGES:
        return False
    try:
        return turn.picked([way.option for way in pages.found(turn, turn.place)]) is not None
    except (NotOpen, Unreadable):
        return True


def _best(found: Mapping[str, int], words: str, order: tuple[str, ...], *, free: bool) -> str | None:
    """The meaning that leaves least of these words over; where any words are an answer, nothing may be left."""
    most = int(not free and len(read(words).pieces) >= LONG)
    there = [(left, name) for name, left in found.items() if left <= most * (name not in WHOLE)]
    return min((left, order.index(name) if name in order else 0, name) for left, name in there)[2] if there else None


# commands in other words


def _bidden(turn: Turn, *, free: bool) -> Reply | None:
    """A command in other words."""
    anywhere = ANYWHERE | (ASKED if questions.about(turn.words) else frozenset())
    found = {key: left for key, left in commands(turn.words, exact=free).items() if not free or key in anywhere}
    if turn.draft is None and 0 not in found.values() and meetings.may_name(turn.words):
        found = {**found, **commands(turn.in_role)}
    name = _best(found, turn.words, (), free=free)
    if name is None:
        return None
    if name == "LANGUAGE":
        return turn.show(LanguageHow())
    if name == "BACK":
        return steering.back(turn, turn.draft) if turn.draft else choosing.back(turn)
    if name == "PIN":
        return opening.run(turn, Command(Help, "pin"))
    keyword, words = WORDS.get(name, (name, ""))
    if name in NUMBERED:
        words = bidding.number_of(turn.words)
    if name in SPOKEN:
        return pages.spoken(turn, SPOKEN[name])
    dialog = bidden.keywords().get(fold(keyword))
    return opening.run(turn, Command(dialog, words)) if dialog else None


def _offers(turn: Turn) -> bool:
    """Whether choices stand there, and not only a receipt's."""
    page = PAGES.get(turn.place.name) if turn.place else None
    return page is not None and not page.receipt


def _aside(turn: Turn, filling: Filling | None, *, free: bool) -> Reply | None:
    """What is said beside the question."""
    found = asides(turn.words, exact=free)
    name = _best(_spoken(turn, found, free=free), turn.words, ORDER, free=free)
    later = {key: left for key, left in meanings(turn.words, exact=free).items() if key in ("leave", "later")}
    if name != "stop_it" and _best(later, turn.words, (), free=free):
        return (
            opening.page(turn, Menu())
            if filling is not None
            else turn.show(reminders_shared.later(turn.asking, turn.place, turn.words))
        )
    match name:
        case None:
            return None
        case "greeting" | "thanks" if _is_no_courtesy(turn, name, free=free):
            return None
        case "thanks":
            agrees = read(turn.words).bag & {"ok", "ready", "keep", "agree", "yes"}
            if agrees and (filling is not None or _offers(turn)):
                return None
            cares = turn.place is not None and turn.place.stands_on(NotAlone, Complain)
            return turn.show(HereForYou()) if cares else SILENCE
        case "help" if filling is not None and turn.draft is not None:
            return answering.helped(turn, turn.draft)
        case "help" if turn.place is not None and turn.place.stands_on(*pins.GATES):
            return gate.helped(turn, turn.place)
        case "help":
            return opening.page(turn, Help())
    if name in TOPICS:
        return opening.run(turn, Command(Help, TOPICS[name]))
    return turn.show(ANSWERS[name])


def _waits_whole(words: str) -> bool:
    """Whether a message of one clause puts off what is asked, also where it names a day: “nitajua kesho”."""
    return bidding.says_will(words) and len(clauses(words)) == 1 and waits(words)


def _is_no_courtesy(turn: Turn, name: str, *, free: bool) -> bool:
    """Whether something that sounds like one asks, answers what waits, or may be any words that are asked for."""
    asked = name == "thanks" and ("?" in turn.words or questions.about(turn.words) is not None)
    return asked or _waits_long(turn) or (free and not read(turn.words).bag & {"hello", "thanks"})


def _spoken(turn: Turn, found: Mapping[str, int], *, free: bool) -> Mapping[str, int]:
    """Those of these asides that may be meant: “we talked about marking” after a session asks for nobody."""
    told = meetings.told_of(turn) if "human" in found else None
    never = {"human"} if told is not None and told.parts else set()
    if free or (meetings.is_of_one(turn) and "pin" not in read(turn.words).bag):
        never |= {"pin_lost"}  # “nilisahau” is why
    return {key: left for key, left in found.items() if key in ORDER and key not in never}
