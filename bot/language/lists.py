"""Splits what somebody wrote into the items of a list, by whatever separator they use, and loses no word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.language.numbering import in_parts
from bot.language.records.answer import answer_alone
from bot.language.trimming import without_courtesies
from bot.language.word_lists import bag, row

_ABBREVIATIONS = bag("mr mrs ms dr prof mwl bw bi rev fr hon vs viz eg ie")
_BEFORE_NUMBERS = bag("gr grd wk wks std cl no nos nr p pp pg ch chap st tel approx fig sub fm")
_DOMAINS = bag("com org net ke co go ac sc info edu")
_TAKES_A_NUMBER = bag(
    "gr grade class std standard form stream wk week weeks term of kati ya la wa za na kwa darasa wiki kidato muhula"
    " page pg pp ukurasa lesson topic unit chapter session kikao group by for with at to on in number no exercise ex"
    " zoezi mada hadi read mark do did have had has teach taught observe visit write give set make soma andika fanya"
    " about only the jss cbc"
)
_ROMAN = row("i ii iii iv v vi vii viii ix x")
_BULLETS = "-*•·●▪‣–—+"
_START = re.compile(
    r"\s*(?:\((?P<both>\d{1,2}|[ivx]{1,4}|[a-e])\)"
    r"|(?P<one>\d{1,2}|[ivx]{1,4}|[a-e])(?P<sign>[.):]|-(?=[^\W\d]|\s))(?!\d)"
    r"|(?P<bare>1)(?=\s+[^\W\d_]))",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"\(?(\d{1,2})[.):]?\s+(?=\S)")


def split_items(words: str) -> tuple[str, ...]:
    """The items, in order, without their numbers and bullets.

    Split by own numbering ("1. a 2. b", "(i) a (ii) b", "1 a 2 b") if there is any, else by bullets, else by comma,
    semicolon, full stop and new line. Never by "and" or "na", nor inside brackets, numbers, times, dates
    and abbreviations ("1,000", "1.30pm", "11.6", "Gr. 4").
    """
    parts = _by_numbering(words) or _by_bullets(words) or _unnumbered(list(_by_signs(words)))
    items = tuple(item for item in map(_tidy, parts) if any(sign.isalnum() for sign in item))
    whole = _tidy(words)
    return items or ((whole,) if any(sign.isalnum() for sign in whole) else ())


_LEAD = re.compile(
    r"(?:they|these|it|the (?:objectives|areas|topics)|objectives|areas|malengo|mada|yalikuwa|ni|zilikuwa|tulijadili"
    r"|we (?:covered|discussed|did|talked about))(?: (?:were|are|was|is|yalikuwa|ni|zilikuwa|kuhusu))?[: ]+",
    re.IGNORECASE,
)
_LAST = re.compile(r"^(?P<one>[^\d]{2,40}?) (?:and|na|&|pamoja na) (?P<other>[^\d]{2,40})$")


def listed(words: str) -> tuple[str, ...]:
    """The items of a list as people say it: with thanks after it, “a, b and c”, “a / b”, “kwanza a pili b”."""
    said = without_courtesies(answer_alone(words), greeting=False)
    lead = _LEAD.match(said)
    said = said[lead.end() :] if lead and "," in said else said
    numbered = in_parts(said, 9)
    if len(numbered.parts) > 1 and not numbered.lead and numbered.sure and not any(map(str.isdigit, said[:2])):
        return tuple(_tidy(part) for part in numbered.parts.values() if _tidy(part))
    parts = split_items(re.sub(r"\s/\s", "; ", said))
    last = _LAST.match(parts[-1]) if len(parts) > 1 else None
    return (*parts[:-1], _tidy(last["one"]), _tidy(last["other"])) if last else parts


def _tidy(part: str) -> str:
    tidy = " ".join(part.split()).strip(" ,;")
    tidy = tidy.lstrip(_BULLETS + " .,;:") if tidy[:1] in _BULLETS + ".:" else tidy
    ended = tidy.rstrip(".,; ")
    return tidy if tidy.endswith(".") and _abbreviated(ended) and not tidy.endswith("..") else ended


# numbering


def _by_numbering(words: str) -> list[str]:
    """The parts of "1. a 2. b": the marks run in order from the first one, all in one style. Empty: none."""
    first = _START.match(words)
    if first is None:
        return []
    label = (first["both"] or first["one"] or first["bare"]).lower()
    names = _sequence(label)
    if not names:
        return []
    cuts = [(first.start(), first.end())]
    for name in names[1:]:
        found = _next_mark(words, cuts[-1][1], name, first)
        if found is None:
            break
        cuts.append(found)
    if len(cuts) == 1 and first["bare"]:
        return []
    ends = [start for start, _end in cuts[1:]] + [len(words)]
    return [words[end:until] for (_start, end), until in zip(cuts, ends, strict=True)]


def _sequence(label: str) -> list[str]:
    """How a numbering goes on that begins like this; empty when none begins so."""
    starts = {"1": [str(number) for number in range(1, 31)], "i": _ROMAN, "a": list("abcde")}
    return starts.get(label, [])


def _next_mark(words: str, after: int, name: str, first: re.Match[str]) -> tuple[int, int] | None:
    """Where the next number of the same style stands, as start and end."""
    if first["both"]:
        pattern = rf"\({name}\)"
    elif first["sign"]:
        pattern = rf"(?<=[\s,;.]){name}\s?{re.escape(first['sign'])}(?!\d)"
    else:
        pattern = rf"(?<=[\s,;.]){name}[.):]?(?=\s+[^\W_])"
    for match in re.compile(pattern, re.IGNORECASE).finditer(words, after):
        if not first["bare"] or not _counts(words[after : match.start()]):
            return match.start(), match.end()
    return None


def _counts(before: str) -> bool:
    """Whether a number after these words belongs to them: "Gr 4", "did 2"; nothing at all is no item either."""
    last = before.rstrip()[-20:].rpartition(" ")[2].lower()
    return not before.strip() or last.strip(".:(") in _TAKES_A_NUMBER


def _by_bullets(words: str) -> list[str]:
    """The parts of "- a - b", one a line or all in one; a dot in the middle of the line is always a bullet."""
    if re.search(r"[•●▪‣]", words):
        return re.split(r"[•●▪‣]", words)
    sign = words.strip()[:1]
    if sign not in "-*–—+" or not sign:
        return []
    parts = re.split(rf"(?:^|(?<=\s)){re.escape(sign)}+(?=[\s\w])", words)
    return parts if len(parts) > 1 else []


def _unnumbered(parts: list[str]) -> list[str]:
    """Without numbers that only count the parts: "1 a, 2 b" is split by its comma."""
    kept = [part.strip() for part in parts if any(sign.isalnum() for sign in part)]
    numbers = [_LEADING_NUMBER.match(part) for part in kept]
    counted = all(match and int(match[1]) == place for place, match in enumerate(numbers, 1))
    if len(kept) < 2 or not counted:
        return parts
    return [part[match.end() :] for part, match in zip(kept, numbers, strict=True) if match]


# signs


def _by_signs(words: str) -> Iterator[str]:
    """Between commas, semicolons, full stops and line ends that separate."""
    start = 0
    for place in _cuts(words):
        yield words[start:place]
        start = place + 1
    yield words[start:]


def _cuts(words: str) -> Iterable[int]:
    inside = _in_brackets(words)
    for match in re.finditer(r"[,;\n\r\t.。、،；，]", words):
        place = match.start()
        if not inside[place] and _separates(words, place):
            yield place


def _in_brackets(words: str) -> bytearray:
    """1 for each character that stands between brackets that close on the same line, else 0."""
    inside = bytearray(len(words))
    for match in re.finditer(r"\([^()\n]{0,200}\)", words):
        inside[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return inside


def _separates(words: str, place: int) -> bool:
    sign, before, after = words[place], words[place - 1 : place], words[place + 1 : place + 2]
    if sign in ",，":
        return not (before.isdecimal() and after.isdecimal())
    if sign != ".":
        return True
    if before.isdecimal() and after.isdecimal():
        return False
    word = _word_before(words, place)
    if _abbreviated(word) or (word.lower() in _BEFORE_NUMBERS and words[place + 1 : place + 3].strip()[:1].isdecimal()):
        return False
    if not after.isalnum():
        return True
    return after.isalpha() and len(word) > 2 and not _address(words, place)


def _word_before(words: str, place: int) -> str:
    return re.split(r"[\s,;(]", words[max(0, place - 40) : place])[-1]


def _abbreviated(word: str) -> bool:
    """Whether a full stop after this word ends the word and not the sentence: "Mr", "P", "e.g"."""
    last = re.split(r"[\s,;(]", word[-40:])[-1].lower()
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return True
    return bool(re.fullmatch(r"(?:[^\W\d_]\.){1,4}[^\W\d_]", last))


def _address(words: str, place: int) -> bool:
    """Whether this dot stands in an address: www.tsc.go.ke, faith@example.com."""
    left = _word_before(words, place)
    right = re.split(r"[\s,;)]", words[place + 1 : place + 41])[0]
    whole = f"{left}.{right}"
    return "@" in whole or whole.startswith(("www.", "http")) or right.split(".")[0].lower() in _DOMAINS
