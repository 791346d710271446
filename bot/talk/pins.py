"""A PIN within a message, like “SIGN 4821” or “1 4821”: found and taken out before the message is written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection

from bot.dialogs.case_reading.pages import Cases
from bot.dialogs.people import deeds
from bot.dialogs.people.pages import Gate, NewPin, NumberKnown, WhoIsThis
from bot.forms.page import PAGES, Do
from bot.forms.place import Place
from bot.forms.saying import Option, names_of
from bot.language import LANGUAGES, fold, say
from bot.store.people.people import Person
from bot.talk.commands import keywords

GATES = (Gate, NewPin)
WHO = (*GATES, WhoIsThis)
"""Where it is asked who is writing."""
FOUR = r"(?<!\d)\d(?:[ -]?\d){3}(?!\d)"
"""Four digits, also apart by single signs, that are no part of a longer number."""
APART = re.compile(rf"(?=({FOUR}))")
"""Four digits by themselves, also apart by single signs; those that share a digit too."""
RUN = re.compile(r"\d{5,}")
"""A longer number: a PIN may be written against its beginning or its end, like “14821”."""
_THANKS = r"(?:\W{1,3}(?:please|pls|plz|tafadhali|asante|thanks|thank you|sana)){0,3}"
"""After a PIN: “SAINI 7412 tafadhali”."""
HERE = re.compile(
    r"(?P<after>\d{4})[\s,.:]{1,9}(?P<last>\d|\D{1,40}?)"
    r"|(?:(?P<first>\d?\D{0,40}?)[\s,.:(-]{1,9})?(?P<digits>\d(?:[ -]?\d){2,7})" + _THANKS + r"\W*"
)
"""Where a choice waits for its PIN: the choice and a run of digits, in either order, or the digits alone."""
TRY = re.compile(rf"(?:(?P<first>\d|\D{{1,40}}?)[\s,.:]{{1,9}})?(?P<digits>{FOUR}){_THANKS}\W*")
"""Elsewhere: a number, a word that signs, or none, and exactly four digits."""
GLUED = re.compile(r"(?i)\A(sign|saini|pin)(\d{4})(?!\d)")
"""A word that signs, with the digits written against it: “saini7412”."""
TWICE = re.compile(rf"(?P<first>\D{{1,40}}?)(?:[\s,.:/]{{1,9}}{FOUR}){{2,4}}\W*")
"""“PIN 4821 5932”: which of the two it is cannot be known, so neither is tried."""
_FILLING = r"(?:pin|yangu|yako|my|the|new|old|is|was|ni|no|number|code|namba|nambari|mpya|ya|zamani|and|na)"
NAMED = re.compile(
    rf"(?<![a-z])(?:pin|siri)(?![a-z])(?:\W{{1,3}}{_FILLING}(?![a-z])){{0,4}}\W{{0,3}}\d(?:[ -]?\d){{3}}(?!\d)"
    rf"(?:\W{{1,3}}(?:{_FILLING}\W{{1,3}}){{0,4}}{FOUR})?"
    rf"|{FOUR}(?:\W{{1,3}}{_FILLING}){{0,4}}\W{{1,3}}(?:pin|siri)(?:\W{{1,3}}yangu)?\W*$",
    re.IGNORECASE,
)
"""A sentence that says that these digits are a PIN: “my pin is 4821”, “4821 ni pin yangu”."""
WITH_NUMBER = re.compile(
    r"/?(?P<word>[a-z]{4,9})\W{1,3}(?:\d(?:[ -]?\d){4,9}\W{1,9})?(?P<digits>\d{4})\W*", re.IGNORECASE
)
"""“NUMBER 812345 4821”: the TSC number and the PIN, or the PIN in place of it."""
ALONE = re.compile(r"\W*(?:\d[\s,.:]{1,9})?\d{4}\W*")
AMONG_WORDS = re.compile(rf"(?:\d(?!\d))?\D*{FOUR}\D*")
"""Words with four digits and no other number, but for that of a choice in front."""
SIGNING = frozenset({"sign", "saini", "pin"})


@dataclass(frozen=True)
class PinGiven:
    """A message with a PIN in it: its words without it, the digits, and the text as it may be kept.

    Without `pin` they are nobody's try: a sentence, two PINs at once.
    """

    words: str
    pin: str | None
    kept: str


def waits_at(name: str) -> bool:
    """Whether a choice of this page waits for the PIN."""
    return name in PAGES and any(isinstance(one, Do) and one.pinned for one in PAGES[name].choices().values())


def opens_phone(who: Person, place: Place | None) -> bool:
    """Whether a PIN by itself opens a locked phone here: where four digits can be no answer."""
    if who.locked_at is None or place is None:
        return who.locked_at is not None
    page = PAGES.get(place.name)
    return page is not None and not (waits_at(place.name) or page.opens or page.takes or page.hears)


@cache
def signing_words() -> frozenset[str]:
    """Every word, in every language, that a PIN may follow; one of them asks for what opens with it alone."""
    choices = (one for page in PAGES.values() for one in page.choices().values())
    pinned = (Option("", one.label, one.synonyms) for one in choices if isinstance(one, Do) and one.pinned)
    cases = {fold(say(Cases.keyword, language)) for language in LANGUAGES}
    return SIGNING.union(cases, *map(names_of, pinned))


def given(text: str, place: Place | None, live: Callable[[], bool]) -> PinGiven | None:
    """The PIN in a message, by what was last said; None where there is none.

    `live` says whether another notice waits for a PIN: asked only where four digits have no word that signs.
    """
    text = GLUED.sub(r"\1 \2", text.strip().lstrip("([\"'*"))
    return _with_number(text) or _chosen(text, place) or _tried(text, place, live) or _hidden(text)


def _with_number(text: str) -> PinGiven | None:
    """NUMBER with a PIN at its end: what it asks for is NUMBER and the TSC number."""
    found = WITH_NUMBER.fullmatch(text)
    if found is None or keywords().get(fold(found["word"])) is not NumberKnown:
        return None
    return replace(_taken(text, text[: found.start("digits")], found.span("digits")), pin=None)


def _chosen(text: str, place: Place | None) -> PinGiven | None:
    """A choice with its PIN, where one waits for it."""
    found = HERE.fullmatch(text) if place and waits_at(place.name) else None
    if found is None:
        return None
    where = "digits" if found["digits"] else "after"
    words = (found["first"] if where == "digits" else found["last"]) or ""
    start, end = found.span(where)
    if end - start != 4 and fold(words.partition(" ")[0]) in keywords():
        return None  # “CONTINUE 731846” is a command with its own digits
    asked = "?" if words and "?" in text[end:] else ""  # who asks is shown it again
    return _taken(text, words + asked, (start, end))


def _tried(text: str, place: Place | None, live: Callable[[], bool]) -> PinGiven | None:
    """A PIN and nothing else, or after the number or word of a choice: at the gate, where it is asked who writes, and
    where a notice waits for it; at the gate also after a command."""
    found = TRY.fullmatch(text)
    if found is None:
        return None
    words = found["first"] or ""
    if fold(words) not in signing_words():
        bare = not words or words.isdigit()
        at_gate = place is not None and place.stands_on(*WHO)
        asked = at_gate and (bare or fold(words) in keywords())  # “COACH 4821”: what is asked for, said again with it
        if not asked and not (bare and len(found["digits"]) == 4 and live()):
            return None
    return _taken(text, words, found.span("digits"))


def _taken(text: str, words: str, span: tuple[int, int]) -> PinGiven:
    start, end = span
    return PinGiven(
        words.strip(), re.sub(r"\D", "", text[start:end]), text[:start] + stars(text[start:end]) + text[end:]
    )


def _hidden(text: str) -> PinGiven | None:
    """Digits that are plainly a PIN and no try: nothing that hears this message hears them."""
    twice = TWICE.fullmatch(text)
    if twice is not None and fold(twice["first"]) in signing_words():
        return PinGiven(twice["first"].strip(), None, stars(text))
    kept = NAMED.sub(lambda named: stars(named[0]), text)
    return PinGiven(kept, None, kept) if kept != text else None


def written(text: str, found: PinGiven | None, place: Place | None, *, alone: bool) -> str:
    """A message as it may be written down: without the digits that may be a PIN, tried or not.

    At the gate those are all runs of four, and of a message without words all digits; where a choice waits for its
    PIN, four among words. `alone`: four digits by themselves are one too, wherever they are written.
    """
    text = found.kept if found else text
    if place is not None and place.stands_on(*GATES):
        wordless = not any(letter.isalpha() for letter in text)
        return stars(text) if wordless else re.sub(FOUR, lambda four: stars(four[0]), text)
    among = place is not None and waits_at(place.name) and AMONG_WORDS.fullmatch(text) is not None
    return stars(text) if among or (alone and ALONE.fullmatch(text.strip())) else text


def stars(text: str) -> str:
    """These words with a star for each digit."""
    return re.sub(r"\d", "*", text)


# their own, wherever it stands


def blanked(db: Connection, written: str, writers: Sequence[Person]) -> str:
    """The text as it may be kept: without the PIN of anybody who may have written it, the sharers of a phone too."""
    text = str(written)
    places = list(_places(text))
    digits = {re.sub(r"\D", "", text[start:end]) for start, end in places}
    found = deeds.pins_among(db, writers, digits) if digits else frozenset()
    for start, end in places:
        if re.sub(r"\D", "", written[start:end]) in found:
            text = text[:start] + stars(text[start:end]) + text[end:]
    return text


def _places(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span(1) for found in APART.finditer(text))
    for run in RUN.finditer(text):
        yield run.start(), run.start() + 4
        yield run.end() - 4, run.end()
