"""Parts of a record that are called by their names: “Covered: … Plan: …”, “the action plan is …”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.trimming import without_courtesies


@dataclass(frozen=True)
class ByName:
    """A message with the numbers of its parts instead of their names, and whether it can be read but one way."""

    words: str
    sure: bool


LABELS: Mapping[str, str] = {
    "areas": r"areas(?: covered)?|mada|topics?(?: covered)?|(?:m|tu)liyojadili|maeneo",
    "plan": r"(?:action )?plans?|mpango(?: wa utekelezaji)?(?! uliopita)|actions?",
    "looked_back": r"reviews?(?: of (?:the )?last plan)?|tathmini(?: ya mpango uliopita)?|last plan|mpango uliopita",
}
"""How people call the parts instead of, or beside, their numbers."""
_WITH_SIGN: Mapping[str, str] = {
    "areas": r"(?:areas?|topics?|things|issues)(?: we| we have)? (?:covered|discussed)|(?:we )?(?:have )?(?:covered"
    r"|discussed|talked about)|topic|subject|discussion|mada (?:tuli|m)\w{1,20}"
    r"|tu(?:li|me)(?:jadili|zungumzia|ongelea|zungumza|ongea)(?: kuhusu)?|majadiliano|mazungumzo|yaliyojadiliwa",
    "plan": r"(?:our |the |my |next |new )?(?:action )?plans?|action points?|next steps?|way forward|to ?do"
    r"|agreed|we agreed"
    r"|mipango|mpango (?:wetu|mpya|wa kazi)|hatua(?: (?:zijazo|inayofuata|ya))?|tulikubaliana|tumekubaliana"
    r"|makubaliano|maazimio|tutafanya",
    "looked_back": r"(?:the )?(?:last|previous|old|past) (?:action )?plan|progress|status of (?:the )?last plan"
    r"|mpango (?:wa (?:awali|zamani|mwisho)|uliopita)|utekelezaji",
}
"""The same where a colon follows."""
_NAMED = re.compile(
    rf"(?im)(?<!\w)(?:{'|'.join([*LABELS.values(), *_WITH_SIGN.values()])})(?: ?[:=.-]| (?:ni|is|was|are|were)\b)"
    rf"|^(?:{'|'.join(LABELS.values())}) "
)
"""Where any part is called by its name; in most messages none is."""
_WE_DID = re.compile(
    r"^(?:we (?:discussed|covered|talked about|looked at)|tuli(?:jadili|zungumzia|ongelea)(?: kuhusu)?) ", re.IGNORECASE
)
_TALKED = re.compile(
    r"(?i)(?:^|(?<=[.;,!:\n]))\s{0,3}(?:today |leo |jana |yesterday )?(?:we (?:discussed|covered"
    r"|talked about|spoke about|looked at)|tu(?:li|me)(?:jadili|zungumzia|ongelea|zungumza kuhusu|ongea kuhusu))\s+"
)
"""How the first part is told where only those after it are called by name."""
_MARKS = re.compile(r"(?<!\S)(\d)\) ")
_SIGN = r" ?[:=.-]+ ?"
_COLON = r"(?: ?[:=]+ ?| [-–] )"
_IS = r"\s+(?:is|was|are|were|ni|ilikuwa|itakuwa|will be|imekuwa)\s+(?:to |that |kwamba )?"
_OPENS = r"(?:^|(?<=[.;,]) *|(?<=\n))"


def numbered_by_name(words: str, numbers: Sequence[tuple[int, str]]) -> ByName | None:
    """A message whose parts are called by name, with their numbers: “Areas covered: … Action plan: …”.

    None where fewer than two are. It is sure where each name stands where a sentence begins, with a sign after it.
    """
    if _NAMED.search(words) is None:
        return None
    found, sure = words, True
    for number, name in numbers:
        if name in LABELS:
            marked, plain = _marked(found, number, name)
            found, sure = marked, sure and plain
    if found == words:
        for number, name in numbers:
            if name in LABELS:
                found = re.sub(rf"(?i){_OPENS}(?:{LABELS[name]}){_IS}", f" {number}) ", found, count=1)
        found, sure = (found, False) if len(_MARKS.findall(found)) == len(LABELS) else (words, True)
    marks = _MARKS.findall(found)
    before, after = found[: found.find(") ")], _TALKED.search(found)
    if marks and "1" not in marks and after is not None and after.start() < len(before):
        found, sure, marks = f"{found[: after.start()]} 1) {found[after.end() :]}", False, ["1", *marks]
    return ByName(found.strip(), sure) if len(marks) > 1 and len(marks) == len(set(marks)) else None


def _marked(words: str, number: int, name: str) -> tuple[str, bool]:
    """These words with a number instead of the name of this part, and whether it stood there plainly."""
    names = f"{_WITH_SIGN[name]}|{LABELS[name]}"
    for way, plain in (
        (rf"{_OPENS}(?:{names}){_COLON}", True),
        (rf"{_OPENS}(?:{LABELS[name]}){_SIGN}", True),
        (rf"^(?:{LABELS[name]}) (?!(?:is|was|were|are|ni|uliopita)\b)(?=\S)", True),
        (rf"(?<=\s)(?:{names}){_COLON}", False),
    ):
        marked = re.sub(rf"(?im){way}", f" {number}) ", words, count=1)
        if marked != words:
            return marked, plain
    return words, True


def without_name(name: str, words: str) -> str:
    """A part without its own name before it, and without “we discussed”."""
    words = _WE_DID.sub("", words) if name == "areas" else words
    return re.sub(rf"^(?:{LABELS[name]}){_SIGN}", "", words, flags=re.IGNORECASE) if name in LABELS else words


# in sentences

_PLAN_IS = re.compile(
    rf"(?i)\W{{0,3}}(?:and |na |so )?(?:(?:the|our|my|new|next) ){{0,2}}(?:action )?plan{_IS}"
    rf"|\W{{0,3}}(?:na )?mpango(?: wetu| wa utekelezaji| mpya| wa kazi)*{_IS}"
    r"|\W{0,3}(?:and |so )?(?:we (?:have )?agreed|we (?:plan|planned))(?: to| that| on)? "
    r"|\W{0,3}(?:na )?tu(?:li|me)(?:kubaliana|panga)(?: kwamba| kuwa| juu ya)? "
)
_LAST_WAS = re.compile(
    r"(?i)\W{0,3}(?:and )?(?:the |our |my )?(?:last|previous|old|past) (?:action )?plan"
    r"(?: (?:is|was|has been|were|we))? "
    r"|\W{0,3}(?:na )?mpango (?:uliopita|wa awali|wa mwisho|wa zamani)(?: ni| ulikuwa)? "
)


_NEXT = (
    r"(?=(?:(?:the|our|my) )?(?:action |last |previous |old )?plan (?:is|was|has)\b"
    r"|mpango (?:wetu )?(?:ni|uliopita)\b)"
)
_SENTENCES = re.compile(rf"(?<=[.;!\n])\s+|\n+|,? (?:and |na |while ){_NEXT}|, {_NEXT}")


def told_by_name(text: str) -> tuple[str, str, str]:
    """The sentences of a message but those that say what is planned, what is, and how far the last plan was done.

    All of it, "" and "" where no sentence says so, or two say the same.
    """
    others, plan, last = [], [], []
    for sentence in _SENTENCES.split(without_courtesies(text)):
        planned, looked = _PLAN_IS.match(sentence), _LAST_WAS.match(sentence)
        if looked:
            last.append(sentence[looked.end() :].strip(" .;!-"))
        elif planned:
            plan.append(sentence[planned.end() :].strip(" .;!-"))
        else:
            others.append(sentence)
    if len(plan) > 1 or len(last) > 1 or not (plan or last):
        return text, "", ""
    return " ".join(others), " ".join(plan), " ".join(last)
