"""What a message in sentences tells of a meeting: “tulikutana leo na Peter tukaongea nidhamu, nitapanga viti”.

It is read only where the words hardly mean anything else: who denies, asks, wishes or tells of another is not heard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.language import confiding
from bot.language.dates.days import day_apart
from bot.language.dates.looking import Towards
from bot.language.frames import DENIALS
from bot.language.lexicon import lexicon
from bot.language.likeness import misspelt
from bot.language.meaning import read, slip
from bot.language.numbering import Numbered
from bot.language.tokens import level
from bot.language.trimming import without_courtesies
from bot.language.word_lists import bag, row

DISCUSSED, PLANNED, LOOKED_BACK = 1, 2, 3
"""The parts of a record in one message that sentences tell."""
MOST = 480
"""Letters: three SMS."""

_WORD = re.compile(r"[^\W_]+(?:['/-][^\W_]+)*")
_WE = sorted(
    row(
        "tuli tuka tume tumesha tulisha tul twali 2li 2ka 2me nili nika nime nimesha nilisha tulipo nilipo tulicho"
        " tuliyo tulizo tulivyo"
    ),
    key=len,
    reverse=True,
)
"""How a verb begins that says what we, or I, have done: no “tuta-”, “tunge-”, “tuki-”, “hatu-”."""
_MET_ROOTS = bag("kutana onana patana meet met kutanika")
_TALKED_ROOTS = bag("jadili jadiliana zungumza zungumzia ongea ongelea ongeya ogea shauriana discuss talk chat")
_WENT_THROUGH = bag("pitia angalia")
"""What “we” do together, and “I” may do alone."""
_OTHER_ROOTS = bag("ongeza ongoza badili jadiliwa patania")
"""What is one letter from these and something else."""
_TALKED = bag("discussed talked tackled spoke covered chatted conversed discused")
_TALK = bag("discuss talk discussion discussions chat conversation talking discussing mazungumzo majadiliano maongezi")
"""The same where “we”, “had” or “were” stands before, or that they met."""
_TALKED_TO = {"looked": bag("at into"), "went": bag("through over"), "shared": bag("about on")}
_HAD = bag("had we were was tulikuwa na")
_ARTICLES = bag("a an the our very good great nice long short brief small fruitful")
_BETWEEN = (
    _HAD | _ARTICLES | bag("n and went hav hv just kizuri kimeenda kilienda imeenda ilienda kwenda fruitful useful")
)
_AROUND = bag(
    "meet session held well yes ok i we thanks hello today yesterday time hourof daypart mentor school place num name"
    " done doing date fill be have come praise blessing finish there glad talk no_problem"
)
"""What may stand around “we met”, beside who, where and when."""
_UNREAL = bag(
    "will would should could shall can may might to must if when while until till before after let want wish need plan"
    " supposed planned going gonna ll about or like labda maybe perhaps basi mpaka hadi kama ili nipe ningependa has"
)
"""Words of what was not, or not yet, or is asked."""
_UNREAL_VERB = re.compile(r"(?:tu|ni|wa|a|u|m)(?:si)?(?:nge|ngali|ki)\w{3,}|(?:tu|ni)\w{3,}e")
"""“tungekutana”, “tukikutana”, “tukutane”."""
_WHERE, _WITH = bag("by in at katika kwenye kwa ndani"), bag("na with met")
_NAMES = bag("praise blessing thanks name have come be he hello")
"""What people are called by too: Amina, Neema, Baraka."""
_OUR = bag("the my his her our your school shule")
_VERBAL = re.compile(r"(?:tu|a|wa|ni|i|ya|si|ha)(?:ka|li|me|ta|na|nge|ki|ku|ja)\w{3,}|ku\w{4,}|\w{3,}(?:ed|ing)")
_PLACE = re.compile(r"\w{4,}ni")
_PLACED = re.compile(r"\b(?:in|at|katika|kwenye|ndani ya) (?:(?:the|our|my) )?(?!school|shule|\d|saa)\w")
"""A place that is named: the record would say the usual one."""

_ABOUT = re.compile(
    r"(?:about|abt|bout|abut|on|regarding|concerning|kuhusu|kuhusiana na|khs|juu ya|mambo ya|ni|ilikuwa)\b"
)
_LEADING = re.compile(r"(?:(?:sana|vizuri|well|a lot|alot|briefly|kidogo|pia|also)\b[\s,.:;-]*)+")
_WITH_WHOM = re.compile(
    r"(?:na|with|to)\s+(?:(?:my|our|the|mr|mrs|ms|miss|mwl|mwalimu|tr|teacher|madam|sir)\.?\s+)*"
    r"(\w+)(?: wangu| wetu)?\s*"
)
_ENDS = re.compile(
    r"[\s,.;-]{1,3}(?:leo|today|jana|yesterday|pamoja|together|(?:na|with)(?:\s+(?:mr|mrs|ms|mwl|mwalimu|tr|teacher|my))*"
    r"\s+(?P<whom>\w+))\W*$|[,.;-]{1,3}\s{0,3}(?P<by>\w{2,20})\W*$"
)
_JOINS = re.compile(
    r"(?i)(?:^|[\s,;.]{1,3})(?:(?:and|na|then|kisha|halafu|so|next|we|i|tu|that|kwamba|kuwa|also|pia|after that|baadaye"
    r"|agreed|tukakubaliana|tulikubaliana|tumekubaliana|nikakubali)[\s,;.]{0,3}){1,6}$"
)
_WILL = re.compile(
    r"(?<![\w'])(?:(?:i|we)(?:'?ll| will| shall)|(?:(?:i|we) ?)?(?:'?m |am |'?re |are )?(?:going to|gonna)|will"
    r"|(?:nita|nta|tuta|ntata)(?=[a-z]{3,30}[aeiu]\b))(?![\w'-]{0,30}$)"
)
"""Where somebody says what they will do."""
_BUT = bag("but lakini though although however except isipokuwa ila instead badala only bt")
_TURNS = _BUT | bag("he she him me want nataka naomba please tafadhali nisaidie")
"""What takes back what was said before it, tells of somebody, or asks for something."""
_OF_ME = re.compile(r"\b(?:a|wa)(?:li|na|me|ka|ta)ni\w{3,}")
_ANOTHER = bag(
    "he she they him her them his me i and but then that to nothing none no not for from phone simu whatsapp call kwa"
    " hakuna chochote yeye wao na kisha halafu with anything online mtandaoni video zoom"
)
"""What is no subject of a talk, where it begins with it."""
_OTHERS = bag("he she they him her them you it yeye wao mentor teacher mwalimu mshauri")
_ASKS = bag(
    "what who when where why how did do does can could is are was were which je nini nani lini wapi kwanini mbona"
)
_ASKED = bag("nini gani nani lini wapi what je vipi who aje")
"""How a question ends."""


@dataclass(frozen=True)
class _Said:
    """A message, its words in small letters, and who may be named in it."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]
    names: frozenset[str]


def recounted(text: str, names: frozenset[str], today: date) -> Numbered | None:
    """What sentences tell of a meeting: the parts of a record that they say, or none of them where they met.

    `names`: of the two who may have met, in small letters. It is never sure, so it is read back. None for all else.
    """
    if len(text) > MOST:
        return None
    text = without_courtesies(" ".join(text.split()), greeting=False)
    plain = level(text)
    spans = [found.span() for found in _WORD.finditer(plain)]
    said = _Said(text, spans, [plain[start:end] for start, end in spans], names)
    if not spans or "?" in text or said.words[0] in _ASKS or said.words[-1] in _ASKED:
        return None
    talks = [at for at in range(len(said.words)) if _talks(said, at)]
    if not talks:
        met = any(_has_met(word) for word in said.words) and _is_around(said, len(said.words))
        return _told(said, len(said.words), {}, today) if met else None
    for at in talks:
        if _is_around(said, at) and (parts := _parts(said, at)) is not None:
            placed = parts and _PLACED.search(level(text[: said.spans[at][0]]))
            return None if placed else _told(said, at, parts, today)
    return None


def _told(said: _Said, until: int, parts: dict[int, str], today: date) -> Numbered:
    """The parts, with the day that was named before them."""
    lead = said.text[: said.spans[until - 1][1]] if until else ""
    day = day_apart(lead, today, Towards.PAST)[0]
    return Numbered(f"{day.day}/{day.month}/{day.year}" if day else "", parts, sure=False)


def _rooted(word: str, roots: frozenset[str]) -> bool:
    """Whether a word says that we did this: “tukajadili”, “tulimeet”, one slip in its root."""
    for start in _WE:
        root = word[len(start) :] if word.startswith(start) else ""
        if root in roots or (root in _WENT_THROUGH and roots is _TALKED_ROOTS and start.startswith("t")):
            return True
        strange = len(root) > 4 and root not in _OTHER_ROOTS and root not in lexicon()
        if strange and any(len(known) > 4 and slip(known, root) for known in roots):
            return True
    return False


def _has_met(word: str) -> bool:
    return word == "met" or _rooted(word, _MET_ROOTS)


def _single(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _has_talked(word: str) -> bool:
    if word in _TALKED or _single(word) in _TALKED or _rooted(word, _TALKED_ROOTS):
        return True
    strange = len(word) > 4 and word not in lexicon()
    return strange and any(len(one) > 5 and slip(_single(one), _single(word)) for one in _TALKED)


def _talks(said: _Said, at: int) -> bool:
    """Whether a word says that they talked."""
    word, before = said.words[at], said.words[:at]
    after = said.words[at + 1] if at + 1 < len(said.words) else ""
    if _has_talked(word) or after in _TALKED_TO.get(word, ()):
        return True
    if word not in _TALK or (before and before[-1] == "to"):
        return False
    last = next((one for one in reversed(before) if one not in _ARTICLES), "")
    return last in _HAD or any(_has_met(one) for one in before)


def _is_around(said: _Said, until: int) -> bool:
    """Whether the words up to here say nothing but that two met, and who, where, when and how well."""
    for at in range(until):
        word = said.words[at]
        if _has_met(word) or _talks(said, at) or _is_named(said, word):
            continue
        means = read(word).bag
        if word in _UNREAL | _BUT or _UNREAL_VERB.fullmatch(word) or _is_denied(word) or "fut" in means:
            return False
        if at and said.words[at - 1] in _WITH and "mentor" not in means:
            means = read(word, exact=True).bag - _NAMES  # a name may look like something
        known = means & _AROUND or word in _BETWEEN or _PLACE.fullmatch(word)
        strange = not means - {"he"} and not _VERBAL.fullmatch(word)
        if not known and not (strange and _stands_for_a_place(said, at)):
            return False
    return True


def _is_named(said: _Said, word: str) -> bool:
    return any(word == name or misspelt(name, word) for name in said.names)


def _stands_for_a_place(said: _Said, at: int) -> bool:
    """Whether a word is where a place stands, “in the library”; who is named and is none of the two is another."""
    before = said.words[at - 1] if at else ""
    further = said.words[at - 2] if at > 1 else ""
    if said.words[at] in ("him", "her"):
        return before in ("met", "with")
    return before in _WHERE or (before in _OUR and further in _WHERE)


def _parts(said: _Said, at: int) -> dict[int, str] | None:
    """The parts of what comes after the word that they talked; None where it may be something else."""
    rest = said.text[said.spans[at][1] :]
    if said.words[at] in _TALKED_TO:
        rest = said.text[said.spans[at + 1][1] :]
    will = _WILL.search(level(rest))
    plan = rest[will.start() :] if will else ""
    subject = _subject(said, rest[: will.start()] if will else rest)
    if subject is None or (will and (_is_anothers(said, rest[: will.start()], will[0]) or _says_more(said, plan))):
        return None
    if not subject:
        return None if plan else {}
    planned = _plan(plan)
    return {DISCUSSED: subject, PLANNED: planned} if planned else {DISCUSSED: subject}


def _subject(said: _Said, words: str) -> str | None:
    """What was talked about, "" where that is not said; None where it is in doubt."""
    words = words.strip(" ,.:;-")
    words = words[found.end() :] if (found := _LEADING.match(level(words))) else words
    whom = _WITH_WHOM.match(level(words))
    if whom is not None and (_is_named(said, whom[1]) or "mentor" in read(whom[1]).bag):
        words = words[whom.end() :].strip(" ,.:;-")
    words = _JOINS.sub("", _without_end(said, words))
    about = _ABOUT.match(level(words))
    words = words[about.end() :].strip(" ,.:;-") if about else words
    told = _WORD.findall(level(words))
    if not told:
        return ""
    doubt = told[0] in _ANOTHER or set(told) & _TURNS or any(_is_denied(one) for one in told)
    doubt = doubt or _OF_ME.search(level(words)) is not None
    doubt = doubt or confiding.names_somebody(words, partial(_is_named, said))
    return None if doubt or _asks(told) else words


def _without_end(said: _Said, words: str) -> str:
    """These words without thanks, a day, with whom, or who writes, at their end."""
    for _step in range(4):
        before, words = words, without_courtesies(words, greeting=False)
        found = _ENDS.search(level(f" {words}"))
        whom = found and (found["whom"] or found["by"])
        if found is not None and (whom is None or _is_named(said, whom)):
            words = words[: max(0, found.start() - 1)].rstrip(" ,.:;-")
        if words == before:
            break
    return words.strip(" ,.:;-")


def _is_denied(word: str) -> bool:
    means = read(word, exact=True).bag
    return bool(means & DENIALS) and "fill" not in means  # “andalio la somo”, “kila siku”


def _asks(told: Sequence[str]) -> bool:
    return told[-1] in _ASKED or (len(told) == 1 and not read(told[0]).content)


def _is_anothers(said: _Said, before: str, will: str) -> bool:
    """Whether it is somebody else who will: “Peter will bring books”."""
    last = next(iter(_WORD.findall(level(before))[-1:]), "")
    return will.startswith("will") and (_is_named(said, last) or last in _OTHERS)


def _says_more(said: _Said, plan: str) -> bool:
    """Whether anything stands there that nobody plans: a request, last time's plan, somebody's name."""
    others = confiding.further_clauses(without_courtesies(plan, greeting=False))
    return any(_WILL.match(one) is None for one in others) or confiding.names_somebody(plan, partial(_is_named, said))


def _plan(words: str) -> str:
    """What somebody will do; "" where it is in doubt, or is the next meeting."""
    words = words.strip(" ,.:;-")
    told = _WORD.findall(level(words))
    doubt = read(words).bag & {"see_you", "meet"} or set(told) & _TURNS or any(_is_denied(one) for one in told)
    return "" if doubt else words
