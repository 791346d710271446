"""The sheets for teachers, heads and directors, made of the catalogue and of the stories that the suite plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.dialogs.cases.pages import Complain
from bot.dialogs.menu.pages import English, Kiswahili, Started
from bot.language import LANGUAGES, Marked, ours, say
from bot.reports.leaflet import FOR_EXAMPLE, IT_DOES, LEAFLETS, OUR_NUMBER, TOLD, YOU_SEND, Leaflet

STORIES = Path(__file__).parents[2] / "tests" / "stories" / "sessions"
EXAMPLES = {"en": "s1_one_sms.chat", "sw": "s1_one_sms_kiswahili.chat"}
"""The same talk in each language: what Faith is asked, what she writes, what she gets."""
WRITER = "Faith"


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
        *(_example(language) if leaflet == "teachers" else ()),
        "\n".join(f"* {line}" for line in _told(sheet, language)),
    ]
    return "\n\n".join(lines) + "\n"


def _words(sheet: Leaflet, language: str) -> Iterator[str]:
    yield f"| {say(YOU_SEND, language)} | {say(IT_DOES, language)} |"
    yield "|---|---|"
    for word in sheet.words:
        yield f"| **{word_of(word.keyword, language)}** | {say(word.says, language)} |"


def word_of(keyword: Marked | None, language: str) -> str:
    """A word as it is sent in that language."""
    assert keyword is not None, "a sheet names words that can be sent"
    return ours.translation(keyword, language) or keyword


def _example(language: str) -> Iterator[str]:
    """What she is asked, what she writes, and the receipt, as the story has it."""
    lines = (STORIES / EXAMPLES[language]).read_text(encoding="utf-8").splitlines()
    said = [found.groups() for line in lines if (found := re.match(rf"(B->)?{WRITER}: (.*)", line))][:3]
    assert [by for by, _words in said] == ["B->", None, "B->"], "asked, written, taken"
    yield f"**{say(FOR_EXAMPLE, language)}**"
    talk = "".join(f'<p class="{"ours" if by else "theirs"}">{words}</p>' for by, words in said)
    yield f'<div class="talk">{talk}</div>'


def _told(sheet: Leaflet, language: str) -> Iterator[str]:
    other = Kiswahili.keyword if language == "en" else English.keyword
    words = {"complain": Complain.keyword, "start": Started.keyword, "switch": other}
    values = {name: word_of(keyword, language) for name, keyword in words.items()}
    for line in (sheet.private, *TOLD):
        yield say(line, language, **values)
