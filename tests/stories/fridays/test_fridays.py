"""The Friday line: what must be true of it beside its story."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from tests.stories.player import Phones, begun

FRIDAY = "Fri 29 May 2026, 16:15"


def lines(phones: Phones, name: str) -> list[str]:
    """The Friday lines that somebody has got."""
    mine = [one for one in phones.sent if phones.names.get((one.channel, one.address)) == name]
    return [one.outbound.text for one in mine if "SUMMARY" in one.outbound.text and "to sign" in one.outbound.text]


def test_the_line_names_nobody_and_counts_as_status_does(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", FRIDAY)
    (line,) = lines(phones, "Jane")
    assert not {"Faith", "Peter", "Amina", "Brian", "Mutua", "Otieno"} & set(line.replace(".", " ").split())
    phones.write("Jane", "STATUS")
    assert "3 of 3" in phones.write("Jane", "2094")[0]
    assert "3 of 3 sessions held" in line


def test_no_line_comes_in_the_holidays_or_to_who_has_but_one_pair(quick_copies: Callable[[], Engine]) -> None:
    one = begun(quick_copies(), "session 3 is signed", FRIDAY)
    one.until("Fri 5 Jun 2026, 17:30")
    assert not lines(one, "Jane") + lines(one, "Ali")
    two = begun(quick_copies(), "two pairs at Mwangaza", "Fri 31 Jul 2026, 17:30")
    before = len(lines(two, "Jane"))
    two.until("Sat 22 Aug 2026, 10:00")
    assert len(lines(two, "Jane")) == before, "schools are closed"


def test_the_pairs_that_stand_still_are_asked_once_a_day_and_nobody_else_may_ask(lived: Engine) -> None:
    phones = begun(lived, "two pairs at Mwangaza", FRIDAY)
    asked = [one for one in phones.say_as("Jane", "1") if "BOOK" in one.outbound.text or "PANGA" in one.outbound.text]
    assert {phones.names[one.channel, one.address] for one in asked} == {"Amina", "Brian"}
    assert phones.write("Faith", "SUMMARY") == ["Heads and directors hear on Fridays how their school or area stands."]


def test_the_line_counts_what_nobody_is_asked_for_any_more(quick_copies: Callable[[], Engine]) -> None:
    """Their 6-week reviews fell due in June, and were asked for three times."""
    phones = begun(quick_copies(), "two pairs at Mwangaza", FRIDAY)
    phones.until("Fri 10 Jul 2026, 16:20")
    assert "2 papers late." in lines(phones, "Jane")[-1]
    assert "late" not in lines(phones, "Jane")[0]
