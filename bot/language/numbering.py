"""Finds the numbered parts of a message, however people number them: “1. a 2. b”, “(i) a (ii) b”, “a) a b) b”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from bot.language.dates.almanac import MONTHS
from bot.language.tokens import level
from bot.language.word_lists import bag, row
from bot.language.words import once


@dataclass(frozen=True)
class Counting:
    """One way to count: its labels in order, and whether a label may open a part without a sign after it."""

    labels: tuple[str, ...]
    bare: bool = False
    words: bool = False
    """Whether they are words, which mean a part only where at least two stand in order and the first opens it all."""


COUNTINGS = (
    Counting(tuple("123456789"), bare=True),
    Counting(tuple(row("i ii iii iv v vi vii viii ix"))),
    Counting(tuple("abcdefghi")),
    Counting(tuple(row("one two three four five six seven eight nine")), bare=True, words=True),
    Counting(tuple(row("first second third fourth fifth sixth")), bare=True, words=True),
    Counting(tuple(row("1st 2nd 3rd 4th 5th 6th")), bare=True, words=True),
    Counting(tuple(row("moja mbili tatu nne tano sita")), bare=True, words=True),
    Counting(tuple(row("kwanza pili tatu nne tano sita")), bare=True, words=True),
)
SIGNS: Mapping[str, int] = {")": 15, "]": 15, "}": 15, ":": 15, "=": 15, "_": 15, "-": 10, "/": 10, ".": 5, ",": 0}
"""What may stand after a label, and how much it speaks for a part where the first part has the same sign."""
_DIGIT = re.compile(r"\d")
_OPENING = re.compile(f"[{re.escape(''.join(sign for sign, weight in SIGNS.items() if weight))}]")
"""Where a label is no digit, one of these stands after it."""
PREFIXES = bag("la ya no nr num number part step q qn question namba nambari sehemu hatua")
"""What may stand before a label: “no. 1 …”, “part 1 …”."""
PREFIXED = 15

COUNTED = PREFIXES | bag(
    "gr grade class std standard form stream wk week term page pg pp p lesson topic unit chapter ch session group of by"
    " about only did do read taught teach had have has need at for with and or exercise ex saa tarehe trh kati ya la wa"
    " darasa wiki kidato muhula kikao kundi kwa na hadi kila ukurasa zoezi mada nimetimiza tumetimiza"
)
"""A number after one of these counts or names something ("Gr 4", "did 2"); it hardly opens a part."""
FOLLOWED = bag("of out kati x times and na or au to am pm hrs hours minutes mins") | MONTHS.keys()
"""A number before one of these opens none: "2 of 3", "2 and 3", "3 june"."""
MEASURES = bag("weeks wks days months terms years hours periods lessons sessions pages times pupils learners wiki siku")
"""Numbers count these far oftener than they open a part with them."""
UNITS = bag("st nd rd th am pm a p h hr hrs min mins m cm km kg g l x k s")
"""Letters that belong to the number they are glued to: "2nd", "3pm"."""

PLAIN = 10
"""The weight of a number with nothing for or against it; under zero it hardly opens a part, and here surely not:"""
SURELY_NOT = -15
NEVER = -30
LOOSE = -5
"""Of one that is glued to the word before it."""
AS_GOOD = 5
"""How much lighter a second reading may be that is still worth a question."""
STRONG = 20
LEFT_OUT = 15
"""What a number costs that is left out of a run."""
MOST_MARKS = 60
TAIL = 3
"""Letters of a word to which a label may be glued: “Gr4”, “std4” and “wk2” are none."""
WINDOW = 40
"""Characters beside a label; no word that matters is longer."""


@dataclass(frozen=True)
class Numbered:
    """A message in parts: what stands before the first, the words of each, and whether it can be read but one way."""

    lead: str
    parts: Mapping[int, str]
    sure: bool = True


def in_parts(words: str, most: int, first: int = 1) -> Numbered:
    """The parts `first` to `most` that these words number; one that is left empty is there, and empty.

    A number that may open a part or belong to the words before it opens one if that part would be missing otherwise;
    such a reading is not sure, and neither is one with a rival that is as good.
    """
    return once((in_parts, most, first), words, lambda: _in_parts(words, most, first))


def _in_parts(words: str, most: int, first: int) -> Numbered:
    readings = [_reading(words, counting, first, most) for counting in COUNTINGS]
    readings = [one for one, counting in zip(readings, COUNTINGS, strict=True) if _counts_as(one[0], counting, words)]
    if not readings:
        return Numbered(_tidy(words), {})
    marks, sure = min(readings, key=lambda one: one[0][0].start)  # the outer numbering comes first
    ends = [mark.start for mark in marks[1:]] + [len(words)]
    found = {mark.number: _tidy(words[mark.end : end]) for mark, end in zip(marks, ends, strict=True)}
    return Numbered(_tidy(words[: marks[0].start]), found, sure)


def _counts_as(marks: Sequence[PartMark], counting: Counting, words: str) -> bool:
    """Whether marks of this counting are parts: labels that are words or letters count only in company."""
    if counting.words:
        before = _tidy(words[: marks[0].start]) if marks else ""
        return len(marks) > 1 and marks[0].number == 1 and not before
    return len(marks) > (not counting.bare)


def _tidy(words: str) -> str:
    return words.strip().lstrip(".:;,)]}=_/- ").rstrip(",; ").strip()


# what stands there


@dataclass(frozen=True)
class PartMark:
    """A label that may open a part: which, where it stands with all that belongs to it, and how likely it does."""

    number: int
    prefix: str
    sign: str
    start: int
    end: int
    weight: int = 0


@cache
def _pattern(counting: Counting) -> re.Pattern[str]:
    labels = "|".join(sorted(counting.labels, key=len, reverse=True))
    prefix = rf"(?:(?<![^\W_])(?P<prefix>{'|'.join(sorted(PREFIXES, key=len, reverse=True))})[ .#]{{0,2}})?"
    return re.compile(
        rf"{prefix}(?:[(\[{{]\ ?)?(?P<label>{labels})(?P<sign>\ ?[)\]}}]|[{re.escape(''.join(SIGNS))}]{{1,3}})?"
    )


def _marks(words: str, counting: Counting, first: int, most: int) -> list[PartMark]:
    """Every label that may open one of these parts, or one more, in order, each with its weight.

    What is beside a label speaks for it as it does at the first: where the first part is "1)", so is the second "2)".
    """
    found = list(islice(_labels(words, counting, first, most), MOST_MARKS))
    model = next((mark for mark in found if mark.number == first and not _glued(words, mark)), None)
    ends = {(mark.number, mark.end + words.startswith(" ", mark.end)) for mark in found}
    own = [_bared(mark) if (mark.number - 1, mark.start) in ends and _strange(mark, model) else mark for mark in found]
    return [_weighed(words, mark, model) for mark in own]


def _strange(mark: PartMark, model: PartMark | None) -> bool:
    """Whether it has a prefix that the first part has not."""
    return bool(mark.prefix) and (model is None or mark.prefix != model.prefix)


def _bared(mark: PartMark) -> PartMark:
    """The same without its prefix, which is all that the part before it says: “3 part 4 a chart”."""
    return replace(mark, prefix="", start=mark.start + len(mark.prefix))


def _labels(words: str, counting: Counting, first: int, most: int) -> Iterator[PartMark]:
    plain = level(words)
    for match in _pattern(counting).finditer(plain):
        number = counting.labels.index(match["label"]) + 1
        sign = max((match["sign"] or "").strip(), key=SIGNS.__getitem__, default="")
        here = PartMark(number, match["prefix"] or "", sign, match.start(), match.end())
        if first <= number <= most + 1 and _stands(plain, here, counting):
            yield here


def _stands(plain: str, mark: PartMark, counting: Counting) -> bool:
    """Whether it stands by itself: not in a word, a date, an hour or a longer number."""
    before, after = plain[max(0, mark.start - 2) : mark.start], plain[mark.end : mark.end + 1]
    if not SIGNS.get(mark.sign) and not counting.bare:
        return False
    if not mark.sign and after.isalpha() and _word(plain[mark.end : mark.end + WINDOW]) in UNITS:
        return False
    if not mark.sign and after and not after.isspace() and not after.isalpha() and after not in "\"'(#":
        return False
    if before[-1:].isalpha():
        return counting.bare and ((bool(SIGNS.get(mark.sign)) and after.isalpha()) or _is_tail(plain, mark))
    return not before[-1:].isdecimal() and not (before[:1].isdecimal() and before[1:] in tuple("./:-,"))


def _is_tail(plain: str, mark: PartMark) -> bool:
    """Whether a bare label ends a word, and words go on after it: “darasa2 kuijaza”, but not “gr4”, “h2o”."""
    before = re.search(r"(?<![^\W\d_])[^\W\d_]+$", plain[max(0, mark.start - WINDOW) : mark.start])
    after = plain[mark.end : mark.end + 2]
    goes_on = after[:1].isalpha() or (after[:1] == " " and after[1:].isalpha())
    return before is not None and len(before[0]) > TAIL and not mark.sign and goes_on


def _word(words: str) -> str:
    found = re.match(r"[^\W\d_]+", words)
    return found[0] if found else ""


def _weighed(words: str, mark: PartMark, model: PartMark | None) -> PartMark:
    """The same with its weight; a prefix that the first part has not is only a word before it."""
    alike = model is not None and mark.prefix == model.prefix
    before = level(words[max(0, mark.start - WINDOW) : mark.start]).rstrip(" ")
    after = level(words[mark.end : mark.end + WINDOW]).strip()
    if _glued(words, mark):
        return replace(mark, weight=NEVER + (model is not None and mark.sign == model.sign))
    if words[max(0, mark.start - 1) : mark.start].isalpha() and not mark.sign and not mark.prefix:
        return replace(mark, weight=LOOSE)
    weight = PLAIN + PREFIXED * bool(alike and mark.prefix)
    weight += AS_GOOD * (not before or before[-1] in ",;." or "\n" in words[max(0, mark.start - 3) : mark.start])
    if model is not None and model.sign:
        weight += SIGNS[mark.sign] if mark.sign == model.sign else -8 * (not mark.sign)
    weight -= 20 * (_counts(before) or bool(mark.prefix and not alike))
    weight -= _counted(after)
    weight -= 50 * (_word(after) in FOLLOWED and SIGNS.get(mark.sign, 0) < PLAIN)
    weight -= 50 * (not after and bool(before))
    return replace(mark, weight=weight)


def _glued(words: str, mark: PartMark) -> bool:
    """Whether a digit follows its sign, as in a date, an hour or a fraction: “1.30”, “2/6”."""
    return mark.sign in tuple(".,:/-=_") and words[mark.end : mark.end + 1].isdecimal()


def _counted(after: str) -> int:
    """What it weighs against a part that its words begin with something of which there may be several: “2 books”."""
    word = _word(after)
    several = len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "ics", "ths"))
    return 8 * several + 8 * (word in MEASURES or (several and not any(map(str.isalnum, after[len(word) :]))))


def _counts(before: str) -> bool:
    """Whether the word before a number takes it: “Gr 4”, “wk.4”, but not “in class. 2 …”."""
    found = re.search(r"(?:(?<![^\W\d_])(a|an|per|each|every) )?(?<![^\W\d_])([^\W\d_]+)[.,;:()]*$", before)
    word = found[2] if found else ""
    if found and found[1] and word in ("week", "wk"):
        return False  # “twice a week 3 done”
    return word in COUNTED and (before[-1:].isalpha() or len(word) < 4)


# how it is read


def _reading(words: str, counting: Counting, first: int, most: int) -> tuple[list[PartMark], bool]:
    """The marks that open parts, in the order they stand, and whether there is no other way to read them."""
    if not _may_open(level(words), counting):
        return [], True  # as in most answers
    marks = _marks(words, counting, first, most)
    chosen = _best([mark for mark in marks if mark.number <= most and mark.weight > SURELY_NOT], first)
    if not chosen:
        return [], True
    lightest = min(mark.weight for mark in chosen)
    enough = max(AS_GOOD, lightest - AS_GOOD)
    rivals = [one for one in marks if one not in chosen and one.weight >= enough]
    taken = {mark.number for mark in chosen}
    astray = {one.number: one for one in rivals if one.number not in taken and one.number <= most}  # “1 … 3 … 2 …”
    missing = {one.number for one in marks if one.number <= most and one.weight > NEVER} - taken - set(astray)
    sure = (
        lightest >= 0
        and not missing
        and all(one.weight >= STRONG for one in astray.values())
        and not any(_in_order(one, chosen) for one in rivals if one.number not in astray)
    )
    numbers = sorted(one.number for one in marks if one.weight > NEVER and one.number <= most)
    turned = [mark.number for mark in sorted([*chosen, *astray.values()], key=lambda mark: mark.start)]
    plain_enough = all(one.weight >= PLAIN for one in marks if one.number <= most and one.weight > NEVER)
    each_once = turned != sorted(turned) and plain_enough and numbers == list(range(first, most + 1))
    return sorted([*chosen, *astray.values()], key=lambda mark: mark.start), sure or each_once


def _may_open(plain: str, counting: Counting) -> bool:
    """Whether anything could open a part: the first of words, else a digit, or a label with a sign after it."""
    if counting.words:
        return counting.labels[0] in plain
    return (_DIGIT if counting.bare else _OPENING).search(plain) is not None


def _in_order(one: PartMark, chosen: Sequence[PartMark]) -> bool:
    """Whether it stands after the lower numbers and before the higher ones."""
    return all((mark.start < one.start) == (mark.number < one.number) for mark in chosen if mark.number != one.number)


def _best(marks: Sequence[PartMark], first: int) -> list[PartMark]:
    """The likeliest run of rising numbers; leaving one out between two costs more than taking a doubtful one."""
    runs: list[tuple[int, list[PartMark]]] = []
    for mark in marks:
        weight = max(mark.weight, 1)
        ways = [(weight - LEFT_OUT * (mark.number - first), [mark])]
        ways += [
            (so_far + weight - LEFT_OUT * (mark.number - run[-1].number - 1), [*run, mark])
            for so_far, run in runs
            if run[-1].number < mark.number
        ]
        runs.append(max(ways, key=lambda way: way[0]))
    weight, run = max(runs, key=lambda way: way[0], default=(0, []))
    return run if weight > 0 else []
