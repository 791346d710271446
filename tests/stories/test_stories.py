"""The conversations in this folder, word for word, on both databases and on every channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.language import is_gsm7
from bot.messages import CAPABILITIES, Channel
from bot.simulator import chat, transcript
from bot.simulator.chat import Typed
from bot.store.outbox import sent
from bot.store.talk import inbox
from tests.stories.given import FAITH, PETER, record
from tests.stories.left import left
from tests.stories.player import begun, play

HERE = Path(__file__).parent
LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
STORIES = sorted(file.stem for file in HERE.rglob("*.chat"))
OWN = ("cycles_kiswahili", "printing_kiswahili")
"""These go on where the English ones end."""
AGAIN = [name for name in STORIES if name.removesuffix("_kiswahili") in {*STORIES} - {name} and name not in OWN]
"""What is told in English too: other words, of the same rows."""
OTHER_ROWS = {"join_as_mentor_kiswahili": pytest.mark.each_on_both}
"""But for these, which end otherwise."""


def story(name: str) -> chat.Story:
    """A story of this folder."""
    return chat.read(next(HERE.rglob(f"{name}.chat")).read_text(encoding="utf-8"))


@pytest.mark.each_on_both
@pytest.mark.parametrize("name", [name for name in STORIES if name not in AGAIN])
def test_a_story_is_told_word_for_word(lived: Engine, name: str) -> None:
    told(lived, name)


@pytest.mark.parametrize("name", [pytest.param(name, marks=OTHER_ROWS.get(name, ())) for name in AGAIN])
def test_a_story_is_told_word_for_word_in_kiswahili_too(lived: Engine, name: str) -> None:
    told(lived, name)


def told(lived: Engine, name: str) -> None:
    """Plays a story; each message was handled, and went out as cheaply as it may."""
    phones = play(lived, story(name))
    with lived.connect() as db:
        assert inbox.counts(db)[1] == 0, "a message could not be handled"
    for one in phones.sent:
        if one.channel is Channel.SMS:
            assert is_gsm7(one.outbound.text)
            assert (one.segments or 0) <= 2 or one.outbound.text.startswith(LONG), one.outbound.text


LONG = ("AGREEMENT.", "MAKUBALIANO.")
"""How the one text begins that may be longer than two SMS: it is signed as it stands."""
BY_NUMBERS_OF_SMS = "s2_counter_sign_by_sms"
"""Where there are buttons, other choices have its numbers, so that its words mean something else there."""
OF_RECORDS = [name for name in STORIES if name.partition("_")[0] in ("s1", "s2", "s7", "s8")]
OF_PROMPTS = [name for name in STORIES if name.partition("_")[0] in ("s3", "s5")]
"""These take days of the clock. S6 is told on SMS and on Telegram already, with a whole sub-county around it."""


@pytest.mark.parametrize("name", [name for name in OF_RECORDS if name != BY_NUMBERS_OF_SMS])
def test_the_same_words_leave_the_same_records_on_every_channel(quick_copies: Callable[[], Engine], name: str) -> None:
    same_records(quick_copies, name)


@pytest.mark.parametrize("name", OF_PROMPTS)
def test_the_same_answers_to_prompts_leave_the_same_records(quick_copies: Callable[[], Engine], name: str) -> None:
    same_records(quick_copies, name)


def same_records(copies: Callable[[], Engine], name: str) -> None:
    """Plays a story as it is, and moved to each other channel."""
    told = copies()
    play(told, story(name))
    typed = [line for _, line in story(name).lines if isinstance(line, Typed)]
    own = {channel for channel, _ in story(name).lines}
    sent_to = [each for each in Channel if not CAPABILITIES[each].live]  # USSD: tests/channels/test_ussd.py
    for channel in [each for each in sent_to if {each} != own]:  # on its own channel it was told just now
        moved = copies()
        phones = play(moved, story(name), moved_to=channel)
        assert left(moved) == left(told), channel
        assert phones.replies() == len(typed), "each message gets one reply"


@pytest.mark.slow
def test_nine_in_ten_sms_of_everyday_are_one_segment(quick_copies: Callable[[], Engine]) -> None:
    played = (play(quick_copies(), story(name)) for name in OF_RECORDS)
    counted = Counter(one.segments for phones in played for one in phones.sent if one.channel is Channel.SMS)
    print(f"SMS of the stories by segments: {dict(counted)}")
    assert counted[1] >= 0.9 * counted.total()


@pytest.mark.slow
def test_what_the_simulator_saves_can_be_played_again(copies: Callable[[], Engine]) -> None:
    phones = begun(copies(), "the demo", "Thu 28 May 2026, 16:15")
    for text in (LOG, "LOG", "[not a button]", "two\n\nlines", "x ((voice))", "\\", "", "2", "STATUS"):
        phones.write("Faith", text)
    phones.say(Channel.SMS, Typed("Faith", "", media=("voice", "image")))
    phones.until("Thu 11 Jun 2026, 16:15")
    phones.write("Faith", "no")
    with phones.engine.connect() as db:
        saved = transcript.write(db, [(Channel.SMS, FAITH)])
    again = play(copies(), chat.read(saved))
    with again.engine.connect() as db:
        assert transcript.write(db, [(Channel.SMS, FAITH)]) == saved


@pytest.mark.each_on_both
def test_a_transcript_of_buttons_can_be_played_again(copies: Callable[[], Engine]) -> None:
    """Peter alone, who logs a session on WhatsApp."""
    phones = begun(copies(), transcript.GIVEN, "Thu 28 May 2026, 16:15")
    for text in ("LOG", "today", "same", "same", "lesson notes", "seat plan by fri", "done"):
        phones.write("Peter", text, Channel.WHATSAPP)
    phones.press("Peter", "Send")
    assert record(phones.engine, 3).plan == "seat plan\t2026-05-29"
    with phones.engine.connect() as db:
        saved = transcript.write(db, [(Channel.WHATSAPP, PETER)])
    assert "Peter: [Send]" in saved
    again = play(copies(), chat.read(saved))
    assert left(again.engine) == left(phones.engine)


@pytest.mark.each_on_both
def test_time_moves_to_the_next_prompt_which_its_phone_then_lists(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00")
    phones.simulation.move_to_next()
    with lived.connect() as db:
        (prompt,) = sent.sent(db, phones.seen, address=FAITH)
    assert "how was session 3" in prompt.outbound.text


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("```sms\n```", "what is given"),
        ("Given: the demo\n```sms\nFaith: hi", "closes every part"),
        ("Given: the demo\n```fax\n```", "line 2: fax is not a channel"),
        ("Given: the demo\nhello", "line 2: outside a part"),
        ("Given: the demo\n```sms\nhello\n```", "line 3: neither"),
        ("Given: the demo\n```sms\n-- Fri 28 May 2026, 16:15\n```", "is a Thursday"),
    ],
)
def test_a_broken_story_says_where(broken: str, says: str) -> None:
    with pytest.raises(chat.NotAStory, match=says):
        chat.read(broken)


def test_a_beginning_that_nobody_knows_is_answered_with_those_there_are(quick_copies: Callable[[], Engine]) -> None:
    told = chat.read("Given: the end of the world\n```sms\n-- Thu 28 May 2026, 16:15\nFaith: LOG\n```")
    with pytest.raises(chat.NotAStory) as refused:
        play(quick_copies(), told)
    assert "“the end of the world”; known are: " in str(refused.value)
    assert "; session 3 is signed; " in str(refused.value)
