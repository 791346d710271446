"""Notices and meetings of an office, where a story would only repeat itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02")


def test_a_notice_in_one_message_is_read_back_before_it_goes_to_anybody(phones: Phones) -> None:
    said = phones.write("Ali", "TELL HEADS Please send your report by Friday", Channel.TELEGRAM)
    assert said == ['To the heads of Mwala: "Please send your report by Friday".']
    assert not [one for one in phones.sent if "has written to all heads" in one.outbound.text]


def test_a_command_is_heard_also_where_the_menu_offers_to_go_on_with_its_form(phones: Phones) -> None:
    phones.write("Ali", "SHARING", Channel.TELEGRAM)
    phones.write("Ali", "MENU", Channel.TELEGRAM)
    for words in ("SHARING", "sharing"):
        assert phones.write("Ali", words, Channel.TELEGRAM)[0].startswith("Still open: sharing meeting")
        phones.write("Ali", "MENU", Channel.TELEGRAM)


def test_a_command_is_no_name_of_a_page_that_is_called_nearly_so(phones: Phones) -> None:
    phones.write("Ali", "KISWAHILI", Channel.TELEGRAM)
    phones.write("Ali", "LATE REPORTS", Channel.TELEGRAM)
    assert phones.write("Ali", "RIPOTI", Channel.TELEGRAM)[0].startswith("Ripoti kwa Mkurugenzi wa Kaunti")


def test_a_meeting_on_a_public_holiday_is_asked_about_by_its_name(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", "Fri 29 May 2026, 10:02")
    phones.write("Ali", "SHARING", Channel.TELEGRAM)
    said = phones.write("Ali", "1/6", Channel.TELEGRAM)
    assert said == ["Schools are closed that day, keep it? Mon 1 Jun is Madaraka Day."]
    phones.press("Ali", "Tue 2 Jun", Channel.TELEGRAM)
    phones.write("Ali", "Masii Primary", Channel.TELEGRAM)
    phones.press("Ali", "Mwala", Channel.TELEGRAM)
    assert phones.press("Ali", "Mentors", Channel.TELEGRAM)[0].startswith("Sharing meeting Tue 2 Jun, Masii Primary")
