"""A case that nobody touches, that was not settled, whose reader leaves, or that the law passes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.rights.cases import CaseState
from tests.stories.cases.complaining import DAY, NUMBER, TOLD, all_cases, complains, says, told, who
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", DAY)


# how it goes on


def test_nobody_touches_it_so_its_reader_is_reminded_and_then_it_goes_one_level_up(phones: Phones) -> None:
    complains(phones)
    assert told(phones, "Ali")[-1] == TOLD
    phones.until("Fri 29 May 2026, 17:00")
    assert told(phones, "Ali")[-1] == "TIMEC: 1 private case still waits for you. Reply CASES and your PIN."
    assert TOLD not in told(phones, "Grace")
    phones.until("Tue 2 Jun 2026, 17:00")
    assert told(phones, "Grace")[-1] == TOLD
    assert "TIMEC: there is something new on G0001. Reply CASE G0001." in told(phones, "Faith")
    assert says(phones, "Faith", "CASE G0001").startswith("G0001: opened 25 May, with G. Ndunda (County Director)")
    assert says(phones, "Ali", "CASES 6618") == "No case waits for you."


def test_an_answered_case_waits_for_nobody(phones: Phones) -> None:
    complains(phones)
    says(phones, "Ali", "CASES 6618", "1", "1", "I will come on Thursday")
    phones.until("Fri 19 Jun 2026, 17:00")
    assert all_cases(phones)[0].recipient_id == who(phones, "Ali")
    assert "4 read the answer + PIN" in says(phones, "Faith", "CASE")
    assert "I will come on Thursday" in says(phones, "Faith", "4 4821")


def test_what_was_not_settled_goes_up_and_what_was_withdrawn_nobody_opens(phones: Phones) -> None:
    complains(phones)
    says(phones, "Faith", "2")
    says(phones, "Ali", "CASES 6618", "1", "2")
    assert says(phones, "Faith", "2").startswith("G0001 goes one level up: G. Ndunda (County Director) reads it now.")
    assert says(phones, "Ali", "CASE G0001") == "You cannot open that."
    assert says(phones, "Faith", "CASE G0001", "2") == "Withdrawn: nobody can open G0001 any more."
    assert says(phones, "Grace", "CASES 5150", channel=Channel.TELEGRAM) == "No case waits for you."
    assert says(phones, "Grace", "CASE G0001", channel=Channel.TELEGRAM) == "You cannot open that."
    assert all_cases(phones)[0].state is CaseState.WITHDRAWN


def leaves_office(phones: Phones, name: str, role: Role, successor: str) -> None:
    """Somebody is transferred today, and another holds the office from today."""
    today, person = phones.simulation.now.date(), who(phones, name)
    with phones.engine.begin() as db:
        (held,) = [one for one in roles.of_person(db, person, today) if one.role is role]
        roles.end(db, held.id, today)
        new = people.by_tsc(db, successor)
        assert new is not None
        roles.add(db, person_id=new.id, role=role, area_id=held.area_id, since=today)


AMINA, OTHER = "812399", "534777"


def test_a_transfer_passes_it_on_to_who_follows(phones: Phones) -> None:
    """D331."""
    complains(phones)
    phones.until("Tue 26 May 2026, 09:00")
    leaves_office(phones, "Ali", Role.SCD, AMINA)
    phones.until("Tue 26 May 2026, 12:00")
    with phones.engine.connect() as db:
        amina = people.by_tsc(db, AMINA)
    assert amina is not None
    assert all_cases(phones)[0].recipient_id == amina.id
    assert says(phones, "Ali", "CASES 6618") == "No case waits for you."
    assert told(phones, "Amina") == ["TIMEC: una kesi 1 mpya ya siri. Jibu KESI ZANGU na PIN yako kusoma."]


def test_whom_it_names_it_does_not_pass_to(phones: Phones) -> None:
    complains(phones)
    phones.until("Tue 26 May 2026, 09:00")
    leaves_office(phones, "Ali", Role.SCD, NUMBER["Peter"])
    phones.until("Tue 26 May 2026, 12:00")
    assert all_cases(phones)[0].recipient_id == who(phones, "Grace"), "Peter is complained of: one level up"
    assert not [text for text in told(phones, "Peter") if "case" in text]


# what the law passes on


LAW = "The law asks that this is passed on: G. Ndunda (County Director) reads it too. A child at risk: 116."


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("he defiled a girl of class 7", ()),
        ("amembaka mwanafunzi", ()),
        ("he sleeps with a pupil", ()),
        ("a girl of class 8 is pregnant and he knows why", ("1",)),
        ("anawapiga wanafunzi kwa fimbo", ()),
        ("learners fear his cane", ("1",)),
    ],
)
def test_a_report_of_abuse_goes_to_the_officer_too(phones: Phones, words: str, answers: tuple[str, ...]) -> None:
    said = says(phones, "Faith", "COMPLAIN", "1", words, "DONE")
    if answers:
        assert said == "Does it tell of abuse of a learner, or of a sexual offence? 1 yes 2 no"
        said = says(phones, "Faith", *answers)
    assert said == f"{LAW} 1 I understand. 0 leaves it."
    sent = says(phones, "Faith", "1", "1")
    assert sent.startswith("Sent. Reference G0001. Only J. Wambua (head) and G. Ndunda can read it."), sent
    assert TOLD in told(phones, "Jane")
    assert TOLD in told(phones, "Grace")
    shown = says(phones, "Grace", "CASES 5150", "CASE G0001", channel=Channel.TELEGRAM)
    assert words in shown
    assert "By law this report is passed on; act on it now." in shown
    assert says(phones, "Faith", "CASE G0001", "2") == "Withdrawn: only G. Ndunda can still open G0001, by law."


def test_where_it_tells_of_no_abuse_the_chosen_one_alone_reads_it(phones: Phones) -> None:
    says(phones, "Faith", "COMPLAIN", "1", "a girl of class 8 is pregnant", "DONE")
    assert says(phones, "Faith", "2").startswith("Who should read it?")
    says(phones, "Faith", "1")
    assert all_cases(phones)[0].passed_to_id is None


@pytest.mark.parametrize(("officer", "name"), [("300415", "Ali"), ("scd", "Ali"), ("cd", "Grace"), ("dfs", None)])
def test_the_officer_for_such_reports_is_a_setting(
    quick_copies: Callable[[], Engine], officer: str, name: str | None
) -> None:
    phones = begun(quick_copies(), "the demo", DAY)
    phones.world = replace(phones.world, lines=replace(phones.world.lines, officer=officer))
    phones.simulation.house = replace(phones.simulation.house, world=phones.world)
    says(phones, "Faith", "COMPLAIN", "1", "he defiled a girl", "DONE", "1", "1")
    assert all_cases(phones)[0].passed_to_id == (who(phones, name) if name else None)


def test_the_date_of_a_case_is_a_day_in_kenya(phones: Phones) -> None:
    assert complains(phones).opened_at.date() == date(2026, 5, 25)


@pytest.mark.parametrize("chosen", ["1", "2"])
def test_a_report_of_abuse_that_is_withdrawn_stays_with_the_officer_of_the_law(phones: Phones, chosen: str) -> None:
    """Also where that officer is the reader whom its writer chose; who has not read it is still led to it."""
    said = says(phones, "Faith", "COMPLAIN", "4", "a teacher defiled a pupil in class 7", "DONE", "1")
    number = said.partition(" G. Ndunda")[0].split()[-1] if chosen == "2" else "1"
    assert says(phones, "Faith", number).startswith("Sent. Reference G0001.")
    assert says(phones, "Faith", "CASE G0001", "2") == "Withdrawn: only G. Ndunda can still open G0001, by law."
    listed = says(phones, "Grace", "CASES 5150", channel=Channel.TELEGRAM)
    assert listed.startswith("Private cases:"), listed
    assert "defiled" in says(phones, "Grace", "CASE G0001", channel=Channel.TELEGRAM)
    assert says(phones, "Grace", "CASES", channel=Channel.TELEGRAM) == "No case waits for you."
