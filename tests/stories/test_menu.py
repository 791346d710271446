"""MENU begins with what waits for this person now, by name and number; then what their part lets them do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.annex_iv import rules as feedbacks
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.store import pairs
from tests.stories.given import the_pair
from tests.stories.plans.test_s4_plan import PINS, approved, proposes
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG

MONDAY = "Mon 4 May 2026, 15:00"
TUESDAY = "Tue 28 Apr 2026, 10:00"


def menu(phones: Phones, name: str, word: str = "MENU") -> str:
    return phones.write(name, word)[0]


@pytest.mark.parametrize(
    ("language", "word", "waits"),
    [("en", "MENU", "1 sign session 3 with F. Mutua"), ("sw", "MENYU", "1 tia saini kikao cha 3 na F. Mutua")],
)
def test_a_record_to_sign_is_the_first_choice_and_opens(
    copies: Callable[[], Engine], language: str, word: str, waits: str
) -> None:
    phones = begun(copies(), "the demo", "Thu 28 May 2026, 16:15", language)
    phones.write("Faith", LOG)
    assert waits in menu(phones, "Peter", word)
    assert "2 " in phones.write("Peter", "1")[0]
    phones.write("Peter", "2")
    assert waits not in menu(phones, "Peter", word)


def test_a_session_whose_record_is_missing_is_named_and_logged_from_there(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    assert "1 log session 3 with P. Otieno" in menu(phones, "Faith")
    assert "date?" in phones.write("Faith", "1")[0]


def test_an_open_form_is_gone_on_with(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    for text in ("LOG", "today"):
        phones.write("Faith", text)
    shown = menu(phones, "Faith")
    assert "1 go on with: session 3" in shown
    assert "log session 3" not in shown, "it is begun"
    assert "question 2" in phones.write("Faith", "1")[0]


def test_a_match_waits_for_whose_turn_it_is(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "nobody is matched yet", TUESDAY)
    assert "answer the match" not in menu(phones, "Peter")
    for text in (f"MATCH {MENTEE} {MENTOR}", "1"):
        phones.write("Jane", text)
    assert "1 answer the match with F. Mutua" in menu(phones, "Peter")
    assert "answer the match" not in menu(phones, "Faith")
    assert "will you mentor Faith Mutua" in phones.write("Peter", "1")[0]
    phones.write("Peter", "yes")
    assert "answer the match" not in menu(phones, "Peter")
    assert "1 answer the match with P. Otieno" in menu(phones, "Faith")


def test_the_papers_wait_for_whose_turn_it_is_step_by_step(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", MONDAY)
    assert "1 make the plan with F. Mutua" in menu(phones, "Peter")
    assert "2 see if I am ready to mentor" in menu(phones, "Peter")
    assert "1 say what I want to learn" in menu(phones, "Faith"), "NEEDS comes before the plan"
    proposes(phones)
    assert "1 read the plan of P. Otieno" in menu(phones, "Faith")
    assert "what I want to learn" not in menu(phones, "Faith")
    phones.write("Faith", "PLAN")
    phones.write("Faith", "2")
    assert "1 sign the agreement with F. Mutua" in menu(phones, "Peter")
    assert "sign the agreement" not in menu(phones, "Faith")
    phones.write("Peter", "1")
    phones.write("Peter", "1")
    phones.write("Peter", f"SIGN {PINS[1]}")
    assert "1 sign your declaration" in menu(phones, "Peter")
    assert "1 sign the agreement with P. Otieno" in menu(phones, "Faith")


def test_a_review_that_is_due_waits_until_it_is_saved(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    assert "6-week review, P. Otieno" in menu(phones, "Faith")
    number = menu(phones, "Faith").split(" 6-week review")[0][-1]
    phones.write("Faith", number)
    for text in ("2", "0", "joint lesson planning"):
        phones.write("Faith", text)
    assert "6-week review" not in menu(phones, "Faith")


def test_annex_iv_waits_for_the_mentor_after_three_months(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "quarter 1 is reviewed", "Tue 8 Sep 2026, 10:00")
    assert "Annex IV on F. Mutua" in menu(phones, "Peter")
    assert "Annex IV" not in menu(phones, "Faith")
    with phones.engine.connect() as db:
        pair = pairs.get(db, the_pair(db).id)
    assert pair is not None
    assert feedbacks.occasion(pair.cycle, datetime(2026, 9, 8, tzinfo=NAIROBI).date()) == 1


def test_the_goals_of_a_session_are_asked_for_when_both_have_signed(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    assert "goals met" not in menu(phones, "Faith")
    phones.write("Peter", "SIGN")
    (signed,) = phones.write("Peter", "2")
    assert "goals" in signed
    assert "session 3: goals met?" in menu(phones, "Faith")
    assert "Were its goals met" in phones.write("Faith", "CLOSE 3")[0]
    phones.write("Faith", "yes, yes")
    assert "goals met" not in menu(phones, "Faith")
    phones.until("Fri 5 Jun 2026, 10:00")
    assert "goals met" not in menu(phones, "Peter"), "a week later it is over"


def test_a_head_finds_what_heads_do(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "nobody is matched yet", TUESDAY)
    assert menu(phones, "Jane") == (
        "TIMEC menu: 1 my status 2 match teachers 3 log an orientation 4 invite a teacher 5 end a pair"
        " 6 everything else"
    )
    assert phones.write("Jane", "2")[0].startswith("Who is the mentee? Reply a name or TSC number.")
    assert "invite a teacher" in menu(phones, "Ali")
    assert "match teachers" not in menu(phones, "Ali")
    assert "invite" not in menu(phones, "Faith")


def test_more_than_three_things_are_read_on_with_more(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    for number, day in enumerate(("1/6", "2/6", "3/6", "4/6"), start=5):
        said = phones.write("Faith", f"LOG {day} library 1 notes {number} 2 seat plan 3 done")
        phones.write("Faith", "same") if "SAME" in said[0] else None
    shown = menu(phones, "Peter")
    assert shown.count("sign session") == 3
    assert "4 MORE" in shown
    assert "sign session 8" in phones.write("Peter", "4")[0]


def test_buttons_on_whatsapp_have_the_numbers_that_are_typed(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    phones.write("Peter", "MENU", Channel.WHATSAPP)
    pressed = phones.sent[-1].outbound.choices
    typed = phones.write("Peter", "1", Channel.WHATSAPP)
    assert pressed[0].label.startswith("Sign session 3")
    assert "session 3" in typed[0].lower() or "S3" in typed[0]


def test_after_approval_nothing_waits_that_is_the_others(quick_copies: Callable[[], Engine]) -> None:
    phones = approved(begun(quick_copies(), "Faith and Peter are matched", MONDAY))
    assert menu(phones, "Faith") == "TIMEC menu: 1 my status 2 everything else"


def test_an_officer_is_offered_a_match_where_a_head_waits_for_a_mentor(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Brian is newly a head at Utithi", "Thu 30 Apr 2026, 10:00")
    assert "2 match a school head" in menu(phones, "Ali")
    for text in ("2", "6618", "1", "Peter"):
        phones.write("Ali", text)
    assert "I am asking the mentor first" in phones.write("Ali", "1")[0]
    assert "match" not in menu(phones, "Ali"), "Brian is asked for already"
    assert "match a school head" not in menu(begun(quick_copies(), "two pairs at Mwangaza", MONDAY), "Ali")


@pytest.mark.parametrize(("who", "pin"), [("Jane", "2094"), ("Ali", "6618")])
@pytest.mark.parametrize(
    ("group", "first"),
    [
        ("reports and figures", "1 send the report"),
        ("training and meetings", "1 log a training"),
        ("people and issues", "1 mentors"),
    ],
)
def test_the_work_of_an_office_is_found_from_the_menu_and_each_opens(
    quick_copies: Callable[[], Engine], who: str, pin: str, group: str, first: str
) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", "Wed 17 Jun 2026, 10:00")
    work = _work(phones, who, group)
    assert first in work
    for number in map(int, re.findall(r" (\d+) ", work)):
        phones = begun(quick_copies(), "two pairs at Mwangaza", "Wed 17 Jun 2026, 10:00")
        phones.write(who, "STATUS")
        phones.write(who, pin)
        _work(phones, who, group)
        (said,) = phones.write(who, str(number))
        assert "cannot open" not in said
        assert "MENU shows what you can do" not in said
        assert said != work


def _work(phones: Phones, who: str, group: str) -> str:
    """The work of an office, by the numbers of the menu."""
    shown = menu(phones, who)
    for label in ("everything else", group):
        number = re.findall(rf"(\d+) {label}", shown)[0]
        (shown,) = phones.write(who, number)
    return shown
