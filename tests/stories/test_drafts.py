"""A form that was begun: left by a word, dropped by a word, known to the clock, and over when the thing is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs.drafts.pages import Several
from bot.dialogs.reminders.pages import LogPrompt
from bot.dialogs.telling import tell
from bot.language import LEAVING_WORDS, STOP_WORDS
from bot.messages import Channel
from bot.store.cause import KeptCause
from bot.store.people import people
from bot.store.sessions import sessions
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NoticeKind, NoticeState
from tests.stories.given import latest, session, the_pair
from tests.stories.player import Phones, begun, everybody_on

MIDDLE = "a log of session 6 is in the middle"
THEN = "Thu 2 Jul 2026, 14:05"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith is asked for the action plan of session 6."""
    return begun(lived, MIDDLE, THEN)


def open_forms(phones: Phones, name: str = "Faith") -> list[str]:
    with phones.engine.connect() as db:
        pair = the_pair(db)
        who = pair.mentee_id if name == "Faith" else pair.mentor_id
        return [one.form for one in drafts.all_open(db, who)]


def muted(phones: Phones) -> bool:
    with phones.engine.connect() as db:
        faith = people.get(db, the_pair(db).mentee_id)
        assert faith is not None
        return faith.muted_at is not None


@pytest.mark.parametrize("word", sorted(LEAVING_WORDS))
def test_a_word_that_ends_things_leaves_an_open_form_and_says_how_to_end_all(
    quick_copies: Callable[[], Engine], word: str
) -> None:
    phones = begun(quick_copies(), MIDDLE, THEN)
    [told] = phones.write("Faith", f"{word.title()}.")
    assert told.startswith(
        "Your answers are kept; DISCARD drops them. To stop all messages, reply STOP. TIMEC menu: 1 go"
    )
    assert not muted(phones)
    assert "5 of 6" in phones.write("Faith", "1")[0]


def test_in_kiswahili_too(lived: Engine) -> None:
    phones = begun(lived, MIDDLE, THEN, "sw")
    [told] = phones.write("Faith", "GHAIRI")
    assert told.startswith("Majibu yako yamehifadhiwa; TUPA huyatupa. Kusimamisha ujumbe wote, jibu ACHA. Menyu")
    with lived.connect() as db:
        assert not session(db, 6).settled


@pytest.mark.parametrize("word", sorted(LEAVING_WORDS & STOP_WORDS))
def test_where_no_form_is_open_it_is_an_opt_out(quick_copies: Callable[[], Engine], word: str) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", word)
    assert muted(phones)


@pytest.mark.parametrize(("language", "opens", "word"), [("en", "MOVE", "CANCEL"), ("sw", "HAMISHA", "GHAIRI")])
def test_where_a_form_asks_which_one_it_is_left_too(lived: Engine, language: str, opens: str, word: str) -> None:
    """Carriers' words for an opt-out; with MOVE nobody means to hear no more of us."""
    phones = begun(lived, "the demo", "Tue 2 Jun 2026, 09:00", language)
    phones.write("Faith", opens)
    [told] = phones.write("Faith", word)
    assert told.startswith("Nothing was changed." if language == "en" else "Hakuna kilichobadilika.")
    for _again in range(2):
        [told] = phones.write("Faith", word)
        assert told.startswith("Nothing is open. " if language == "en" else "Hakuna kilicho wazi. ")
        assert not muted(phones), "who sends it twice means no more by it"
    phones.write("Faith", "STOP" if language == "en" else "ACHA")
    assert muted(phones)


def test_a_day_that_is_not_clear_is_asked_for_in_one_sentence(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Tue 2 Jun 2026, 09:00")
    [asked] = phones.write("Faith", "move 11/6 to 12/6 3pm")
    assert asked.count("like 16/6 1pm") == 1, asked


def test_a_form_is_dropped_by_a_word_and_brought_back(phones: Phones) -> None:
    [told] = phones.write("Faith", "DISCARD")
    assert told.startswith("Dropped: session 6, which was not sent.")
    assert open_forms(phones) == []
    assert "go on with your draft" not in phones.write("Faith", "MENU")[0]
    [back] = phones.write("Faith", "UNDO")
    assert back.startswith("Taken back: session 6.")
    assert "question 5 of 6" in back
    assert open_forms(phones) == ["SessionRecord"]


def test_a_form_that_was_dropped_is_begun_anew(phones: Phones) -> None:
    phones.write("Faith", "discard")
    assert "1 of 6" in phones.write("Faith", "LOG")[0]


def test_where_nothing_was_begun_nothing_is_dropped(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    assert phones.write("Faith", "DISCARD")[0].startswith("Nothing is half filled.")


def test_the_clock_knows_a_record_that_was_begun(lived: Engine) -> None:
    """She began it the day after she was asked."""
    phones = begun(lived, "the demo", "Fri 29 May 2026, 14:00")
    for text in ("LOG 3", "28/5", "same", "same", "MENU"):
        phones.write("Faith", text)
    phones.until("Tue 2 Jun 2026, 18:00")
    asked = [one.outbound.text for one in phones.notices()][-1]
    assert asked.startswith("TIMEC: Faith, how was session 3 with P. Otieno on Thu 28 May?")
    assert asked.endswith("You have begun its record: question 4 is open. LOG goes on. Not held? Reply NO.")
    assert "question 4 of 6" in phones.write("Faith", "LOG")[0]


def test_what_has_ended_is_no_draft_of_the_menu(lived: Engine) -> None:
    """Peter is about to move session 3 when Faith logs it."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Peter", "MOVE 3")
    phones.write("Peter", "MENU")
    phones.write("Faith", "1 lesson notes 2 group work 3 did 2 of 3")
    assert "draft" not in phones.write("Peter", "MENU")[0]


def test_a_record_that_was_begun_is_over_when_the_partner_has_logged_the_session(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 14:00")
    for text in ("LOG", "today", "same", "same", "group work"):
        phones.write("Faith", text)
    phones.until("Thu 18 Jun 2026, 14:10")
    phones.write("Peter", "LOG today 1 marking 2 mark daily 3 done", Channel.WHATSAPP)
    assert [one for one in phones.until("Thu 18 Jun 2026, 17:30") if "left this open" in one.outbound.text] == []
    assert "draft" not in phones.write("Faith", "MENU")[0]
    [told] = phones.write("Faith", "LOG")
    assert told.startswith("Session 5 is logged already. Not sent: staffroom; pupil groups; group work.")


def test_an_edit_that_was_left_catches_no_later_answer(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 15:00")
    for text in ("EDIT 4", "2", "MENU"):
        phones.write("Faith", text)
    phones.until("Thu 18 Jun 2026, 16:30")
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    with lived.connect() as db:
        assert latest(db, 5).areas == "pupil groups"
        assert latest(db, 4).number == 1


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP])
def test_back_from_a_record_to_sign_changes_nothing_of_it(quick_copies: Callable[[], Engine], channel: Channel) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", "1 lesson notes 2 group work 3 did 2 of 3")
    phones.write("Peter", "SIGN", channel)
    [told] = phones.write("Peter", "BACK", channel)
    assert told.startswith("TIMEC menu:")


def test_a_log_just_after_another_asks_which_session_is_meant(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 16:30")
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    [asked] = phones.write("Faith", "1 marking 2 mark daily 3 part")
    assert asked.startswith("Which one? 1 session 5")
    assert "2 another meeting" in asked
    [beside] = phones.write("Faith", "1")
    assert beside.startswith("You have logged session 5 already.")
    phones.write("Faith", "2")
    with lived.connect() as db:
        assert latest(db, 5).areas == "marking"


def test_the_same_log_again_is_answered_with_what_is_there(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 16:30")
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    [told] = phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    assert told == "Nothing changed: session 5 stays as it is."
    with lived.connect() as db:
        assert len(sessions.of_pair(db, the_pair(db).id)) == 5


def test_what_is_logged_already_is_shown(phones: Phones) -> None:
    [told] = phones.write("Faith", "LOG 5")
    assert told.startswith("Session 5 is logged already. SIGN or EDIT 5 opens it. S5 18 Jun")


def test_what_cannot_be_taken_back_is_shown_as_it_stands(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 16:30")
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    phones.write("Peter", "SIGN 5", Channel.WHATSAPP)
    [told] = phones.write("Faith", "UNDO")
    assert told.startswith("It was read, signed or answered meanwhile, so it stays. EDIT corrects a record. S5 18 Jun")


def test_a_session_chosen_of_several_things_is_not_forgotten(lived: Engine) -> None:
    """Two sessions have no record; she chose the second."""
    phones = begun(lived, "session 5 is planned beside session 4", "Thu 18 Jun 2026, 17:30")
    with lived.begin() as db:
        faith = the_pair(db).mentee_id
        made = [(LogPrompt(session=session(db, number).id), KeptCause(text=f"test:{number}")) for number in (4, 5)]
        ids = [
            notices.add(db, notices.NewNotice(faith, str(at), cause, NoticeKind.PROMPT, phones.simulation.now))
            for at, cause in made
        ]
        for one in filter(None, ids):
            notices.mark(db, one, NoticeState.SAID, phones.simulation.now)
        tell(db, faith, Several(notices=tuple(filter(None, ids))), KeptCause(text="test:both"), phones.simulation.now)
    phones.until("Thu 18 Jun 2026, 17:35")
    assert "2 things wait" in phones.notices()[-1].outbound.text
    assert "session 5" in phones.write("Faith", "2")[0]
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    with lived.connect() as db:
        assert latest(db, 5).areas == "pupil groups"
        assert session(db, 4).version_id is None


@pytest.mark.parametrize("words", ["SIGN 5", "2"])
def test_what_was_changed_is_signed_only_after_it_was_shown(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "session 5 is planned", "Thu 18 Jun 2026, 16:30")
    everybody_on(phones.engine, Channel.SMS)
    phones.write("Faith", "1 pupil groups 2 seat plan 3 done")
    for text in ("EDIT 5", "2", "4", "marking books", "1"):
        phones.write("Faith", text)
    phones.until("Thu 18 Jun 2026, 16:40")
    assert phones.notices()[-1].outbound.text.endswith(
        "Reply 1 to read it, 2 to sign it, 3 if something is not correct."
    )
    [shown] = phones.write("Peter", words)
    assert "Areas: marking books." in shown
    with phones.engine.connect() as db:
        assert session(db, 5).signers == {the_pair(db).mentee_id}
    assert "Signed." in phones.write("Peter", "2")[0]
    with phones.engine.connect() as db:
        assert len(session(db, 5).signers) == 2


CARRIERS = sorted((LEAVING_WORDS & STOP_WORDS) | {"Cancel.", "END"})
"""Words that carriers may take for an opt-out, and that people use to get out of something."""


@pytest.mark.parametrize("word", CARRIERS)
@pytest.mark.parametrize(
    "before",
    [("COMPLAIN", "0"), ("COMPLAIN", "1", "0"), ("LOG 1 lesson notes 2 group work 3 done",), ("ASK can we meet",)],
    ids=["a complaint left at once", "a complaint left", "a record sent", "a letter sent"],
)
def test_soon_after_a_form_such_a_word_is_meant_for_that_and_for_nothing_more(
    quick_copies: Callable[[], Engine], before: tuple[str, ...], word: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    for text in before:
        phones.write("Faith", text)
    for _again in range(2):
        [told] = phones.write("Faith", word)
        assert told.startswith("Nothing is open. To stop all messages, reply STOP."), told
    assert not muted(phones)
    phones.write("Faith", "STOP")
    assert muted(phones)


@pytest.mark.parametrize(
    ("language", "page", "word"), [("en", "NEXT", "CANCEL"), ("en", "MENU", "QUIT"), ("sw", "KIKAO", "TOKA")]
)
def test_a_form_that_was_left_before_for_a_page_is_told_of_and_gone_on_with(
    quick_copies: Callable[[], Engine], language: str, page: str, word: str
) -> None:
    phones = begun(quick_copies(), MIDDLE, THEN, language)
    phones.write("Faith", page)
    for _again in range(2):
        [told] = phones.write("Faith", word)
        assert told.startswith(
            "Your answers are kept; DISCARD" if language == "en" else "Majibu yako yamehifadhiwa; TUPA"
        )
        assert ("1 go on with: session 6" if language == "en" else "1 endelea na: kikao cha 6") in told
    assert not muted(phones)
    phones.write("Faith", "DISCARD" if language == "en" else "TUPA")
    phones.write("Faith", page)
    assert phones.write("Faith", word)[0].startswith("Nothing is open" if language == "en" else "Hakuna kilicho wazi")


@pytest.mark.parametrize("word", ["STOP", "ACHA", "unsubscribe"])
def test_the_words_that_we_give_out_for_silence_are_honoured_at_once_in_every_moment(
    quick_copies: Callable[[], Engine], word: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    for text in ("COMPLAIN", "0", word):
        phones.write("Faith", text)
    assert muted(phones)


@pytest.mark.parametrize("word", sorted(LEAVING_WORDS & STOP_WORDS))
def test_once_all_is_stopped_the_same_word_is_stop_said_again_but_in_a_form_gone_on_with_since(
    quick_copies: Callable[[], Engine], word: str
) -> None:
    phones = begun(quick_copies(), MIDDLE, THEN)
    assert phones.write("Faith", "STOP") != []
    assert phones.write("Faith", word) == []
    phones.write("Faith", "LOG")
    assert "Your answers are kept" in phones.write("Faith", word)[0]


def test_a_quarter_of_an_hour_later_the_talk_is_over(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", "LOG 1 lesson notes 2 group work 3 done")
    phones.until("Thu 28 May 2026, 16:45")
    phones.write("Faith", "CANCEL")
    assert muted(phones)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ali", "Done, no more TIMEC messages. Your office and your records stay; STATUS and MENU still answer."),
        ("Jane", "Done, no more TIMEC messages. Your office and your records stay; STATUS and MENU still answer."),
        ("Faith", "Done, no more TIMEC messages. You stay in the programme and your records are kept; your head"),
    ],
)
def test_who_holds_an_office_is_told_of_nobody_who_records_for_them(
    quick_copies: Callable[[], Engine], name: str, said: str
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    [told] = phones.write(name, "STOP")
    assert told.startswith(said)
