"""A complaint is read by whom its writer chose, and by nobody else; it is anywhere but in what that one opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select, update

from bot.messages import Channel
from bot.store import pairs
from bot.store.pausing import pauses
from bot.store.pausing.pauses import WhyPaused
from bot.store.talk import drafts
from bot.store.talk.drafts import DraftState
from bot.store.talk.inbox import inbox as heard
from tests.stories.cases.complaining import DAY, PIN, TOLD, WORDS, all_cases, complains, says, told, who
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), "the demo", DAY)


# who reads it


@pytest.mark.parametrize(
    ("name", "choices", "offered"),
    [
        (
            "Faith",
            ("1",),
            "1 J. Wambua (head) 2 A. Hassan (Sub-County Director) 3 G. Ndunda (County Director) 4 how to",
        ),
        ("Faith", ("2",), "1 A. Hassan (Sub-County Director) 2 G. Ndunda (County Director) 3 how to"),
        ("Faith", ("3", "1"), "1 G. Ndunda (County Director) 2 how to"),
        (
            "Faith",
            ("3", "3", "Jane Wambua"),
            "1 A. Hassan (Sub-County Director) 2 G. Ndunda (County Director) 3 how to",
        ),
        ("Faith", ("3", "3", "401122"), "1 A. Hassan (Sub-County Director) 2 G. Ndunda (County Director) 3 how to"),
        ("Faith", ("3", "3", "a parent"), "1 J. Wambua (head) 2 A. Hassan (Sub-County Director) 3 G. Ndunda"),
        ("Faith", ("4",), "1 J. Wambua (head) 2 A. Hassan (Sub-County Director) 3 G. Ndunda"),
        ("Peter", ("1",), "1 J. Wambua (head) 2 A. Hassan (Sub-County Director) 3 G. Ndunda"),
        (
            "Jane",
            ("1", "3", "Peter Otieno"),
            "1 A. Hassan (Sub-County Director) 2 G. Ndunda (County Director) 3 how to",
        ),
        ("Jane", ("1", "1"), "1 G. Ndunda (County Director) 2 how to"),
    ],
)
def test_whoever_it_is_about_and_who_is_under_them_is_not_offered(
    phones: Phones, name: str, choices: tuple[str, ...], offered: str
) -> None:
    said = says(phones, name, "COMPLAIN", *choices, WORDS, "DONE")
    assert said.startswith(f"Who should read it? {offered}"), said


def test_who_is_named_in_the_words_is_not_offered(phones: Phones) -> None:
    said = says(phones, "Faith", "COMPLAIN", "1", "he laughs with madam Wambua about me", "DONE")
    assert said.startswith("Who should read it? 1 A. Hassan (Sub-County Director) 2 G. Ndunda"), said


@pytest.mark.each_on_both
def test_one_who_is_named_later_reads_it_no_more_and_it_moves_up(phones: Phones) -> None:
    case = complains(phones)
    assert says(phones, "Faith", "CASE G0001", "1", "Ali Hassan is his brother").startswith("Added to G0001.")
    assert all_cases(phones)[0].recipient_id == who(phones, "Grace")
    assert says(phones, "Ali", "CASES 6618") == "No case waits for you."
    assert says(phones, "Ali", f"CASE {case.reference}") == "You cannot open that."
    assert TOLD in told(phones, "Grace")
    assert "his brother" in says(phones, "Grace", "CASES 5150", f"CASE {case.reference}", channel=Channel.TELEGRAM)


def test_somebody_in_no_pair_complains_too(phones: Phones) -> None:
    with phones.engine.begin() as db:
        db.execute(update(pairs.pairs).values(state=pairs.PairState.ENDED))
    said = says(phones, "Faith", "COMPLAIN")
    assert "About: 1 head 2 other person 3 the programme. 0 to leave." in said
    says(phones, "Faith", "1", WORDS, "DONE")
    assert says(phones, "Faith", "1").endswith("CASE G0001. If nothing moves in 7 days it goes one level up.")


@pytest.mark.parametrize(
    ("name", "channel"), [("Faith", Channel.SMS), ("Peter", Channel.WHATSAPP), ("Ali", Channel.TELEGRAM)]
)
def test_one_word_does_it_on_every_channel(phones: Phones, name: str, channel: Channel) -> None:
    said = says(phones, name, "malalamiko", channel=channel)
    assert said.startswith("This is private. In danger? Call 999 or 112. A child at risk: 116."), said
    programme = {"Faith": "4", "Peter": "4", "Ali": "2"}[name]
    says(phones, name, programme, WORDS, "and more of it", "basi", channel=channel)
    says(phones, name, "1", channel=channel)
    (case,) = all_cases(phones)
    assert case.words == f"{WORDS}\nand more of it"
    assert case.complainant_id == who(phones, name)


# what is not sent


def open_drafts(phones: Phones) -> list[tuple[DraftState, dict[str, str]]]:
    with phones.engine.connect() as db:
        ids = db.execute(select(drafts.drafts.c.id).where(drafts.drafts.c.form == "Complaint")).scalars().all()
        found = [drafts.get(db, one) for one in ids]
    return [(one.state, dict(one.answers)) for one in found if one is not None]


def test_stop_keeps_it_unsent(phones: Phones) -> None:
    says(phones, "Faith", "COMPLAIN", "1", WORDS)
    assert says(phones, "Faith", "STOP").startswith("Done, no more TIMEC messages.")
    assert all_cases(phones) == []
    [(state, answers)] = open_drafts(phones)
    assert (state, answers["words"]) == (DraftState.CONFIDED, WORDS), "its writer alone can go on with it"
    says(phones, "Faith", "START")
    for word in ("STATUS", "MENU", "LOG", "MENU", "NEXT"):
        assert WORDS not in says(phones, "Faith", word)
        assert "private case" not in told(phones, "Faith")[-1], word
    began = len(phones.sent)
    says(phones, "Faith", "COMPLAIN")
    assert told(phones, "Faith", began)[0].startswith("This is private. In danger? Call 999 or 112.")
    says(phones, "Faith", "DONE", "2")
    assert all_cases(phones)[0].words == WORDS
    assert open_drafts(phones) == [(DraftState.DONE, {})], "the case has the words, and nothing else"


@pytest.mark.parametrize("word", ["0", "ghairi", "cancel"])
@pytest.mark.parametrize("before", [(), ("1",), ("1", WORDS), ("1", WORDS, "DONE")])
def test_leaving_keeps_nothing(phones: Phones, word: str, before: tuple[str, ...]) -> None:
    says(phones, "Faith", "COMPLAIN", *before)
    assert says(phones, "Faith", word) == "Left. Nothing of it was sent or kept."
    assert all_cases(phones) == []
    assert all(answers == {} for _state, answers in open_drafts(phones))
    assert says(phones, "Faith", "STATUS").startswith("Sessions held:")


def test_the_commission_is_written_to_by_hand(phones: Phones) -> None:
    said = says(phones, "Faith", "COMPLAIN", "1", WORDS, "DONE", "4")
    assert said.startswith("Write or go to: TSC, Private Bag 00100 Nairobi"), said
    assert all_cases(phones) == []
    assert open_drafts(phones) == [(DraftState.DONE, {})]


@pytest.mark.parametrize(
    "words", ["STATUS", "LOG today library 1 a 2 b 3 c", "HELP", "he hit me", PIN, f"pin {PIN}", "1"]
)
def test_meanwhile_nothing_is_heard_as_anything_else_nor_written_down(phones: Phones, words: str) -> None:
    says(phones, "Faith", "COMPLAIN", "1", WORDS)
    assert says(phones, "Faith", words) == "Kept. Write on, or reply DONE; 0 leaves it."
    says(phones, "Faith", "DONE", "2")
    assert all_cases(phones)[0].words == f"{WORDS}\n{words.replace(PIN, '****')}", "her PIN nobody reads"
    with phones.engine.connect() as db:
        kept = db.execute(select(heard.c.text)).scalars().all()
    assert not {WORDS, words} & set(kept) - {"1"}, "1 was the choice before"


@pytest.mark.parametrize("choices", [("1", "1", WORDS, "DONE", "1"), ("2", WORDS, "DONE", "3")])
def test_once_it_is_sent_words_are_written_down_again(phones: Phones, choices: tuple[str, ...]) -> None:
    """Jane has no session to pause, so that nothing is asked after it."""
    says(phones, "Jane", "COMPLAIN", *choices)
    says(phones, "Jane", "habari ya leo")
    with phones.engine.connect() as db:
        assert db.execute(select(heard.c.text)).scalars().all()[-1] == "habari ya leo"


def test_what_falls_due_waits_until_it_is_said(phones: Phones) -> None:
    """A notice would take the next words for itself."""
    phones.until("Wed 27 May 2026, 15:55")
    says(phones, "Faith", "COMPLAIN", "1", WORDS)
    began = len(phones.sent)
    phones.until("Wed 27 May 2026, 16:50")
    assert told(phones, "Faith", began) == []
    assert says(phones, "Faith", "more") == "Kept. Write on, or reply DONE; 0 leaves it."


def test_words_of_harm_lead_there_and_what_was_open_goes_on_after_it(phones: Phones) -> None:
    says(phones, "Faith", "LOG today", "library")
    said = says(phones, "Faith", "mshauri wangu ananinyanyasa")
    assert said.startswith("That was not kept. This is private."), said
    assert "0 to leave" in said
    left = says(phones, "Faith", "0")
    assert left.removeprefix("(1/2) ").startswith("Left. Nothing of it was sent or kept. Still open:"), left


# pausing


def test_a_pause_is_like_any_other(phones: Phones) -> None:
    complains(phones)
    assert says(phones, "Faith", "1").startswith("Paused. Ask any time: CASE G0001.")
    with phones.engine.connect() as db:
        (pause,) = pauses.of_pair(db, the_pair(db).id)
    assert (pause.why, pause.by_id) == (WhyPaused.ASKED, who(phones, "Faith"))
    began = len(phones.sent)
    phones.until("Tue 23 Jun 2026, 17:00")
    asked = told(phones, "Peter", began)
    assert not [text for text in asked if "session" in text.lower()], "nothing is asked, nothing counted as missed"


def test_back_and_menu_lead_out_of_it_and_are_no_part_of_it(phones: Phones) -> None:
    assert says(phones, "Faith", "COMPLAIN", "1", "BACK").startswith("About: Now: mentor. 1 mentor 2 head")
    assert says(phones, "Faith", "1", WORDS, "MENU").startswith("TIMEC menu:")
    assert says(phones, "Faith", "COMPLAIN", "DONE", "2").startswith("Sent. Reference G0001.")
    assert "MENU" not in says(phones, "Ali", "CASES 6618", "1")
    assert says(phones, "Ali", "1", "MENU").startswith("TIMEC menu:")
    assert "answered" not in says(phones, "Faith", "CASE G0001")


def test_who_has_a_mentor_and_a_coach_chooses_which(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    assert "About: 1 mentor 2 head 3 other person 4 the programme." in says(phones, "Faith", "COMPLAIN"), (
        "she coaches too"
    )
    assert "About: 1 coach 2 other person 3 the programme." in says(phones, "Brian", "COMPLAIN", "1", "0", "COMPLAIN")
