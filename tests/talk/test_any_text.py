"""Whatever comes in, in whatever state: one helpful reply, nothing changed that should not be, nothing raised."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.language import NAIROBI, WORDS, asides, automatic, opt_out
from bot.messages import Channel, Inbound
from bot.store.outbox.outbox import outbox as said
from bot.store.people import people
from bot.store.talk.inbox import inbox as heard
from bot.talk import hear
from bot.talk.turn import World
from tests.memory import in_memory, kept, put_back
from tests.offering import offered
from tests.stories.given import FAITH, begin, the_pair
from tests.stories.left import left

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
NOBODY = "+254700000009"
IDS = count()
RTL = "مرحبا، لم أفهم السؤال"
KEYWORDS = (
    "LOG",
    "SIGN",
    "EDIT",
    "STATUS",
    "PIN",
    "START",
    "HALI",
    "REKODI",
    "VERIFY",
    "NUMBER",
    "LOG 99",
    "SIGN 5",
    "EDIT 3",
    "ASK are you well",
    "UNDO",
    "GOALS",
    "WHY",
    "HOUR 1pm",
    "SENT?",
    "GLOSSARY coach",
    "NEXT",
    "TRY",
    "HELP log",
)
STEERING = tuple(sorted(word for words in WORDS.values() for word in words))
THINGS = (
    "",
    " ",
    "\n",
    "\x00",
    "\x1b[2J",
    "🙂",
    "👍",
    "👍🏾👩‍👩‍👧",
    RTL,
    "\u202e1\u202c",
    "{number}",
    "%s",
    "'; DROP TABLE people; --",
    "1" * 40,
)
STATES: dict[str, tuple[str, ...]] = {
    "nothing was said": (),
    "the first question": ("LOG",),
    "the second question": ("LOG", "today"),
    "the third question": ("LOG", "today", "class 4"),
    "the fourth question": ("LOG", "today", "class 4", "same"),
    "the fifth question": ("LOG", "today", "class 4", "same", "areas"),
    "the last question": ("LOG", "today", "class 4", "same", "areas", "plan"),
    "after bad answers": ("LOG", "?!", "?!", "?!"),
    "the echo": ("LOG", "today", "class 4", "same", "areas", "plan", "done"),
    "the list to change": ("LOG", "today", "class 4", "same", "areas", "plan", "done", "2"),
    "one message begun": ("LOG today 1 areas",),
    "the menu": ("MENU",),
    "a saved record": ("EDIT 4",),
    "the gate": ("PIN",),
    "a new PIN": ("PIN", "4821"),
    "a rehearsal": ("TRY",),
    "stopped": ("STOP",),
    "stopped in a form": ("LOG", "today", "STOP"),
}
TEXTS = st.one_of(
    st.sampled_from((*THINGS, *KEYWORDS, *STEERING)),
    st.text(max_size=60),
    st.integers(0, 999).map(str),
    st.builds(lambda text, times: (text or "x") * times, st.text(max_size=5), st.integers(1, 2000)),
    st.text(min_size=1, max_size=4).map(lambda text: (text * 10_000)[:10_000]),
)
PRESSES = st.one_of(
    st.text(max_size=64),
    st.sampled_from(
        (
            "#",
            "Menu#status",
            "Menu?#log",
            "Nowhere?x=1#y",
            "SessionToSign?session=1&version=1#sign",
            "SessionToSign?session=999&version=999#sign",
            "SessionToSign#open",
            "SessionToSign?session=x&version=y#open",
            "SessionRecord?draft=999&at=day#1",
            "SessionRecord?draft=x#send",
            "CounterSign?session=1&version=1#send",
            "ReadChange?session=4&version=4#keep",
            "Which?form=SessionRecord&inbox=1#0",
            "Which?form=Nothing&inbox=x&from=-3#0",
            "Offer?draft=1&inbox=1#use",
            "Gate?who=2#x",
            "LetterCame?letter=999#read",
            "LetterCame?letter=x#read",
            "OneGoal?pair=1&nth=0#agree",
            "OneGoal?goal=999#agree",
            "PairGoals?pair=x#propose",
            "TryLogged?part1=x&part2=1#read",
        )
    ),
)


@dataclass(frozen=True)
class Started:
    """A store in memory in which Faith is in some state; it is set back before each try."""

    engine: Engine
    kept: sqlite3.Connection

    def again(self) -> Engine:
        """The store as it was."""
        put_back(self.kept, self.engine)
        return self.engine


def lead_to(engine: Engine, state: str) -> None:
    """Session 5 is today, and Faith has said what leads to this state."""
    begin(engine, "session 5 is planned", None)
    for text in STATES[state]:
        hear(engine, Inbound(Channel.SMS, FAITH, f"lead {next(IDS)}", text), NOW, World())


@pytest.fixture(scope="module", params=STATES)
def started(request: pytest.FixtureRequest, vault_keys: tuple[str, ...], sqlite_lived: Path) -> Iterator[Started]:
    """Each state in turn."""
    engine = in_memory(sqlite_lived, vault_keys)
    lead_to(engine, request.param)
    with closing(kept(engine)) as aside:
        yield Started(engine, aside)


def replies(engine: Engine, provider_id: str) -> list[str]:
    """The replies queued to a message; it was heard, and handled."""
    with engine.connect() as db:
        message = db.execute(select(heard.c.id, heard.c.failed).where(heard.c.provider_id == provider_id)).one()
        assert message.failed is None, message.failed
        bodies = db.execute(select(said.c.body).where(said.c.inbox_id == message.id)).scalars()
        return [body["text"] for body in bodies]


def silent(inbound: Inbound, *, muted: bool) -> bool:
    """Whether no answer is the right one: an automatic sender, or STOP after STOP."""
    return automatic(inbound.text.strip()) or (muted and opt_out(inbound.text.strip()))


def muted(engine: Engine) -> bool:
    with engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
        assert faith is not None
        return faith.muted_at is not None


@given(text=TEXTS, media=st.sampled_from(((), ("voice",), ("image",), ("sticker", "location"))))
@settings(max_examples=18, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_one_reply(started: Started, text: str, media: tuple[str, ...]) -> None:
    inbound = Inbound(Channel.SMS, FAITH, f"any {next(IDS)}", text, media=media)
    check(started.again(), inbound)


@given(press=PRESSES, ours=st.booleans())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_button_gets_one_reply(started: Started, press: str, *, ours: bool) -> None:
    engine = started.again()
    data = offered(engine, Channel.SMS, FAITH, press, NOW) if ours else press
    check(engine, Inbound(Channel.SMS, FAITH, f"any {next(IDS)}", press=data))


def check(engine: Engine, inbound: Inbound) -> None:
    """One reply or rightful silence, and no record of anybody else's changed."""
    before, was_muted = left(engine), muted(engine)
    hear(engine, inbound, NOW + timedelta(minutes=1), World())
    told = replies(engine, inbound.provider_id)
    thanked = inbound.press is None and asides(inbound.text).get("thanks") == 0
    assert len(told) == (0 if silent(inbound, muted=was_muted) or (thanked and not told) else 1)
    assert all(text.strip() for text in told)
    after = left(engine)
    assert after.versions[: len(before.versions)] == before.versions
    assert after.signatures[: len(before.signatures)] == before.signatures
    assert [one for one in after.people if "Faith Mutua" not in one] == [
        one for one in before.people if "Faith Mutua" not in one
    ]


@given(text=TEXTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stranger_gets_at_most_one_neutral_line(vault_keys: tuple[str, ...], sqlite_lived: Path, text: str) -> None:
    engine = in_memory(sqlite_lived, vault_keys)
    before = left(engine)
    for number in range(3):
        inbound = Inbound(Channel.SMS, NOBODY, f"nobody {next(IDS)}", text)
        hear(engine, inbound, NOW + timedelta(minutes=number), World())
        told = replies(engine, inbound.provider_id)
        assert len(told) <= 1
        assert not [line for line in told if "Faith" in line or "Mwangaza" in line]
    assert left(engine) == before


@pytest.mark.parametrize("text", [*THINGS, "x" * 10_000, "STATUS", "LOG 1 a 2 b 3 c"])
def test_hard_texts_on_both_databases(lived: Engine, text: str) -> None:
    lead_to(lived, "the fourth question")
    check(lived, replace(Inbound(Channel.SMS, FAITH, f"any {next(IDS)}"), text=text))
