"""Commands that carry words: “tell my mentor …”, “move session 4 to 12 june 2 pm”, “what is a mentee?”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.language.dates.around import around
from bot.language.errors import NotADay, NotAnHour, Unclear
from bot.language.meaning import read
from bot.language.numbers import number_at
from bot.language.tokens import Tokens, level
from bot.language.words import fold, squeeze

_SIGN = r"[\s:,;.-]+"
_PARTNER = (
    r"(?:my |our |the |kwa |to |kwa mshauri)*(?:mentor|mentee|mshauri(?:wa)?|partner|coach|mwenzangu)"
    r"(?: wangu| yangu| wetu| kwamba| that| to| if)*"
)
_TELL = re.compile(
    r"(?:(?:please|kindly|naomba|tafadhali) )*"
    r"(?P<word>ask|tell|inform|message(?: to)?|remind|uliza|muulize|mwulize|niulizie|mwambie|ambia"
    rf"|ujumbe(?: kwa)?|note to|write to|mwandikie|mjulishe)"
    rf"{_SIGN}(?P<to>{_PARTNER}|\w+)?(?P<sign>{_SIGN})(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_MEANING = (
    re.compile(
        r"(?:please )?(?:define|glossary|kamusi+|meaning of|maana ya|neno)[\s:,]+(?:an? |the )?"
        r"(?P<term>.+?)(?: (?:lina|ina|mean|means).*)?\W*",
        re.IGNORECASE,
    ),
    re.compile(r"(?:what|who)(?:'s| is| are) (?:an? |the |meant by )?(?P<term>[\w -]{3,30}?)\W*", re.IGNORECASE),
    re.compile(r"(?P<term>[\w -]{3,30}?) ni (?:nini|nani)\W*", re.IGNORECASE),
    re.compile(r"what does (?P<term>[\w -]{3,30}?) mean\W*", re.IGNORECASE),
    re.compile(r"(?P<term>[\w -]{3,30}?) (?:ina|lina|ina )?maana(?: yake)? (?:gani|nini|ni nini)\W*", re.IGNORECASE),
)
_SESSION = re.compile(
    r"\b(?:session|sesion|kikao|meeting|no|namba|number)(?: cha| ya| namba| no| number)?\W{0,2}"
    r"(?P<number>\d{1,3})\b(?![:./]\d)",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"(?:(?:please|kindly|naomba|tafadhali)\W+)*"
    r"(?:move|hamisha|reschedule|postpone|ahirisha|sogeza|badili|badilisha|change)"
    r"\W+(?P<number>\d{1,3})\b(?![:./-]\d)(?! ?[ap]m)"
    r"(?! (?:of )?(?:jan|feb|mar|apr|mei|may|jun|jul|aug|ago|sep|oct|okt|nov|dec|des))",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:maybe|perhaps|possibly|labda|pengine|huenda)\b", re.IGNORECASE)
_SIX = re.compile(r"(?<!\d)\d{6}(?!\d)")


ASKED = re.compile(
    r"(?i)(?<!\w)(?:(?:please )?(?:ask|remind|write to|text) me|(?:u?ni)(?:ulize|kumbushe|andikie))"
    r"(?: at| from| kuanzia)? "
)
"""Before the hour from which to be asked: “niulize saa tisa”."""


@dataclass(frozen=True)
class Told:
    """Words for somebody: to whom, as far as that was said, and what."""

    to: str
    named: bool
    """Whether they are named by what they are (“my mentor”), and not by a name that has to be known."""
    words: str
    word: str


@dataclass(frozen=True)
class NewTime:
    """A meeting that is to be at another time: its number, the day and the hour, as far as they were said."""

    number: int | None
    day: date | None
    hour: time | None
    asks: bool
    """Whether a part of the day was named, or a day that nobody can know: it is to be asked."""
    bids: bool
    """Whether it is said that something is to be moved."""
    for_us: bool = False
    """Whether it is when we are to ask or remind."""

    @property
    def only_hour(self) -> bool:
        """Whether an hour is named, of a meeting that nothing else is said of."""
        alone = self.day is None and self.number is None and not self.for_us
        return self.hour is not None and alone and not self.asks

    def after(self, today: date) -> bool:
        """Whether it is a day to come, and clear."""
        return self.day is not None and not self.asks and self.day > today

    @property
    def words(self) -> str:
        """Day and hour as our own one-message form has them."""
        when = [f"{self.day.day}/{self.day.month}/{self.day.year}"] if self.day else []
        return " ".join([*when, *([f"{self.hour:%H:%M}"] if self.hour else [])])


def told(text: str) -> Told | None:
    """Words that are to be passed on; None for any others."""
    found = _TELL.fullmatch(text.strip())
    if found is None:
        return None
    to = (found["to"] or "").strip()
    named = bool(re.fullmatch(_PARTNER, to, re.IGNORECASE))
    return Told(to, named, found["words"].strip(), found["word"].lower())


def term(text: str) -> str | None:
    """The word whose meaning is asked; it need not be one of ours."""
    said = squeeze(text)
    found = next((match for pattern in _MEANING if (match := pattern.fullmatch(said))), None)
    return found["term"].strip() if found else None


def moved(text: str, now_local: datetime) -> NewTime | None:
    """When a meeting is to be instead; None where no day, hour or part of a day is named, or other things are said."""
    number = None
    found = _MOVES.match(text) or _SESSION.search(text)
    rest = text
    if found:
        number = int(found["number"])
        rest = f"{text[: found.start('number')]} {text[found.end('number') :]}"
    try:
        said = around(ASKED.sub(" ", rest), now_local)
    except Unclear as unclear:
        return NewTime(number, unclear.day, None, asks=True, bids=bool(found))
    except (NotADay, NotAnHour):
        return None
    vague = not said.day and bool(read(said.left).bag & {"far", "vague", "other"})
    if said.strange or not (said.day or said.hour or said.part or vague):
        return None
    bids = bool(read(said.left).bag & {"postpone", "change", "meet", "session"})
    asks = said.either or said.part or vague or _PERHAPS.search(text) is not None
    return NewTime(number, said.day, said.hour, asks, bids, ASKED.search(text) is not None)


_WILL = re.compile(
    r"\b(?:(?:i|we)(?: will|'ll| shall)|will (?:do|write|send|fill|log|meet)|gonna|going to"
    r"|(?:nita|nta|tuta|ntata)\w{2,})\b"
)
_WAS = re.compile(
    r"\b(?:met|held|(?:tuli|tume|nili|nime)(?:sha)?(?:kutana|onana|meet|fanya|maliza|kaa)\w*|kili(?:sha)?fanyika"
    r"|kime(?:sha)?fanyika)\b"
)
_ASKS_WHEN = re.compile(r"(?:is|are|was|ni|je|kwani|si)\b(?!.*\btu\w+[ei]\b).*\?\W*")


def says_will(text: str) -> bool:
    """Whether somebody says what they will do: “I will do this on Friday”, “nitajaza kesho”."""
    return _WILL.search(level(text)) is not None


def tells_it_was(text: str) -> bool:
    """Whether somebody says that they have met."""
    return _WAS.search(level(text)) is not None


def asks_when(text: str) -> bool:
    """Whether it is asked which day or hour was set: “is it tomorrow or on Friday?”."""
    wishes = read(text).bag & {"can", "want", "ok", "agree", "well", "postpone", "change", "other"}
    return not wishes and _ASKS_WHEN.fullmatch(squeeze(level(text))) is not None


def six_digits(text: str) -> list[str]:
    """The TSC numbers among these words."""
    return _SIX.findall(text)


def number_of(text: str) -> str:
    """The number of a session that these words name, "" where they name none."""
    numbers: list[str] = re.findall(r"(?<![\d/.:])\d{1,3}(?![\d/.:])", text)
    if len(numbers) == 1:
        return numbers[0]
    counted = re.search(r"\b(?:kikao (?:cha )?|rekodi (?:ya )?|session )(\w+)|\b(\w+) session\b", fold(text))
    found = number_at(Tokens(counted[1] or counted[2]), 0) if counted and not numbers else None
    return str(found[0]) if found else ""


_CLAIM = re.compile(
    r"(?=.*(?:tsc|numb|namb))"
    r"(?:(?:hello|hi|habari|my|tsc|no|number|numbr|numbe|nambari|namba|ya|yangu|ni|is|the|please|tafadhali)[\s.,:]*)+"
    r"(?P<digits>\d{3} ?\d{3})(?:\W+(?:please|tafadhali|thanks|asante))?"
)
_CLAIMED = re.compile(
    r"(?=.{0,80}\b(?:new|mpya|\w{0,4}change|\w{0,6}badili|lost|line|laini))"
    r"\D{0,80}\btsc\b\D{0,20}(?P<digits>\d{3} ?\d{3})(?!\d)\D{0,40}"
)
"""“Hello, this is Faith on my new line. TSC No. 812345”."""
_SERIAL = re.compile(r"\b(TM\d{2})[ -]?(\d{5})\b", re.IGNORECASE)


def claim(text: str) -> str | None:
    """The TSC number that is said to be one, in other words than NUMBER; None for other words."""
    found = _CLAIM.fullmatch(fold(text)) or _CLAIMED.fullmatch(fold(text))
    return re.sub(r"\D", "", found["digits"]) if found else None


def serial(text: str) -> str | None:
    """The number of a certificate among these words, as it is printed there; None where there is none."""
    found = _SERIAL.search(text)
    return f"{found[1]}-{found[2]}" if found else None
