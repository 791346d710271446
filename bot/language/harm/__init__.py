"""Words of somebody who is being hurt or who complains, in English, Kiswahili and Sheng: one place for all.

They are said of the writer ("my mentor is harassing me", "amenipiga") or of a learner ("a pupil was defiled"). What
teachers write about their work is none of them: "stop caning", "how to handle bullying", "wanafunzi wananisumbua".
"""

from __future__ import annotations

import re

from bot.language.harm import english, kiswahili
from bot.language.harm.misspelt import spelt
from bot.language.harm.offences import CHILD, HINTS, OFFENCE
from bot.language.harm.patterns import any_of, one_of
from bot.language.tokens import level
from bot.language.words import once

_WORDS = re.compile(r"""[^\W\d_]+|[^\w\s'"“”-]|\d""")
_ENDS = re.compile(r"^\W+|\W+$")
_IN = {"en": one_of(english.TELLS), "sw": one_of(kiswahili.TELLS)}
_COMPLAINS = re.compile(r"(?:a )?complain(?:ts?|ing)?(?: \d)?|(?:ma)?lalamik[oa](?: \d)?")
_LIFE = one_of((*english.LIFE, *kiswahili.LIFE))
_MAYBE = one_of((*english.DOUBTFUL, *kiswahili.DOUBTFUL))
_MAYBE_ABUSE = one_of((*english.OF_A_LEARNER, *kiswahili.OF_A_LEARNER))
_ABOUT = one_of((any_of(f"{english.TAUGHT} {kiswahili.TAUGHT}"),))
_HOW_TO_REPORT = re.compile(r"\b(?:how|where) (?:can|do|could|should|to|may) (?:i |we )?report\b.*")
"""Whoever asks that teaches nothing."""
_PASSED_ON, _HINTED, _OF_A_CHILD = one_of(OFFENCE), one_of(HINTS), one_of((CHILD,))


def _plain(text: str) -> str:
    """Its words in small letters, one space between; whatever ends a sentence, and a number, stands there as itself."""
    return once(_plain, text, lambda: _made_plain(text))


def _made_plain(text: str) -> str:
    return _ENDS.sub("", " ".join(map(spelt, _WORDS.findall(level(text.replace("\n", " . "))))))


def tells(text: str) -> str | None:
    """The language in which a message tells that somebody is hurt, or complains; None where it does not."""
    return once(tells, text, lambda: _told(text))


def _told(text: str) -> str | None:
    words = _plain(text)
    return next((language for language, pattern in _IN.items() if pattern.search(words)), None)


def only_complains(text: str) -> bool:
    """Whether these words ask to complain and tell nothing yet: “a complaint”, “LALAMIKO”, “complain 3”."""
    return bool(_COMPLAINS.fullmatch(_plain(text)))


def of_life(text: str) -> bool:
    """Whether somebody writes of ending their life, or of somebody who does."""
    return bool(_LIFE.search(_plain(text)))


def may_tell(text: str) -> bool:
    """Whether a message has words that tell of harm or are about teaching: only who wrote them knows."""
    words = _plain(text)
    return bool(_MAYBE.search(words)) and not _ABOUT.search(_HOW_TO_REPORT.sub("", words))


def is_abuse(text: str) -> bool:
    """Whether a complaint tells that a learner is abused, or of a sexual offence: the law has it passed on."""
    return bool(_PASSED_ON.search(_plain(text)))


def may_be_abuse(text: str) -> bool:
    """Whether it may tell of that, so that its writer is asked."""
    words = _plain(text)
    hinted = bool(_HINTED.search(words)) and bool(_OF_A_CHILD.search(words))
    return (hinted or bool(_MAYBE_ABUSE.search(words))) and not is_abuse(text)
