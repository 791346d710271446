"""What somebody asks us beside the question, by how they ask: who will read it, whether one must, may, or can later.

What such a question is about need not be known to hear that it is one, and that it is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.language.clauses import clauses
from bot.language.texting import spelt_out

MOST = 160
"""Letters: a longer message asks nothing in passing."""
_BEFORE = (
    r"\W{0,5}(?:(?:and|but|so|or|also|please|pls|kindly|sorry|excuse me|hi|hello|sir|madam|ok|by the way|na|lakini"
    r"|ila|samahani"
    r"|tafadhali|habari|mwalimu|halafu|sasa)\W{1,3}){0,3}"
)
_SEE = (
    r"(?:see|sees|read|reads|know|knows|view|views|access|find out|hear|be told|be shown|be informed"
    r"|be able to (?:see|read)"
    r"|get (?:it|them|these|this|a copy|copies)|told|shown|have access)"
)
_READERS = re.compile(
    rf"{_BEFORE}(?:je\W{{1,3}})?(?:"
    rf"(?:what (?:exactly |else |all )?)?(?:will|can|could|would|does|do|is|are|may|should|shall) (?!i\b|we\b|you\b"
    rf"|u\b|it\b|there\b)"
    rf"(?:\w+\.? ){{1,4}}?(?:also |still |ever |allowed to |able to |going to ){{0,2}}{_SEE}\b"
    rf"|who (?:else )?(?:will |can |could |is able to |is allowed to |gets to |may |all |in the office ){{0,2}}{_SEE}\b"
    r"|(?:can|may|could) (?:i|we) (?:see|read|know) what (?!i\b|we\b|is\b|was\b|are\b)\w+"
    r"|am i (?:allowed|able|supposed) to (?:see|read|know) what"
    rf"|who (?:is|are|will be) (?:going to|able to|allowed to) {_SEE}\b|why (?:does|do|should|must|would) (?!i\b"
    rf"|we\b|you\b)\w+"
    rf"(?: \w+)? (?:need to |have to |want to )?{_SEE}\b"
    r"|is (?:it|this|that|everything|what \w.{0,30}) (?:\w+ )?(?:private|confidential|secret|anonymous|between us)\b"
    r"|(?:nani|ni nani)(?: \w+){0,2} (?:a|wa)(?:ta|taweza ku|naweza ku)(?:i|ya|zi)?(?:ona|soma|jua|fikia"
    r"|huona)"
    r")"
)
_OF_LEARNERS = re.compile(
    r"^\W{0,3}(?:should|must|are|is) (?:be )?able\b|\b(?:learners?|pupils?|child|children|students?|kids|class|grade)\b"
)
"""Who learns to read."""
_READERS_SW = re.compile(
    r"\b(?:ita|lita|zita|yata|uta)(?:m|wa)?(?:fikia|onyeshwa|onekana)\b|\b(?:ata|wata|ana|wana|hu)(?:weza ku)?(?:i"
    r"|ya|zi)?(?:ona|jua|soma|julishwa|ambiwa|onyeshwa|pata nakala|tumiwa)\b"
    r"|\b(?:ita|zita|ina|zina|hu)(?:on|som)wa na\b|\b(?:ame|wame|ata|wata)tumiwa (?:hii|hizi|hiyo|pia)\b"
)
_ABOUT_IT = re.compile(
    rf"{_BEFORE}(?:"
    r"(?:should|shall|must) (?:i|we)\b|do (?:i|we) (?:have|need|put|write|send|sign|answer|count|say|include|mention"
    r"|get)\b"
    r"|(?:can|may|could|am) (?:i|we)\b(?! (?:get|have) (?:a|some) (?:time|minute|moment))|am i\b|are we\b"
    r"|what (?:if|happens|should i|shall i|do i|must i|am i supposed)\b|what would happen\b"
    r"|if i \w.{0,40} (?:will|can|what|do)\b|is it (?:a must|must|ok|okay|compulsory|necessary|possible|allowed|true"
    r"|mandatory"
    r"|important|required|optional|enough|fine|wrong|right)\b|(?:will|can|does|did|has|is) (?:he|she|they|it|this"
    r"|that|my|the)\b"
    r"|will (?:i|we|you)\b|does (?:the|my|a|every)\b|why (?:do|are|should|must|did|does|is) (?:you|i|we|they|it|this)\b"
    r"|how (?:many|long|much|often) (?:\w+ ){0,2}(?:can|should|do|must|is|does|may|will)\b"
    r"|(?:where|when|how) (?:do|should|can|must|will) (?:i|we)\b|are (?:you|u) (?:asking|sure|saying|there|going)\b"
    r"|(?:je|kwani|eti)\b(?! ?suis).{0,70}(?:\?|\b(?:naweza|lazima|nini|gani|lini|wapi|nani|vipi|ngapi)\b|je\b)"
    r"|(?:ni )?lazima (?:ni|tu|ku)\w{2,18}.{0,40}\?|(?:naweza|tunaweza|ninaweza|nawezaje|inawezekana"
    r"|yawezekana) .{2,50}\?"
    r"|niki(?:kataa|kubali|saini|sema|tuma|sign|andika|jibu|kosea|badilisha|ruka|sahau)\w*(?: \w+){0,3}"
    r" (?:\w+je|nini|naweza|ata\w{2,12}|ita\w{2,12}|nita\w{2,12}|kuna)\b"
    r"|(?:kwa ?nini|mbona) (?:m|u|na|ni|i)\w{3,18}|itakuwaje\b|(?:ni)?(?:andike|jibu|seme|tume|fanye|weke)(?: \w+){0,3}"
    r" (?:nini|gani|wapi|vipi|ngapi|au)\b"
    r")"
)
_SIGNED = re.compile(
    r"\b(?!i\b|we\b|you\b)\w+ (?:\w+ )?(?:signed?|countersigned?|approved)\b"
    r"|\b(?:ame|amesha|ameisha|alisha)(?:tia |weka )?(?:saini|sahihi|sign)\w{0,3}\b|\bamesha (?:saini|sign)\b"
)
_ASKS_SIGNED = re.compile(
    rf"{_BEFORE}(?:(?:has|did|have) (?!i\b|we\b)|je\b|(?:naomba |nataka |ningependa )?kujua\b|naomba kujua\b"
    rf"|i want to know\b)"
)
_WH = re.compile(
    rf"{_BEFORE}(?:what|when|where|which|who|whose|how|why)\b.{{3,60}}\?|(?:una|mna|m)taka (?:ni|nini).{{3,60}}\?"
    rf"|{_BEFORE}\w.{{3,50}} (?:au|ama) .{{2,40}}\?|.{{3,60}}\bni (?:nini|lini|wapi|nani|ipi"
    rf"|gani|kiasi gani)"
    r"(?: \w+)?\W{0,3}\?|.{3,60}\b(?:lini|wapi|nani|ngapi|gani|vipi|nini)(?: \w+){0,2}\?"
)
"""A whole question with its mark."""
MOST_WORDS = 11
"""Of such a one: a longer one is a note that has a question in it."""
_UNSURE = re.compile(r"\b(?:asipo|nisipo|tusipo|wasipo)\w{2,14}(?: \w+){0,4} (?:itakuwaje|nini|nifanye\w*|je)\b")
_CHANGES = re.compile(
    r"\b(?:change|edit|correct|add|fix|amend|update|undo|delete|remove)\b|\b(?:ku)?(?:badili|rekebish|ongez|sahihish"
    r"|edit|futa)"
)
_ANOTHER = re.compile(
    r"\b(?:mentors?|mentees?|mshauri\w*|partner|number|line|phone|namba|nambari|laini|pin|date|day|tarehe|siku|time"
    r"|saa)\b"
)
"""What else than a record is changed."""
_MAY = re.compile(r"\b(?:can|may|could|able|allowed|naweza|ninaweza|nawezaje|inawezekana|anaweza|naeza)\b")


def about(text: str) -> str | None:
    """“privacy” for who reads what, “later” for a change afterwards, “this” for anything else; None for no question."""
    return _about(spelt_out(text)) if len(text) <= MOST else None


@lru_cache(maxsize=2048)
def _about(said: str) -> str | None:
    asked = "?" in said
    ones = list(_clauses(said))
    reads = any(_READERS.match(one) for one in ones) and _OF_LEARNERS.search(said) is None
    if reads or ((asked or said.startswith("je")) and _READERS_SW.search(said)):
        return "privacy"
    if any(_WH.fullmatch(one.strip()) and len(one.split()) <= MOST_WORDS for one in ones):
        return "this"
    if any(_SIGNED.search(one) and ("?" in one or _ASKS_SIGNED.match(one)) for one in ones):
        return "signed"
    if not (any(_ABOUT_IT.match(one) for one in ones) or _UNSURE.search(said)):
        return None
    return "later" if _CHANGES.search(said) and _MAY.search(said) and not _ANOTHER.search(said) else "this"


def _clauses(said: str) -> Iterator[str]:
    """The message, and each of its clauses with the sign that ends it."""
    yield said
    for one in clauses(said):
        yield f"{one}?" if f"{one}?" in said else one
