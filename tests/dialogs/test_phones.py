"""Phone numbers in any Kenyan writing."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.people.rules import NotAMobile, kenyan_mobile


@pytest.mark.parametrize(
    "written",
    [
        "0712 345 678",
        "0712345678",
        "712345678",
        "254712345678",
        "+254 712 345678",
        "+2540712345678",
        "+254 (0)712 345-678",
        "00254712345678",
        " 00254 712 345 678 ",
        "'0712345678",
    ],
)
def test_every_writing_of_one_number_is_that_number(written: str) -> None:
    assert kenyan_mobile(written) == "+254712345678"


def test_the_newer_mobile_ranges_are_known() -> None:
    assert kenyan_mobile("0110 123 456") == "+254110123456"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("020 2345678", "SMS"),  # a landline in Nairobi
        ("07123456", "in use"),
        ("0722000000000", "in use"),
        ("5551", "in use"),
        ("+255 712 345 678", "Kenyan"),
        ("Faith", "not a phone number"),
        ("7.12345678E+8", "not a phone number"),
        ("0712345678 / 0722345678", "two"),
        ("0712345678, 0722345678", "two"),
    ],
)
def test_what_cannot_be_reached_by_sms_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(NotAMobile, match=why):
        kenyan_mobile(written)


@given(st.text())
def test_any_text_is_a_mobile_number_or_refused(written: str) -> None:
    with suppress(NotAMobile):
        assert kenyan_mobile(written).startswith("+254")
