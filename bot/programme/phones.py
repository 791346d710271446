"""Phone numbers as Kenyans write them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberType

_TWO_NUMBERS = re.compile(r"\d\s*[/,;&]\s*\+?\d")


class NotAMobile(ValueError):
    """Not a number that can receive an SMS in Kenya; the message says why."""


def kenyan_mobile(written: str) -> str:
    """`0712 345 678`, `712345678`, `00254 712…` and the like as `+254712345678`; NotAMobile, as for landlines."""
    if _TWO_NUMBERS.search(written):
        raise NotAMobile("two phone numbers in one cell: write one")
    try:
        number = phonenumbers.parse(re.sub(r"^\s*00", "+", written), "KE")
    except phonenumbers.NumberParseException:
        raise NotAMobile(f"“{written}” is not a phone number; write it like 0712 345 678") from None
    if number.country_code != 254:
        raise NotAMobile(f"“{written}” is not a Kenyan number")
    if not phonenumbers.is_valid_number(number):
        raise NotAMobile(f"“{written}” is not a phone number in use in Kenya; write it like 0712 345 678")
    if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
        raise NotAMobile(f"“{written}” cannot receive SMS: a mobile number is needed")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
