"""MENTOR, MENTEE, TRAIN, REPORT and MENTORS with nothing, too much, the wrong way round, of nobody or of elsewhere.

Each gets one answer, which says what is wrong, or takes what it can, and asks for the next thing: in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.language import LANGUAGES, say
from bot.store.officers import reports
from bot.store.officers.reports import ReportKind
from bot.store.people import people, roles
from bot.store.people.roles import Role
from tests.stories.given import EARLY, HEAD
from tests.stories.player import Phones, begun
from tests.stories.test_one_refusal import ELSEWHERE, NOBODY, PINS, with_people_elsewhere

NUMBERS = {"Jane": HEAD, "Ali": "300415", "Peter": "534210"}
NAMES_NOBODY = "Among your people nobody is called so."
NO_NUMBER = "Among your people nobody has the TSC number {number}. Please check it."
WHO_MENTOR = "whom do you nominate? Reply a name or TSC number, or NEW for one without."
WHO_MENTEE = "who is the mentee? Reply a name or TSC number, or NEW for one without."
OUTSIDER = "I do not know {who} in your school. From outside? Write the full name."
NEWCOMER = "I do not know {who} in your school. A new mentee? Write the full name."
WHICH_CATEGORY = "under which category? Nobody else is shown it."
WHICH_DAY = "on which day was the training?"
WHO_TOOK_PART = "who took part? Reply names with commas, or TSC numbers."
WHERE = "where was it?"
NO_SUCH = "no such mentor."
FOR_OFFICES = "That is for heads and TSC offices. MENU shows what you can do."
CASES = (
    # whose, what they write, and what the answer says
    ("Jane", "MENTOR", "", WHO_MENTOR),
    ("Jane", "MENTOR", "nobody at all", NAMES_NOBODY),
    ("Jane", "MENTOR", "ALL Brian", NAMES_NOBODY),
    ("Jane", "MENTOR", "12345678", "A TSC number has 6 or 7 digits. Please check {number}."),
    ("Jane", "MENTOR", "Peter", "{who} is a mentor of your school already. MATCH gives them a mentee."),
    ("Jane", "MENTOR", NOBODY, OUTSIDER),
    ("Jane", "MENTOR", ELSEWHERE, OUTSIDER),
    ("Jane", "MENTEE", "", WHO_MENTEE),
    ("Jane", "MENTEE", "nobody", NAMES_NOBODY),
    ("Jane", "MENTEE", "1 Amina", WHICH_CATEGORY),
    ("Jane", "MENTEE", "Amina 9 9", WHICH_CATEGORY),
    ("Jane", "MENTEE", "Amina", WHICH_CATEGORY),
    ("Jane", "MENTEE", NOBODY, NEWCOMER),
    ("Jane", "MENTEE", ELSEWHERE, NEWCOMER),
    ("Jane", "TRAIN", "", WHICH_DAY),
    ("Jane", "TRAIN", "1/6", WHO_TOOK_PART),
    ("Jane", "TRAIN", "Peter 1/6", WHERE),
    ("Jane", "TRAIN", "99/99 Peter", "is not a date"),
    ("Jane", "TRAIN", "1/6 nobody", NAMES_NOBODY),
    ("Jane", "TRAIN", f"1/6 {NOBODY}", NO_NUMBER),
    ("Jane", "TRAIN", f"1/6 {ELSEWHERE}", NO_NUMBER),
    ("Jane", "REPORT", "Mwala", "Report, {period}:"),
    ("Jane", "REPORT", ELSEWHERE, "Report"),
    ("Jane", "MENTORS", "xyzzy", NO_SUCH),
    ("Jane", "MENTORS", NOBODY, NO_SUCH),
    ("Jane", "MENTORS", ELSEWHERE, NO_SUCH),
    ("Ali", "TRAIN", "1/6 Peter", NAMES_NOBODY),
    ("Ali", "MENTORS", "xyzzy", NO_SUCH),
    ("Ali", "MENTORS", "Turkana", NO_SUCH),
    ("Ali", "MENTOR", "Peter", "The head of a school nominates mentors. To become one, tell your head."),
    ("Ali", "MENTEE", "Faith", "The head of a school enrols its mentees. To join, tell your head."),
    ("Peter", "MENTOR", "Brian", "The head of a school nominates mentors. To become one, tell your head."),
    ("Peter", "MENTEE", "Amina", "The head of a school enrols its mentees. To join, tell your head."),
    ("Peter", "TRAIN", "1/6 Brian", "The head of a school records the training of its mentors."),
    ("Peter", "REPORT", "", FOR_OFFICES),
    ("Peter", "MENTORS", "", FOR_OFFICES),
)
IN_KISWAHILI = {
    "is not a date": "si tarehe",
    "Report, {period}:": "Ripoti,",
    "Report": "Ripoti",
    NO_SUCH: "hakuna mshauri wa aina hiyo.",
}
"""Parts of texts that are no text of their own."""


@pytest.fixture(params=LANGUAGES)
def phones(request: pytest.FixtureRequest, quick_copies: Callable[[], Engine]) -> Phones:
    """The demo, with people elsewhere, in one language."""
    found = begun(quick_copies(), "the demo", "Wed 3 Jun 2026, 10:00")
    with_people_elsewhere(found.engine)
    with found.engine.begin() as db:
        for number in NUMBERS.values():
            person = people.by_tsc(db, number)
            assert person is not None
            people.set_language(db, person.id, request.param)
    return found


def language_of(phones: Phones) -> str:
    with phones.engine.connect() as db:
        person = people.by_tsc(db, HEAD)
    assert person is not None
    return person.language


def answer(phones: Phones, name: str, keyword: str, words: str) -> str:
    """The one answer to a keyword with these words, with nothing open beside it."""
    phones.simulation.move(phones.simulation.now + timedelta(minutes=10))
    phones.write(name, "DISCARD")
    language = language_of(phones)
    said = phones.write(name, f"{say(keyword, language)} {words}".strip())
    if any("PIN" in one for one in said):
        said = phones.write(name, PINS[name])
    assert len(said) == 1, said
    return said[0]


def expected(text: str, language: str) -> list[str]:
    """What stands in an answer, apart from what it is filled with."""
    if language != "en" and text in IN_KISWAHILI:
        return [IN_KISWAHILI[text]]
    told = say(text, language, **{name: f"<{name}>" for name in re.findall(r"{(\w+)}", text)})
    return [part.strip() for part in re.split(r"<\w+>", told) if part.strip()]


def test_each_gets_one_answer_with_the_next_step(phones: Phones) -> None:
    language, missed = language_of(phones), []
    for name, keyword, words, text in CASES:
        said = answer(phones, name, keyword, words)
        here = said.casefold()
        if not all(part.casefold() in here for part in expected(text, language)):
            missed.append(f"{name}: {keyword} {words} -> {said}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("keyword", ["MENTOR", "MENTEE", "TRAIN", "MENTORS"])
def test_elsewhere_and_nobody_are_answered_alike(phones: Phones, keyword: str) -> None:
    day = "1/6 " if keyword == "TRAIN" else ""
    told = {re.sub(r"\d{6}", "#", answer(phones, "Jane", keyword, f"{day}{one}")) for one in (NOBODY, ELSEWHERE)}
    assert len(told) == 1, told


def test_words_after_report_are_read_back_and_nothing_goes_unseen(phones: Phones) -> None:
    """Whoever writes them has not seen the figures (D240)."""
    answer(phones, "Jane", "REPORT", "")
    said = answer(phones, "Jane", "REPORT", "all pairs meet")
    assert "2/3" in said
    assert "all pairs meet" in said
    with phones.engine.connect() as db:
        head = people.by_tsc(db, HEAD)
        assert head is not None
        [held] = roles.of_person(db, head.id, EARLY.date())
        assert held.area_id is not None
        assert reports.last(db, held.area_id, Role.HEAD) is None
    phones.write("Jane", "1")
    with phones.engine.connect() as db:
        sent = reports.last(db, held.area_id, Role.HEAD)
    assert sent is not None
    assert (sent.kind, sent.words) == (ReportKind.TERM, "all pairs meet")
