"""A complaint by chat, for the tests around it."""

from __future__ import annotations

from sqlalchemy import select

from bot.messages import Channel
from bot.store.people import people
from bot.store.rights import cases
from bot.store.rights.cases import PrivateCase
from tests.stories.player import Phones

DAY = "Mon 25 May 2026, 10:00"
PIN = "4821"
"""Of Faith."""
WORDS = "he shouts at me and says i am lazy"
TOLD = "TIMEC: you have 1 new private case. Reply CASES and your PIN to read."
NUMBER = {"Faith": "812345", "Peter": "534210", "Jane": "401122", "Ali": "300415", "Grace": "300416", "Brian": "534777"}


def who(phones: Phones, name: str) -> int:
    with phones.engine.connect() as db:
        found = people.by_tsc(db, NUMBER[name])
    assert found is not None
    return found.id


def all_cases(phones: Phones) -> list[PrivateCase]:
    """What is kept, the first first."""
    with phones.engine.connect() as db:
        ids = db.execute(select(cases.cases.c.id).order_by(cases.cases.c.id)).scalars().all()
        return [found for one in ids if (found := cases.get(db, one)) is not None]


def told(phones: Phones, name: str, since: int = 0) -> list[str]:
    """What this person's phones have shown from then on."""
    return [one.outbound.text for one in phones.sent[since:] if phones.names.get((one.channel, one.address)) == name]


def says(phones: Phones, name: str, *texts: str, channel: Channel = Channel.SMS) -> str:
    """Somebody writes; what they are answered to the last of it."""
    return [phones.write(name, text, channel) for text in texts][-1][0]


def complains(phones: Phones, name: str = "Faith", *choices: str, reader: str = "2", words: str = WORDS) -> PrivateCase:
    """Somebody complains of whom they choose, to whom they choose."""
    says(phones, name, "COMPLAIN", *(choices or ("1",)), words, "DONE")
    assert says(phones, name, reader).startswith("Sent. Reference G000"), told(phones, name)[-1]
    return all_cases(phones)[-1]
