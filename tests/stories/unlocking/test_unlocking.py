"""A PIN that is locked or forgotten opens again when somebody above has seen its owner; strangers never lock it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, select, update

from bot.messages import Channel, Inbound
from bot.simulator.chat import ClockMoved
from bot.simulator.persons import give_ways
from bot.store import unlocking
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses, people
from bot.store.talk import inbox
from bot.store.unlocking import OpenedPin
from tests.stories.given import FAITH, PETER
from tests.stories.player import Phones, begun

NEW, OTHER = "+254799000418", "+254799000419"
JANE = "+254712000003"
IDS = count()
WORDS = {
    "en": ("UNLOCK", "UNLOCK Faith Mutua", "UNLOCK 812345", "YES"),
    "sw": ("FUNGULIA", "FUNGULIA faith mutua", "fungulia 812345", "NDIYO"),
}
LOCKED = {"en": "Your PIN is locked", "sw": "PIN yako imefungwa"}
NOT_FOUND = {"en": "I find nobody like that among your people.", "sw": "Simpati mtu kama huyo kati ya watu wako."}
SEEN = {"en": "have you seen them in person?", "sw": "umemwona ana kwa ana?"}
TOLD = {
    "en": "TIMEC: J. Wambua has seen you and opened your PIN again. Forgotten? Send PIN within a day to choose",
    "sw": "TIMEC: J. Wambua amekuona na kufungua PIN yako tena. Umeisahau? Tuma PIN kabla ya siku moja kuisha uchague",
}
CHOOSE = {"en": "Choose a new 4-digit PIN", "sw": "Chagua PIN mpya ya tarakimu 4"}
STILL = {"en": "It is still yours.", "sw": "Bado ni yako."}


def speaking(engine: Engine, language: str) -> Phones:
    """The demo at four, everybody in this language."""
    with engine.begin() as db:
        db.execute(update(people.people).values(language=language))
    return begun(engine, "the demo", "Thu 28 May 2026, 15:00")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return speaking(quick_copies(), "en")


def lock(phones: Phones, name: str = "Faith") -> list[str]:
    """Somebody gives five wrong PINs."""
    phones.write(name, "PIN")
    return [phones.write(name, f"111{n}")[0] for n in range(1, 6)]


def says(phones: Phones, address: str, text: str) -> list[SentMessage]:
    """Somebody writes by SMS from an address, known or not; answers all that went out because of it."""
    sent = phones.simulation.say(Inbound(Channel.SMS, address, f"unlocking {next(IDS)}", text))
    phones._look()
    return sent


def told(sent: list[SentMessage], address: str) -> list[str]:
    return [one.outbound.text for one in sent if (one.channel, one.address) == (Channel.SMS, address)]


def person(phones: Phones, tsc: str = "812345") -> people.Person:
    with phones.engine.connect() as db:
        found = people.by_tsc(db, tsc)
    assert found is not None
    return found


def kept(phones: Phones, tsc: str = "812345") -> OpenedPin:
    with phones.engine.connect() as db:
        found = unlocking.newest(db, person(phones, tsc).id)
    assert found is not None
    return found


def opened(phones: Phones, words: str = "UNLOCK 812345", answer: str = "YES 2094") -> list[SentMessage]:
    """Jane has seen Faith, and says so with her PIN."""
    asked = phones.write("Jane", words)[0]
    if "?" not in asked:
        asked = phones.write("Jane", "2094")[0]
    assert "Faith" in asked, asked
    return phones.say_as("Jane", answer)


def share_a_phone(phones: Phones) -> None:
    """Amina writes from Faith's phone too."""
    amina = person(phones, "812399").id
    with phones.engine.begin() as db:
        give_ways(db, amina, [(Channel.SMS, FAITH)], phones.simulation.now)


# in chat


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_head_opens_a_locked_pin_after_seeing_its_owner(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    assert lock(phones)[-1].startswith(LOCKED[language])
    assert phones.write("Faith", "PIN")
    assert phones.write("Faith", "4821")[0].startswith(LOCKED[language])
    _alone, by_name, by_number, yes = WORDS[language]
    assert "PIN" in phones.write("Jane", by_number)[0], "UNLOCK is an office's"
    [asked] = phones.write("Jane", "2094")
    assert phones.write("Jane", by_name) == [asked]
    assert "Faith Mutua, 812345, Mwangaza Primary" in asked
    assert SEEN[language] in asked
    sent = phones.say_as("Jane", f"{yes} 2094")
    assert told(sent, JANE)[0].startswith(("The PIN of F. Mutua works again.", "PIN ya F. Mutua inafanya kazi tena."))
    assert told(sent, FAITH)[0].startswith(TOLD[language])
    done = kept(phones)
    assert (done.by_id, done.made_at) == (person(phones, "401122").id, phones.simulation.now)
    assert person(phones).pin_tries == 0
    phones.write("Faith", "MENU")
    phones.write("Faith", "LOG 3")
    with lived.connect() as db:
        texts = db.execute(select(inbox.inbox.c.text)).scalars().all()
    assert not [text for text in texts if "2094" in text or "4821" in text]


def test_the_old_pin_stays_where_it_is_not_forgotten(phones: Phones) -> None:
    lock(phones)
    opened(phones)
    share_a_phone(phones)
    phones.write("Faith", "STATUS")
    phones.write("Faith", "1")
    assert "Welcome, Faith." in phones.write("Faith", "4821")[0], "the shared phone opens with it"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_forgotten_pin_is_chosen_anew_once_within_a_day(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    alone, _name, _number, yes = WORDS[language]
    phones.write("Jane", alone)
    phones.write("Jane", "2094")
    phones.write("Jane", "812345")
    phones.write("Jane", f"{yes} 2094")
    assert phones.write("Faith", "PIN")[0].startswith(CHOOSE[language])
    phones.write("Faith", "5932")
    assert not phones.write("Faith", "PIN")[0].startswith(CHOOSE[language]), "the same unlocking is not used twice"
    assert phones.write("Faith", "5932")[0].startswith(CHOOSE[language]), "and the new one is right"


def test_after_a_day_the_old_pin_is_asked_for_again(phones: Phones) -> None:
    opened(phones)
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=1, minutes=1)))
    assert phones.write("Faith", "PIN") == ["Reply with your 4-digit PIN."]


def test_who_locks_it_again_within_the_day_is_told_so(phones: Phones) -> None:
    opened(phones)
    phones.write("Faith", "PIN")
    phones.write("Faith", "MENU")
    faith = person(phones).id
    with phones.engine.begin() as db:
        people.set_tries(db, faith, 5)
    phones.write("Faith", "PIN")
    assert phones.write("Faith", "4821")[0].startswith(LOCKED["en"])


def test_on_a_shared_phone_a_forgotten_pin_is_chosen_anew_by_its_owner_alone(phones: Phones) -> None:
    share_a_phone(phones)
    opened(phones)
    amina = person(phones, "812399").pin_hash
    assert "Who is this?" in told(says(phones, FAITH, "PIN"), FAITH)[0]
    says(phones, FAITH, "1")
    assert told(says(phones, FAITH, "PIN"), FAITH)[0].startswith(CHOOSE["en"])
    saved = told(says(phones, FAITH, "5932"), FAITH)[0]
    assert "Welcome, Faith." in saved
    assert "PIN saved." in saved
    assert person(phones, "812399").pin_hash == amina
    phones.until(ClockMoved(phones.simulation.now + timedelta(minutes=20)))
    says(phones, FAITH, "STATUS")
    says(phones, FAITH, "2")
    assert "PIN" in told(says(phones, FAITH, "PIN"), FAITH)[0]
    assert not told(says(phones, FAITH, "PIN"), FAITH)[0].startswith(CHOOSE["en"]), "hers was not opened"


def test_without_a_pin_a_silent_number_comes_back_by_the_head(phones: Phones) -> None:
    phones.write("Faith", "MENU")
    faith, jane = person(phones).id, person(phones, "401122").id
    with phones.engine.begin() as db:
        people.forget_pin(db, faith)
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=91)))
    assert phones.write("Faith", "STATUS") == ["You have no PIN yet. Please see your head to get one."]
    with phones.engine.begin() as db:
        unlocking.add(db, faith, jane, phones.simulation.now)
    assert phones.write("Faith", "STATUS")[0].startswith(CHOOSE["en"])
    assert "Sessions held" in phones.write("Faith", "5932")[0], "what was asked at first is answered"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_who_is_not_theirs_and_who_is_not_there_are_refused_in_the_same_words(lived: Engine, language: str) -> None:
    """A head's own school only: not the director above, not a teacher elsewhere, not themselves."""
    phones = speaking(lived, language)
    with lived.begin() as db:
        elsewhere = people.add(
            db,
            people.NewPerson(
                name="Zuhura Ali",
                language="en",
                state=people.PersonState.ACTIVE,
                made_at=phones.simulation.now,
                tsc_number="700001",
            ),
        )
    alone = WORDS[language][0]
    phones.write("Jane", alone)
    phones.write("Jane", "2094")
    for words in ("300415", "Ali Hassan", "700001", "zuhura", "401122", "Jane Wambua", "999999", "nobody at all"):
        phones.write("Jane", "MENU")
        assert phones.write("Jane", f"{alone} {words}")[0].startswith(NOT_FOUND[language]), words
    with lived.connect() as db:
        assert unlocking.newest(db, elsewhere) is None


def test_of_two_with_one_name_the_number_is_asked_for(phones: Phones) -> None:
    with phones.engine.begin() as db:
        db.execute(update(people.people).where(people.people.c.tsc_number == "812399"), {"name": "Faith Mutua"})
    phones.write("Jane", "UNLOCK faith")
    assert phones.write("Jane", "2094")[0].startswith("Which one: Faith Mutua 812345, Faith Mutua 812399?")
    assert "812399" in phones.write("Jane", "812399")[0]


def test_a_teacher_opens_nobody_s_pin(phones: Phones) -> None:
    assert phones.write("Peter", "UNLOCK 812345") == [
        "Heads and directors open a PIN again. Please see yours in person."
    ]


def test_no_button_opens_somebody_else_s_pin(phones: Phones) -> None:
    lock(phones)
    for n, page in enumerate(("UnlockPerson", "Unlocked", "Unlock")):
        button = f"{page}?person={person(phones).id}#yes"
        phones.simulation.say(Inbound(Channel.WHATSAPP, PETER, f"pressed {n}", "", button))
    assert person(phones).pin_tries == 5


def test_without_the_pin_of_the_head_nothing_opens(phones: Phones) -> None:
    lock(phones)
    phones.write("Jane", "UNLOCK 812345")
    phones.write("Jane", "2094")
    assert phones.write("Jane", "1") == ["Reply with your 4-digit PIN to open a PIN."]
    assert "4 tries left" in phones.write("Jane", "1111")[0]
    assert person(phones).pin_tries == 5
    phones.write("Jane", "2094")
    assert person(phones).pin_tries == 0


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_pin_alone_does_not_say_that_its_owner_was_seen(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    lock(phones)
    phones.write("Jane", WORDS[language][2])
    [asked] = phones.write("Jane", "2094")
    assert phones.write("Jane", "2094") == [asked]
    assert phones.write("Jane", "PIN 2094")[0].endswith(asked)
    assert person(phones).pin_tries == 5
    phones.write("Jane", "1 2094")
    assert person(phones).pin_tries == 0


@pytest.mark.each_on_both
@pytest.mark.parametrize(
    ("language", "said"), [("en", "The PIN of F. Mutua was not locked."), ("sw", "PIN ya F. Mutua haikuwa imefungwa.")]
)
def test_of_a_pin_that_was_not_locked_it_is_not_said_that_it_works_again(
    lived: Engine, language: str, said: str
) -> None:
    phones = speaking(lived, language)
    assert told(opened(phones, WORDS[language][2], f"{WORDS[language][3]} 2094"), JANE)[0].startswith(said)


def test_a_head_who_has_not_seen_them_changes_nothing(phones: Phones) -> None:
    lock(phones)
    phones.write("Jane", "UNLOCK 812345")
    phones.write("Jane", "2094")
    assert phones.write("Jane", "2")[0].startswith("Then nothing has changed.")
    assert person(phones).pin_tries == 5


def test_the_officer_above_opens_it_too(phones: Phones) -> None:
    """A director a head's and a teacher's, the county's that of the director; and each only with their own PIN."""
    for owner, tsc, officer, pin in (
        ("Jane", "401122", "Ali", "6618"),
        ("Faith", "812345", "Ali", "6618"),
        ("Ali", "300415", "Grace", "5150"),
    ):
        lock(phones, owner)
        phones.write(officer, f"UNLOCK {tsc}")
        phones.write(officer, pin)
        sent = phones.say_as(officer, f"yes {pin}")
        assert [one for one in sent if "works again" in one.outbound.text]
        assert (person(phones, tsc).pin_tries, kept(phones, tsc).by_id is None) == (0, False)


# strangers


def guess(phones: Phones, address: str, pin: str, tsc: str = "812345") -> list[SentMessage]:
    """A stranger tries to take over an account."""
    says(phones, address, f"NUMBER {tsc}")
    return says(phones, address, pin)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_strangers_do_not_lock_the_owner_who_is_told_once(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    heard: list[str] = []
    for address in (NEW, OTHER):
        for n in range(5):
            heard += told(guess(phones, address, f"333{n}"), FAITH)
    assert len(heard) == 1
    assert STILL[language] in heard[0]
    assert person(phones).pin_tries == 0
    phones.write("Faith", "PIN")
    assert phones.write("Faith", "4821")[0].startswith(CHOOSE[language])


def test_guessing_is_bounded_a_day_over_all_addresses(phones: Phones) -> None:
    """Ten wrong ones, and then the right one is wrong too, wherever it comes from, in the same words."""
    refused = [told(guess(phones, f"+25479900{n:04}", f"33{n:02}"), f"+25479900{n:04}") for n in range(10)]
    assert told(guess(phones, NEW, "4821"), NEW) == refused[0]
    assert len({line for lines in refused for line in lines}) == 1
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=1, minutes=1)))
    assert "This number is now yours" in told(guess(phones, NEW, "4821"), NEW)[0]


@pytest.mark.parametrize(
    ("word", "asked", "others"),
    [
        ("NUMBER", "Thank you. If", ("thank you", "I came in 2026 as a teacher", "ok")),
        ("NAMBARI", "Asante.", ("asante", "nilikuja 2026 mwalimu", "ok")),
    ],
)
def test_other_words_while_a_pin_is_awaited_are_asked_for_it_again(
    phones: Phones, word: str, asked: str, others: tuple[str, ...]
) -> None:
    says(phones, NEW, f"{word} 812345")
    for text in others:
        [again] = told(says(phones, NEW, text), NEW)
        assert again.startswith(asked)
    assert "yours" in " ".join(told(says(phones, NEW, "4821"), NEW))


def test_one_address_has_five_tries_a_day_whatever_it_writes_between(phones: Phones) -> None:
    for n in range(5):
        guess(phones, NEW, f"333{n}")
        for _ in range(12):
            says(phones, NEW, "hello")
    assert not [text for text in told(guess(phones, NEW, "4821"), NEW) if "yours" in text]
    assert addresses_of(phones) == [FAITH]


def addresses_of(phones: Phones, tsc: str = "812345") -> list[str]:
    with phones.engine.connect() as db:
        return [way.address for way in addresses.of_person(db, person(phones, tsc).id)]


def test_who_was_kept_out_by_guesses_of_others_comes_in_after_the_head(phones: Phones) -> None:
    for n in range(10):
        guess(phones, f"+25479900{n:04}", f"33{n:02}")
    opened(phones)
    assert "This number is now yours" in told(guess(phones, NEW, "4821"), NEW)[0]


def test_a_pin_that_its_owner_has_locked_lets_no_stranger_in(phones: Phones) -> None:
    lock(phones)
    assert "do not match" in told(guess(phones, NEW, "4821"), NEW)[0]


def test_number_and_pin_in_one_message_are_asked_for_one_by_one(phones: Phones) -> None:
    assert told(says(phones, NEW, "NUMBER 812345 4821"), NEW)[0].startswith("Thank you. If that number is registered")
    assert "This number is now yours" in told(says(phones, NEW, "4821."), NEW)[0]


def test_a_sentence_of_a_stranger_is_no_try(phones: Phones) -> None:
    says(phones, NEW, "NUMBER 812345")
    says(phones, NEW, "I started in 2019")
    assert person(phones).pin_tries == 0
    with phones.engine.connect() as db:
        assert db.execute(select(inbox.inbox.c.text).order_by(inbox.inbox.c.id.desc())).scalars().first() == (
            "I started in ****"
        )


# a move that was objected to


def moved_and_objected(phones: Phones) -> None:
    guess(phones, NEW, "4821")
    says(phones, FAITH, "1")
    assert addresses_of(phones) == [NEW]
    assert told(says(phones, NEW, "STATUS"), NEW)[0].endswith("If you are not in TIMEC, ignore this message.")


def test_an_account_that_was_taken_goes_back_and_its_pin_is_no_more(phones: Phones) -> None:
    moved_and_objected(phones)
    said = told(opened(phones, answer="old 2094"), JANE)
    assert said == ["F. Mutua has no PIN now. Faith sends PIN within a day and chooses a new one."]
    assert addresses_of(phones) == [FAITH]
    assert "do not match" in told(guess(phones, NEW, "4821"), NEW)[0], "whoever knows the old PIN has nothing of it"
    assert told(says(phones, FAITH, "PIN"), FAITH)[0].startswith(CHOOSE["en"])
    says(phones, FAITH, "5932")
    assert "Sessions held" in told(says(phones, FAITH, "STATUS"), FAITH)[0]


def test_an_account_whose_owner_did_move_opens_at_the_new_number(phones: Phones) -> None:
    moved_and_objected(phones)
    opened(phones, answer="new 2094")
    assert addresses_of(phones) == [NEW]
    assert "Sessions held" in told(says(phones, NEW, "4821"), NEW)[0]
    asked = phones.write("Jane", "UNLOCK 812345")[0]
    assert "Which number" not in asked, "that is settled"
