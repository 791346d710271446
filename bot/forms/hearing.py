"""An answer as it is heard: SAME and “none” where they mean something, else by its question."""

from __future__ import annotations

from bot.forms.facts import NotUnderstood
from bot.forms.path import Step
from bot.forms.questions import SKIPPED, Question, is_same
from bot.forms.saying import pick
from bot.language import SAME_WORDS, fold, meanings, without_people
from bot.language.clauses import clauses
from bot.language.word_lists import bag

SHORT = 60
"""Letters of a message that says in two clauses that there is nothing: “all is well, nothing is hard”."""
NONE_WORDS = bag("0 o zero sifuri sufuri ziro n/a none nothing nil - hakuna sina bila")
"""An optional question answered with nothing."""


def heard(step: Step, words: str) -> str:
    """The stored meaning of an answer to this step, with SAME and “none” understood where they mean something."""
    question, context = step.question, step.context
    if is_same(question, words) and not pick(question.options(context), words):
        same = question.same(context) if step.stored is None else step.stored
        if same is not None:
            return same
        if fold(words) in SAME_WORDS:
            raise NotUnderstood
    if question.may_skip(context) and is_nothing(question, words):
        return SKIPPED
    return question.hear(words, context)


def is_nothing(question: Question, words: str) -> bool:
    """Whether these words leave an optional question empty."""
    if fold(words) in NONE_WORDS:
        return True
    said = (words, without_people(words)) if question.skips else ()
    if any(meanings(one, whole=True).get(sense) == 0 for one in said for sense in question.skips):
        return True
    parts = clauses(words) if question.skips and len(words) <= SHORT else ()
    rest = [one for one in parts if not any(meanings(one, whole=True).get(sense) == 0 for sense in question.skips)]
    return len(rest) < len(parts) and all(meanings(one).get("on_track") == 0 for one in rest)
