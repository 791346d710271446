"""Who is called when somebody asks for a person: nobody of whom they may want to speak."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.people import roles
from bot.store.people.roles import Role
from tests.stories.cases.complaining import who
from tests.stories.helpdesk.test_helpdesk import TIME, heard
from tests.stories.player import begun


def test_whoever_is_in_a_pair_with_who_asks_is_not_called_and_the_office_is(quick_copies: Callable[[], Engine]) -> None:
    """What she asks may be about her mentor, though he is the champion of the school."""
    phones = begun(quick_copies(), "a champion at Mwangaza", TIME, "en")
    today = phones.simulation.now.date()
    (peter, brian) = (who(phones, "Peter"), who(phones, "Brian"))
    with phones.engine.begin() as db:
        (held,) = [one for one in roles.of_person(db, brian, today) if one.role is Role.CHAMPION]
        roles.end(db, held.id, today)
        roles.add(db, person_id=peter, role=Role.CHAMPION, area_id=held.area_id, since=today)
    told = heard(phones, "Faith", "HUMAN")
    assert {name for name, _words in told} == {"Faith", "Grace"}
    assert "Faith" not in phones.write("Peter", "HELPDESK", Channel.WHATSAPP)[0]
    assert {name for name, _words in heard(phones, "Amina", "MTU")} == {"Amina", "Peter"}, "she has another mentor"


@pytest.mark.parametrize(
    ("name", "turns_to"),
    [
        ("Faith", "Talk to your head,"),
        ("Jane", "Talk to the TSC office above yours."),
        ("Ali", "Talk to the TSC office above yours."),
    ],
)
def test_where_nobody_is_on_duty_each_is_sent_to_who_is_above_them(
    quick_copies: Callable[[], Engine], name: str, turns_to: str
) -> None:
    phones = begun(quick_copies(), "the demo", TIME, "en")
    assert turns_to in phones.write(name, "HUMAN")[-1]
