"""Reading a message as a command: a keyword alone or with words after it, or a numbered log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.dialogs.correcting.pages import CorrectData
from bot.dialogs.erasing.pages import EraseData
from bot.dialogs.help.pages import Help
from bot.dialogs.letters.paper import Ask
from bot.dialogs.locking.pages import Lock
from bot.dialogs.locking.rules import is_messages
from bot.dialogs.meetings.paper import Move
from bot.dialogs.reading.pages import Show
from bot.dialogs.standing.pages import Status
from bot.dialogs.trail.pages import WhoRead
from bot.dialogs.unlocking.paper import Unlock
from bot.forms import shorthand
from bot.forms.closed import OfDays
from bot.forms.dialog import arguments
from bot.forms.filling import CHANGE, ECHO
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Page
from bot.language import (
    LANGUAGES,
    Towards,
    Utterance,
    bare_number,
    commands,
    fold,
    leading_day,
    local,
    meaning,
    names_day,
    polite,
    say,
    slip,
)
from bot.language.dates import bidding
from bot.language.frames import QUESTIONS
from bot.language.lexicon import lexicon
from bot.language.meaning import read
from bot.store import pairs
from bot.talk.inside import answers_nothing, as_we_write, in_form, is_command
from bot.talk.turn import Turn, is_review

Opens = type[Form[Any]] | type[Page[Any]]


LIST = 100
"""A number below this after “number” is one of a list, and not a TSC number."""


SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
"""A word that texts name so that people can write it."""
_TO_ME = re.compile(r"(?:me|us|again|later|mimi|tena|baadaye)\b", re.IGNORECASE)
"""After ASK: it is we who are to ask."""


@dataclass(frozen=True)
class Command:
    """A keyword with the words after it."""

    dialog: Opens
    words: str


@cache
def keywords() -> dict[str, Opens]:
    """Every keyword in every language, with the dialog that it opens; one of two words also written as one."""
    found: dict[str, Opens] = {}
    dialogs: list[Opens] = [*FORMS.values(), *PAGES.values()]
    for dialog in dialogs:
        if dialog.keyword:
            words = [fold(say(dialog.keyword, language)) for language in LANGUAGES]
            found |= {spelt: dialog for word in words for spelt in (word, word.replace(" ", ""))}
    return found


def beginning(words: str) -> Opens | None:
    """The dialog whose keyword a message is, or begins with."""
    whole = keywords().get(fold(words))
    return whole or keywords().get(fold(words.split(maxsplit=1)[0].lstrip("/"))) if words.strip() else None


def command(turn: Turn) -> Command | None:
    """The command that the whole message is: a keyword alone, or with words that are valid after it."""
    whole = keywords().get(fold(turn.words))
    if whole is not None:
        return Command(whole, "")
    number = bare_number(turn.words)
    if number is not None and number < LIST:
        return None
    said = re.sub(r"^(/?[^\W\d_]{4,})(\d+)$", r"\1 \2", turn.words.strip())
    first, rest = _apart(said)
    if "\n" in first:
        first, _space, rest = said.partition("\n")
    dialog = keywords().get(fold(first.lstrip("/").partition("@")[0]))
    if dialog is None and (any(map(str.isdigit, rest)) or (not rest and not _is_asked(turn))):
        dialog = _nearly(fold(first))
    its = _its_words(turn, dialog, rest.strip()) if dialog is not None else None
    if dialog is None or its is None or (its and _is_day(turn)):
        return None
    meant = _in_other_words(turn.words, dialog)
    if meant is not None:
        return Command(meant, its if meant is dialog is Status else "")  # Kitui is a word, and a county
    rest = Utterance(its)
    return Command(dialog, rest) if not rest or valid(turn, dialog, rest) else None


def _is_day(turn: Turn) -> bool:
    """Whether these words begin with a day where one is asked for: “next friday” is no NEXT."""
    draft = turn.draft
    if draft is None or not in_form(turn) or not names_day(turn.words):
        return False
    filling = turn.filling(draft)
    step = None if filling.said in (ECHO, CHANGE) else filling.step
    about_days = step is not None and isinstance(step.question, OfDays)
    return about_days and leading_day(turn.words, turn.asking.today, Towards.FUTURE) is not None


def _is_asked(turn: Turn) -> bool:
    """Whether a question in words is open, so that a single word is its answer and no keyword with a slip in it."""
    page = PAGES.get(turn.place.name) if turn.place else None
    return turn.draft is not None or (page is not None and bool(page.opens or page.hears))


def _apart(said: str) -> tuple[str, str]:
    """The first word, or the first two where they are a keyword, and what comes after."""
    first, _space, rest = said.partition(" ")
    second, _space, more = rest.strip().partition(" ")
    both = f"{first} {second}"
    return (both, more) if second and fold(both) in keywords() else (first, rest)


def _its_words(turn: Turn, dialog: Opens, rest: str) -> str | None:
    """The words that a command takes of those after it; None where they are of something else: “show my school”."""
    if not rest:
        return ""
    if dialog is Unlock and is_messages(rest):
        return None  # it is LOCK that is meant to end
    if dialog is Move:
        meant = bidding.moved(turn.words, local(turn.now))
        return f"{meant.number} {meant.words}" if meant and meant.number and meant.words and not meant.asks else rest
    if dialog is Ask and _TO_ME.match(rest):
        return None
    if dialog in (Show, WhoRead) and bare_number(rest) is None:
        return bidding.number_of(rest) or None
    return rest


@cache
def _nearly(word: str) -> Opens | None:
    """The command of a keyword that was written with one slip: “lgo 1 …”, “rekodii 1 …”."""
    if word in lexicon():
        return None
    close = {dialog for known, dialog in keywords().items() if slip(known, word)}
    return close.pop() if len(close) == 1 else None


def _in_other_words(text: str, dialog: Opens) -> Opens | None:
    """The command that a keyword with words after it means as a sentence: “panga kikao”, “show my status”."""
    if dialog in (EraseData, CorrectData):
        return None  # “erase me” takes no record back, and “correct my name” agrees to nothing
    if dialog is Lock or dialog.names_whom or (issubclass(dialog, Form) and names_day(text)):
        return None  # the day is for the form, and so is a name; “ficha ujumbe wangu” asks for what it names
    if any(map(str.isdigit, text)) or dialog is Help:
        return dialog if dialog is Help and polite(text.partition(" ")[2]) else None
    if any(piece.means == {"name"} for piece in meaning.read(text).pieces):
        return None
    found = [keywords().get(fold(sense)) for sense, left in commands(text).items() if left == 0]
    return next((one for one in found if one), None) if len(found) == 1 or dialog in found else None


def valid(turn: Turn, dialog: Opens, words: str) -> bool:
    """Whether words after a keyword make it a command: the number of its subject, or its one-message form."""
    plain = any(map(str.isdigit, words)) or as_we_write(turn.words)
    if dialog.private and turn.asking.office is None and not plain:
        return False  # “mentor did not come”: an office's word is none in the sentence of somebody who holds none
    if issubclass(dialog, Page) or dialog.says_freely:
        return is_command(turn, dialog, words)
    form = dialog
    if arguments(form) and bare_number(words) is not None:
        return True
    if form.names_whom and not form.shorthand:
        return not in_form(turn) or as_we_write(turn.words)
    words = shorthand.numbered(form, words, turn.asking.today)[1]
    if not form.shorthand or is_review(form):
        return False
    day = leading_day(words, turn.asking.today, Towards.PAST)
    ahead = day is not None and day[0] > turn.asking.today and form.names_whom and in_form(turn)
    if shorthand.fits(form.shorthand, words) or (day and not ahead):  # nobody was observed tomorrow
        return True
    if not in_form(turn):
        return True
    numbered = shorthand.grammar(form.shorthand).numbered
    if not numbered:
        plain = as_we_write(turn.words) or all(any(letter.isdigit() for letter in word) for word in words.split())
        return plain or (form.private and answers_nothing(turn))
    return shorthand.several(form.shorthand, words)


def is_numbered(turn: Turn) -> type[Form[Any]] | None:
    """The form whose numbered one-message answer this is, plain enough without its keyword."""
    today = turn.asking.today
    return next((form for form in shorthands() if shorthand.complete(form.shorthand, turn.words, today)), None)


def shorthands() -> Iterator[type[Form[Any]]]:
    return (form for form in FORMS.values() if form.keyword and form.shorthand)


def after_keyword(text: str, kind: Opens) -> str:
    """A message without the keyword of this dialog, if it began with one."""
    first, rest = _apart(text.strip())
    return rest.strip() if keywords().get(fold(first.lstrip("/"))) is kind else text.strip()


# words for the partner, without the name of the one they are for: “my mentor can we meet”, “Faith: bring it”


def to_partner(turn: Turn, words: str) -> str:
    """What is to be passed on of words after ASK."""
    if is_partner(turn, words.strip()) or all(piece.means & QUESTIONS for piece in read(words).pieces):
        return ""  # “ask Peter”: what, is asked
    told = bidding.told(f"ask {words}")
    if told is None or not (told.named or is_partner(turn, told.to)):
        return words.strip(" :,;-")
    return told.words


def is_partner(turn: Turn, name: str) -> bool:
    """Whether this is the first name of somebody this person is paired with."""
    partners = (pair.partner_name(turn.who.id).split() for pair in pairs.pairs_of(turn.db, turn.who.id))
    return bool(re.fullmatch(r"\w+", name)) and fold(name) in {fold(part) for names in partners for part in names}
