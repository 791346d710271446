"""What must be true of WHY, HOUR, NEXT, SENT and GLOSSARY."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.glossary.pages import TERMS, Explanation
from bot.dialogs.glossary.shared import called
from bot.dialogs.people import deeds
from bot.dialogs.refusals import HourOutside
from bot.dialogs.schools.rules import nearest
from bot.language import LANGUAGES, fold, is_gsm7, say, segments
from bot.messages import Channel, Progress, Receipt
from bot.outbox.receipts import settle
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from tests.outbox.fakes import sender
from tests.stories.given import PETER, the_pair
from tests.stories.letters.test_letters import also_mentors_amina
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Wed 27 May 2026, 10:00")


def test_without_a_prompt_there_is_nothing_to_explain(phones: Phones) -> None:
    assert phones.write("Amina", "KWANINI")[0].startswith("Sijakutumia kikumbusho")


def test_prompts_come_at_ones_own_hour(phones: Phones) -> None:
    phones.write("Faith", "HOUR 4:45pm")
    assert not [one for one in phones.until("Thu 28 May 2026, 16:30") if "in one SMS" in one.outbound.text]
    assert [one for one in phones.until("Thu 28 May 2026, 16:45") if "in one SMS" in one.outbound.text]


@pytest.mark.parametrize(
    ("said", "hour"), [("HOUR 1pm", time(13)), ("WAKATI 7 mchana", time(13)), ("wakati 7:30am", time(7, 30))]
)
def test_an_hour_is_read_in_both_languages(phones: Phones, said: str, hour: time) -> None:
    phones.write("Faith", said)
    with phones.engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
        assert faith is not None
        assert faith.prompt_hour == hour


def test_an_hour_outside_the_day_is_refused(phones: Phones) -> None:
    with phones.engine.begin() as db:
        for hour in (time(7, 29), time(18, 1)):
            with pytest.raises(HourOutside):
                deeds.set_hour(db, the_pair(db).mentee_id, hour)


def test_an_hour_is_no_command_over_an_open_question(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    phones.write("Faith", "saa 7 mchana")
    with phones.engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
        assert faith is not None
        assert faith.prompt_hour is None


def test_next_of_two_pairs_shows_the_one_that_has_a_date(phones: Phones) -> None:
    also_mentors_amina(phones)
    assert phones.write("Peter", "NEXT", Channel.SMS)[0].startswith("Session 3 with F. Mutua")
    assert phones.write("Amina", "KIKAO") == ["Hakuna kikao kilichopangwa. Kubalianeni tarehe na mwenzako."]


def test_next_of_two_dates_asks_which(phones: Phones) -> None:
    second = also_mentors_amina(phones)
    with phones.engine.begin() as db:
        changes.add(db, NewSession(pair_id=second, number=1, day=date(2026, 6, 2), scheduled=True))
    (asked,) = phones.write("Peter", "NEXT", Channel.SMS)
    assert asked == "Next sessions: 1 F. Mutua, Thu 28 May 1:00pm 2 A. Yusuf, Tue 2 Jun 1:00pm"
    assert phones.write("Peter", "2", Channel.SMS)[0].startswith("Session 1 with A. Yusuf: Tue 2 Jun 1:00pm.")


# the glossary


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Annex 1", "agreement"),
        ("mshaurri", "mentor"),
        ("siri ya jozi", None),
        ("coachee", "coachee"),
        ("Kiambatisho IV", "annex_four"),
        ("declaration of confidentiality", None),
        ("confidentialty", "declaration"),
        ("sub county director", "scd"),
        ("xyz", None),
    ],
)
def test_a_misspelt_word_is_explained(said: str, key: str | None) -> None:
    found = nearest(said, called())
    assert found[:1] == ([key] if key else [])


def test_the_glossary_has_the_words_of_the_programme() -> None:
    assert len(TERMS) >= 25
    for language in LANGUAGES:
        words = [fold(say(term.word, language)) for term in TERMS.values()]
        assert len(set(words)) == len(words), "one word, one thing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_explanation_is_one_sms(language: str) -> None:
    for key, term in TERMS.items():
        said = say(Explanation.text, language, word=say(term.word, language), means=say(term.means, language))
        assert is_gsm7(said), key
        assert segments(said).count == 1, said


@pytest.mark.parametrize(
    ("language", "on_its_way", "arrived"),
    [
        (
            "en",
            "Your message to P. Otieno of 27 May: was sent Wed 27 May 10:00am, not read yet.",
            "Your message to P. Otieno of 27 May: was delivered Wed 27 May 10:07am, not read yet.",
        ),
        (
            "sw",
            "Ujumbe wako kwa P. Otieno wa 27 Mei: umetumwa Jumatano 27 Mei, saa 4 asubuhi (10:00), bado haujasomwa.",
            "Ujumbe wako kwa P. Otieno wa 27 Mei: umefika Jumatano 27 Mei, saa 4:07 asubuhi (10:07), bado haujasomwa.",
        ),
    ],
)
def test_sent_says_how_far_a_message_has_come_and_since_when(
    lived: Engine, language: str, on_its_way: str, arrived: str
) -> None:
    phones = begun(lived, "the demo", "Wed 27 May 2026, 10:00", language)
    word, ask = ("SENT", "ASK can we meet?") if language == "en" else ("IMETUMWA", "ULIZA tukutane lini?")
    sent = phones.say_as("Faith", ask)
    assert phones.write("Faith", word)[0].endswith(on_its_way)
    [notice] = [one for one in sent if one.address == PETER]
    receipt = Receipt(notice.channel, notice.provider_id, Progress.DELIVERED, notice.id, said="delivered")
    assert settle(lived, sender({}), receipt, phones.simulation.now + timedelta(minutes=7))
    assert phones.write("Faith", word)[0].endswith(arrived)


@pytest.mark.parametrize(
    ("language", "log", "word"),
    [
        ("en", ("LOG", "today", "library", "noise makers", "groups", "seats by 5/6", "done"), "sent"),
        ("sw", ("REKODI", "leo", "maktaba", "kelele", "vikundi", "viti kufikia 5/6", "imefanyika"), "imetumwa"),
    ],
)
def test_whether_a_message_arrived_is_asked_and_sends_no_record(
    lived: Engine, language: str, log: tuple[str, ...], word: str
) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 17:00", language)
    shown = [phones.write("Faith", words) for words in log][-1]
    assert "2 change" in shown[0] or "2 badili" in shown[0]
    sent = phones.say_as("Faith", word)
    assert not [one for one in sent if one.address == PETER], "nothing goes to be signed"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "ask can we meet tomorrow at 2"), ("sw", "uliza tunaweza kukutana kesho saa nane?")]
)
def test_words_for_the_partner_are_no_place(lived: Engine, language: str, words: str) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:30", language)
    phones.write("Faith", "LOG" if language == "en" else "REKODI")
    phones.write("Faith", "today" if language == "en" else "leo")
    sent = phones.say_as("Faith", words)
    assert [one for one in sent if one.address == PETER], "it is passed on"
    assert "2 " in sent[0].outbound.text or "2 " in sent[-1].outbound.text, "and the place is asked for still"
