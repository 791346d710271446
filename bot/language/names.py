"""People's names and lists of items: how they are shown, and how a list is kept as one text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.language.speaking import UnknownSpec, speak_day
from bot.language.word_lists import bag

_TITLES = bag("mr mrs ms miss dr prof rev fr sr pst mwl bw bi madam mwalimu")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as the Commission writes it: "Faith Mwikali Mutua"."""

    full: str

    @property
    def _parts(self) -> list[str]:
        parts = self.full.split()
        untitled = [part for part in parts if part.rstrip(".").lower() not in _TITLES]
        return untitled or parts or [""]

    @property
    def first(self) -> str:
        """ "Faith"; a title is no name."""
        return self._parts[0]

    @property
    def short(self) -> str:
        """ "F. Mutua"; a name of one word stays whole."""
        first, *others = self._parts
        return f"{first[0].upper()}. {others[-1]}" if others else first

    @property
    def initials(self) -> str:
        """ "F.M.M.": what a public check of a certificate shows."""
        return "".join(f"{part[0].upper()}." for part in self._parts if part)

    def __str__(self) -> str:
        return self.full

    def spoken(self, _language: str, spec: str) -> str:
        """Short without a spec; "first", "full" or "initials"."""
        match spec:
            case "":
                return self.short
            case "first":
                return self.first
            case "full":
                return self.full
            case "initials":
                return self.initials
        raise UnknownSpec(spec)


_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_][^\W\d_'’]*")
_ENDS = frozenset('.!?:;\n"“')
"""The signs after which a sentence begins."""
NEAR = 4
"""So many signs before a word tell whether it begins a sentence."""
_NO_NAMES = bag(
    "math maths mathematics english kiswahili science history geography biology physics chemistry agriculture music art"
    " cre ire sst religious social studies hesabu sayansi tsc timec tpad cbc cbe kcpe kcse jss grade class darasa form"
    " kenya god mungu monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili"
)
"""What is written with a capital letter within a sentence, and names nobody."""
_MANY = bag(
    "i we they he she it learners pupils students children girls boys many most some all one two few everybody everyone"
    " nobody class group groups parents teachers wanafunzi watoto wasichana wavulana wengi wote wachache mmoja wawili"
    " kila darasa kikundi vikundi wazazi walimu hakuna that this which who yule huyo yeye wao sisi mimi"
)
_DOES = re.compile(
    r"\W{1,2}(?:said|says|asked|asks|told|showed|shows|answered|wrote|reads|solved|explained|tried|helped|"
    r"(?:ali|ame|ana|haku|hajui)(?!ye)[a-z]{3,})\b"
)
"""What one person does, after their name: “Brian asked why”, “Brian aliuliza kwa nini”."""


def perhaps_named(words: str) -> tuple[str, ...]:
    """The words of a text that may be somebody's name, as they are written: a capital letter within a sentence, or at
    its beginning where one person does something. Of a text all in capitals none can be told.
    """
    if not any(sign.islower() for sign in words):
        return ()
    found = [one for one in _CAPITAL.finditer(words) if one[0][:1].isupper() and len(one[0]) > 1]
    named = [one[0] for one in found if one[0].lower() not in _NO_NAMES and _is_named(words, one)]
    return tuple(dict.fromkeys(named))


def _is_named(words: str, one: re.Match[str]) -> bool:
    before = words[max(0, one.start() - NEAR) : one.start()]
    if before.strip() and not _ENDS.intersection(before[-2:]):
        return True
    return one[0].lower() not in _MANY and _DOES.match(words, one.end()) is not None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with the day by which it is to be done when it has one."""

    text: str
    by: date | None = None

    def __str__(self) -> str:
        return self.text

    def spoken(self, language: str, spec: str) -> str:
        """ "mark books (by 11 Jun)"; "semi" is the short "mark books 11 Jun"."""
        if spec not in ("", "semi"):
            raise UnknownSpec(spec)
        if self.by is None:
            return self.text
        day = speak_day(self.by, language)
        if spec == "semi":
            return f"{self.text} {day}"
        return f"{self.text} ({'hadi' if language == 'sw' else 'by'} {day})"


SHORTEST = 3
"""Letters of a part of a name that is looked for among words."""


def named_as(words: str, name: str, instead: str) -> str:
    """The words with each part of this name as another word: “Peter hakuja” is “mentor hakuja”."""
    parts = [re.escape(part) for part in Name(name)._parts if len(part) >= SHORTEST]
    return re.sub(rf"\b(?:{'|'.join(parts)})\b", instead, words, flags=re.IGNORECASE) if parts else words


_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bb\u02bc\u0060\u00b4\u2032"), "'")
_LEFT_OUT = str.maketrans(dict.fromkeys("'.\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323\u0331"))
_BETWEEN = str.maketrans({**dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014_/", " "), "&": " and "})


def as_named(written: str) -> str:
    """A person's name as it is kept: straight apostrophes, and “Mutua, Faith” is Faith Mutua."""
    plain = " ".join(written.translate(_APOSTROPHES).split())
    if plain.count(",") != 1:
        return plain
    surname, first = (part.strip() for part in plain.split(","))
    return f"{first} {surname}" if surname and first else plain


def name_key(name: str) -> str:
    """A name as it is compared, of a person or a place: MURANG’A is Muranga, Mũrang'a too, A.I.C. is AIC, and
    Taita-Taveta is Taita Taveta."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    return " ".join(name.translate(_LEFT_OUT).translate(_BETWEEN).casefold().split())


def name_words(name: str) -> str:
    """The words of a person's name as they are compared, in one order: Faith Mutua is MUTUA FAITH."""
    return " ".join(sorted(name_key(as_named(name)).split()))


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same words, in whatever order."""
    return one == other or name_words(one) == name_words(other)


def items_text(items: Iterable[Item | str]) -> str:
    """The canonical text of a list: one item a line, its due day after a tab: `mark books\\t2026-06-11`."""
    return "\n".join(_line(item if isinstance(item, Item) else Item(item)) for item in items)


def _line(item: Item) -> str:
    words = " ".join(item.text.split())
    return f"{words}\t{item.by.isoformat()}" if item.by else words


def items_of(canonical: str) -> tuple[Item, ...]:
    """The list that `items_text` wrote; "" is no item. Raises ValueError on a day that is none."""
    return tuple(_item(line) for line in canonical.split("\n") if line)


def _item(line: str) -> Item:
    words, tab, day = line.partition("\t")
    return Item(words, date.fromisoformat(day) if tab else None)
