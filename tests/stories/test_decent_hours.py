"""What we say unasked comes on school days in working hours, whenever it was made and however often it is tried."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.calendar import EVENING, MORNING
from bot.dialogs.people.rules import PinGuessedCause
from bot.dialogs.telling import tell
from bot.dialogs.unlocking.pages import PinGuessed
from bot.language import local, local_day
from bot.messages import Channel, Progress, Receipt, Refused
from bot.outbox.receipts import settle
from bot.simulator.world import SendFault
from bot.store.outbox.outbox import MessageState, outbox
from bot.store.outbox.sent import SentMessage
from bot.store.talk import notices
from tests.stories.given import FAITH, PETER, the_pair
from tests.stories.player import Phones, begun, everybody_on

LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
SMS, WHATSAPP = Channel.SMS, Channel.WHATSAPP


def to(phones: Phones, address: str) -> list[SentMessage]:
    return [one for one in phones.sent if one.address == address]


def at(sent: SentMessage) -> str:
    here = local(sent.sent_at)
    return f"{here:%a} {here.day} {here:%b %H:%M}"


def fails(phones: Phones, address: str, times: int = 999) -> None:
    """The provider is busy so often; 0: no more."""
    phones.simulation.phones.fail(SMS, address, SendFault.TRY_LATER, times)


def all_in_hours(phones: Phones) -> bool:
    hours = [local(one.sent_at).time().replace(second=0, microsecond=0) for one in phones.notices()]
    return all(MORNING <= hour <= EVENING for hour in hours)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_prompt_that_is_tried_until_the_evening_comes_on_the_next_school_day_in_words_of_that_day(
    lived: Engine, language: str
) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00", language)
    fails(phones, FAITH)
    phones.until("Thu 28 May 2026, 20:41")
    fails(phones, FAITH, 0)
    phones.until("Fri 29 May 2026, 16:14")
    assert to(phones, FAITH) == []
    phones.until("Fri 29 May 2026, 18:30")
    [asked] = to(phones, FAITH)
    assert at(asked) == "Fri 29 May 16:15"
    assert ("28 May" if language == "en" else "28 Mei") in asked.outbound.text, "not “today”"
    assert all_in_hours(phones)


def test_what_missed_its_hours_is_kept_with_the_reason(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00")
    fails(phones, FAITH)
    phones.until("Thu 28 May 2026, 20:41")
    with lived.connect() as db:
        mine = outbox.c.address == FAITH, outbox.c.made_at > phones.moment.at
        kept = db.execute(select(outbox.c.state, outbox.c.error).where(*mine)).all()
        waiting = notices.waiting(db, the_pair(db).mentee_id)
    assert kept == [(MessageState.DROPPED, "missed its hours")]
    assert [one.said_at for one in waiting] == [None], "it does not count as said"


def test_what_misses_the_evening_of_the_last_school_day_waits_for_the_first(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Tue 23 Jun 2026, 16:00")
    everybody_on(lived, SMS)
    phones.until("Tue 23 Jun 2026, 17:50")
    fails(phones, PETER)
    phones.write("Faith", "LOG 18/6 library 1 seat plan 2 mark books daily by 25/6 3 done")
    phones.until("Sat 27 Jun 2026, 12:00")
    fails(phones, PETER, 0)
    phones.until("Mon 29 Jun 2026, 07:29")
    assert to(phones, PETER) == []
    phones.until("Mon 29 Jun 2026, 07:30")
    [told] = [one for one in to(phones, PETER) if "recorded session 5" in one.outbound.text]
    assert at(told) == "Mon 29 Jun 07:30"


def test_what_a_partner_asks_us_to_pass_on_comes_in_its_hours_on_any_day(lived: Engine) -> None:
    """A meeting of Monday is called off on Sunday."""
    phones = begun(lived, "session 5 is planned", "Sat 27 Jun 2026, 18:30")
    everybody_on(lived, SMS)
    phones.write("Faith", "ASK can we meet?")
    phones.until("Sun 28 Jun 2026, 07:29")
    assert to(phones, PETER) == []
    phones.until("Sun 28 Jun 2026, 07:30")
    [letter] = to(phones, PETER)
    assert "Faith" in letter.outbound.text


def test_what_is_done_in_the_evening_is_told_in_the_morning_and_answered_at_once(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 19:30")
    everybody_on(lived, SMS)
    [receipt] = phones.write("Faith", LOG)
    assert "saved" in receipt
    phones.until("Fri 29 May 2026, 07:29")
    assert [one for one in to(phones, PETER) if "recorded session 3" in one.outbound.text] == []
    assert "1 " in phones.write("Peter", "MENU")[0], "what waits for him is in the menu meanwhile"
    phones.until("Fri 29 May 2026, 07:40")
    assert [at(one) for one in to(phones, PETER) if "recorded session 3" in one.outbound.text] == ["Fri 29 May 07:30"]


def test_a_warning_about_the_account_comes_at_any_hour_and_is_tried_at_any_hour(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 23:00")
    everybody_on(lived, SMS)
    fails(phones, PETER, 3)
    now = phones.simulation.now
    with lived.begin() as db:
        mentor = the_pair(db).mentor_id
        tell(db, mentor, PinGuessed(), PinGuessedCause(person=mentor, day=local_day(now)), now)
    phones.until("Thu 28 May 2026, 23:01")
    phones.until("Thu 28 May 2026, 23:15")
    [warning] = to(phones, PETER)
    assert "wrong PINs" in warning.outbound.text


@pytest.mark.each_on_both
def test_several_prompts_that_missed_their_hours_together_are_asked_for_again(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned beside session 4", "Thu 18 Jun 2026, 16:00")
    fails(phones, FAITH)
    phones.until("Thu 18 Jun 2026, 21:00")
    with lived.connect() as db:
        made = db.execute(select(outbox.c.error).where(outbox.c.address == FAITH)).scalars().all()
    assert made == ["missed its hours"]
    fails(phones, FAITH, 0)
    phones.until("Fri 19 Jun 2026, 18:00")
    [asked] = [one for one in phones.notices() if one.address == FAITH]
    assert at(asked) == "Fri 19 Jun 16:15"
    assert "2 things wait" in asked.outbound.text


def test_what_is_found_undelivered_at_night_goes_to_the_next_phone_in_the_morning(lived: Engine) -> None:
    """Peter is reached on WhatsApp first; its receipt says late that it did not arrive."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    phones.until("Thu 28 May 2026, 20:41")
    [notice] = to(phones, PETER)
    assert notice.channel is WHATSAPP
    with lived.connect() as db:
        name = db.execute(select(outbox.c.provider_id).where(outbox.c.id == notice.id)).scalar_one()
    failed = Receipt(WHATSAPP, name, Progress.FAILED, None, Refused("no such number", gone=True))
    settle(lived, phones.simulation._sender, failed, phones.simulation.now)
    phones.until("Thu 28 May 2026, 20:45")
    phones.until("Fri 29 May 2026, 12:00")
    assert [(one.channel, at(one)) for one in to(phones, PETER)[1:]] == [(SMS, "Fri 29 May 07:30")]


def test_ten_moves_in_a_row_are_one_notice_with_the_last_of_them(lived: Engine) -> None:
    """While what he was told first waits: he has just asked for the menu, and may be about to use it."""
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 10:00")
    everybody_on(lived, SMS)
    phones.write("Peter", "MENU")
    for hour in (1, 2, 3, 4, 1, 2, 3, 4, 1, 2):
        phones.write("Faith", f"MOVE 3 9/6 {hour}pm")
    phones.until("Mon 1 Jun 2026, 10:30")
    told = [one for one in to(phones, PETER) if "asks to have session" in one.outbound.text]
    assert len(told) == 1, told
    assert "2:00pm" in told[0].outbound.text


def test_moves_of_an_evening_are_one_notice_in_the_morning(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 20:00")
    everybody_on(lived, SMS)
    for number in range(10):
        phones.until(f"Mon 1 Jun 2026, 20:{10 + 3 * number}")
        phones.write("Faith", f"MOVE 3 {9 + number % 3}/6 1pm")
    phones.until("Tue 2 Jun 2026, 07:30")
    [told] = [one for one in to(phones, PETER) if "asks to have session" in one.outbound.text]
    assert at(told) == "Tue 2 Jun 07:30"
    assert "9 Jun" in told.outbound.text
