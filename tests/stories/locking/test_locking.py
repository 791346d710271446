"""LOCK: content is shown after the PIN only; commands work as before, and a notice says that something waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from bot.dialogs.locking import deeds
from bot.dialogs.refusals import NotYours
from bot.forms.saying import View
from bot.language import segments
from bot.messages import Channel, Inbound
from bot.simulator.chat import Typed
from bot.simulator.world import SendFault
from bot.store.agreement import document_signatures
from bot.store.people import addresses, people
from bot.store.talk import inbox, notices
from bot.store.talk.notices import NoticeState
from bot.talk import hear
from bot.talk.speak import Reply
from bot.talk.turn import World
from tests.stories.given import FAITH
from tests.stories.player import Phones, begun
from tests.stories.unlocking.test_unlocking import JANE, person, says, share_a_phone, speaking, told

VISIT = timedelta(minutes=15)
SECRET = "zanzibari"
LOG = "LOG today library 1 group work 2 seat plan by 25/6 3 done"
LOCK = {"en": "LOCK", "sw": "FICHA"}
OFF = {"en": "LOCK OFF", "sw": "ACHA KUFICHA"}
LOCKED = {"en": "Your messages are locked.", "sw": "Ujumbe wako umefichwa."}
ENDED = {"en": "LOCK is off", "sw": "FICHA imeondolewa"}
TO_READ = {"en": "Reply with your 4-digit PIN to read this.", "sw": "Jibu kwa PIN yako ya tarakimu 4 ili kusoma hii."}
TO_END = {"en": "Reply with your 4-digit PIN to end LOCK.", "sw": "Jibu kwa PIN yako ya tarakimu 4 ili kuacha FICHA."}
OPEN = {
    "en": "Open for 15 minutes. MENU for all choices.",
    "sw": "Imefunguliwa kwa dakika 15. MENYU huonyesha chaguo zote.",
}
SHOW = {"en": "SHOW 1", "sw": "ONYESHA 1"}
SOMETHING = {
    "en": "TIMEC: Faith, something waits for you. Reply with your PIN to read it.",
    "sw": "TIMEC: Faith, kuna jambo lako. Jibu kwa PIN yako ulisome.",
}
SOMETHING_FOR_PETER = "TIMEC: Peter, something waits for you. Reply with your PIN to read it."
LETTER = {"en": "TIMEC: Peter Otieno sent you a message.", "sw": "TIMEC: Peter Otieno amekutumia ujumbe."}
NEEDS_PIN = {"en": "LOCK needs a PIN. Choose a new 4-digit PIN", "sw": "FICHA inahitaji PIN. Chagua PIN mpya"}


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return speaking(quick_copies(), "en")


def pass_by(phones: Phones, time: timedelta) -> None:
    """Time passes; what falls due is said."""
    phones.simulation.move(phones.simulation.now + time)
    phones._look()


def without_pin(phones: Phones, tsc: str = "812345") -> None:
    """Somebody has never chosen a PIN."""
    with phones.engine.begin() as db:
        db.execute(update(people.people).where(people.people.c.tsc_number == tsc).values(pin_hash=None))


def states(phones: Phones, tsc: str = "812345") -> list[NoticeState]:
    """How the notices stand that somebody was told of, the last first."""
    with phones.engine.connect() as db:
        found = notices.recent_said(db, person(phones, tsc).id, phones.simulation.now - timedelta(days=30), 9)
    return [one.state for one in found]


# turning it on and off


@pytest.mark.parametrize("language", ["en", "sw"])
def test_content_is_shown_after_the_pin_and_all_else_as_before(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    assert SHOW[language][-1] in phones.write("Faith", SHOW[language])[0]
    [receipt] = phones.write("Faith", LOCK[language])
    assert receipt.startswith(LOCKED[language])
    assert segments(receipt).count == 1
    assert {"STATUS", "HALI"} & set(receipt.replace(",", "").split()), "it names what needs the PIN from now on"
    assert phones.write("Faith", "MENU")[0].startswith(("TIMEC menu:", "Menyu ya TIMEC:"))
    assert phones.write("Faith", "HELP")
    assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]
    [record] = phones.write("Faith", "4821")
    assert record.startswith(("S1 7 May", "Kikao cha 1, 7 Mei")), record
    assert phones.write("Faith", SHOW[language]) == [record], "once for a short visit"
    pass_by(phones, VISIT - timedelta(seconds=1))
    assert record in phones.write("Faith", SHOW[language])[0]
    pass_by(phones, VISIT - timedelta(seconds=1))
    assert record in phones.write("Faith", SHOW[language])[0], "which lasts while they write"
    pass_by(phones, VISIT + timedelta(seconds=1))
    assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_pin_alone_opens_the_phone_where_nothing_waits(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    for words, pin in ((LOCK[language], "4821"), ("MENU", "PIN 4821"), (LOCK[language], "4821")):
        phones.write("Faith", words)
        assert phones.write("Faith", pin) == [OPEN[language]]
        assert phones.write("Faith", SHOW[language])[0].startswith(("S1 7 May", "Kikao cha 1, 7 Mei"))
        pass_by(phones, timedelta(minutes=20))
    phones.write("Faith", LOCK[language])
    phones.write("Faith", "4822")
    assert person(phones).pin_tries == 1, "a wrong one is a try"
    assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]


def test_four_digits_that_answer_a_question_are_no_try_there(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    for words in ("LOG", "4821", "today"):
        phones.write("Faith", words)
    phones.write("Faith", "1300")
    assert person(phones).pin_tries == 0


@pytest.mark.parametrize("language", ["en", "sw"])
def test_sent_again_it_closes_the_phone_that_the_pin_has_opened(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    for _time in range(2):
        assert phones.write("Faith", LOCK[language])[0].startswith(LOCKED[language])
        assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]
        assert phones.write("Faith", "4821")[0].startswith(("S1 7 May", "Kikao cha 1, 7 Mei"))


def test_it_closes_every_phone_of_theirs(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    phones.write("Peter", "SHOW 1", Channel.WHATSAPP)
    assert phones.write("Peter", "7730", Channel.WHATSAPP)[0].startswith("Session 1, Thu 7 May")
    phones.write("Peter", "LOCK", Channel.SMS)
    assert phones.write("Peter", "SHOW 1", Channel.WHATSAPP) == [TO_READ["en"]]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_it_ends_with_the_pin_however_lately_that_was_given(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Faith", LOCK[language])
    phones.write("Faith", SHOW[language])
    phones.write("Faith", "4821")
    pass_by(phones, timedelta(minutes=1))
    assert phones.write("Faith", OFF[language]) == [TO_END[language]]
    assert person(phones).locked_at is not None
    phones.write("Faith", "4822")
    assert person(phones).locked_at is not None
    assert phones.write("Faith", "4821")[0].startswith(ENDED[language])
    assert person(phones).locked_at is None
    pass_by(phones, timedelta(hours=1))
    assert phones.write("Faith", SHOW[language])[0].startswith(("S1 7 May", "Kikao cha 1, 7 Mei"))


def test_a_pin_beside_lock_off_is_kept_nowhere(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    assert phones.write("Faith", "LOCK OFF 4821") == [TO_END["en"]]
    assert phones.write("Faith", "4821")[0].startswith(ENDED["en"])
    with phones.engine.connect() as db:
        texts = db.execute(select(inbox.inbox.c.text)).scalars().all()
    assert not [text for text in texts if "4821" in str(text)]


def test_lock_off_where_nothing_is_locked_says_so(phones: Phones) -> None:
    assert phones.write("Faith", "LOCK OFF") == ["Your messages are not locked. LOCK hides them."]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_who_has_no_pin_chooses_one_first(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    without_pin(phones)
    assert phones.write("Faith", LOCK[language])[0].startswith(NEEDS_PIN[language])
    assert person(phones).locked_at is None
    phones.write("Faith", "1234")
    assert person(phones).locked_at is None
    [saved] = phones.write("Faith", "5932")
    assert LOCKED[language] in saved
    assert person(phones).locked_at is not None
    assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]
    assert phones.write("Faith", "5932")[0].startswith(("S1 7 May", "Kikao cha 1, 7 Mei"))


@pytest.mark.parametrize(
    "words",
    [
        "hide my messages",
        "my husband reads my messages",
        "funga ujumbe",
        "funga simu yangu",
        "ficha ujumbe wangu",
        "nataka kuficha ujumbe wangu",
        "LOCK my phone",
        "lock messages",
        "Lock my messages please",
    ],
)
def test_it_is_asked_for_in_ones_own_words(phones: Phones, words: str) -> None:
    [said] = phones.write("Faith", words)
    if not said.startswith(LOCKED["en"]):
        assert said.startswith("LOCK hides your messages"), said
        [said] = phones.write("Faith", "1")
    assert said.startswith(LOCKED["en"])
    assert person(phones).locked_at is not None


def test_to_lock_a_door_is_an_answer(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    phones.write("Faith", "library")
    assert "4 of 6" in phones.write("Faith", "lock the door after class")[0]
    assert person(phones).locked_at is None


# commands


def test_a_log_and_a_letter_need_no_pin_and_their_receipts_come_in_full(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    assert phones.write("Faith", LOG)[0].startswith("Thank you, Faith. Session 3 (28 May, library) is saved")
    assert phones.write("Faith", f"ASK {SECRET}")[0].startswith("It goes to P. Otieno")
    assert phones.write("Faith", "STOP")[0].startswith("Done")


def test_a_log_is_heard_where_a_notice_waits_for_the_pin(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.say_as("Peter", "ASK when do we meet?")
    assert phones.write("Faith", "1 group work 2 seat plan by 25/6 3 done")[0].startswith("Thank you, Faith. Session 3")


def test_a_form_goes_on_after_the_pin_with_what_was_answered(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    assert phones.write("Faith", "LOG") == ["Reply with your 4-digit PIN to go on."]
    assert "date?" in phones.write("Faith", "4821")[0]
    pass_by(phones, timedelta(minutes=20))
    assert phones.write("Faith", "today") == ["Reply with your 4-digit PIN to go on."]
    assert "2 of 6" in phones.write("Faith", "4821")[0], "the answer is kept"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_receipt_of_lock_does_not_show_the_open_question(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    assert "class control" in phones.write("Faith", "library")[0]
    [said] = phones.write("Faith", LOCK[language])
    assert said.startswith(LOCKED[language])
    assert "class control" not in said
    assert "class control" in phones.write("Faith", "4821")[0]


def test_what_was_shown_is_signed_by_its_number_without_the_pin(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    sent = phones.say_as("Faith", LOG)
    assert [one.outbound.text for one in sent if one.channel is Channel.WHATSAPP] == [SOMETHING_FOR_PETER]
    [shown] = phones.write("Peter", "7730", Channel.WHATSAPP)
    assert shown.startswith("TIMEC: Faith Mutua logged session 3")
    pass_by(phones, timedelta(hours=1))
    assert phones.press("Peter", "Open") == ["Reply with your 4-digit PIN to go on."]
    [record] = phones.write("Peter", "7730", Channel.WHATSAPP)
    assert "seat plan" in record
    pass_by(phones, timedelta(hours=1))
    assert phones.press("Peter", "Sign")[0].startswith("You signed at")


# notices


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_notice_says_that_something_waits_and_the_pin_shows_it_with_its_choices(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Faith", LOCK[language])
    sent = phones.say(Channel.WHATSAPP, Typed("Peter", f"ASK {SECRET}"))
    assert told(sent, FAITH) == [SOMETHING[language]]
    assert states(phones)[0] is NoticeState.LOCKED
    [shown] = phones.write("Faith", "4821")
    assert shown.startswith(LETTER[language])
    assert states(phones)[0] is NoticeState.SAID
    assert SECRET in phones.write("Faith", "1")[0]


def test_a_number_or_a_word_does_nothing_with_what_was_not_shown(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    phones.say_as("Faith", LOG)
    for words in ("1", "2", "yes", "open"):
        assert "seat plan" not in phones.write("Peter", words, Channel.WHATSAPP)[0]
    assert states(phones, "534210")[0] is NoticeState.LOCKED
    assert phones.write("Peter", "7730", Channel.WHATSAPP)[0].startswith("TIMEC: Faith Mutua logged session 3")


def test_the_pin_alone_opens_what_waits_whatever_was_said_since(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.say_as("Peter", "ASK when do we meet?")
    phones.write("Faith", "MENU")
    pass_by(phones, timedelta(minutes=40))
    phones.write("Faith", "HELP")
    assert phones.write("Faith", "PIN 4821")[0].startswith(LETTER["en"])


def test_a_wrong_pin_opens_nothing_and_is_counted(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.say_as("Peter", f"ASK {SECRET}")
    phones.write("Faith", "MENU")
    assert phones.write("Faith", "4822")[0].startswith("That PIN is wrong. 4 tries left.")
    said = [phones.write("Faith", wrong)[0] for wrong in ("4823", "4824", "4825", "4826")]
    assert said[-1].startswith("Your PIN is locked")
    assert phones.write("Faith", "4821")[0].startswith("Your PIN is locked")


def test_of_several_that_wait_one_is_chosen_and_the_others_go_on_waiting(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    phones.say_as("Faith", LOG)
    phones.say_as("Faith", f"ASK {SECRET}")
    assert phones.write("Peter", "7730", Channel.WHATSAPP)[0].startswith("2 things wait:")
    assert phones.write("Peter", "2", Channel.WHATSAPP)[0].startswith("TIMEC: Faith Mutua logged session 3")
    assert phones.write("Peter", "7730", Channel.WHATSAPP)[0].startswith("TIMEC: Faith Mutua sent you a message.")
    assert set(states(phones, "534210")) == {NoticeState.SAID}


def test_prompts_that_come_together_wait_each_for_itself(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    phones.until("Tue 16 Jun 2026, 17:00")
    seen = [one.outbound.text for one in phones.sent if one.channel is Channel.WHATSAPP]
    assert set(seen[1:]) == {SOMETHING_FOR_PETER}, "and nothing else on the way"
    [listed] = phones.write("Peter", "7730", Channel.WHATSAPP)
    assert "things wait:" in listed
    assert "6-week review" in "".join(phones.sent[-1].buttons.values()), "with its own name"


def test_what_means_nothing_any_more_is_not_shown(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.say_as("Peter", f"ASK {SECRET}")
    phones.say_as("Peter", "UNDO")
    assert SECRET not in phones.write("Faith", "4821")[0]


def test_it_waits_on_telegram_too(phones: Phones) -> None:
    way = (Channel.TELEGRAM, "70077")
    faith = person(phones).id
    with phones.engine.begin() as db:
        added = addresses.add(
            db,
            person_id=faith,
            channel=way[0],
            address=way[1],
            rank=9,
            now=phones.simulation.now,
            verified_at=phones.simulation.now,
        )
        addresses.set_rank(db, added, -1)
    phones.write("Faith", "LOCK")
    sent = phones.say(Channel.WHATSAPP, Typed("Peter", f"ASK {SECRET}"))
    texts = [one.outbound.text for one in sent if (one.channel, one.address) == way]
    assert texts == [SOMETHING["en"]]
    shown = phones.simulation.say(Inbound(*way, "telegram 1", "4821"))
    assert shown[-1].outbound.text.startswith(LETTER["en"])
    assert phones.write("Faith", "SHOW 1") == [TO_READ["en"]], "the PIN opens the address where it was given"


def test_news_of_a_key_to_the_account_comes_in_full(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    says(phones, FAITH, "LINK")
    phones.write("Jane", "UNLOCK 812345")
    phones.write("Jane", "2094")
    sent = phones.say_as("Jane", "YES 2094")
    assert told(sent, FAITH)[0].startswith("TIMEC: J. Wambua has seen you and opened your PIN again.")


def test_what_one_address_refused_is_no_longer_said_in_full_at_another(phones: Phones) -> None:
    phones.write("Peter", "LOCK", Channel.WHATSAPP)
    phones.write("Peter", "SHOW 1", Channel.WHATSAPP)
    whatsapp = phones.address("Peter", Channel.WHATSAPP)
    phones.simulation.phones.fail(Channel.WHATSAPP, whatsapp, SendFault.REFUSED, 1)
    sent = phones.say(Channel.WHATSAPP, Typed("Peter", "7730"))
    pass_by(phones, timedelta(minutes=5))
    assert not [one for one in (*sent, *phones.sent[-3:]) if "7 May" in one.outbound.text]


def test_a_visit_does_not_go_on_over_midnight(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.until("Thu 28 May 2026, 23:55")
    phones.write("Faith", "SHOW 1")
    assert "S1 7 May" in phones.write("Faith", "4821")[0]
    pass_by(phones, timedelta(minutes=4))
    assert "S1 7 May" in phones.write("Faith", "SHOW 1")[0]
    pass_by(phones, timedelta(minutes=4))
    assert phones.write("Faith", "SHOW 1") == [TO_READ["en"]]


def test_a_letter_is_not_read_before_the_pin(phones: Phones) -> None:
    phones.say_as("Peter", f"ASK {SECRET}")
    phones.write("Faith", "LOCK")
    assert phones.write("Faith", "read") == [TO_READ["en"]]
    assert phones.write("Peter", "UNDO")[0].startswith("Taken back"), "it is still unread"


def typed(phones: Phones) -> None:
    """A log that stands half filled, and its writer has gone away."""
    phones.write("Faith", "LOCK")
    phones.write("Faith", "LOG 3")
    for words in ("4821", "today", "library", SECRET):
        phones.write("Faith", words)
    pass_by(phones, timedelta(minutes=20))


def test_what_was_typed_is_not_told_beside_the_question_of_the_pin(phones: Phones) -> None:
    typed(phones)
    assert SECRET not in "".join(phones.write("Faith", "LOG 3 2 seat plan"))
    assert SECRET not in "".join(phones.write("Faith", "HELP"))
    assert SECRET not in "".join(phones.write("Faith", "kandanda"))


def test_the_beginning_of_a_log_is_not_told_beside_it_either(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.write("Faith", f"LOG yesterday {SECRET} 1 group work")
    assert phones.write("Faith", "2") == ["Reply with your 4-digit PIN to go on."]


def test_lines_that_hold_content_wait_with_what_is_shut() -> None:
    gate = View("Gate?back=", ())
    shut = Reply((gate,), shut=True)
    assert shut.after(View("Show?session=1&version=1", ())).views == (gate,), "a record"
    assert shut.after(gate).views == (gate,), "the PIN is asked once"
    assert len(shut.after(View("Locked", ())).views) == 2, "what we say ourselves is said"
    assert len(Reply((gate,)).after(View("Show?session=1&version=1", ())).views) == 2


def test_of_a_form_that_ended_meanwhile_no_words_are_told(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 5 is planned", "Thu 18 Jun 2026, 14:00", "en")
    phones.write("Faith", "LOCK")
    for words in ("LOG", "4821", "today", "same", "same", SECRET):
        phones.write("Faith", words)
    phones.say(Channel.WHATSAPP, Typed("Peter", "LOG today 1 marking 2 mark daily 3 done"))
    phones.until("Thu 18 Jun 2026, 17:30")
    phones.write("Faith", "MENU")
    [ended] = phones.write("Faith", "LOG")
    assert ended.startswith("Session 5 is logged already.")
    assert SECRET not in ended


def test_a_pin_beside_a_choice_opens_the_phone_too(phones: Phones) -> None:
    phones.write("Jane", "LOCK")
    says(phones, "+254799000777", "UNLOCK")
    phones.write("Jane", "UNLOCK 812345")
    phones.write("Jane", "2094")
    pass_by(phones, timedelta(minutes=20))
    phones.write("Jane", "YES 2094")
    assert phones.write("Jane", "STATUS")[0] != TO_READ["en"]


# a shared phone


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_head_offers_it_for_a_shared_phone_and_its_owner_turns_it_on(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Jane", f"{LOCK[language]} Faith")
    [alone] = phones.write("Jane", "2094")
    assert alone.startswith(("F. Mutua shares a phone with nobody.", "F. Mutua hatumii simu moja na mtu.")), alone
    share_a_phone(phones)
    sent = phones.say_as("Jane", f"{LOCK[language]} Faith Mutua")
    assert told(sent, JANE)[0].startswith(("LOCK is offered to F. Mutua.", "F. Mutua amependekezewa FICHA."))
    assert "J. Wambua" in told(sent, FAITH)[0]
    assert person(phones).locked_at is None, "it is not the head's to turn on"
    phones.write("Faith", "1")
    phones.write("Faith", "1")
    said = phones.write("Faith", "4821")[0]
    assert LOCKED[language] in said
    assert person(phones).locked_at is not None
    assert person(phones, "812399").locked_at is None, "the other one's messages are as before"


SHARED = {"en": "A.Y. uses this phone too.", "sw": "A.Y. pia hutumia simu hii."}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_two_on_one_phone_hear_once_what_the_other_can_do(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = speaking(quick_copies(), language)
    share_a_phone(phones)
    for _visit in range(2):
        for words in ("STATUS", "1", "4821"):
            phones.write("Faith", words)
        pass_by(phones, timedelta(days=1))
    said = [one.outbound.text for one in phones.sent]
    assert sum(SHARED[language] in text for text in said) == 1
    assert any("F.M." in text for text in said), "Amina hears of her too"


OFFERED = {"en": "LOCK is offered to F. Mutua.", "sw": "F. Mutua amependekezewa FICHA. "}
BEFORE = {"en": "LOCK was offered to F. Mutua today already.", "sw": "F. Mutua alishapendekezewa FICHA leo."}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_an_offer_goes_out_once_a_day_and_the_head_hears_whether_it_did(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    share_a_phone(phones)
    for _day in range(2):
        phones.write("Jane", f"{LOCK[language]} 812345")
        sent = phones.say_as("Jane", "2094")
        assert told(sent, JANE)[0].startswith(OFFERED[language])
        assert len(told(sent, FAITH)) == 1
        sent = phones.say_as("Jane", f"{LOCK[language]} 812345")
        assert told(sent, JANE)[0].startswith(BEFORE[language])
        assert not told(sent, FAITH)
        pass_by(phones, timedelta(days=1))


def test_an_offer_may_be_declined(phones: Phones) -> None:
    share_a_phone(phones)
    phones.write("Jane", "LOCK 812345")
    phones.write("Jane", "2094")
    said = [phones.write("Faith", words)[0] for words in ("2", "1", "4821")]
    assert "Then nothing has changed." in said[-1]
    assert person(phones).locked_at is None


def test_whoever_is_not_theirs_is_refused_like_nobody(phones: Phones) -> None:
    share_a_phone(phones)
    nobody = "I find nobody like that among your people. Try the TSC number."
    phones.write("Jane", "LOCK 300415")
    assert phones.write("Jane", "2094") == [nobody], "her director"
    assert phones.write("Jane", "LOCK 999999") == [nobody]


def test_nobody_offers_it_but_from_above_and_where_a_phone_is_shared(phones: Phones) -> None:
    peter, faith, jane = (person(phones, number).id for number in ("534210", "812345", "401122"))
    for by, shared in ((jane, False), (peter, True)):
        if shared:
            share_a_phone(phones)
        with phones.engine.begin() as db, pytest.raises(NotYours):
            deeds.offer(db, by, faith, phones.simulation.now)


def test_a_teacher_offers_it_to_nobody(phones: Phones) -> None:
    share_a_phone(phones)
    phones.write("Peter", "LOCK Faith")
    assert person(phones).locked_at is None
    assert person(phones, "534210").locked_at is None


def test_on_a_shared_phone_the_pin_is_asked_for_whoever_it_is(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    share_a_phone(phones)
    sent = phones.say_as("Peter", f"ASK {SECRET}")
    assert told(sent, FAITH) == [SOMETHING["en"]]
    assert phones.write("Faith", "4821")[0].startswith("Who is this?")
    phones.write("Faith", "1")
    assert LETTER["en"] in phones.write("Faith", "4821")[0]


AMINA = "7412"
WELCOME = {
    "en": "Welcome, Amina. For the next 15 minutes, messages from this phone count as yours.",
    "sw": "Karibu, Amina. Kwa dakika 15 zijazo, ujumbe wa simu hii utahesabiwa kuwa wako.",
}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_pin_of_the_other_who_shares_the_phone_says_that_it_is_they(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Faith", LOCK[language])
    share_a_phone(phones)
    for words in ("MENU", "1", "4821", LOCK[language]):
        phones.write("Faith", words)
    assert phones.write("Faith", SHOW[language]) == [TO_READ[language]]
    assert phones.write("Faith", AMINA) == [WELCOME[language]]
    assert person(phones).pin_tries == person(phones, "812399").pin_tries == 0
    assert "S1 7 May" not in phones.write("Faith", SHOW[language])[0], "and reads nothing of hers"


def test_it_does_nothing_that_waits_for_the_pin_of_the_first(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    share_a_phone(phones)
    for words in ("MENU", "1", "4821", "LOCK", "LOCK OFF"):
        phones.write("Faith", words)
    assert phones.write("Faith", AMINA)[0] == WELCOME["en"]
    assert person(phones).locked_at is not None


def test_who_named_the_wrong_one_goes_on_with_what_they_wrote(phones: Phones) -> None:
    share_a_phone(phones)
    for words in ("MENU", "1"):
        phones.write("Faith", words)
    said = phones.write("Faith", AMINA)[0]
    assert said.startswith(f"{WELCOME['en']} TIMEC menu:")
    assert person(phones).pin_tries == 0


def test_who_guesses_the_pin_of_the_other_wins_nothing_by_giving_their_own_between(phones: Phones) -> None:
    share_a_phone(phones)
    for words in ("MENU", "1", "4821", "LOCK", "SHOW 1", "7411", "7413", "7414", "4821", "LOCK", "SHOW 1"):
        phones.write("Faith", words)
    assert phones.write("Faith", AMINA)[0].startswith("That PIN is wrong.")


# papers


def signed_by_peter(phones: Phones) -> None:
    """The plan is approved, and the mentor has signed the agreement and his declaration."""
    phones.write("Peter", "PLAN", Channel.WHATSAPP)
    for words in (
        "prepare lesson notes weekly",
        "thursdays 1pm staffroom, 7 may 14 may",
        "1",
        "notes ready every friday",
        "1",
        "1",
    ):
        phones.write("Peter", words, Channel.WHATSAPP)
    phones.write("Faith", "4821")
    phones.write("Faith", "2")
    phones.press("Peter", "Get it")
    phones.write("Peter", "MORE", Channel.WHATSAPP)
    phones.write("Peter", "SIGN 7730", Channel.WHATSAPP)
    phones.write("Peter", "SIGN 7730", Channel.WHATSAPP)


def signatures(phones: Phones, tsc: str = "812345") -> int:
    """How many papers somebody has signed."""
    who = person(phones, tsc).id
    with phones.engine.connect() as db:
        return len(db.execute(select(document_signatures).where(document_signatures.c.person_id == who)).all())


@pytest.fixture
def matched(quick_copies: Callable[[], Engine]) -> Phones:
    found = begun(quick_copies(), "Faith and Peter are matched", "Mon 4 May 2026, 15:00", "en")
    found.write("Faith", "LOCK")
    signed_by_peter(found)
    pass_by(found, timedelta(minutes=40))
    return found


def test_sign_and_the_pin_first_show_what_was_only_told_of(matched: Phones) -> None:
    [text] = matched.write("Faith", "SIGN 4821")
    assert text.startswith("AGREEMENT. I, Peter Otieno")
    assert signatures(matched) == 0
    assert matched.write("Faith", "SIGN 4821")[0].startswith("Signed Mon 4 May 2026.")
    assert signatures(matched) == 1


def test_a_paper_is_signed_where_its_words_were_sent_and_not_that_something_waits(matched: Phones) -> None:
    now, faith = matched.simulation.now, person(matched).id
    way = (Channel.WHATSAPP, FAITH)
    with matched.engine.begin() as db:
        addresses.add(db, person_id=faith, channel=way[0], address=way[1], rank=9, now=now, verified_at=now)
    shown = matched.simulation.say(Inbound(*way, "locked paper", "4821"))
    assert "signed the agreement" in shown[-1].outbound.text
    matched._look()
    matched.write("Faith", "MENU")
    assert matched.write("Faith", "SIGN 4821")[0].startswith("AGREEMENT. I, Peter Otieno")
    assert signatures(matched) == 0


# what it costs others


def test_a_locked_turn_with_a_lost_pin_leads_to_the_head(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.write("Faith", "SHOW 1")
    assert "UNLOCK" in phones.write("Faith", "I forgot my PIN")[0]
    phones.write("Jane", "UNLOCK 812345")
    phones.write("Jane", "2094")
    phones.say_as("Jane", "YES 2094")
    phones.write("Faith", "SHOW 1")
    assert phones.write("Faith", "I forgot my PIN")[0].startswith("Choose a new 4-digit PIN")
    assert "S1 7 May" in phones.write("Faith", "5932")[0], "and what was asked for is shown"


def test_a_message_that_fails_at_the_gate_is_kept_without_its_pin(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    phones.write("Faith", "SHOW 1")
    hear(phones.engine, Inbound(Channel.SMS, FAITH, "gate", "please 4821 open"), phones.simulation.now, World())
    with phones.engine.connect() as db:
        texts = db.execute(select(inbox.inbox.c.text)).scalars().all()
    assert not [text for text in texts if "4821" in str(text)]
