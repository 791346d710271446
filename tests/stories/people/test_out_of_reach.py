"""A phone that has silently changed: three messages do not arrive, and those around go there in person."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.simulator.chat import Typed
from bot.simulator.world import SendFault
from bot.store.outbox.sent import SentMessage
from tests.stories.given import FAITH
from tests.stories.player import Phones, begun

SMS, WHATSAPP = Channel.SMS, Channel.WHATSAPP
TOLD = {
    "en": {
        "Peter": "TIMEC: Faith Mutua cannot be reached by phone for now. Please agree dates in person;",
        "Jane": "TIMEC: my messages do not reach Faith Mutua any more. Please ask them in person to write to me",
        "status": "Messages do not reach Faith: reach them in person.",
        "school": "Reach in person: 1.",
        "pairs": "Reach Faith in person.",
    },
    "sw": {
        "Peter": "TIMEC: Faith Mutua hapatikani kwa simu kwa sasa.",
        "Jane": "TIMEC: my messages do not reach Faith Mutua any more.",
        "status": "Ujumbe haumfikii Faith: mfikie ana kwa ana.",
        "school": "Reach in person: 1.",
        "pairs": "Reach Faith in person.",
    },
}
ASK = {"en": "ASK", "sw": "ULIZA"}
PIN = "2094"
WORDS = ("I hope well", "please tell me", "write when you can")
STATUS = {"en": "STATUS", "sw": "HALI"}


def said(phones: Phones, name: str, text: str, on: Channel = WHATSAPP) -> str:
    """What is said to somebody who writes."""
    ways = {way for way, who in phones.names.items() if who == name}
    return " ".join(
        one.outbound.text for one in phones.say(on, Typed(name, text)) if (one.channel, one.address) in ways
    )


def of(phones: Phones, sent: list[SentMessage], name: str) -> str:
    ways = {way for way, who in phones.names.items() if who == name}
    return " ".join(one.outbound.text for one in sent if (one.channel, one.address) in ways)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_three_messages_that_do_not_arrive_send_partner_and_head_in_person(lived: Engine, language: str) -> None:
    phones = begun(lived, "the demo", "Tue 2 Jun 2026, 09:00", language)
    words = TOLD[language]
    phones.simulation.phones.fail(SMS, FAITH, SendFault.REFUSED, 9)
    sent: list[SentMessage] = []
    for number in range(3):
        assert words["status"] not in said(phones, "Peter", STATUS[language])
        sent += phones.say(WHATSAPP, Typed("Peter", f"{ASK[language]} how are you? {WORDS[number]}"))
        sent += phones.until(f"Tue 2 Jun 2026, 09:{10 + number}")
    assert words["Peter"] in of(phones, sent, "Peter")
    assert words["Jane"] in of(phones, sent, "Jane")
    assert words["status"] in said(phones, "Peter", STATUS[language])
    said(phones, "Jane", "STATUS", SMS)
    assert words["school"] in said(phones, "Jane", PIN, SMS)
    assert words["pairs"] in said(phones, "Jane", "1", SMS)
    left = len(phones.simulation.phones.failing[SMS, FAITH])
    phones.say(WHATSAPP, Typed("Peter", f"{ASK[language]} how are you?"))
    phones.until("Tue 2 Jun 2026, 09:20")
    assert len(phones.simulation.phones.failing[SMS, FAITH]) == left, "nothing more is sent there unasked"
    phones.simulation.phones.failing.clear()
    assert said(phones, "Faith", STATUS[language], SMS)
    assert words["status"] not in said(phones, "Peter", STATUS[language])
    assert words["school"] not in said(phones, "Jane", "STATUS", SMS)
