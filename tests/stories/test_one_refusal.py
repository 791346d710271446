"""What is elsewhere and what is not there are said alike, by every command of every role, and after equal work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from time import thread_time

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.people.rules import pin_hash
from bot.forms.page import PAGES
from bot.messages import Channel, Inbound
from bot.simulator.persons import Added, add
from bot.store import areas, pairs
from bot.store.people import people
from bot.store.people.roles import Role
from bot.talk import hear
from bot.talk.commands import keywords
from bot.talk.turn import World
from tests.stories.given import EARLY, the_pair
from tests.stories.player import Phones, begun

ELSEWHERE, NOBODY = "777001", "777000"
"""A TSC number of another county's, and nobody's."""
ROLES = ("Faith", "Peter", "Jane", "Ali", "Grace", "Ruth", "Brian")
PINS = {
    "Faith": "4821",
    "Peter": "7730",
    "Jane": "2094",
    "Ali": "6618",
    "Grace": "5150",
    "Ruth": "3391",
    "Brian": "8206",
}
SAYS = (
    "REFRESH {n}", "MATCH 812399 {n}", "MATCH {n} 534777", "MATCH {n} {n}", "ORIENT {n}", "ORIENT today {n}",
    "INDUCT {n}", "UNMATCH {n}", "INVITE {n}", "UNLOCK {n}", "CERTIFY {n}", "TPD {n}", "FOR {n}", "PAUSE {n}",
    "MENTOR {n}", "MENTEE {n}", "TRAIN today {n}", "DELEGATE {n}",
    "STATUS {n}", "SHOW {n}", "VERIFY {n}", "CERT {n}", "LATE {n}", "NUMBER {n}", "WHO READ {n}", "CASE {n}",
)  # fmt: skip
"""Every command that may name somebody by their number."""


def with_people_elsewhere(engine: Engine) -> None:
    """A mentor and a mentee of another county, matched; one of them has the number."""
    with engine.begin() as db:
        county = areas.add(db, kind=areas.AreaKind.COUNTY, name="Turkana", parent_id=None)
        school = areas.add(
            db,
            kind=areas.AreaKind.INSTITUTION,
            name="Lodwar Primary",
            code="99001",
            level=areas.Level.PRIMARY,
            parent_id=county,
        )
        assert school
        made = [
            add(db, Added(name, role, number, "99001", "en", None, ()), EARLY)
            for name, role, number in (("Ekai Lokol", Role.MENTEE, ELSEWHERE), ("Akiru Ewoi", Role.MENTOR, "777002"))
        ]
        kind = pairs.PairKind.MENTORSHIP
        pairs.add(db, mentor_id=made[1], mentee_id=made[0], kind=kind, start=date(2026, 5, 4), now=EARLY)


def told(phones: Phones, name: str, says: Sequence[str], number: str) -> list[str]:
    """What somebody is told to each of these, with the PIN where it is asked for, without the digits."""
    found = []
    for words in says:
        phones.simulation.put(phones.simulation.now + timedelta(minutes=10))  # an hour has room for so many answers
        for text in ("MENU", words.format(n=number), PINS[name]):
            found += [re.sub(r"\d+", "#", said) for said in phones.write(name, text)]
    return found


def test_the_commands_that_take_numbers_are_among_them() -> None:
    named = {words.removesuffix(" {n}") if words.startswith("WHO") else words.partition(" ")[0] for words in SAYS}
    takers = {str(page.keyword) for page in PAGES.values() if page.keyword and page.argument == "number"}
    assert takers <= named | {"HELP"}
    assert {word.lower() for word in named} <= set(keywords())


@pytest.mark.slow
@pytest.mark.parametrize("name", ROLES)
def test_a_number_elsewhere_is_refused_as_one_that_nobody_has(quick_copies: Callable[[], Engine], name: str) -> None:
    phones = [begun(quick_copies(), "the demo", "Wed 27 May 2026, 10:00") for _time in range(2)]
    for one in phones:
        with_people_elsewhere(one.engine)
    elsewhere, nobody = (told(one, name, SAYS, number) for one, number in zip(phones, (ELSEWHERE, NOBODY), strict=True))
    assert len(elsewhere) >= 2 * len(SAYS)
    assert elsewhere == nobody
    assert "Ekai" not in " ".join(elsewhere)


@pytest.mark.each_on_both
def test_a_head_orients_nobody_of_another_school_however_they_are_named(copies: Callable[[], Engine]) -> None:
    phones = begun(copies(), "the demo", "Wed 27 May 2026, 10:00")
    with_people_elsewhere(phones.engine)
    assert phones.write("Jane", f"ORIENT {ELSEWHERE}") == [
        f"Among your people nobody has the TSC number {ELSEWHERE}. Please check it."
    ]


# a stranger's tries


def took(engine: Engine, channel: Channel, address: str, *texts: str) -> float:
    """How much of our time the last of these messages of a stranger costs."""
    spent = 0.0
    for nth, text in enumerate(texts):
        found = Inbound(channel, address, f"{address} {nth}", text)
        before = thread_time()
        hear(engine, found, EARLY, World())
        spent = thread_time() - before
    return spent


TRIES = {
    "a PIN by SMS": (Channel.SMS, "+2547990000{}", ("NUMBER {}", "1357")),
    "a PIN by WhatsApp": (Channel.WHATSAPP, "+2547990000{}", ("NUMBER {}", "1357")),
    "a number in a chat": (Channel.TELEGRAM, "7990{}", ("NUMBER {}",)),
    "a code in a chat": (Channel.TELEGRAM, "7991{}", ("NUMBER {}", "135790")),
}


@pytest.mark.parametrize(("channel", "address", "texts"), TRIES.values(), ids=TRIES)
def test_whether_somebody_has_a_number_is_not_told_by_the_time_it_takes(
    copies: Callable[[], Engine], channel: Channel, address: str, texts: tuple[str, ...]
) -> None:
    engine = copies()
    with engine.begin() as db:  # one whose hash costs what it costs outside the suite, and one who has none yet
        people.set_pin(db, the_pair(db).mentee_id, pin_hash(PINS["Faith"]))
        db.execute(update(people.people).where(people.people.c.tsc_number == "812399").values(pin_hash=None))
    before = thread_time()
    pin_hash("1357")
    work = thread_time() - before
    for nth, number in enumerate(("812345", "812399", NOBODY)):
        asked = [text.format(number) for text in texts]
        assert took(engine, channel, address.format(10 + nth), *asked) > work / 2, number
