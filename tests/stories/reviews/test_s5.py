"""S5: what must be true after the conversations in s5_*.chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, select

from bot.messages import Channel
from bot.store.reviews import reviews
from bot.store.reviews.reviews import ReviewKind, SavedReview
from bot.store.talk import inbox, notices
from tests.stories.given import FAITH, PETER, the_pair
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

MONDAY = "Mon 15 Jun 2026, 16:15"
WORDS = ("exam supervision", "joint lesson planning", "noise in class", "watch one lesson")


def saved(engine: Engine) -> list[SavedReview]:
    """The pair's reviews."""
    with engine.connect() as db:
        return reviews.of_pair(db, the_pair(db).id)


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Six weeks are over, and both have been asked."""
    return begun(lived, "session 4 was not held", MONDAY)


def mentee_answers(phones: Phones, last: str) -> list[str]:
    return [line for text in ("2", "noise in class", "watch one lesson", last) for line in phones.write("Faith", text)]


def mentor_answers(phones: Phones) -> list[str]:
    answers = ("2", "exam supervision takes our time", "joint lesson planning on mondays")
    return [line for text in answers for line in phones.write("Peter", text, Channel.WHATSAPP)]


def test_the_mentors_review_has_exactly_the_three_elements(lived: Engine) -> None:
    play(lived, story("s5_six_weeks_mentor"))
    (review,) = saved(lived)
    assert review.answers == {
        "progress": "on_track",
        "challenge": "exam supervision takes our time",
        "support": "joint lesson planning on mondays",
    }
    assert (review.kind, review.quarter, review.due) == (ReviewKind.SIX_WEEK, 1, date(2026, 6, 15))
    assert review.saved_at.date() == date(2026, 6, 15)


def test_no_challenge_is_an_answer(phones: Phones) -> None:
    for text in ("3", "0", "watch two lessons"):
        phones.write("Peter", text, Channel.WHATSAPP)
    assert saved(phones.engine)[0].answers == {"progress": "ahead", "challenge": "", "support": "watch two lessons"}


def test_the_mentees_review_is_shared_when_she_says_so(lived: Engine) -> None:
    play(lived, story("s5_six_weeks_mentee"))
    (review,) = saved(lived)
    assert review.answers == {
        "progress": "on_track",
        "challenge": "noise in class after lunch",
        "support": "come and watch one lesson",
    }
    assert review.shared_at is not None


def test_the_mentor_reads_the_mentees_words_only_after_her_yes(phones: Phones) -> None:
    mentee_answers(phones, "2")
    mentor_answers(phones)
    assert "noise" not in " ".join(phones.write("Peter", "REVIEWS", Channel.WHATSAPP))
    assert phones.write("Faith", "REVIEWS")[0].endswith("1 yours, with P. Otieno 2 of P. Otieno 3 share mine")
    (told,) = phones.write("Faith", "3")
    assert told.startswith("Shared.")
    listed = phones.write("Peter", "REVIEWS", Channel.WHATSAPP)
    assert listed == ["Next review due 4 Aug. Last reviews:"]
    (read,) = phones.press("Peter", "Of F. Mutua")
    assert read == "F. Mutua on the goals: on track. Hardest: noise in class. Help wanted: watch one lesson."


def test_the_mentee_reads_what_her_mentor_offers(phones: Phones) -> None:
    mentor_answers(phones)
    (listed,) = phones.write("Faith", "REVIEWS")
    assert listed == "Next review due 15 Jun. Last reviews: 1 of P. Otieno"
    (read,) = phones.write("Faith", "1")
    assert "Support offered: joint lesson planning on mondays." in read


def test_only_a_count_travels(phones: Phones) -> None:
    """Nothing that was written in a review is in any message to anybody but its author."""
    mentor_answers(phones)
    mentee_answers(phones, "1")
    phones.until("Fri 19 Jun 2026, 17:00")
    for name in ("Jane", "Ali", "Grace", "Ruth"):
        phones.write(name, "STATUS", Channel.TELEGRAM if name in ("Grace", "Ruth") else Channel.SMS)
        phones.write(name, "REVIEWS", Channel.TELEGRAM if name in ("Grace", "Ruth") else Channel.SMS)
    said = " ".join(sent.outbound.text for sent in phones.sent)
    assert not [word for word in WORDS if word in said]
    with phones.engine.connect() as db:
        assert inbox.counts(db)[1] == 0, "and nothing failed"


def test_an_open_number_answers_the_review_although_the_partner_has_shared_theirs(phones: Phones) -> None:
    mentee_answers(phones, "1")
    assert phones.waiting[-1][1].name == "Peter", "he is told that she shared hers"
    (second,) = phones.write("Peter", "2", Channel.WHATSAPP)
    assert second.startswith("Q2 of 3")


def test_an_unanswered_review_is_asked_for_three_times(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", MONDAY)
    phones.until("Fri 31 Jul 2026, 17:00")
    asked = [sent for sent in phones.sent if "6-week review, Faith" in sent.outbound.text]
    assert [sent.sent_at.date().isoformat() for sent in asked] == ["2026-06-15", "2026-06-18", "2026-06-29"]


def test_an_answered_review_is_not_asked_for_again(phones: Phones) -> None:
    mentor_answers(phones)
    phones.until("Fri 31 Jul 2026, 17:00")
    assert len([sent for sent in phones.sent if "6-week review, Faith" in sent.outbound.text]) == 1


def test_the_keyword_opens_the_due_review_of_either_side(phones: Phones) -> None:
    asked = "6-week review, Faith Mutua: 4 planned, 3 held. Q1 of 3: your progress as mentor?"
    assert phones.write("Peter", "REVIEW", Channel.WHATSAPP) == [asked]
    mine = (
        "6 weeks are done: 3 of 4 sessions held. 1 of 3: how far are you with your goals? 1 behind 2 on track 3 ahead"
    )
    assert phones.write("Faith", "tathmini") == [mine]
    assert phones.write("Faith", "1")[0].startswith("2 of 3")


def test_the_keyword_before_the_day_says_when_it_is_due(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    assert phones.write("Peter", "REVIEW", Channel.WHATSAPP) == [
        "No review waits for you. The next one is due 15 Jun. REVIEWS shows the last ones."
    ]


def test_words_that_are_no_choice_are_asked_again_and_a_label_is_understood(phones: Phones) -> None:
    assert "1 of 3" in phones.write("Faith", "kandanda")[0]
    assert phones.write("Faith", "ahead")[0].startswith("2 of 3")


def test_an_interrupted_review_goes_on_where_it_stood(phones: Phones) -> None:
    phones.write("Faith", "2")
    assert phones.write("Faith", "STATUS")[-1].endswith("what is hardest now? Write it, or reply 0.")
    phones.write("Faith", "0")
    phones.until("Tue 16 Jun 2026, 12:00")
    assert "question 3 of 3" in phones.write("Faith", "REVIEW")[0]


def test_a_saved_review_is_closed_on_its_old_button(phones: Phones) -> None:
    mentor_answers(phones)
    (told,) = phones.press("Peter", "Ahead")
    assert told == "This review is saved already. REVIEWS shows it."


def test_both_are_asked_once_and_the_prompts_end_with_the_deed(phones: Phones) -> None:
    mentor_answers(phones)
    with phones.engine.connect() as db:
        pair = the_pair(db)
        columns = notices.notices.c
        found = list(
            db.execute(
                select(columns.cause, columns.reason).where(
                    columns.person_id == pair.mentor_id, columns.cause.startswith("review:")
                )
            )
        )
    assert [cause for cause, _reason in found] == [f"review:{pair.id}:1:0:{pair.mentor_id}"]


def test_the_other_language_leaves_the_same_review(copies: Callable[[], Engine]) -> None:
    english, kiswahili = copies(), copies()
    play(english, story("s5_six_weeks_mentee"))
    play(kiswahili, story("s5_six_weeks_mentee_kiswahili"))
    (one,), (other,) = saved(english), saved(kiswahili)
    assert one.answers.keys() == other.answers.keys()
    assert one.answers["progress"] == other.answers["progress"]
    assert other.shared_at is not None


# three months, and the long holiday


def asked_of(phones: Phones, name: str, of: str) -> list[str]:
    """The days on which somebody was asked for a review."""
    return [
        one.sent_at.date().isoformat()
        for one in phones.sent
        if of in one.outbound.text and one.address == phones.address(name, Channel.SMS)
    ]


def test_in_the_august_holiday_nobody_is_asked_for_a_review(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "quarter 1 is over", "Mon 3 Aug 2026, 16:15")
    phones.until("Sun 23 Aug 2026, 18:00")
    assert [one for one in phones.sent if one.address in (FAITH, PETER)] == [], "offices work, and owe their reports"
    phones.until("Fri 18 Sep 2026, 12:00")
    assert asked_of(phones, "Faith", "midpoint") == ["2026-08-24", "2026-08-27", "2026-09-02"]
    assert asked_of(phones, "Faith", "6 weeks are done") == ["2026-09-15"], "and quarter 2 has its own"


def test_both_sides_of_a_quarter_are_saved(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    play(engine, story("s5_three_months"))
    mentor, mentee = (one for one in saved(engine) if one.kind is ReviewKind.THREE_MONTH)
    assert mentor.answers == {
        "progress": "on_track",
        "challenge": "",
        "support": "class control, i will watch two lessons",
        "plan": "revise",
        "programme": "3",
    }
    assert mentee.answers.keys() == mentor.answers.keys(), "the mentee's is the mirror of it"
    assert (mentor.quarter, mentor.due, mentee.shared_at) == (1, date(2026, 8, 4), None)


def test_what_is_said_of_the_next_plan_is_read_with_the_review(quick_copies: Callable[[], Engine]) -> None:
    phones = play(quick_copies(), story("s5_three_months"))
    assert phones.write("Faith", "REVIEWS")[0].startswith("Next review due 15 Sep. Last reviews:")
    (read,) = phones.write("Faith", "1")
    assert read.endswith("Next plan: revise it. The programme works well.")


def test_one_review_in_january_closes_both(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    play(engine, story("s5_merged"))
    whole, closed = (one for one in saved(engine) if one.saved_at.year == 2027)
    assert (whole.kind, whole.quarter, whole.due) == (ReviewKind.THREE_MONTH, 2, date(2026, 11, 4))
    assert (closed.kind, closed.quarter, closed.due) == (ReviewKind.SIX_WEEK, 3, date(2026, 12, 16))
    assert closed.merged_into == whole.id
    assert not closed.answers, "the answers stand in one place"


def test_a_merged_review_is_asked_for_three_times(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "quarter 2 is over", "Mon 4 Jan 2027, 16:15")
    phones.until("Fri 29 Jan 2027, 12:00")
    assert asked_of(phones, "Faith", "due 4 Nov and 16 Dec") == ["2027-01-04", "2027-01-07", "2027-01-13"]
    assert asked_of(phones, "Faith", "6 weeks are done") == []
