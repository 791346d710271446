"""Whatever is written while somebody comes in or is matched: one helpful reply, and nothing that was not meant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.language import NAIROBI, asides
from bot.messages import Channel, Inbound
from bot.simulator.chat import ClockMoved
from bot.simulator.past import MENTEE
from bot.simulator.persons import give_ways
from bot.store import pairs
from bot.store.joining import consents
from bot.store.matching import proposals
from bot.store.pairs import PRESENT
from bot.store.people import people
from bot.store.people.people import PersonState
from bot.talk import hear, waiting
from bot.talk.turn import World
from tests.memory import in_memory, kept, put_back
from tests.offering import offered
from tests.stories.given import AMINA, begin
from tests.stories.player import Phones, begun, everybody_on
from tests.talk.test_any_text import THINGS, replies
from tests.test_turn_cost import statements

NOW = datetime(2026, 4, 28, 16, 20, tzinfo=NAIROBI)
IDS = count()
JANE, AMINAS, PETER = "+254712000003", "+254712000007", "+254712000002"
ODD = (
    *(text for text in THINGS if "1" not in text and not text.startswith("👍")),  # a thumb may be a yes
    "9",
    "0",
    "no idea",
    "BACK",
    "SKIP",
    "MENU",
    "HELP",
    "privacy",
    "STATUS",
    "LOG 1 a 2 b 3 c",
    "812345",
    "x" * 2000,
)
STATES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "the invitation": ("Amina was enrolled a moment ago", AMINAS, ()),
    "the notice": ("Amina was enrolled a moment ago", AMINAS, ("JOIN",)),
    "the new PIN": ("Amina was enrolled a moment ago", AMINAS, ("JOIN", "1")),
    "the mentee's number": ("nobody is matched yet", JANE, ("MATCH",)),
    "the mentor's number": ("nobody is matched yet", JANE, ("MATCH 812345",)),
    "the match read back": ("nobody is matched yet", JANE, ("MATCH 812345 534210",)),
    "the topics": ("nobody is matched yet", JANE, ("ORIENT 28/4 812399",)),
}


def say(engine: Engine, address: str, text: str, channel: Channel = Channel.SMS, press: str | None = None) -> list[str]:
    """One message, and what it is answered with; it was handled."""
    inbound = Inbound(channel, address, f"coming {next(IDS)}", text, press)
    hear(engine, inbound, NOW + timedelta(seconds=next(IDS)), World(replies_an_hour=1000))
    return replies(engine, inbound.provider_id)


@pytest.mark.parametrize("state", STATES)
def test_any_text_gets_one_reply_and_makes_nothing(vault_keys: tuple[str, ...], sqlite_lived: Path, state: str) -> None:
    given, address, lead = STATES[state]
    engine = in_memory(sqlite_lived, vault_keys)
    begin(engine, given, None)
    for word in lead:
        say(engine, address, word)
    before = answers(engine)
    with closing(kept(engine)) as aside:
        for text in ODD:
            put_back(aside, engine)
            told = say(engine, address, text)
            assert len(told) == (0 if asides(text).get("thanks") == 0 and not told else 1), text
            assert all(one.strip() and "did not work on our side" not in one for one in told), text
            assert answers(engine) == before, text


def answers(engine: Engine) -> tuple[int, int]:
    """How many answers to the notice there are, and how many proposals."""
    with engine.connect() as db:
        asked = (select(func.count()).select_from(table) for table in (consents.consents, proposals.proposals))
        first, second = (db.execute(each).scalar_one() for each in asked)
    return int(first), int(second)


@pytest.mark.parametrize(
    "press",
    [
        "MatchAsked?proposal=999#accept",
        "MatchAsked?proposal=x#accept",
        "MatchAsked#accept",
        "MatchInPerson?proposal=1#accept",
        "MatchTurnedDown?proposal=1#reason",
        "Invitation#refuse",
        "Consent?shown=zzz#yes",
        "Refresher?refresher=1&number=9#read",
        "NotReady?pair=1#begin",
        "InductAdministrator?teacher=1#all",
        "RematchAsked?pair=1&by=1#x",
        "ChatRefused?person=1#x",
    ],
)
def test_a_button_that_was_never_theirs_opens_nothing(quick_copies: Callable[[], Engine], press: str) -> None:
    engine = quick_copies()
    begin(engine, "the mentor is asked", None)
    (line,) = say(engine, AMINAS, "", press=offered(engine, Channel.SMS, AMINAS, press, NOW))
    assert "did not work on our side" not in line
    assert "Faith" not in line
    with engine.connect() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        (proposal,) = proposals.of_people(db, [mentee.id])
        assert proposal.mentor_answer is None


def test_two_who_share_a_phone_come_in_and_answer_each_for_themselves(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    begin(engine, "the mentor is asked", None)
    with engine.begin() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        give_ways(db, amina.id, [(Channel.SMS, PETER)], NOW)
    waiting.say_waiting(engine, NOW)
    assert "1 P.O. 2 A.Y." in say(engine, PETER, "1")[0], "not taken for the mentor's yes"
    with engine.connect() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        assert proposals.of_people(db, [mentee.id])[0].mentor_answer is None
    say(engine, PETER, "1")
    assert "Peter" in say(engine, PETER, "7730")[0]
    say(engine, PETER, "accept")
    with engine.connect() as db:
        assert proposals.of_people(db, [mentee.id])[0].mentor_answer is proposals.ProposalAnswer.ACCEPTED


@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.TELEGRAM])
def test_it_ends_alike_on_every_channel(quick_copies: Callable[[], Engine], channel: Channel) -> None:
    engine = quick_copies()
    begin(engine, "nobody is matched yet", None)
    everybody_on(engine, channel)
    phones = Phones(engine, ClockMoved(NOW))
    phones.write("Jane", "MATCH 812345 534210", channel)
    phones.press("Jane", "Yes", channel)
    phones.press("Peter", "Yes", channel)
    phones.press("Faith", "I agree", channel)
    phones.until("Thu 30 Apr 2026, 15:00")
    phones.write("Jane", "ORIENT today", channel)
    assert phones.press("Jane", "All", channel) == ["Saved. They can now make a plan and sign."]
    with engine.connect() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        (pair,) = pairs.pairs_of(db, mentee.id, PRESENT)
        assert pair.state is pairs.PairState.PREPARING


def test_a_match_by_one_sms_takes_few_statements(lived: Engine) -> None:
    begin(lived, "nobody is matched yet", None)
    with statements(lived) as ran:
        say(lived, JANE, "MATCH 812345 534210")
    print(f"{len(ran)} statements")
    assert len(ran) <= 40, "\n".join(ran)


def test_a_refused_invitation_leaves_the_clock_silent(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Amina was enrolled a moment ago", "Tue 28 Apr 2026, 16:20")
    phones.write("Amina", "2")
    phones.write("Amina", "2")
    seen = len(phones.sent)
    phones.until("Fri 31 Jul 2026, 17:00")
    assert not [sent for sent in phones.sent[seen:] if sent.address == AMINAS]
    with phones.engine.connect() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        assert amina.state is PersonState.ENROLLED
