"""MENTOR and MENTEE: what must be true after their stories, and every wrong word after them has its own line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, select, text, update

from bot.dialogs.enrolment import deeds as enrolment
from bot.dialogs.nominating.paper import is_short
from bot.simulator.past import MENTEE, MENTOR
from bot.store.joining import enrolling, nominating
from bot.store.joining.enrolling import Category
from bot.store.people import people, roles
from bot.store.people.entered import first_services
from bot.store.people.roles import Role
from bot.talk.turn import World
from tests.stories.given import AMINA, EARLY, HEAD
from tests.stories.player import Phones, begun, play
from tests.stories.test_one_refusal import ELSEWHERE, NOBODY, with_people_elsewhere
from tests.stories.test_stories import story

TUESDAY = "Tue 28 Apr 2026, 10:00"


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    """Nobody is matched yet; a mentor and a mentee work in another county."""
    engine = copies()
    with_people_elsewhere(engine)
    serving_since(engine, date(2015, 1, 5), MENTEE, AMINA)
    return begun(engine, "nobody is matched yet", TUESDAY)


def id_of(engine: Engine, number: str) -> int:
    with engine.connect() as db:
        found = people.by_tsc(db, number)
    assert found is not None
    return found.id


def serving_since(engine: Engine, first: date | None, *numbers: str) -> None:
    """Since when these teach."""
    with engine.begin() as db:
        these = people.people.c.tsc_number.in_(numbers)
        db.execute(update(people.people).where(these).values(first_service=first))


def held(engine: Engine, number: str) -> set[Role]:
    """The roles that somebody holds that spring."""
    with engine.connect() as db:
        return {one.role for one in roles.of_person(db, id_of(engine, number), EARLY.date())}


def test_who_accepts_is_a_mentor_only_then_and_the_criteria_are_kept(lived: Engine) -> None:
    play(lived, story("nomination"))
    assert held(lived, AMINA) == {Role.MENTEE, Role.MENTOR}
    assert Role.MENTOR not in held(lived, MENTEE)
    with lived.connect() as db:
        found = {one.called: one for one in nominating.at_school(db, _school(lived))}
    assert found["Amina Yusuf"].criteria == "expert,specialist,conduct,volunteer,repute,innovative"
    assert (found["Grace Wanjiru Kimani"].criteria, found["Grace Wanjiru Kimani"].answer) == (
        "expert,conduct,volunteer",
        None,
    )


def _school(engine: Engine) -> int:
    with engine.connect() as db:
        area = roles.of_person(db, id_of(engine, HEAD), EARLY.date())[0].area_id
    assert area is not None
    return area


def test_the_category_is_kept_sealed_and_never_said(lived: Engine) -> None:
    phones = play(lived, story("enrolment"))
    with lived.connect() as db:
        kept = db.execute(text("SELECT category, reason FROM enrolments")).all()
        assert not {"new", "mentor"} & {value for row in kept for value in row}
        newest = enrolling.get(db, 1)
    assert newest is not None
    assert newest.category == Category.NEW
    assert not [one for one in phones.notices() if "recruit" in one.outbound.text]


def test_who_is_supported_in_performance_or_conduct_is_not_available_and_never_why(phones: Phones) -> None:
    head, amina, peter = (id_of(phones.engine, number) for number in (HEAD, AMINA, MENTOR))
    with phones.engine.begin() as db:
        enrolment.enrol(db, head, amina, Category.PERFORMANCE, "tpad", EARLY)
        enrolment.enrol(db, head, peter, Category.CONDUCT, "tpad", EARLY)
    (said,) = phones.write("Jane", "MENTOR Amina")
    assert said.startswith("A. Yusuf is not available as a mentor. Nominate somebody else.")
    assert "P. Otieno is not available as a mentor" in phones.write("Jane", f"MATCH {MENTEE} {MENTOR}")[0]


def test_a_number_of_another_school_and_one_of_nobody_are_heard_alike(phones: Phones) -> None:
    for words in ("MENTOR", "MENTEE"):
        told = [
            [line.replace(number, "#") for line in phones.write("Jane", f"{words} {number}")]
            for number in (ELSEWHERE, NOBODY)
        ]
        assert told[0] == told[1]
        assert told[0][0].startswith("I do not know # in your school.")
        phones.write("Jane", "DISCARD")


@pytest.mark.each_on_both
def test_somebody_of_another_school_is_asked_and_comes_only_with_a_yes(phones: Phones) -> None:
    for text_ in (f"MENTEE {ELSEWHERE}", "Ekai L.", "0711000555", "1"):
        phones.write("Jane", text_)
    assert phones.write("Jane", "4")[0].startswith("Saved. I am writing to E. L. and tell you if they do not want it.")
    with phones.engine.connect() as db:
        found = enrolling.get(db, 1)
    assert found is not None
    assert found.answer is None
    with phones.engine.begin() as db:
        enrolment.answer(db, found.person_id, found.id, nominating.Answer.DECLINED, EARLY)
    with phones.engine.connect() as db:
        mine = roles.of_person(db, found.person_id, EARLY.date())
    assert found.area_id not in {one.area_id for one in mine}


def test_a_nominee_from_outside_is_invited_then_asked_and_listed_until_then(phones: Phones) -> None:
    for text_ in ("MENTOR NEW", "Grace Kimani", "0722000777", "SKIP", "ALL", "6"):
        phones.write("Jane", text_)
    assert "1 G. Kimani" in phones.write("Jane", "INVITE")[0]
    with phones.engine.connect() as db:
        (who,) = db.execute(
            select(people.people.c.id, people.people.c.local_id).where(people.people.c.name == "Grace Kimani")
        )
    assert who.local_id
    with phones.engine.begin() as db:
        people.set_state(db, who.id, people.PersonState.ACTIVE)
        assert [one.person_id for one in nominating.unasked(db, EARLY)] == [who.id]
    phones.until("Wed 29 Apr 2026, 16:30")
    with phones.engine.connect() as db:
        assert not nominating.unasked(db, EARLY), "she was asked, once"


WRONG = (
    ("MENTOR", "Whom do you nominate?"),
    ("MENTOR 12345", "A TSC number has 6 or 7 digits. Please check 12345."),
    ("MENTOR Zubeda", "Among your people nobody is called so."),
    ("MENTOR 534210", "P. Otieno is a mentor of your school already."),
    ("MENTOR ALL 812345", "Which of these hold?"),
    ("MENTEE", "Who is the mentee?"),
    ("MENTEE 12345", "A TSC number has 6 or 7 digits. Please check 12345."),
    ("MENTEE 3 812345", "Among your people nobody"),
    ("MENTEE 812345 9 9", "Under which category?"),
    ("MENTEE Zubeda 1 4", "Among your people nobody is called so."),
)


def test_each_wrong_word_after_mentor_and_mentee_gets_one_line_with_the_next_step(phones: Phones) -> None:
    for words, says in WRONG:
        (said,) = phones.write("Jane", words)
        assert says in said, words
        phones.write("Jane", "DISCARD")
    for words in ("MENTOR 534210", "MENTEE 812399"):
        for name in ("Faith", "Peter"):
            assert "The head of a school" in phones.write(name, words)[0]


def test_a_mentor_who_takes_fewer_is_full_sooner_and_a_wish_goes_first(phones: Phones) -> None:
    assert phones.write("Brian", "CHUKUA 4")[0].startswith("Kuanzia siku gani")
    phones.write("Brian", "1/9")
    asked = phones.write("Jane", f"MATCH {AMINA}")[0]
    assert "P. Otieno" in asked
    assert "B. Kilonzo" not in asked
    assert phones.write("Faith", "TAKE 2") == [
        "Mentors say with it how many mentees they take. To become one, tell your head."
    ]


@pytest.mark.parametrize("between", [("MENTOR Amina",), ("BACK", "BACK", "Amina"), ("MENTOR 12345", "Amina")])
def test_what_was_said_of_one_is_never_kept_of_another(phones: Phones, between: tuple[str, ...]) -> None:
    assert "From where?" in phones.write("Jane", "MENTOR Faith ALL")[0]
    said = [phones.write("Jane", words) for words in between]
    assert "Which of these hold?" in said[-1][0]


def test_a_category_of_one_is_never_kept_of_another(phones: Phones) -> None:
    assert "Why?" in phones.write("Jane", "MENTEE Faith 3")[0]
    assert "Under which category?" in phones.write("Jane", "MENTEE Amina")[0]


@pytest.mark.parametrize("open_form", ["MENTEE Amina", "MATCH", "MENTOR Amina"])
def test_a_command_in_capitals_is_heard_where_it_answers_nothing(phones: Phones, open_form: str) -> None:
    phones.write("Jane", open_form)
    assert phones.write("Jane", "MENTEE NEW")[0].startswith("I do not know this person in your school.")


@pytest.mark.parametrize("keyword", ["MENTEE", "MENTOR"])
def test_new_is_no_name_nor_is_a_first_name_alone(phones: Phones, keyword: str) -> None:
    assert "Write the full name." in phones.write("Jane", f"{keyword} 812501")[0]
    for words in ("NEW", "Zubeda"):
        assert "Write the first name and the surname, like Amina Yusuf." in phones.write("Jane", words)[0]
    assert phones.write("Jane", "Zubeda Ali") == ["Their phone number?"]


def test_a_number_is_not_taken_together_with_the_words_after_it(phones: Phones) -> None:
    assert phones.write("Jane", f"MENTOR {AMINA} ALL 2") == ["Saved. I ask A. Yusuf and tell you the answer."]


# years of service (requirement D203)


@pytest.mark.parametrize(
    ("first", "short"), [(date(2023, 4, 28), False), (date(2023, 4, 29), True), (date(2026, 1, 5), True)]
)
def test_three_whole_years_are_not_short(first: date, short: bool) -> None:
    assert is_short(first, EARLY.date()) is short


def test_who_has_taught_for_less_than_three_years_is_nominated_only_by_a_yes(phones: Phones) -> None:
    serving_since(phones.engine, date(2026, 1, 5), MENTEE)
    assert "less than 3 years" in phones.write("Jane", "MENTOR Faith ALL 1")[0]
    assert "Not nominated" in phones.write("Jane", "no")[0]
    with phones.engine.connect() as db:
        assert not nominating.at_school(db, _school(phones.engine))


def test_since_when_somebody_teaches_is_asked_once_and_kept(phones: Phones) -> None:
    amina = id_of(phones.engine, AMINA)
    serving_since(phones.engine, None, AMINA)
    assert "Since which year does A. Yusuf teach?" in phones.write("Jane", "MENTOR Amina ALL 1")[0]
    assert "still to come" in phones.write("Jane", "2031")[0]
    assert "Write a year, like 2019" in phones.write("Jane", "13/2019")[0]
    assert "Saved" in phones.write("Jane", "since 9/2019")[0]
    with phones.engine.connect() as db:
        assert first_services(db, [amina]) == {amina: date(2019, 9, 1)}


def test_a_year_that_makes_them_short_is_asked_about(phones: Phones) -> None:
    serving_since(phones.engine, None, AMINA)
    phones.write("Jane", "MENTOR Amina ALL 1")
    assert "less than 3 years" in phones.write("Jane", "2025")[0]


@pytest.fixture
def blocking(phones: Phones) -> Phones:
    """The operator lets nobody of less than three years be nominated."""
    block(phones)
    return phones


def block(phones: Phones) -> None:
    phones.simulation.house = replace(phones.simulation.house, world=World(blocks_short_service=True))


def test_where_it_is_blocked_who_is_known_to_be_new_is_not_nominated(blocking: Phones) -> None:
    serving_since(blocking.engine, date(2026, 1, 5), MENTEE)
    (said,) = blocking.write("Jane", "MENTOR Faith ALL 1")
    assert said.startswith(
        "F. Mutua has taught for less than 3 years and becomes a mentee, not a mentor. MENTEE enrols them."
    )
    blocking.write("Jane", "KISWAHILI")
    (said,) = blocking.write("Jane", "TEUA Faith WOTE 1")
    assert said.startswith("F. Mutua amefundisha chini ya miaka 3: awe mshauriwa, si mshauri. ANDIKISHA humsajili.")
    with blocking.engine.connect() as db:
        assert not nominating.at_school(db, _school(blocking.engine))


def test_where_it_is_blocked_a_year_that_makes_them_new_is_no_answer_and_another_is(blocking: Phones) -> None:
    serving_since(blocking.engine, None, AMINA)
    blocking.write("Jane", "MENTOR Amina ALL 1")
    (said,) = blocking.write("Jane", "2025")
    assert said.startswith("Who has taught for less than 3 years becomes a mentee, not a mentor. DISCARD, then MENTEE")
    assert "Saved" in blocking.write("Jane", "2019")[0]


def test_where_it_is_blocked_a_nomination_that_was_begun_before_ends_so(phones: Phones) -> None:
    serving_since(phones.engine, date(2026, 1, 5), MENTEE)
    assert "less than 3 years" in phones.write("Jane", "MENTOR Faith ALL 1")[0]
    block(phones)
    assert phones.write("Jane", "1")[0].startswith("Still open: Nominate F. Mutua")
    assert phones.write("Jane", "1")[0].startswith("F. Mutua has taught for less than 3 years and becomes a mentee")
    with phones.engine.connect() as db:
        assert not nominating.at_school(db, _school(phones.engine))


def test_who_has_taught_long_enough_is_nominated_where_it_is_blocked(blocking: Phones) -> None:
    assert blocking.write("Jane", f"MENTOR {AMINA} ALL 2") == ["Saved. I ask A. Yusuf and tell you the answer."]
