"""What somebody asks us beside the question, by how they ask: who will read it, whether one must, may, or can later.

What such a question is about need not be known to hear that it is one, and that it is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from bot.language.beside.texting import spelt_out
from bot.language.clauses import clauses


class AsksAbout(Enum):
    """What a question is about."""

    READERS = "who reads what"
    SIGNED = "whether the other has signed"
    AFTERWARDS = "a change later"
    ELSE = "anything else"


MOST = 160
"""Letters: a longer message asks nothing in passing."""
_BEFORE = (
    r"\W{0,5}(?:(?:and|but|so|or|also|please|pls|kindly|sorry|excuse me|hi|hello|sir|madam|ok|by the way|na|lakini|ila"
    r"|samahani|tafadhali|habari|mwalimu|halafu|sasa)\W{1,3}){0,3}"
)


def _any(*shapes: str, end: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:{'|'.join(shapes)}){end}")


# who reads what

_SEE = (
    r"(?:sees?|reads?|knows?|views?|access|find out|hear|be (?:told|shown|informed)|be able to (?:see|read)"
    r"|get (?:it|them|these|this|a copy|copies)|told|shown|have access)"
)
_NOT_OURS = r"(?!(?:i|we|you|u)\b)"
_READERS = _any(
    r"(?:je\W{1,3})?(?:what (?:exactly |else |all )?)?(?:will|can|could|would|does|do|is|are|may|should|shall) "
    rf"{_NOT_OURS}(?!(?:it|there)\b)(?:\w+\.? ){{1,4}}?(?:also |still |ever |allowed to |able to |going to ){{0,2}}"
    rf"{_SEE}",
    rf"who (?:else )?(?:will |can |could |is able to |is allowed to |gets to |may |all |in the office ){{0,2}}{_SEE}",
    rf"who (?:is|are|will be) (?:going to|able to|allowed to) {_SEE}",
    rf"why (?:does|do|should|must|would) {_NOT_OURS}\w+(?: \w+)? (?:need to |have to |want to )?{_SEE}",
    r"(?:can|may|could) (?:i|we) (?:see|read|know) what (?!(?:i|we|is|was|are)\b)\w+",
    r"(?:am i (?:allowed|able|supposed) to (?:see|read|know)|do i have access to) what",
    r"is (?:it|this|that|everything|what \w.{0,30}) (?:\w+ )?(?:private|confidential|secret|anonymous|between us)",
    r"(?:ni )?nani(?: \w+){0,2} (?:a|wa)(?:ta|taweza ku|naweza ku)(?:i|ya|zi)?(?:ona|soma|jua|fikia)",
)
_READERS_SW = re.compile(
    r"\b(?:(?:ita|lita|zita|yata|uta)(?:m|wa)?(?:fikia|onyeshwa|onekana)"
    r"|(?:ata|wata|ana|wana|hu)(?:weza ku)?(?:i|ya|zi)?(?:ona|jua|soma|julishwa|ambiwa|onyeshwa|pata nakala|tumiwa)"
    r"|(?:ita|zita|ina|zina|hu)(?:on|som)wa na|(?:ame|wame|ata|wata)tumiwa (?:hii|hizi|hiyo|pia))\b"
)
"""The same where it is plain that something is asked."""
_OF_LEARNERS = re.compile(
    r"^\W{0,3}(?:should|must|are|is) (?:be )?able\b|\b(?:learners?|pupils?|child|children|students?|kids|class|grade)\b"
)
"""Who learns to read."""

# whether the other has signed

_SIGNED = re.compile(
    rf"\b{_NOT_OURS}\w+ (?:\w+ )?(?:signed|countersigned|approved)\b"
    rf"|\bdid {_NOT_OURS}(?:\w+\W{{1,2}}){{1,3}}(?:counter)?sign\b"
    r"|\b(?:ame|amesha|ameisha|alisha)(?:tia |weka )?(?:saini|sahihi|sign)\w{0,3}\b|\bamesha (?:saini|sign)\b"
)
_ASKS_SIGNED = _any(
    r"(?:has|did|have) (?!(?:i|we)\b)", "je", "(?:naomba |nataka |ningependa )?kujua", "i want to know", end=""
)

# anything else

_IS_IT = (
    "a must|must|ok|okay|compulsory|necessary|possible|allowed|true|mandatory|important|required|optional|enough|fine"
    "|wrong|right"
)
_ABOUT_IT = _any(
    r"(?:should|shall|must|am|are|will) (?:i|we)\b",
    r"will you\b",
    r"do (?:i|we) (?:have|need|put|write|send|sign|answer|count|say|include|mention|get)\b",
    r"(?:can|may|could) (?:i|we)\b(?! (?:get|have) (?:a|some) (?:time|minute|moment))",
    r"what (?:if|happens|should i|shall i|do i|must i|am i supposed)\b",
    r"what would happen\b",
    r"if i \w.{0,40} (?:will|can|what|do)\b",
    rf"is it (?:{_IS_IT})\b",
    r"(?:will|can|does|did|has|is) (?:he|she|they|it|this|that|my|the)\b",
    r"does (?:a|every)\b",
    r"why (?:do|are|should|must|did|does|is) (?:you|i|we|they|it|this)\b",
    r"how (?:many|long|much|often) (?:\w+ ){0,2}(?:can|should|do|must|is|does|may|will)\b",
    r"(?:where|when|how) (?:do|should|can|must|will) (?:i|we)\b",
    r"are (?:you|u) (?:asking|sure|saying|there|going)\b",
    r"(?:je|kwani|eti)\b(?! ?suis).{0,70}(?:\?|\b(?:naweza|lazima|nini|gani|lini|wapi|nani|vipi|ngapi)\b|je\b)",
    r"(?:ni )?lazima (?:ni|tu|ku)\w{2,18}.{0,40}\?",
    r"(?:naweza|tunaweza|ninaweza|nawezaje|inawezekana|yawezekana) .{2,50}\?",
    r"niki(?:kataa|kubali|saini|sema|tuma|sign|andika|jibu|kosea|badilisha|ruka|sahau)\w*(?: \w+){0,3}"
    r" (?:\w+je|nini|naweza|ata\w{2,12}|ita\w{2,12}|nita\w{2,12}|kuna)\b",
    r"(?:kwa ?nini|mbona) (?:m|u|na|ni|i)\w{3,18}",
    r"itakuwaje\b",
    r"(?:ni)?(?:andike|jibu|seme|tume|fanye|weke)(?: \w+){0,3} (?:nini|gani|wapi|vipi|ngapi|au)\b",
    end="",
)
_UNSURE = re.compile(r"\b(?:asipo|nisipo|tusipo|wasipo)\w{2,14}(?: \w+){0,4} (?:itakuwaje|nini|nifanye\w*|je)\b")
_WITH_MARK = _any(
    r"(?:what|when|where|which|who|whose|how|why)\b.{3,60}",
    r"(?:una|mna|m)taka ni.{3,60}",
    r"\w.{3,50} (?:au|ama) .{2,40}",
    r".{3,60}\bni (?:nini|lini|wapi|nani|ipi|gani|kiasi gani)(?: \w+)?\W{0,3}",
    r".{3,60}\b(?:lini|wapi|nani|ngapi|gani|vipi|nini)(?: \w+){0,2}",
    end=r"\?",
)
"""A whole question with its mark."""
MOST_WORDS = 11
"""Of such a one: a longer one is a note that has a question in it."""

# a change afterwards

_CHANGES = re.compile(
    r"\b(?:change|edit|correct|add|fix|amend|update|undo|delete|remove)\b"
    r"|\b(?:ku)?(?:badili|rekebish|ongez|sahihish|edit|futa)"
)
_ANOTHER = re.compile(
    r"\b(?:mentors?|mentees?|mshauri\w*|partner|number|line|phone|namba|nambari|laini|pin|language|lugha|date|day|tarehe"
    r"|siku|time|saa)\b"
)
"""What else than a record is changed."""
_MAY = re.compile(r"\b(?:can|may|could|able|allowed|naweza|ninaweza|nawezaje|inawezekana|anaweza|naeza)\b")


def about(text: str) -> AsksAbout | None:
    """What a message asks about; None for no question."""
    return _about(spelt_out(text)) if len(text) <= MOST else None


@lru_cache(maxsize=2048)
def _about(said: str) -> AsksAbout | None:
    ones = list(_clauses(said))
    reads = any(_READERS.match(one) for one in ones) and _OF_LEARNERS.search(said) is None
    if reads or (("?" in said or said.startswith("je")) and _READERS_SW.search(said)):
        return AsksAbout.READERS
    if any(_WITH_MARK.fullmatch(one.strip()) and len(one.split()) <= MOST_WORDS for one in ones):
        return AsksAbout.ELSE
    if any(_SIGNED.search(one) and ("?" in one or _ASKS_SIGNED.match(one)) for one in ones):
        return AsksAbout.SIGNED
    if not (any(_ABOUT_IT.match(one) for one in ones) or _UNSURE.search(said)):
        return None
    afterwards = _CHANGES.search(said) and _MAY.search(said) and not _ANOTHER.search(said)
    return AsksAbout.AFTERWARDS if afterwards else AsksAbout.ELSE


def _clauses(said: str) -> Iterator[str]:
    """The message, and each of its clauses with the sign that ends it."""
    yield said
    for one in clauses(said):
        yield f"{one}?" if f"{one}?" in said else one
