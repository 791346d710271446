"""What must be true of words that fit nothing: what they ask for is told or offered, and never done unchosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking
from bot.dialogs.glossary.pages import Explanation
from bot.dialogs.guide.pages import TOPICS
from bot.dialogs.help import desk as helping
from bot.dialogs.help.pages import Help, HelpTopic
from bot.dialogs.menu.pages import English
from bot.language import LANGUAGES, say
from bot.messages import Channel
from bot.store.people import people
from bot.store.talk import drafts
from bot.talk.commands import keywords
from tests.stories.given import FAITH, the_pair
from tests.stories.player import Phones, begun

MET = "session 4 was not held"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), MET, "Fri 12 Jun 2026, 10:00")


@pytest.fixture
def simu(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), MET, "Fri 12 Jun 2026, 10:00", "sw")


def test_a_known_way_of_asking_is_answered_at_once(phones: Phones) -> None:
    assert phones.write("Faith", "Hello, who are you please?")[0].startswith("I am Mshauri, the machine")
    assert phones.write("Faith", "I forgot my PIN")[0].startswith("PIN sets your 4 digits")
    assert "Sub-County Director" in phones.write("Faith", "nataka kuongea na mtu")[0]
    assert "reply STOP" in phones.write("Faith", "WRONG NUMBER!")[0].replace("Reply", "reply")
    assert phones.write("Faith", "tunakutana lini")[0] == phones.write("Faith", "NEXT")[0]


def test_the_answers_are_kiswahili_where_that_is_read(simu: Phones) -> None:
    assert simu.write("Faith", "wewe ni nani")[0].startswith("Mimi ni Mshauri")
    assert "Mkurugenzi wa Kaunti Ndogo" in simu.write("Faith", "naomba kuongea na mtu")[0]
    assert "jibu ACHA" in simu.write("Faith", "umekosea namba boss")[0].replace("Jibu", "jibu")
    assert simu.write("Faith", "sim yangu imepotwa")[0].startswith("Kwa nambari mpya andika NAMBARI")
    assert simu.write("Faith", "simu ya mwalimu")[0].startswith("Sijaelewa. Je, unamaanisha (au MENYU): 1 ")


def test_at_most_three_things_are_offered_and_the_next_number_opens_one(phones: Phones) -> None:
    offered = phones.write("Faith", "pls my fone is lost")[0]
    assert offered == ("I did not understand. Do you mean (else MENU): 1 help 2 new number, no phone 3 forgotten PIN")
    assert phones.write("Faith", "2")[0].startswith("From a new number write NUMBER")
    phones.write("Faith", "pls my fone is lost")
    assert phones.write("Faith", "forgotten pin")[0].startswith("PIN sets your 4 digits")


def test_nothing_is_done_before_it_is_chosen(phones: Phones) -> None:
    """LATE tells the partner, and KISWAHILI changes the language: the words alone do neither."""
    assert "I will be late" in phones.write("Faith", "i will be late")[0]
    assert phones.write("Faith", "change language") == ["Reply ENGLISH or KISWAHILI. Which do you want?"]
    assert phones.write("Faith", "KISWAHILI")[0] == "Kuanzia sasa nitakuandikia kwa Kiswahili."
    assert not [one for one in phones.notices() if "late" in one.outbound.text]


def test_nobody_is_offered_what_is_not_theirs(phones: Phones) -> None:
    words = "how do i give teachers a mentor"
    assert phones.write("Jane", words) == ["Please reply with your PIN to match (Mwangaza Primary, asked once a day)."]
    assert "match" not in phones.write("Faith", words)[0]


def test_over_an_open_question_a_known_way_is_answered_and_the_question_asked_again(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    for words in ("who is this?", "is it confidential", "nimesahau pin"):
        (said,) = phones.write("Faith", words)
        assert said.endswith("Still open: session 5, question 2 of 6: where did you meet? Reply SAME for staffroom."), (
            words
        )
    phones.write("Faith", "number work room")
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["venue"] == "number work room"


def test_words_that_answer_no_question_are_offered_and_the_answer_is_still_heard(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    assert "Do you mean (else MENU): 1 talk to a person" in phones.write("Faith", "call me and the mentor")[0]
    assert phones.write("Faith", "today")[0].startswith("2 of 6: where did you meet?")
    phones.write("Faith", "BACK")
    phones.write("Faith", "call me and the mentor")
    (told,) = phones.write("Faith", "1")
    assert told.startswith("I am a machine and cannot call.")
    assert "Still open: session 5, question" in told


def test_a_page_that_was_left_for_what_was_offered_is_said_again(phones: Phones) -> None:
    (menu,) = phones.write("Faith", "MENU")
    phones.write("Faith", "is somebody reading what i write")
    (told,) = phones.write("Faith", "1")
    assert told.startswith("What you two write")
    assert told.endswith(menu)
    assert phones.write("Faith", "2") == phones.write("Faith", "STATUS")


@pytest.mark.parametrize("words", ["Faith Mutua", "Faith", "lesson notes and class control", "asdf", "good night"])
def test_a_name_a_note_and_chat_are_offered_nothing(phones: Phones, words: str) -> None:
    assert not [told for told in phones.write("Faith", words) if "Do you mean" in told]


def test_what_goes_to_somebody_else_is_never_guessed_at(phones: Phones) -> None:
    phones.write("Faith", "ASK")
    phones.write("Faith", "who is this?")
    phones.write("Peter", "MESSAGES", Channel.SMS)
    assert "who is this?" in phones.write("Peter", "1", Channel.SMS)[0]


# HELP and a word


def test_every_keyword_has_its_topic(phones: Phones) -> None:
    told = {name for topic in TOPICS.values() for name in topic.dialogs}
    assert told == {*keywords().values()} | {English}
    assert len(told) == sum(len(topic.dialogs) for topic in TOPICS.values()), "each in one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_finds_every_keyword_and_every_topic_misspelt_too(phones: Phones, language: str) -> None:
    with phones.engine.connect() as db:
        who = people.at_address(db, Channel.SMS, FAITH)[0][0]
        asking = Asking(db, who, phones.simulation.now)
        for topic, words in _helped(language):
            found = helping.meant(asking, Help(topic=words))
            assert isinstance(found, HelpTopic | Explanation), words
            assert isinstance(found, Explanation) or found.on == topic, words


def _helped(language: str) -> Iterator[tuple[str, str]]:
    """Keywords and titles as they are, and the longer ones with two letters swapped or one left out."""
    for key, topic in TOPICS.items():
        for text in (topic.title, *(dialog.keyword for dialog in topic.dialogs)):
            word = say(text, language) if text else ""
            yield key, word
            if len(word) > 5:
                yield key, f"{word[:2]}{word[3]}{word[2]}{word[4:]}"
                yield key, f"{word[:3]}{word[4:]}"


def test_help_and_the_glossary_work_over_an_open_question_where_they_name_what_they_explain(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    assert phones.write("Faith", "help logging")[0].startswith("One SMS: LOG 1")
    assert phones.write("Faith", "KAMUSI mshauri")[0].startswith("mentor: The experienced teacher")
    assert "question 2 of 6" in phones.write("Faith", "help with log")[0]
    phones.write("Faith", "help learners read")
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["venue"] == "help learners read"


def test_ask_works_at_a_question_that_its_words_do_not_answer(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    assert "question 1 of 6: date?" in phones.write("Faith", "ASK can we meet on friday")[0]
    for words in ("today", "SAME", "class rules"):
        phones.write("Faith", words)
    phones.write("Faith", "ask open questions")
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers["areas"] == "ask open questions"


def test_after_what_was_offered_nothing_of_another_day_is_said_again(phones: Phones) -> None:
    """Half of a long help that was read days ago is no answer to what she writes now."""
    phones.write("Faith", "HELP")
    phones.until("Sat 13 Jun 2026, 16:15")
    assert "Do you mean" in phones.write("Faith", "is somebody reading what i write")[0]
    [told] = phones.write("Faith", "qwzx jkpt")
    assert "(2/2)" not in told
    assert "all topics" not in told


@pytest.mark.parametrize("word", ["yes", "Ndiyo", "NO", "hapana", "nope"])
def test_a_yes_or_no_where_nothing_is_asked_is_told_so_and_what_waits(
    quick_copies: Callable[[], Engine], word: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:10")
    assert phones.write("Amina", word) == ["Sawa. Hakuna swali sasa hivi."]
    phones.write("Faith", "STATUS")
    assert phones.write("Faith", word) == ["Nothing is asked just now. For you waits: 1 log session 3 with P. Otieno"]
    assert "1 of 6: date?" in phones.write("Faith", "1")[0]


@pytest.mark.parametrize("word", ["yes", "no", "sawa"])
def test_a_yes_to_what_takes_the_pin_but_is_no_signature_is_not_told_how_to_sign(
    quick_copies: Callable[[], Engine], word: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", "ERASE")
    assert not [said for said in phones.write("Faith", word) if "SIGN" in said]


TO_US = {
    "I want another mentor": "another mentor or mentee",
    "should I write all of them": "help",
    "can i change my mentor": "another mentor or mentee",
    "nataka kubadilisha mentor": "mshauri au mshauriwa mwingine",
    "kikao kijacho ni lini": "kikao kijacho",
    "nataka kubadilisha mshauri wangu": "mshauri au mshauriwa mwingine",
}
"""Questions and wishes to us, and what they are called when they are offered."""


@pytest.mark.parametrize("before", [("today",), ("today", "same", "same")], ids=["where", "what was discussed"])
@pytest.mark.parametrize("words", TO_US)
def test_a_question_to_us_at_a_question_of_any_words_is_asked_about_and_never_kept_as_its_answer(
    quick_copies: Callable[[], Engine], words: str, before: tuple[str, ...]
) -> None:
    kiswahili = list(TO_US).index(words) > 2
    phones = begun(quick_copies(), MET, "Fri 12 Jun 2026, 10:00", "sw" if kiswahili else None)
    for text in ("LOG", *before):
        phones.write("Faith", text)
    asked = "Unaniuliza mimi, au ni jibu lako? 1 " if kiswahili else "Is that for me, or your answer? 1 "
    [said] = phones.write("Faith", words)
    assert said.startswith(asked), said
    assert TO_US[words] in said
    assert said.endswith(" 2 jibu langu" if kiswahili else " 2 my answer")
    assert words not in str(answers(phones))
    phones.write("Faith", "2")
    assert words in str(answers(phones)), "it was the answer"


def test_what_is_asked_is_told_and_the_form_goes_on(phones: Phones) -> None:
    for text in ("LOG", "today", "same"):
        phones.write("Faith", text)
    [said] = phones.write("Faith", "when is our next session?")
    assert said.startswith("No session is planned.")
    assert "Still open: session 5, question 3 of 6" in said
    phones.write("Faith", "I want another mentor")
    [said] = phones.write("Faith", "lesson notes, class control")
    assert "4 of 6" in said, "other words than a choice are the answer"


def answers(phones: Phones) -> list[object]:
    """What stands in Faith's open forms."""
    with phones.engine.connect() as db:
        return [dict(one.answers) for one in drafts.all_open(db, the_pair(db).mentee_id)]


DEMO = ("the demo", "Thu 28 May 2026, 16:15")
LOGGED = ("LOG", "today", "same", "same", "lesson notes", "group work")


@pytest.mark.parametrize(
    ("language", "name", "before", "words", "same_as"),
    [
        ("en", "Jane", ("STATUS", "2094"), "MATCH 812399/534777", "MATCH 812399 534777"),
        ("en", "Jane", ("STATUS", "2094"), "match 812399 and 534777", "MATCH 812399 534777"),
        ("en", "Faith", ("HOUR",), "ask me at 3pm", "3pm"),
        ("sw", "Faith", ("HOUR",), "niulize saa tisa mchana", "saa 9 mchana"),
        ("en", "Faith", LOGGED, "we did none", "not done"),
        ("sw", "Faith", ("REKODI", "leo", *LOGGED[2:]), "hatukufanya", "bado"),
        ("en", "Faith", (), "Session 3: 1 marking 2 mark daily 3 did all", "1 marking 2 mark daily 3 did all"),
        ("sw", "Faith", (), "tulikosa muda", "hakuna muda"),
        ("en", "Faith", ("LOG",), "next friday", "29/5"),
        ("sw", "Faith", ("HAPANA", "3"), "next tue saa nane", "2/6 saa 8 mchana"),
        ("sw", "Faith", ("HAPANA", "3"), "baada ya mitihani", "wiki ijayo"),
        ("sw", "Faith", ("REKODI", "leo", "sawa", "sawa"), "nambari 1 hadi 100", "hesabu hadi mia"),
        ("en", "Faith", ("LOG",), "ask my mentor can we meet on friday", "ASK can we meet on friday"),
    ],
)
def test_it_is_heard_as_what_it_means(
    quick_copies: Callable[[], Engine], language: str, name: str, before: tuple[str, ...], words: str, same_as: str
) -> None:
    said = []
    for last in (words, same_as):
        phones = begun(quick_copies(), *DEMO, language)
        for text in before:
            phones.write(name, text)
        said.append(phones.write(name, last))
    assert said[0] == said[1]


def test_an_office_s_word_in_a_sentence_of_a_teacher_is_no_command(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), *DEMO, "sw")
    for text in ("REKODI", "leo", *LOGGED[2:], "bado"):
        phones.write("Faith", text)
    assert phones.write("Faith", "mada si sawa")[0].startswith("Mada mlizojadili? Sasa: ")


@pytest.mark.parametrize(
    ("language", "everything", "wish", "way_out", "left"),
    [
        ("en", "all", "delete everything about me", "Reply 0 to leave it.", "Nothing is erased."),
        ("en", "all", "delete everything", "Reply 0 to leave it.", "Nothing is erased."),
        ("sw", "zote", "futa kila kitu", "Jibu 0 kuiacha.", "Hakuna kilichofutwa."),
        ("sw", "yote", "futa kila kitu kunihusu", "Jibu 0 kuiacha.", "Hakuna kilichofutwa."),
    ],
)
def test_all_alone_erases_nothing_and_a_wish_to_erase_is_heard_and_can_be_left(
    quick_copies: Callable[[], Engine], language: str, everything: str, wish: str, way_out: str, left: str
) -> None:
    phones = begun(quick_copies(), MET, "Fri 12 Jun 2026, 10:00", language)
    assert "1" not in phones.write("Faith", everything)[0]
    phones.write("Faith", "REMATCH" if language == "en" else "badili mshauri")
    for no in ("0", "NO" if language == "en" else "HAPANA"):
        assert phones.write("Faith", wish)[0].endswith(way_out)
        assert phones.write("Faith", no)[0].startswith(left)
    with phones.engine.connect() as db:
        assert not any(drafts.latest_open(db, the_pair(db).mentee_id).answers)  # type: ignore[union-attr]
