"""The words that steer a conversation, in English, in Kiswahili and as people text them: one place for all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from bot.language.numbers import number_at
from bot.language.tokens import Tokens
from bot.language.word_lists import bag, phrases

Read = TypeVar("Read")
MOST_DIGITS = 12
_LONGEST_WORD = 200
"""Characters: no longer message can be one of the words below."""
_CONTROLS = dict.fromkeys((*range(32), 127), " ")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'})


def squeeze(text: str) -> str:
    """One line: every run of spaces, of whatever kind, is one space; invisible signs are gone."""
    if text.isascii():  # most messages and nearly all of our own words: no need to look at each sign
        return " ".join(text.translate(_CONTROLS).split())
    for sign in set(text):
        if (kind := unicodedata.category(sign)) in ("Cc", "Cf"):
            text = text.replace(sign, " " if kind == "Cc" else "")
    return " ".join(text.split())


class Utterance(str):
    """A message that is asked many questions: what is read of it is kept with it, and read once."""

    @cached_property
    def folded(self) -> str:
        return _folded(self)

    @cached_property
    def number(self) -> int | None:
        return _bare_number(self)

    @cached_property
    def readings(self) -> dict[Hashable, Any]:
        """What others have read of it, by what they asked; `once` keeps it."""
        return {}


def once(asked: Hashable, text: str, read: Callable[[], Read]) -> Read:
    """What `read` makes of a message, read but once of an utterance however often it is asked."""
    if not isinstance(text, Utterance):
        return read()
    if asked not in text.readings:
        text.readings[asked] = read()
    found: Read = text.readings[asked]
    return found


def fold(text: str) -> str:
    """A message as it is compared: full width, case, odd spaces and the signs around it do not matter (D84).

    A message of signs alone keeps them, so that "?" stays "?".
    """
    return text.folded if isinstance(text, Utterance) else _folded(text)


def _folded(text: str) -> str:
    plain = squeeze(unicodedata.normalize("NFKC", text)).translate(_QUOTES).casefold()
    if plain[:1].isalnum() and plain[-1:].isalnum():
        return plain
    first = next((place for place, sign in enumerate(plain) if sign.isalnum()), None)
    if first is None:
        return plain
    last = next(place for place, sign in enumerate(reversed(plain)) if sign.isalnum())
    return plain[first : len(plain) - last]


class Control(StrEnum):
    """What a steering word does. SAME, MORE, DONE and TODAY are answers to what was asked, not commands."""

    BACK = "back"
    SKIP = "skip"
    MENU = "menu"
    HELP = "help"
    WHERE = "where"
    ENGLISH = "english"
    KISWAHILI = "kiswahili"
    STOP = "stop"
    START = "start"
    SAME = "same"
    MORE = "more"
    DONE = "done"
    TODAY = "today"


YES_WORDS = phrases(
    "y, yes, yea, yeah, yep, yes please, ndio, ndiyo, ndyo, ndo, naam, eeh, ee, ehe, eeeh, ndio kabisa,"
    " ndiyo kabisa, kabisa, poa, poa sana, poa poa, sawa, sawa sawa, sawasawa, sawa tu, sawa kabisa, ok, okay, okey,"
    " oky, k, ok sawa, sure, true, agree, agreed, i agree, nakubali, kubali, nimekubali, haya, fine, it is ok,"
    " its ok, it's ok, ni sawa, iko sawa"
)
NO_WORDS = phrases(
    "n, no, nop, nope, nah, no thanks, no thank you, hapana, hapana asante, la, laa, la hasha, siyo, sio, si sawa,"
    " sivyo, zii, not correct, nakataa, sikubali"
)
SAME_WORDS = phrases(
    "same, same as before, same as above, the same, as before, keep, keep it, sawa, sawa sawa, sawasawa, vile vile,"
    " vilevile, ile ile, ileile, hivyo hivyo, kama awali, iache, yaache, ok, okay, poa"
)
STOP_WORDS = phrases(
    "stop, stopall, unsubscribe, end, quit, cancel, revoke, optout, opt out, opt-out, acha, toka, ondoka, simamisha,"
    " nitoe, niondoe"
)
LEAVING_WORDS = phrases("end, quit, cancel, toka, ondoka, ghairi, delete, futa")
"""Where a form is open these leave it, but where the provider itself took one of them for an opt-out."""
START_WORDS = phrases("start, anza, unstop, anza tena, start again, rejoin, nirudishe")
RESERVED = frozenset({"cancel", "end", "quit", "revoke", "optout", "unsubscribe", "stopall"})
"""Words that SMS providers take as an opt-out before we see them: no dialog may ask for one (D86)."""

# Left out on purpose, because they answer questions: "nyuma" (behind), "home" (a venue), "pass" (a mark), "correct" (a
# command of its own).
WORDS: Mapping[Control, frozenset[str]] = {
    Control.BACK: phrases("back, go back, previous, rudi, rudi nyuma"),
    Control.SKIP: phrases("skip, skip it, ruka"),
    Control.MENU: phrases("menu, main menu, menyu, menyu kuu"),
    Control.HELP: phrases("help, help me, ?, ??, ???, msaada, nisaidie, naomba msaada, saidia, help please, info"),
    Control.WHERE: phrases(
        "where was i, where am i, where were we, resume, continue, nilikuwa wapi, niko wapi, tulikuwa wapi,"
        " tulifika wapi, nilifika wapi, endelea"
    ),
    Control.ENGLISH: phrases("english, eng, kiingereza, kingereza, in english, kwa kiingereza"),
    Control.KISWAHILI: phrases("kiswahili, swahili, kisw, in kiswahili, in swahili, kwa kiswahili"),
    Control.STOP: STOP_WORDS,
    Control.START: START_WORDS,
    Control.SAME: SAME_WORDS,
    Control.MORE: phrases("more, next page, show more, zaidi, endelea kuonyesha"),
    Control.DONE: phrases(
        "done, finished, finish, that is all, thats all, that's all, basi, nimemaliza, tayari, mwisho"
    ),
    Control.TODAY: phrases("today, leo, leo hii, 2day, tdy"),
}
SHOWN: Mapping[Control, tuple[str, str]] = {
    Control.BACK: ("BACK", "RUDI"),
    Control.SKIP: ("SKIP", "RUKA"),
    Control.MENU: ("MENU", "MENYU"),
    Control.HELP: ("HELP", "MSAADA"),
    Control.WHERE: ("WHERE WAS I", "NILIKUWA WAPI"),
    Control.ENGLISH: ("ENGLISH", "ENGLISH"),
    Control.KISWAHILI: ("KISWAHILI", "KISWAHILI"),
    Control.STOP: ("STOP", "ACHA"),
    Control.START: ("START", "ANZA"),
    Control.SAME: ("SAME", "SAWA"),
    Control.MORE: ("MORE", "ZAIDI"),
    Control.DONE: ("DONE", "BASI"),
    Control.TODAY: ("TODAY", "LEO"),
}
"""The word that we ourselves write for each, in English and in Kiswahili."""

_COMMANDS = (Control.BACK, Control.SKIP, Control.MENU, Control.HELP, Control.WHERE, Control.ENGLISH, Control.KISWAHILI)
_COMMAND_OF = {word: control for control in _COMMANDS for word in WORDS[control]}


def means(text: str, control: Control) -> bool:
    """Whether the whole message is this steering word, in either language."""
    if control is Control.STOP:
        return opt_out(text)
    return len(text) <= _LONGEST_WORD and fold(text) in WORDS[control]


def control(text: str) -> Control | None:
    """The command (BACK, SKIP, MENU, HELP, WHERE, a language) that the whole message is, else None."""
    return _COMMAND_OF.get(fold(text)) if len(text) <= _LONGEST_WORD else None


def yes_or_no(text: str) -> bool | None:
    """What the whole message answers, thumbs included; None when it is neither."""
    if len(text) > _LONGEST_WORD:
        return None
    if "?" in text:
        return None
    words = fold(text)
    if words in YES_WORDS or words[:1] in ("👍", "👌", "✅", "✔"):
        return True
    return False if words in NO_WORDS or words[:1] in ("👎", "❌", "✖") else None


_COURTESY = phrases(
    "please, pls, plz, plse, kindly, tafadhali, tafadhal, it, now, sasa, this, these, all,"
    " sms, smses, message, messages, msg, msgs, texts,"
    " texting, sending, messaging, me, to, the, your, from, timec, ujumbe, jumbe, hizi, hii, huu,"
    " kunitumia, kutuma, kutumia, nitumia, mara, moja, bwana, bana, thanks, thank, you, asante"
)
_LIKE_STOP = frozenset({"stop", "stopall", "unsubscribe", "acha", "acheni", "wacha", "simamisha", "simamisheni"})
_MOST_WORDS = 6


def opt_out(text: str) -> bool:
    """Whether the whole message asks for silence: STOP, "stop.", "acha tafadhali"; "stop caning" is an answer (D87)."""
    if len(text) > _LONGEST_WORD or "?" in text:
        return False
    folded = fold(text)
    if folded in STOP_WORDS:
        return True
    words = re.findall(r"[^\W_]+", folded)
    asked = _LIKE_STOP.intersection(words)
    return bool(asked) and len(words) <= _MOST_WORDS and set(words) <= asked | _COURTESY


def leaves(text: str) -> bool:
    """Whether the whole message is a word that leaves an open form: QUIT, TOKA, GHAIRI."""
    return len(text) <= _LONGEST_WORD and fold(text) in LEAVING_WORDS


def opt_in(text: str) -> bool:
    """Whether the whole message asks to hear from us again. (YES is not among them: it answers questions.)"""
    return means(text, Control.START)


_COUNTING = bag(
    "number no num nambari namba option choice chaguo jibu reply answer answ ans choose chose pick select chagua"
    " nachagua nimechagua nimechukua"
)
_LINKS = bag(". : ni la i is my yangu")
"""What may stand around such a word: “my answer is number 2”, “jibu ni namba mbili”."""
_POLITE = bag(
    "please pls plz kindly naomba tafadhali tafadhal thanks thank you thx asante ahsante sana sir madam mwalimu boss"
    " bana , . !"
)
"""What may stand around a number that is meant: “2 please”, “1 asante”, “2pls”."""


def bare_number(text: str) -> int | None:
    """The number that is the whole message: "2", "2.", "(２)", "two", "mbili", "no. 2"; None for anything else."""
    return text.number if isinstance(text, Utterance) else _bare_number(text)


def _bare_number(text: str) -> int | None:
    folded = fold(text) if len(text) <= _LONGEST_WORD else ""
    if folded.isdecimal():
        return int(folded) if len(folded) <= MOST_DIGITS else None
    tokens = Tokens(folded)
    end = next((at for at in range(len(tokens), 0, -1) if tokens.word(at - 1) not in _POLITE), 0)
    first = next((at for at in range(end) if tokens.word(at) not in _POLITE | _THAT), end)
    start = first + (tokens.word(first) in _OF and end - first > 1)
    said = next((at for at in range(first, end) if tokens.word(at) not in _COUNTING | _LINKS), end)
    if any(tokens.word(at) in _COUNTING for at in range(first, said)):
        start = said
    number = number_at(tokens, start, most=MOST_DIGITS)
    if number is None:
        return None
    after = number[1] + (tokens.word(first) == "the" and tokens.word(number[1]) == "one")
    return number[0] if after == end else None


_THAT = bag("ni ile hiyo that")
"""Before a number that is pointed at: “ni ile ya tatu”."""
_OF = bag("ya wa la the")
"""Before an ordinal: “ya pili”, “the second one”."""

_AUTOMATIC = re.compile(
    r"(this is )?an? (automated|automatic|auto[- ]?generated) (message|reply|response|email|sms)"
    r"|this (message|sms|email) (is|was) (automated|automatically generated|system generated|auto[- ]?generated)"
    r"|auto[- ]?(reply|response|responder)\b|automatic (reply|response)\b|autoreply\b"
    r"|out of (the )?office( (auto|automatic))?[ :-]*(reply|response|$|:)"
    r"|i(('| a)m| am) (currently )?(out of (the )?office|away from (the|my) (office|desk|phone))"
    r"|thank(s| you) for (contacting|your message)\b.*"
    r"\b(unavailable|as soon as possible|get back to you|how we can help)"
    r"|(delivery (report|receipt|status|notification)|message delivered|sms delivered)\b"
    r"|your (message|sms) (to \+?\d+ )?(has been|was|could not be|was not|is) (delivered|sent|received|read)\b"
    r"|(ujumbe|sms) wako umepokelewa|(huu|hii) ni (ujumbe|sms) (wa|ya) (kiotomatiki|mashine)"
    r"|missed call (alert|notification)"
    r"|i(('| a)m| am) driving (right now|with do not disturb)\b.*\bi('| wi)ll (get back|text|call|see|reply)"
    r"|asante kwa (kuwasiliana|ujumbe wako)\b.*\b(tuta(ku)?jibu|tutawasiliana|tutakupigia|hatupatikani)"
)
_READ_FOR_MACHINES = 400
_NO_REPLY = re.compile(
    r"^(please )?(do not|don't|dont) reply( please)?$"
    r"|(do not|don't|dont|no need to) reply to this (message|sms|email|mail|number|text)\b"
    r"|(tafadhali )?usijibu (ujumbe|sms|namba|nambari) (huu|hii)\b"
)


def automatic(text: str) -> bool:
    """Whether a machine wrote this: out of office, a receipt, "do not reply to this message" (D89).

    Careful: only what a message begins with, or phrases that no teacher writes about a lesson.
    """
    words = fold(text if len(text) <= _READ_FOR_MACHINES else text[:_READ_FOR_MACHINES])
    return bool(_AUTOMATIC.match(words) or _NO_REPLY.search(words))
