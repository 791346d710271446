"""Where somebody is belongs to the address, and is set when a message was sent there, never before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import Engine, update

from bot import outbox
from bot.forms.place import Place
from bot.messages import Channel, Inbound
from bot.simulator import demo
from bot.simulator.world import SendFault
from bot.store import signing
from bot.store.people import addresses, holders, people
from bot.store.sessions import versions
from bot.store.talk import inbox
from bot.store.talk.shown import UNDISTURBED
from bot.talk import hear, waiting
from bot.talk.sharers import IDENTIFIED
from bot.talk.turn import World
from tests.stories.given import FAITH, PETER, latest, session
from tests.stories.player import Phones, begun, everybody_on

LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
CHAT, AMINA = "70001", "+254712000007"
IDS = count()


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Everybody is on SMS; Faith has been asked about session 3."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    everybody_on(lived, Channel.SMS)
    return phones


def unsent(phones: Phones, address: str, text: str) -> None:
    """Somebody writes, and all that becomes of it is made ready; no provider takes anything yet."""
    now = phones.simulation.now
    hear(phones.engine, Inbound(Channel.SMS, address, f"unsent {next(IDS)}", text), now, World())
    waiting.say_waiting(phones.engine, now)


def signed_by(phones: Phones) -> set[str]:
    with phones.engine.connect() as db:
        found = signing.of_version(db, latest(db, 3).id)
        return {who.name.split()[0] for one in found if (who := people.get(db, one.person_id)) is not None}


# a notice counts from when it was sent


def test_a_number_answers_the_menu_on_the_phone_and_not_a_notice_that_only_waits(phones: Phones) -> None:
    menu = phones.write("Peter", "MENU")[0]
    unsent(phones, FAITH, LOG)
    unsent(phones, PETER, "2")
    assert signed_by(phones) == {"Faith"}, "2 to sign was never on his phone"
    assert "2 " in menu


def test_a_number_after_a_notice_that_was_refused_answers_what_was_said_before(phones: Phones) -> None:
    phones.write("Peter", "MENU")
    phones.simulation.phones.fail(Channel.SMS, PETER, SendFault.REFUSED, 9)
    phones.until("Thu 28 May 2026, 16:20")
    phones.write("Faith", LOG)
    phones.simulation.phones.fail(Channel.SMS, PETER, SendFault.REFUSED, 0)
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith"}


def test_a_notice_that_was_sent_is_what_a_number_answers(phones: Phones) -> None:
    phones.write("Peter", "MENU")
    phones.until("Thu 28 May 2026, 16:20")
    phones.write("Faith", LOG)
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith", "Peter"}


def test_choices_just_shown_hold_a_notice_back_for_a_minute(phones: Phones) -> None:
    phones.write("Peter", "MENU")
    shown = phones.simulation.now
    phones.write("Faith", LOG)
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith"}
    told = [one for one in phones.sent if one.address == PETER and "recorded session 3" in one.outbound.text]
    assert told == []
    phones.until("Thu 28 May 2026, 16:25")
    [told_at] = [
        one.sent_at for one in phones.sent if one.address == PETER and "recorded session 3" in one.outbound.text
    ]
    assert told_at - shown >= UNDISTURBED
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith", "Peter"}


def test_a_notice_that_is_held_back_keeps_no_answer_waiting_and_the_last_that_is_shown_is_answered(
    phones: Phones,
) -> None:
    phones.write("Peter", "MENU")
    phones.write("Faith", LOG)
    [answer] = phones.write("Peter", "asdf")
    assert "1 " in answer
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith"}


def test_a_reply_that_overtook_a_notice_is_what_a_number_answers_until_the_notice_comes(phones: Phones) -> None:
    """The notice is being tried again when he writes; his answer does not wait for it."""
    phones.simulation.phones.fail(Channel.SMS, PETER, SendFault.TRY_LATER, 1)
    phones.write("Faith", LOG)
    [menu] = phones.write("Peter", "MENU")
    phones.write("Peter", "2")
    assert "2 " in menu
    assert signed_by(phones) == {"Faith"}, "2 to sign was never on his phone"
    phones.until("Thu 28 May 2026, 16:25")
    assert "recorded session 3" in phones.sent[-1].outbound.text
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith", "Peter"}


def test_a_reply_that_overtook_a_notice_in_the_providers_hands_is_what_a_number_answers(phones: Phones) -> None:
    """A provider takes its time over the notice; meanwhile he asks for the menu, and has it."""
    unsent(phones, FAITH, LOG)
    sender, now = phones.simulation._sender, phones.simulation.now
    outbox.deliver(phones.engine, sender, now, batch=1)  # her receipt
    [notice] = outbox.take(phones.engine, sender, Channel.SMS, now, 1)
    assert "recorded session 3" in notice.message.outbound.text
    [menu] = phones.write("Peter", "MENU")
    outbox.send(phones.engine, sender, notice, now)
    assert "2 " in menu
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith"}


@pytest.mark.each_on_both
@pytest.mark.parametrize("fault", [SendFault.REFUSED, SendFault.TRY_LATER, SendFault.MISCONFIGURED])
@pytest.mark.parametrize(("opens", "signs"), [("SIGN", "2"), ("SAINI", "2"), ("SIGN", "sign")])
def test_nothing_is_signed_that_did_not_arrive(phones: Phones, fault: SendFault, opens: str, signs: str) -> None:
    """The record that was asked for is not on the phone: a reply that has not gone out asks nothing."""
    phones.write("Faith", LOG)
    phones.simulation.phones.fail(Channel.SMS, PETER, fault, 9)
    assert phones.write("Peter", opens) == []
    phones.write("Peter", signs)
    assert signed_by(phones) == {"Faith"}


def test_a_reply_that_goes_out_late_is_answered_then(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.simulation.phones.fail(Channel.SMS, PETER, SendFault.TRY_LATER, 1)
    assert phones.write("Peter", "SIGN") == []
    phones.until("Thu 28 May 2026, 16:40")
    assert "2 sign" in phones.sent[-1].outbound.text
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith", "Peter"}


def test_replies_wait_unanswered_behind_one_that_does_not_go_out(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.simulation.phones.fail(Channel.SMS, PETER, SendFault.TRY_LATER, 3)
    phones.write("Peter", "MENU")
    phones.write("Peter", "SIGN")
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith"}


@pytest.mark.parametrize("word", ["STATUS", "HALI"])
def test_the_choice_between_two_records_is_put_again_with_its_own_numbers(phones: Phones, word: str) -> None:
    phones.write("Peter", "LOG today staffroom 1 marking 2 mark daily 3 part")
    [asked] = phones.write("Faith", LOG)
    assert "1 agree with theirs" in asked
    assert "Peter: areas: marking" in phones.write("Faith", word)[0]
    assert "1 agree with theirs" in phones.write("Faith", "MORE")[0]
    phones.write("Faith", "1")
    assert signed_by(phones) == {"Faith", "Peter"}
    with phones.engine.connect() as db:
        assert latest(db, 3).plan == "mark daily"


# each address has its own


@pytest.mark.each_on_both
def test_a_number_on_one_channel_answers_nothing_that_was_said_on_another(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.until("Thu 28 May 2026, 16:20")
    assert "2 to sign it" in phones.sent[-1].outbound.text
    phones.write("Peter", "2", Channel.WHATSAPP)
    assert signed_by(phones) == {"Faith"}
    phones.write("Peter", "2")
    assert signed_by(phones) == {"Faith", "Peter"}


@pytest.mark.parametrize("yes", ["ok", "yes", "sawa", "sign"])
def test_a_yes_signs_nothing_where_the_record_was_not_shown(phones: Phones, yes: str) -> None:
    """Peter reads it on WhatsApp, and says yes by SMS: it is shown there first."""
    phones.write("Faith", LOG)
    phones.until("Thu 28 May 2026, 16:20")
    phones.write("Peter", "SIGN", Channel.WHATSAPP)
    [shown] = phones.write("Peter", yes)
    assert "lesson notes" in shown
    assert signed_by(phones) == {"Faith"}


@pytest.mark.parametrize(("word", "place"), [("LOG", "class 4"), ("REKODI", "darasa la 4")])
def test_words_go_on_with_the_form_that_is_open_elsewhere_and_a_number_is_asked_first(
    phones: Phones, word: str, place: str
) -> None:
    """Peter begins by SMS and goes on in WhatsApp."""
    for text in (word, "leo"):
        phones.write("Peter", text)
    [asked] = phones.write("Peter", "1", Channel.WHATSAPP)
    assert "2 of 6" in asked or "2 kati ya 6" in asked, "a number means nothing here yet"
    [asked] = phones.write("Peter", place, Channel.WHATSAPP)
    assert "3 of 6" in asked or "3 kati ya 6" in asked
    [asked] = phones.write("Peter", "lesson notes")
    assert "4 of 6" in asked or "4 kati ya 6" in asked, "words go on by SMS as well"
    [asked] = phones.write("Peter", "1", Channel.WHATSAPP)
    assert "4 of 6" in asked or "4 kati ya 6" in asked, "and the old question there is not answered by a number"


# a phone that several share


@pytest.fixture
def shared(phones: Phones) -> Phones:
    """Faith and Amina share Faith's phone; Faith has a chat of her own as well."""
    with phones.engine.begin() as db:
        faith, amina = people.by_tsc(db, "812345"), people.by_tsc(db, "812399")
        assert faith is not None
        assert amina is not None
        now = phones.simulation.now
        addresses.add(db, person_id=amina.id, channel=Channel.SMS, address=FAITH, rank=1, now=now, verified_at=now)
        addresses.add(db, person_id=faith.id, channel=Channel.TELEGRAM, address=CHAT, rank=1, now=now, verified_at=now)
    return phones


def on_phone(phones: Phones, text: str, channel: Channel = Channel.SMS, address: str = FAITH) -> str:
    """Somebody writes from the shared phone, or from Faith's chat; answers what is said there."""
    sent = phones.simulation.say(Inbound(channel, address, f"shared {next(IDS)}", text))
    return "\n".join(one.outbound.text for one in sent if (one.channel, one.address) == (channel, address))


def test_who_is_this_throws_nobody_s_form_on_another_channel_away(shared: Phones) -> None:
    on_phone(shared, "LOG", Channel.TELEGRAM, CHAT)
    assert "2 of 6" in on_phone(shared, "today", Channel.TELEGRAM, CHAT)
    assert "Who is this?" in on_phone(shared, "hello")
    assert "3 of 6" in on_phone(shared, "library", Channel.TELEGRAM, CHAT)


def test_a_shared_phone_is_its_last_holder_s_for_fifteen_minutes(shared: Phones) -> None:
    asked = on_phone(shared, "STATUS")
    on_phone(shared, next(n for n in "12" if f"{n} F.M." in asked))
    assert "Sessions held" in on_phone(shared, "4821")
    shared.simulation.move(shared.simulation.now + IDENTIFIED - timedelta(seconds=1))
    assert "Sessions held" in on_phone(shared, "STATUS"), "to the last moment"
    shared.simulation.move(shared.simulation.now + IDENTIFIED + timedelta(seconds=1))
    assert "Who is this?" in on_phone(shared, "STATUS")


@pytest.mark.parametrize("said", ["F", "f.m.", "Faith", "mimi ni Faith Mutua", "it is Mutua"])
def test_who_it_is_is_also_said_by_name_or_first_letter(shared: Phones, said: str) -> None:
    assert "Who is this?" in on_phone(shared, "STATUS")
    assert "PIN" in on_phone(shared, said)
    assert "Sessions held" in on_phone(shared, "4821"), "and what was written first is answered"


@pytest.mark.parametrize("said", ["4821", "{number} 4821"])
def test_who_it_is_is_also_said_by_the_pin(shared: Phones, said: str) -> None:
    asked = on_phone(shared, "STATUS")
    told = on_phone(shared, said.format(number=next(n for n in "12" if f"{n} F.M." in asked)))
    assert "Sessions held" in told
    assert "Welcome, Faith" in told


def test_a_name_that_is_nobody_s_there_or_two_s_is_asked_again(shared: Phones) -> None:
    on_phone(shared, "STATUS")
    for said in ("Peter", "hello", "z", "Faith Yusuf"):
        assert "Who is this?" in on_phone(shared, said)
    with shared.engine.begin() as db:
        amina = people.by_tsc(db, "812399")
        assert amina is not None
        db.execute(update(people.people).where(people.people.c.id == amina.id), {"name": "Fatuma Yusuf"})
    assert "Who is this?" in on_phone(shared, "f")
    assert "PIN" in on_phone(shared, "fm")


def test_who_guesses_pins_where_it_is_asked_who_writes_soon_waits_also_with_the_right_one(shared: Phones) -> None:
    on_phone(shared, "STATUS")
    for pin in ("5555", "6666", "9283", "1904", "8375", "3391"):
        assert "Who is this?" in on_phone(shared, pin)
    assert "Who is this?" in on_phone(shared, "4821"), "guessing is not for free"
    assert "PIN" in on_phone(shared, "Faith")
    assert "Sessions held" in on_phone(shared, "4821"), "who says their name has tries of their own"


def test_a_log_after_a_greeting_is_what_is_heard_once_it_is_known_who_writes(shared: Phones) -> None:
    asked = on_phone(shared, "habari mwalimu")
    on_phone(shared, LOG)
    on_phone(shared, next(n for n in "12" if f"{n} F.M." in asked))
    assert "Session 3 (28 May, staffroom) is saved" in on_phone(shared, "4821")


def test_the_one_who_named_themselves_last_holds_the_phone(shared: Phones) -> None:
    """Faith, then Amina within her fifteen minutes; from then on words are Amina's, though Faith came first."""
    now = shared.simulation.now
    with shared.engine.begin() as db:
        faith, amina = people.by_tsc(db, "812345"), people.by_tsc(db, "812399")
        assert faith is not None
        assert amina is not None
        holders.hold(db, Channel.SMS, FAITH, faith.id, now)
        holders.hold(db, Channel.SMS, FAITH, amina.id, now + timedelta(seconds=1))
    on_phone(shared, LOG)
    with shared.engine.connect() as db:
        assert versions.latest(db, session(db, 3).id) is None, "Amina has no sessions"


@pytest.mark.each_on_both
def test_two_messages_at_once_from_a_shared_phone_are_heard_one_after_the_other(
    shared: Phones, beside: Callable[[Engine], Engine]
) -> None:
    """Two web processes at the same moment: one asks who it is, and the other finds that it was asked."""
    start = Barrier(2)

    def say(engine: Engine, text: str) -> None:
        start.wait()
        hear(engine, Inbound(Channel.SMS, FAITH, text, text), demo.OPENING + timedelta(minutes=10), World())

    with ThreadPoolExecutor(2) as both:
        list(both.map(say, (shared.engine, beside(shared.engine)), ("STATUS", "hello")))
    with shared.engine.connect() as db:
        asked = Place.read(holders.of_phone(db, Channel.SMS, FAITH).place or "")
        first, _second = inbox.heard(db, FAITH)
    assert (asked.name, asked.args["inbox"]) == ("WhoIsThis", str(first.id)), "what was written first is kept"
