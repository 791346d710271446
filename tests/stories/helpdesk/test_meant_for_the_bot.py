"""In a talk with a person: what is plainly the bot's is answered by it, and no helper reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, update

from bot.store.outbox.outbox import MessageState, outbox
from tests.stories.cases.complaining import all_cases, says, told
from tests.stories.given import record
from tests.stories.harm.test_harm import MATTERS
from tests.stories.helpdesk.test_helpdesk import TIME
from tests.stories.player import Phones, begun

KEPT = {"en": "Kept for the person", "sw": "Imewekwa kwa atakayekujibu"}


def waiting(engine: Engine, language: str) -> Phones:
    """Faith has asked for a person, and nobody has come yet."""
    phones = begun(engine, "a champion at Mwangaza", TIME, language)
    phones.write("Faith", {"en": "HUMAN", "sw": "MTU"}[language])
    return phones


def taken(engine: Engine, language: str) -> Phones:
    """Brian answers her, and she has heard it."""
    phones = waiting(engine, language)
    phones.write("Brian", "1")
    phones.until("Thu 28 May 2026, 15:43")
    return phones


@pytest.mark.parametrize("begins", [waiting, taken])
@pytest.mark.parametrize(
    ("language", "command", "words", "number", "what"),
    [
        ("en", "COMPLAIN", ("it is peter, my mentor", "he is lazy and mean"), "1", "he is unkind"),
        ("sw", "lalamika", ("ni peter yule mshauri wangu", "ni mkali sana"), "1", "ni mkali darasani"),
    ],
)
def test_every_word_of_an_open_complaint_is_the_complaint_s(
    quick_copies: Callable[[], Engine],
    begins: Callable[[Engine, str], Phones],
    language: str,
    command: str,
    words: tuple[str, ...],
    number: str,
    what: str,
) -> None:
    phones = begins(quick_copies(), language)
    began = len(phones.sent)
    about = says(phones, "Faith", command)
    for said in words:
        assert says(phones, "Faith", said) == about, "who it is about is asked again"
    says(phones, "Faith", number, what)
    assert told(phones, "Brian", began) == []
    says(phones, "Brian", "1") if begins is waiting else None
    assert not [text for text in told(phones, "Brian", began) if "peter" in text or what in text]
    says(phones, "Faith", {"en": "DONE", "sw": "BASI"}[language], "2")
    assert all_cases(phones)[0].words == what


@pytest.mark.parametrize(("language", "word"), [("en", "HUMAN"), ("sw", "MTU")])
def test_who_calls_a_person_after_it_is_in_the_talk(
    quick_copies: Callable[[], Engine], language: str, word: str
) -> None:
    phones = begun(quick_copies(), "a champion at Mwangaza", TIME, language)
    assert says(phones, "Faith", "COMPLAIN", word, "siwezi kusaini").startswith(KEPT[language])


@pytest.mark.parametrize("begins", [waiting, taken])
@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("en", "erase my data", "Reply with your 4-digit PIN to erase"),
        ("sw", "futa data yangu", "Jibu kwa PIN yako ya tarakimu 4 kufuta"),
        ("en", "show 3", "Session 3 has no record yet"),
        ("sw", "onyesha 3", "Kikao cha 3 bado hakina rekodi"),
        ("en", "sign session 2", "Nothing waits for your signature"),
        ("sw", "saini kikao cha 2", "Hakuna kinachosubiri saini yako"),
        ("en", "move session 4 to monday 8 june 3pm", "Session 4"),
        ("sw", "hamisha kikao cha 4 jumatatu saa tisa", "Shule zimefungwa siku hiyo"),
    ],
)
def test_a_command_with_what_it_reads_is_the_bot_s(
    quick_copies: Callable[[], Engine], begins: Callable[[Engine, str], Phones], language: str, said: str, answer: str
) -> None:
    phones = begins(quick_copies(), language)
    began = len(phones.sent)
    assert says(phones, "Faith", said).startswith(answer)
    assert not [text for text in told(phones, "Brian", began) if said in text]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "I cannot sign session 2"), ("sw", "siwezi kusaini kikao cha 2")]
)
def test_a_sentence_about_it_is_the_helper_s(quick_copies: Callable[[], Engine], language: str, said: str) -> None:
    phones = waiting(quick_copies(), language)
    assert says(phones, "Faith", said).startswith(KEPT[language])


@pytest.mark.parametrize("begins", [waiting, taken])
@pytest.mark.parametrize(
    ("language", "log"),
    [
        ("en", "1 lesson plan 2 I will write one every friday 3 not yet"),
        ("sw", "1 mpango wa somo 2 nitaandika kila ijumaa 3 bado"),
    ],
)
def test_a_complete_numbered_log_is_the_session_s_and_no_helper_reads_it(
    quick_copies: Callable[[], Engine], begins: Callable[[Engine, str], Phones], language: str, log: str
) -> None:
    phones = begins(quick_copies(), language)
    began = len(phones.sent)
    assert "Faith" in says(phones, "Faith", log)
    assert record(phones.engine, 3).areas == log.split(" 2 ")[0].removeprefix("1 ")
    assert told(phones, "Brian", began) == []


@pytest.mark.parametrize(
    ("language", "before", "said"),
    [
        ("en", ("LOG", "today", "library"), "we finished it"),
        ("sw", ("REKODI", "leo", "darasani"), "tulikamilisha"),
        ("en", ("CORRECT", "4821", "1"), "Kevin Otieno"),
        ("sw", ("SAHIHISHA", "4821", "1"), "Kevin Otieno"),
    ],
)
def test_the_answer_to_what_was_asked_last_is_the_form_s_also_when_somebody_comes_meanwhile(
    quick_copies: Callable[[], Engine], language: str, before: tuple[str, ...], said: str
) -> None:
    phones = waiting(quick_copies(), language)
    says(phones, "Faith", *before)
    phones.write("Brian", "1")
    began = len(phones.sent)
    assert says(phones, "Faith", said)
    assert told(phones, "Brian", began) == []
    phones.until("Thu 28 May 2026, 15:50")
    assert [text for text in told(phones, "Faith", began) if "Brian" in text], "then she hears who came"
    phones.write("Faith", "wapi hapo")
    assert [text.partition(": ")[2] for text in told(phones, "Brian", began)] == ["wapi hapo"]


@pytest.mark.parametrize(
    ("language", "die", "thanks", "warm"),
    [("en", "I want to die", "thank you", "Take care of yourself"), ("sw", "nataka kufa", "asante", "Jitunze")],
)
@pytest.mark.parametrize("before", [(), ("HUMAN",)])
def test_thanks_for_care_are_met_with_a_warm_word(
    quick_copies: Callable[[], Engine], before: tuple[str, ...], language: str, die: str, thanks: str, warm: str
) -> None:
    phones = begun(quick_copies(), "a champion at Mwangaza", TIME, language)
    assert says(phones, "Faith", *before, die).startswith(MATTERS[language])
    began = len(phones.sent)
    assert warm in says(phones, "Faith", thanks)
    assert told(phones, "Brian", began) == []


@pytest.mark.parametrize(("language", "leaves"), [("en", "MENU"), ("sw", "MENYU")])
def test_nobody_hears_that_somebody_answers_now_after_the_end(
    quick_copies: Callable[[], Engine], language: str, leaves: str
) -> None:
    """She left in the very moment: it had not gone out."""
    phones = taken(quick_copies(), language)
    with phones.engine.begin() as db:
        row = db.execute(select(outbox.c.id).where(outbox.c.notice_id.is_not(None)).order_by(outbox.c.id.desc()))
        came = row.scalars().first()
        now = phones.simulation.now
        again = {"state": MessageState.WAITING, "sent_at": None, "provider_id": None, "made_at": now, "due_at": now}
        db.execute(update(outbox).where(outbox.c.id == came).values(again))
    began = len(phones.sent)
    phones.write("Faith", leaves)
    phones.until("Thu 28 May 2026, 15:50")
    assert len(told(phones, "Faith", began)) == 1, "the end alone"
    with phones.engine.connect() as db:
        assert db.execute(select(outbox.c.state).where(outbox.c.id == came)).scalar_one() == MessageState.DROPPED
