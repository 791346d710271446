"""Takes off who writes and with whom they meet: names are no part of a day, an hour or a place."""

from __future__ import annotations

import re

from bot.language.dates.almanac import PARTS
from bot.language.dates.slips import is_of_days
from bot.language.meaning import read
from bot.language.trimming import without_courtesies
from bot.language.venues import venue

_TITLE = r"(?:(?:mr|mrs|ms|miss|mwalimu|mwl|tr|teacher|madam|sir)\b\.? ?)"
_NAMED = re.compile(
    rf"\b(?i:(?P<who>it'?s|it is|this is|i am|i'?m|ni|naitwa|from)\b {_TITLE}{{0,2}}"
    rf"|(?:na|with|met|and)\b {_TITLE}{{0,2}}|{_TITLE}{{1,2}})"
    r"(?P<name>[^\W\d_]{3,20})(?P<more>(?: (?:wa|from|of|kutoka))?(?: [A-Z][^\W\d_]{1,20}){1,3})?"
    r"(?: (?:here|hapa)\b)?(?P<sign> ?[,.;:])?"
)
_SUBJECT = re.compile(
    r"([A-Z][a-z]{2,20}) (?=(?:a(?:na|me|li|ta)[a-z]{3,}|is|was|will|has|said|says|can|wants|prefers|agreed|and|na)\b)"
)
"""Who is spoken of: “Peter amesema jumanne”."""
_PART_FIRST = re.compile(r"\W*(?:" + "|".join(PARTS) + r"|morning|afternoon|evening)\b", re.IGNORECASE)


def without_people(words: str) -> str:
    """These words without a greeting, thanks, the name of who writes, and of whom they meet."""
    said = " ".join(words.split())
    bare = said if _PART_FIRST.match(said) else without_courtesies(said)
    first = _SUBJECT.match(bare)
    if first is not None and not is_of_days(first[1].lower()) and not read(first[1], exact=True).bag:
        bare = bare[first.end() :]
    return _NAMED.sub(_nameless, bare)


def _nameless(found: re.Match[str]) -> str:
    name = found["name"]
    capital = name[0].isupper() and not found.string.isupper()
    known = is_of_days(name.lower()) or venue(name) is not None or (not capital and bool(read(name, exact=True).bag))
    stands_alone = found["who"] is not None or found[0].lower().startswith("and ")
    loose = stands_alone and not capital and not (found["who"] and found["sign"])  # “ni kubaya” is no name
    if known or loose:
        return found[0]
    more = (found["more"] or "").split()
    day = next((at for at, word in enumerate(more) if is_of_days(word.lower())), len(more))
    return " ".join(["", *more[day:], ""]).rstrip() + ("," if found["sign"] else " ")
