"""The wish for a mentor of one's own gender (D212): MATCH lists by it, and it is shown to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from bot.messages import Channel
from tests.stories.player import Phones, begun

TUESDAY = "Tue 28 Apr 2026, 10:00"
WORDS = {
    "en": {"about": "ABOUT", "match": "MATCH faith", "drop": "DISCARD", "mentors": "MENTORS", "status": "STATUS"},
    "sw": {"about": "KUHUSU", "match": "UNGANISHA faith", "drop": "TUPA", "mentors": "WASHAURI", "status": "HALI"},
}
TELLING = re.compile(r"\b(gender|jinsia|woman|mwanamke|man|mwanamume|wish|anapenda)\b", re.IGNORECASE)
"""What would tell of it."""


def declares(phones: Phones, name: str, keyword: str, gender: str, own: str) -> None:
    """Somebody tells what they are and what they wish, and nothing else of themselves."""
    for words in (keyword, gender, "3", "0", own):
        phones.write(name, words)
    assert phones.write(name, "1"), "kept"


def offered(phones: Phones, language: str) -> list[str]:
    """The mentors that the head is offered for Faith, in their order."""
    (said,) = phones.write("Jane", WORDS[language]["match"])
    phones.write("Jane", WORDS[language]["drop"])
    return re.findall(r"\d ([A-Z]\. \w+) \(", said)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_wish_orders_the_list_and_is_shown_to_nobody(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = begun(quick_copies(), "nobody is matched yet", TUESDAY)
    said = WORDS[language]
    for name in ("Jane", "Faith", "Brian"):
        phones.write(name, "KISWAHILI" if language == "sw" else "ENGLISH")
    assert offered(phones, language) == ["P. Otieno", "B. Kilonzo"], "her subject goes first"
    declares(phones, "Faith", said["about"], "1", "1")
    assert offered(phones, language) == ["P. Otieno", "B. Kilonzo"], "nobody else has said what they are"
    declares(phones, "Brian", said["about"], "1", "2")
    assert offered(phones, language) == ["B. Kilonzo", "P. Otieno"]
    for words in (said["mentors"], said["status"], f"{said['match']} brian", "1"):
        phones.write("Jane", words)
    for words in ("MENTORS", "STATUS mwangaza"):
        phones.write("Ali", words, Channel.TELEGRAM)
    whose = [(phones.names.get((one.channel, one.address)), one.outbound.text) for one in phones.sent]
    assert not [said for name, said in whose if name not in ("Faith", "Brian") and TELLING.search(said)]
    asked = [one.outbound.text for one in phones.notices() if phones.names.get((one.channel, one.address)) == "Brian"]
    assert len(asked) == 1
    assert not TELLING.search(asked[0])
    with phones.engine.connect() as db:
        kept = str(db.execute(text("SELECT gender, same_gender FROM personal")).all())
    assert not re.search(r"woman|yes|no\b", kept)


def test_who_takes_the_wish_back_has_none(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "nobody is matched yet", TUESDAY)
    phones.write("Brian", "ENGLISH")
    declares(phones, "Faith", "ABOUT", "1", "1")
    declares(phones, "Brian", "ABOUT", "1", "2")
    assert offered(phones, "en")[0] == "B. Kilonzo"
    declares(phones, "Faith", "ABOUT", "3", "2")
    assert offered(phones, "en")[0] == "P. Otieno"
