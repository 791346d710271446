"""What is for one office is closed to the others before their PIN is asked: nobody gives one to be refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, update

from bot.dialogs import reception
from bot.forms.dialog import Dialog
from bot.language import say
from bot.store.people.addresses import addresses
from bot.store.people.roles import Role
from tests.stories.player import Phones, begun

OFFICES = {
    "Jane": (Role.HEAD, "2094"),
    "Ali": (Role.SCD, "6618"),
    "Grace": (Role.CD, "5150"),
    "Ruth": (Role.ITSD, "3391"),
}
AT_ONCE = 12
"""Commands of one phone: who sends very many is asked to slow down."""
DATA_OFFICERS = "DATA REQUESTS"
"""For whoever answers them, whatever their office is: it is looked up behind the PIN."""


def commands() -> dict[str, type[Dialog]]:
    """The offices' own, by their keywords."""
    assert reception, "it has read them all"
    found = {say(one.keyword, "en"): one for one in _all(Dialog) if one.private and one.keyword is not None}
    return dict(sorted(found.items()))


def _all(kind: type[Dialog]) -> Iterator[type[Dialog]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)


def told(copies: Callable[[], Engine], who: str) -> Iterator[tuple[str, type[Dialog], list[str]]]:
    """What each command is answered, and what its PIN then opens where one is asked."""
    rest = list(commands().items())
    while rest:
        engine = copies()
        phones = begun(engine, "two pairs at Mwangaza", "Wed 17 Jun 2026, 10:00")
        for keyword, dialog in rest[:AT_ONCE]:
            yield keyword, dialog, _said(engine, phones, who, keyword)
        rest = rest[AT_ONCE:]


def _said(engine: Engine, phones: Phones, who: str, keyword: str) -> list[str]:
    with engine.begin() as db:
        db.execute(update(addresses).values(passed_at=None))
    said = phones.write(who, keyword)
    if said and "PIN" in said[-1]:
        said += phones.write(who, OFFICES[who][1])
        phones.write(who, "DISCARD")
    return said


@pytest.mark.slow
@pytest.mark.parametrize("who", OFFICES)
def test_no_office_gives_its_pin_to_hear_that_something_is_not_theirs(
    quick_copies: Callable[[], Engine], who: str
) -> None:
    closed = [say(one.not_theirs, "en") for one in commands().values() if one.not_theirs] + ["You cannot open that."]
    wrong = []
    for keyword, dialog, said in told(quick_copies, who):
        refused = [any(line in one for line in closed) for one in said]
        if dialog.offices and OFFICES[who][0] not in dialog.offices:
            wrong += [] if any(refused[:1]) else [(keyword, said)]
        elif keyword != DATA_OFFICERS:
            wrong += [(keyword, said)] if len(said) > 1 and refused[-1] else []
    assert not wrong


def test_offices_are_named_by_their_roles() -> None:
    named = {office for one in commands().values() for office in one.offices}
    assert named
    assert named <= {role.value for role in Role}
