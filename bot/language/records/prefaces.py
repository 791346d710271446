"""What people write before the numbered parts of a message that says nothing of them: who writes, excuses, “we met”."""

from __future__ import annotations

import re
from datetime import date

from bot.language.dates.days import day_apart
from bot.language.dates.looking import Towards
from bot.language.likeness import misspelt
from bot.language.meaning import Piece, read
from bot.language.trimming import introduces
from bot.language.venues import names_place, venue
from bot.language.word_lists import bag

_CLAUSES = re.compile(r"(?<![.,;:!\n])(?:(?<!\b\w)(?<!\b[mdMD]rs)(?<!\b[mdMD]r)\.|[,;:!\n])+(?=\s|$)")
"""Where a clause ends; “P. Otieno” and “Mr. Otieno” go on."""
_MET = bag("meet session held")
_BESIDE = _MET | bag(
    "well yes ok i we thanks hello today yesterday time hourof daypart mentor num name done doing date fill be have"
    " come praise blessing finish there glad talk log read reminding answer send status note ready bye timec text"
    " number receive"
)
"""What may be said of a meeting without saying anything of its record."""
_EXCUSES = bag("sorry late mishap busy sick lack cost")
_DENIED = bag("not_met cannot fut ahead tomorrow postpone")
"""What makes of the words before a record something else."""
_LITTLE = bag(
    "first second third fourth pili tatu nne took find below are following ifuatayo yafuatayo hapo chini"
    " our was were the is summary report went kilienda kimeenda"
    " ilienda imeenda kwenda kizuri fruitful useful had hav just with na"
)
"""Words without a meaning of their own that stand in such sentences."""
_HOUR = re.compile(r"(?i)\b(?:\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|saa \w+)")
_IN = re.compile(r"(?i)(?<!\w)(?:in|at|katika|kwenye|ndani ya) (?:(?:the|our) )?")
_WITH = re.compile(r"(?i) (?:with|na) (?:(?:mr|mrs|ms|mwalimu|tr|madam)\.? )?(\w{2,30})$")
_PHONES = bag("phone simu call online whatsapp mtandaoni")
"""What is as often the excuse as the place."""


def of_the_parts(lead: str, names: frozenset[str], today: date) -> str:
    """What stands before the parts without the clauses that say nothing of them; a day that they name stays.

    `names`: those of the two, in small letters. Whatever is not known to say nothing stays, to be asked about.
    """
    clauses = _CLAUSES.split(lead)
    kept: list[str] = []
    for clause in clauses:
        if not _says_nothing(clause, names):
            kept.append(_placed(clause, names) or clause.strip())
        elif not _excuses(clause) and (day := day_apart(clause, today, Towards.PAST)[0]) is not None:
            kept.append(f"{day.day}/{day.month}/{day.year}")
    same = [clause.strip() for clause in clauses] == kept
    return lead if same else " ".join(filter(None, kept))


def _placed(clause: str, names: frozenset[str]) -> str | None:
    """The place at the end of a clause that says nothing else, without whom they met there; None for other clauses."""
    said = clause.strip()
    if (found := _WITH.search(said)) is not None and found[1].lower() in names:
        said = said[: found.start()]
    if (found := _IN.search(said)) is not None and venue(said[found.end() :]) is not None:
        return said[found.end() :] if _says_nothing(said[: found.start()], names) else None
    return said if said != clause.strip() and venue(said) is not None else None


def _says_nothing(clause: str, names: frozenset[str]) -> bool:
    if introduces(clause):
        return True
    means = read(clause).bag
    denies = means & {"no", "not", "none"} and (len(read(clause).pieces) < 3 or means & (_MET | {"come", "there"}))
    if means & _DENIED or denies:
        return False
    if _excuses(clause):
        alone = "sorry" in means and "i" in means and "we" not in means  # “sorry I was in class”
        return alone or not names_place(clause, but=_PHONES)
    return not names_place(clause) and all(_is_known(piece, names) for piece in read(_HOUR.sub(" ", clause)).pieces)


def _excuses(clause: str) -> bool:
    """Whether it begs pardon for what came late, and tells nothing of a meeting."""
    means = read(clause).bag
    return bool(means & _EXCUSES) and not means & _MET and not means & {"today", "yesterday", "date"}


def _is_known(piece: Piece, names: frozenset[str]) -> bool:
    if piece.words in _LITTLE or any(piece.words == name or misspelt(name, piece.words) for name in names):
        return True
    return piece.is_of(_BESIDE) and piece.means != {"name"}
