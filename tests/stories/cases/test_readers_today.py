"""Who reads a case is found anew each time: an office laid down, a new pair, a report that the law sends on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.erasing import deeds as erasing
from bot.messages import Channel
from bot.operator import doubles
from bot.store import pairs
from bot.store.people import people, roles
from bot.store.people.people import NewPerson, PersonState
from bot.store.people.roles import Role
from bot.store.rights import data_requests
from bot.store.rights.data_requests import AboutData, NewDataRequest, RequestedData
from tests.stories.cases.complaining import DAY, TOLD, WORDS, all_cases, complains, says, told, who
from tests.stories.cases.test_cases_go_on import AMINA, leaves_office
from tests.stories.player import Phones, begun

ABUSE = "he defiled a girl of class 7"
STILL = "TIMEC: 1 private case still waits for you. Reply CASES and your PIN."
REFUSED = "You cannot open that."


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), "the demo", DAY)


# the office


def test_whoever_lays_down_the_office_reads_it_no_more_at_once_even_where_nobody_follows(phones: Phones) -> None:
    complains(phones, reader="3")
    today = phones.simulation.now.date()
    above = roles.roles.c.role.in_([Role.CD, Role.RD, Role.DFS])
    with phones.engine.begin() as db:
        db.execute(update(roles.roles).where(above).values(until=today))
    for _moment in ("at once", "after the clock has looked"):
        assert says(phones, "Grace", "CASES 5150", channel=Channel.TELEGRAM) == "No case waits for you."
        assert says(phones, "Grace", "CASE G0001", channel=Channel.TELEGRAM) == REFUSED
        phones.until("Mon 25 May 2026, 12:00")


def test_the_pin_is_asked_again_after_a_quarter_of_an_hour(phones: Phones) -> None:
    """Whoever picks up a director's phone in the afternoon reads nothing because he has read it in the morning."""
    complains(phones)
    assert WORDS in says(phones, "Ali", "CASES 6618", "1")
    phones.until("Mon 25 May 2026, 10:14")
    assert WORDS in says(phones, "Ali", "CASE G0001")
    phones.until("Mon 25 May 2026, 10:40")
    for words in ("CASES", "CASE G0001"):
        assert says(phones, "Ali", words).startswith("Reply with your 4-digit PIN to read"), words


def test_before_the_clock_has_looked_neither_the_old_one_nor_anybody_else_reads_it(phones: Phones) -> None:
    complains(phones)
    leaves_office(phones, "Ali", Role.SCD, AMINA)
    assert says(phones, "Ali", "CASES 6618") == "No case waits for you."
    assert says(phones, "Ali", "CASE G0001") == REFUSED


def test_a_reader_who_becomes_partner_of_its_writer_reads_it_no_more_and_it_moves_up(phones: Phones) -> None:
    """A15: the head was chosen, and is her mentor now."""
    complains(phones, reader="1")
    assert TOLD in told(phones, "Jane")
    faith, jane = who(phones, "Faith"), who(phones, "Jane")
    with phones.engine.begin() as db:
        db.execute(update(pairs.pairs).where(pairs.pairs.c.mentee_id == faith).values(mentor_id=jane))
    assert says(phones, "Jane", "CASES 2094") == "No case waits for you."
    phones.until("Fri 29 May 2026, 12:00")
    assert all_cases(phones)[0].recipient_id == who(phones, "Ali")


def test_a_reader_of_whom_nothing_is_kept_any_more_is_followed(phones: Phones) -> None:
    complains(phones)
    ali = who(phones, "Ali")
    with phones.engine.begin() as db:
        erasing.forget(db, ali, phones.simulation.now)
    phones.until("Mon 25 May 2026, 12:00")
    assert all_cases(phones)[0].recipient_id == who(phones, "Grace")
    assert says(phones, "Faith", "CASE G0001").startswith("G0001: opened 25 May, with G. Ndunda (County Director)")


def test_a_writer_of_whom_nothing_is_kept_any_more_has_no_open_case_lost(phones: Phones) -> None:
    """What a data officer grants waits until the case is closed; nobody sees that."""
    complains(phones)
    faith, jane, now = who(phones, "Faith"), who(phones, "Jane"), phones.simulation.now
    asked = NewDataRequest(faith, RequestedData.ERASURE, now, now.date(), AboutData.REST)
    with phones.engine.begin() as db:
        db.execute(update(pairs.pairs).where(pairs.pairs.c.mentee_id == faith).values(state=pairs.PairState.ENDED))
        request = data_requests.get(db, data_requests.add(db, asked))
        assert request is not None
        erasing.erase_rest(db, request, jane, now)
    assert WORDS in says(phones, "Ali", "CASES 6618", "1")
    assert says(phones, "Ali", "2").startswith("G0001 is closed.")
    assert all_cases(phones)[0].complainant_id == faith


@pytest.mark.each_on_both
def test_two_entries_that_become_one_are_one_in_what_is_complained_of(phones: Phones) -> None:
    """Peter is the sub-county's director under another entry: it does not reach him by being joined."""
    complains(phones, reader="1")
    now, today = phones.simulation.now, phones.simulation.now.date()
    ali, peter = who(phones, "Ali"), who(phones, "Peter")
    with phones.engine.begin() as db:
        (held,) = [one for one in roles.of_person(db, ali, today) if one.role is Role.SCD]
        roles.end(db, held.id, today)
        second = people.add(db, NewPerson("Peter Otieno", "en", PersonState.ENROLLED, now))
        roles.add(db, person_id=second, role=Role.SCD, area_id=held.area_id, since=today)
    doubles.merge(phones.engine, f"id:{second}", f"id:{peter}", now)
    assert all_cases(phones)[0].about == {"kind": f"p{second}", "named": [second], "who": ""}
    phones.until("Mon 1 Jun 2026, 12:00")
    assert all_cases(phones)[0].recipient_id == who(phones, "Grace"), "above Peter, who is the director now"


# what the law passes on


def reports(phones: Phones) -> None:
    """Faith reports abuse to the head, and by law to the county."""
    says(phones, "Faith", "COMPLAIN", "1", ABUSE, "DONE", "1", "1")
    assert all_cases(phones)[0].passed_to_id == who(phones, "Grace")


def test_the_officer_is_told_although_the_chosen_reader_was_faster(phones: Phones) -> None:
    """In the night, so that both notices wait for the morning; the head looks by herself."""
    phones.until("Mon 25 May 2026, 20:30")
    reports(phones)
    assert ABUSE in says(phones, "Jane", "CASES 2094", "1")
    phones.until("Tue 26 May 2026, 12:00")
    assert TOLD in told(phones, "Grace")
    says(phones, "Grace", "CASES 5150", channel=Channel.TELEGRAM)
    assert set(phones.sent[-1].buttons.values()) == {"G0001, 25 May, new"}


@pytest.mark.each_on_both
def test_the_officer_is_reminded_each_day_until_they_have_read_it(lived: Engine) -> None:
    phones = begun(lived, "the demo", DAY)
    reports(phones)
    says(phones, "Jane", "CASES 2094", "1")
    phones.until("Wed 27 May 2026, 17:00")
    assert told(phones, "Grace").count(STILL) == 2
    says(phones, "Grace", "CASES 5150", "CASE G0001", channel=Channel.TELEGRAM)
    phones.until("Fri 29 May 2026, 17:00")
    assert told(phones, "Grace").count(STILL) == 2
    assert says(phones, "Faith", "CASE G0001").startswith("G0001: opened 25 May, read 25 May"), "by the one she chose"


def test_the_officer_who_leaves_is_followed_by_who_holds_the_office(phones: Phones) -> None:
    reports(phones)
    leaves_office(phones, "Grace", Role.CD, AMINA)
    assert says(phones, "Grace", "CASE G0001", channel=Channel.TELEGRAM) == REFUSED
    phones.until("Tue 26 May 2026, 12:00")
    assert told(phones, "Amina")[0] == "TIMEC: una kesi 1 mpya ya siri. Jibu KESI ZANGU na PIN yako kusoma."


def test_what_is_added_is_passed_on_too_and_that_is_said_before(phones: Phones) -> None:
    complains(phones, reader="1")
    said = says(phones, "Faith", "CASE G0001", "1", ABUSE)
    assert said.startswith("The law asks that this is passed on: G. Ndunda (County Director) reads it too."), said
    assert all_cases(phones)[0].passed_to_id is None, "nothing before she has said that she understands"
    assert says(phones, "Faith", "1").startswith("Added to G0001.")
    assert all_cases(phones)[0].passed_to_id == who(phones, "Grace")
    assert TOLD in told(phones, "Grace")


@pytest.mark.each_on_both
def test_the_chosen_reader_alone_closes_it_and_an_answer_is_of_who_gave_it(lived: Engine) -> None:
    phones = begun(lived, "the demo", DAY)
    reports(phones)
    shown = says(phones, "Grace", "CASES 5150", "CASE G0001", channel=Channel.TELEGRAM)
    assert ABUSE in shown
    assert set(phones.sent[-1].buttons.values()) == {"Answer"}, "Jane has it to close"
    phones.press("Grace", "Answer", Channel.TELEGRAM)
    says(phones, "Grace", "I have told the police", channel=Channel.TELEGRAM)
    phones.until("Mon 25 May 2026, 12:00")
    assert 'G. Ndunda: "I have told the police"' in says(phones, "Faith", "CASE G0001", "4 4821")
