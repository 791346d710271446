"""The sheets for teachers, heads and directors, made of the catalogue and of the stories that the suite plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bot.dialogs.cases.pages import Complain
from bot.dialogs.guide.pages import TOPICS
from bot.dialogs.help.pages import Help
from bot.dialogs.matching.paper import Match
from bot.dialogs.menu.pages import English, Kiswahili, Started
from bot.dialogs.standing.pages import Status
from bot.language import LANGUAGES, Marked, ours, say
from bot.reports.leaflet import EVERY_WORD, FOR_EXAMPLE, IT_DOES, LEAFLETS, OUR_NUMBER, SAYS_SO, TOLD, YOU_SEND, Leaflet

STORIES = Path(__file__).parents[2] / "tests" / "stories"
ENDINGS = {"en": ".chat", "sw": "_kiswahili.chat"}


@dataclass(frozen=True)
class StoryTold:
    """A talk that the suite plays, in each language: whose, how many messages, from which word on."""

    story: str
    whose: str
    messages: int
    begins: Marked | None = None


PIN = re.compile(r"^\d{4}$")
"""On paper nobody's is shown."""
EXAMPLES = {
    "teachers": StoryTold("sessions/s1_one_sms", "Faith", 3),
    "heads": StoryTold("matching/match_by_name", "Jane", 6, Match.keyword),
    "directors": StoryTold("schools/s6_status", "Ali", 6, Status.keyword),
}


def names() -> Iterator[tuple[str, str]]:
    """Every sheet in every language."""
    for leaflet in LEAFLETS:
        for language in LANGUAGES:
            yield leaflet, language


def title(leaflet: str, language: str) -> str:
    """How the sheet is called."""
    return say(LEAFLETS[leaflet].title, language)


def markdown(leaflet: str, language: str) -> str:
    """One sheet."""
    sheet = LEAFLETS[leaflet]
    lines = [
        f"# Mshauri: {title(leaflet, language)}",
        say(sheet.begins, language),
        f"**{say(OUR_NUMBER, language)}** ______________________________",
        "\n".join(_words(sheet, language)),
        *_example(EXAMPLES[leaflet], language),
        "\n".join(f"* {line}" for line in _told(sheet, language)),
    ]
    return "\n\n".join(lines) + "\n"


def _words(sheet: Leaflet, language: str) -> Iterator[str]:
    yield f"| {say(YOU_SEND, language)} | {say(IT_DOES, language)} |"
    yield "|---|---|"
    for word in sheet.words:
        yield f"| **{word_of(word.keyword, language)}** | {say(word.says, language)} |"


def handbook(language: str) -> str:
    """All that HELP tells, topic by topic."""
    lines = [f"# {say(EVERY_WORD, language)}", say(SAYS_SO, language, help=word_of(Help.keyword, language))]
    for topic in TOPICS.values():
        heading = say(topic.title, language)
        lines += [f"## {heading[:1].upper()}{heading[1:]}", say(topic.tells, language)]
    return "\n\n".join(lines) + "\n"


def word_of(keyword: Marked | None, language: str) -> str:
    """A word as it is sent in that language."""
    assert keyword is not None, "a sheet names words that can be sent"
    return ours.translation(keyword, language) or keyword


def _example(told: StoryTold, language: str) -> Iterator[str]:
    """What one writes and what comes back, as the story has it; ValueError where the story is another by now."""
    lines = (STORIES / f"{told.story}{ENDINGS[language]}").read_text(encoding="utf-8").splitlines()
    every = [(found[1], found[2]) for line in lines if (found := re.match(rf"(B->)?{told.whose}: (.*)", line))]
    first = every.index((None, word_of(told.begins, language))) if told.begins else 0
    said = every[first : first + told.messages]
    if len(said) < told.messages or not said[-1][0]:
        raise ValueError(f"{told.story} ({language}) does not end with an answer after {told.messages} messages")
    yield f"**{say(FOR_EXAMPLE, language)}**"
    talk = "".join(
        f'<p class="{"ours" if by else "theirs"}">{escape(PIN.sub("••••", words))}</p>' for by, words in said
    )
    yield f'<div class="talk">{talk}</div>'


def _told(sheet: Leaflet, language: str) -> Iterator[str]:
    other = Kiswahili.keyword if language == "en" else English.keyword
    words = {"complain": Complain.keyword, "start": Started.keyword, "switch": other}
    values = {name: word_of(keyword, language) for name, keyword in words.items()}
    for line in (sheet.private, *TOLD):
        yield say(line, language, **values)
