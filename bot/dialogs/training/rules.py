"""Groups of people whom an office trains and whom nobody knows by name, as they are counted: “3 religious leaders”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language import Marked, _, bare_number, fold
from bot.store.orientation.group_trainings import GroupKind
from bot.store.orientation.trainings import TrainingKind

COUNT: dict[TrainingKind, Marked] = {
    TrainingKind.MENTOR: _("{count:# mentor|# mentors}"),
    TrainingKind.TOT: _("{count:# head|# heads}"),
    TrainingKind.MASTER: _("{count:# officer|# officers}"),
    TrainingKind.CHAMPION: _("{count:# champion|# champions}"),
}
COUNT_OF: dict[GroupKind, Marked] = {
    GroupKind.BEACON: _("{count:# beacon teacher|# beacon teachers}"),
    GroupKind.ICT: _("{count:# ICT champion|# ICT champions}"),
    GroupKind.PERFORMING: _("{count:# performing head|# performing heads}"),
    GroupKind.SENIOR: _("{count:# senior teacher|# senior teachers}"),
    GroupKind.RELIGIOUS: _("{count:# religious leader|# religious leaders}"),
    GroupKind.OTHER: _("{count:# other professional|# other professionals}"),
}
MOST = 999
"""People of one kind in one training: more is a slip, or somebody's number."""

_PEOPLE = {"mmoja": 1, "wawili": 2, "watatu": 3, "wanne": 4, "watano": 5, "wanane": 8}
"""Numbers as they agree with people: viongozi watatu."""
_N = rf"(?: (\d+|{'|'.join(_PEOPLE)}))?"
_CALLED: dict[GroupKind, str] = {
    GroupKind.BEACON: rf"beacon teachers?|(?:mwalimu|walimu){_N} (?:ki|vi)nara|(?:mwalimu|walimu){_N} wa mfano",
    GroupKind.ICT: rf"(?:ict|digital) (?:champions?|teachers?)|(?:ma)?bingwa{_N} wa (?:tehama|ict)",
    GroupKind.PERFORMING: r"(?:(?:high|well|best) )?performing (?:heads?|head ?teachers?|principals?)"
    rf"|(?:mwalimu mkuu|walimu wakuu|mkuu|wakuu){_N} (?:ana|wana)(?:ye|o)fanya (?:vizuri|vyema)",
    GroupKind.SENIOR: rf"senior teachers?|(?:mwalimu|walimu){_N} (?:mw|wa)andamizi",
    GroupKind.RELIGIOUS: rf"religious leaders?|(?:ki|vi)ongozi{_N} wa (?:ki)?dini|pastors?|priests?|imams?|sheikhs?"
    r"|(?:m|wa)chungaji|ma(?:shehe|sheikh|imamu|padre)",
    GroupKind.OTHER: rf"(?:other )?professionals?|(?:m|wa)taalamu?(?:{_N} (?:mwingine|wengine))?",
}
"""How people write each kind, in both languages; a number may stand within the words of Kiswahili."""
_ANY = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _CALLED.items()))
_NEXT = re.compile(r"\s*(\w+)")
_SMALL = re.compile(
    r"(?:^|[,;&]|\b(?:and|na)\b) ?\d{1,4} [^\W\d]"
    rf"|[^\W\d] (?:\d{{1,4}}|{'|'.join(_PEOPLE)})(?:$| ?[,;&]| (?:and|na)\b)"
)


@dataclass(frozen=True)
class CountedGroups:
    """The groups in what somebody wrote, each with how many (None: it is not said), and the words beside them."""

    groups: tuple[tuple[GroupKind, int | None], ...]
    rest: str

    @property
    def counts(self) -> dict[GroupKind, int]:
        """How many of each kind, one that stands there twice put together."""
        found: dict[GroupKind, int] = {}
        for kind, count in self.groups:
            found[kind] = found.get(kind, 0) + (count or 0)
        return found


def counted(words: str) -> CountedGroups:
    """“Kamau, 3 religious leaders, mabingwa wa TEHAMA 2”: 3 and 2 of two kinds, and “kamau, , ” beside them."""
    folded, at = fold(words), 0
    groups: list[tuple[GroupKind, int | None]] = []
    rest: list[str] = []
    for found in _ANY.finditer(folded):
        before = folded[at : found.start()]
        left, _space, last = before.rstrip().rpartition(" ")
        following = _NEXT.match(folded, found.end())
        within = next((one for one in found.groups() if one and _number(one) is not None), None)
        after, count = found.end(), _number(within) if within else None
        if count is None and last.isalnum() and (count := _number(last)) is not None:
            before = left
        elif count is None and following and (count := _number(following[1])) is not None:
            after = following.end()
        groups.append((GroupKind(str(found.lastgroup)), count))
        rest.append(before)
        at = after
    rest.append(folded[at:])
    return CountedGroups(tuple(groups), ", ".join(rest).strip(" ,;&") if groups else words)


def _number(word: str) -> int | None:
    return _PEOPLE.get(word) or bare_number(word)


def counts_others(words: str) -> bool:
    """Whether words count people of some kind that is none of these: “3 cooks”."""
    return _SMALL.search(fold(words)) is not None


def written(groups: Mapping[GroupKind, int]) -> tuple[str, ...]:
    """The same as it is kept in an answer: “religious:3”."""
    return tuple(f"{kind}:{count}" for kind, count in groups.items())


def read(parts: Sequence[str]) -> dict[GroupKind, int]:
    """Reads it back. ValueError."""
    found = {GroupKind(kind): int(count) for kind, _colon, count in (part.partition(":") for part in parts)}
    if not all(1 <= count <= MOST for count in found.values()):
        raise ValueError("so many are never trained at once")
    return found
