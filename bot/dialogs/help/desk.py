"""Help at the desk: what each role is told, and which topic somebody means."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from bot.dialogs.asides.pages import Greeted, Hello
from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.glossary.pages import Explanation
from bot.dialogs.glossary.shared import called
from bot.dialogs.guide.pages import TOPICS
from bot.dialogs.handbook.pages import TopicText
from bot.dialogs.handlers import facts, routes
from bot.dialogs.help.pages import Help, HelpFor, HelpTopic, ToldTopic, TopicList, Topics
from bot.dialogs.schools.rules import nearest
from bot.dialogs.wants import shared as wanting
from bot.dialogs.wants.pages import DidYouMean
from bot.forms.dialog import Dialog, target
from bot.forms.page import Go, Notice, Page, Row
from bot.language import LANGUAGES, Name, fold, say
from bot.store import pairs
from bot.store.pairs import LOGGING, PRESENT

TOPIC, TERM = "topic", "term"
SURELY = 85
"""How alike (of 100) a word over an open question is at least to what HELP or GLOSSARY explains."""
_AROUND = re.compile(r"^(?:[\s,.:;-]|(?:me|with|on|about|for|to|the|ya|wa|kuhusu|kwa|na)\b)+", re.IGNORECASE)


@facts
def helped(asking: Asking, at: Help) -> Prepared:
    """Whose help it is."""
    above = asking.office is not None and asking.office.oversees_schools
    mine = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    mentor = all(pair.mentor_id == asking.who.id for pair in mine)
    head = asking.office is not None and not above
    return Prepared(HelpFor(pair=bool(mine), mentor=mentor, head=head, director=above))


@facts
def greeted(asking: Asking, at: Hello) -> Prepared:
    """Who greets us."""
    return Prepared(Greeted(Name(asking.who.name), bool(pairs.pairs_of(asking.db, asking.who.id, LOGGING))))


@routes
def meant(asking: Asking, at: Help) -> Dialog:
    """HELP with a word: its topic, or what the word means; else what its words may ask for, or all topics."""
    words = at.topic or ""
    if not words:
        return at
    found = nearest(words, known(), SURELY) or nearest(_bare(words), known())
    if found:
        kind, key = found[0].split(" ", 1)
        return HelpTopic(on=key) if kind == TOPIC else Explanation(term=key)
    wants = wanting.open_to(asking, wanting.likely(words))[: wanting.MOST]
    return DidYouMean(wants=tuple(wants)) if wants else Topics()


def is_known(page: type[Dialog], words: str) -> bool:
    """Whether HELP or GLOSSARY with these words is plainly meant so, and is no answer: they name what it explains."""
    there = known() if page is Help else called()
    return bool(nearest(words, there, SURELY) or nearest(_bare(words), there, SURELY))


def topic_of(page: type[Page[Any]]) -> HelpTopic | None:
    """The topic of what most choices of a notice lead to; None where they lead to nothing that HELP explains."""
    if not issubclass(page, Notice):
        return None
    to = [target(choice.to) for choice in page.choices().values() if isinstance(choice, Go)]
    about = Counter(key for key, topic in TOPICS.items() for one in to if one in topic.dialogs)
    return HelpTopic(on=about.most_common(1)[0][0]) if about else None


def _bare(words: str) -> str:
    """“with logging” is logging."""
    return _AROUND.sub("", words)


@cache
def known() -> dict[str, tuple[str, ...]]:
    """All that HELP explains, each with how it is called in every language: topics by their keywords too, and terms."""
    topics = {f"{TOPIC} {key}": _names(topic) for key, topic in TOPICS.items()}
    return topics | {f"{TERM} {key}": names for key, names in called().items()}


def _names(topic: TopicText) -> tuple[str, ...]:
    keywords = [dialog.keyword for dialog in topic.dialogs]
    texts = [text for text in (topic.title, *keywords) if text is not None]
    return tuple(map(fold, (*(say(text, language) for text in texts for language in LANGUAGES), *topic.also)))


@facts
def topics(asking: Asking, at: Topics) -> Prepared:
    """All topics."""
    return Prepared(TopicList(tuple(Row(topic.title, HelpTopic(on=key)) for key, topic in TOPICS.items())))


@facts
def topic(asking: Asking, at: HelpTopic) -> Prepared:
    """One topic."""
    found = TOPICS.get(at.on)
    if found is None:
        raise NotOpen
    return Prepared(ToldTopic(found.tells))
