"""Annex IV: what must be true after the conversations in annex_iv_*.chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store import annex_iv
from bot.store.annex_iv import SignedAnnexIV
from bot.store.signing import Method
from tests.stories.given import PETER, the_pair
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

PINS = {"Jane": "2094", "Ali": "6618"}
MINE = "the staffroom is noisy"


def forms(engine: Engine) -> list[SignedAnnexIV]:
    """Those saved of the pair."""
    with engine.connect() as db:
        return annex_iv.of_pair(db, the_pair(db).id)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """The form of the first quarter is signed."""
    return play(quick_copies(), story("annex_iv_sms"))


def read(phones: Phones, name: str) -> str:
    """Everything that somebody is shown of the one form, over all its parts."""
    pages = phones.write(name, "FORMS")
    if "PIN" in pages[-1]:
        pages = phones.write(name, PINS[name])
    pages += phones.write(name, "1")
    while pages[-1].endswith("MORE"):
        pages += phones.write(name, "MORE")
    return " ".join(pages)


def test_the_form_is_kept_as_it_was_signed(phones: Phones) -> None:
    (form,) = forms(phones.engine)
    explained = next(words for key, words in form.answers.items() if key.endswith(".why"))
    assert (form.scheduled, form.covered, explained) == (4, 3, "school duty 1")
    assert form.answers["topics"] == "lesson notes\nclass control"
    assert form.answers["kept_time"] == "yes"
    assert "lateness" not in form.answers, "details are asked for only where the mentee did not keep time"
    assert form.quarter == 1
    assert (form.channel, form.address, form.method, form.language) == (Channel.SMS, PETER, Method.REPLY, "en")
    assert len(form.hash) == 64


def test_another_channel_leaves_the_same_form(quick_copies: Callable[[], Engine], phones: Phones) -> None:
    rich = quick_copies()
    play(rich, story("annex_iv_whatsapp"))
    (one,), (other,) = forms(rich), forms(phones.engine)
    assert one.hash == other.hash
    assert replace(one, saved_at=other.saved_at, channel=other.channel, address=other.address) == other


def test_who_reads_a_form(phones: Phones) -> None:
    for name in ("Jane", "Ali", "Peter"):
        said = read(phones, name)
        assert MINE in said
        assert "Why: school duty 1." in said
    assert MINE not in " ".join(phones.write("Faith", "FORMS") + phones.write("Faith", "1"))
    (totals,) = phones.write("Grace", "FORMS", Channel.TELEGRAM)
    assert totals == "Annex IV: 1 form.", "one form's answers are nobody's total"
    assert MINE not in " ".join(phones.write("Ruth", "FORMS", Channel.TELEGRAM))


def test_the_mentor_is_told_who_reads_it_before_the_first_question(phones: Phones) -> None:
    asked = next(one.outbound.text for one in phones.sent if "Q2 of 11" in one.outbound.text)
    assert asked.startswith("Annex IV, Faith Mutua: your head and Sub-County Director can read it.")


def test_a_sitting_that_is_over_goes_on_at_once_for_whoever_wants_to(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "quarter 1 is reviewed", "Wed 26 Aug 2026, 16:20")
    for text in ("FORM4", "same", "same", "no", "twice late"):
        phones.write("Peter", text)
    assert "question 6 of 11 on Thu 27 Aug" in phones.write("Peter", "it is enough")[0]
    assert "question 6 of 11" in phones.write("Peter", "1")[0]
    phones.until("Thu 27 Aug 2026, 17:00")
    again = [one for one in phones.sent if "here is the next part" in one.outbound.text]
    assert again == [], "nobody is asked again for what they have gone on with"


def test_words_that_come_between_two_sittings_are_offered_as_the_next_answer(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = begun(quick_copies(), "quarter 1 is reviewed", "Wed 26 Aug 2026, 16:20")
    for text in ("FORM4", "same", "same", "yes", "enough", "good"):
        phones.write("Peter", text)
    (offer,) = phones.write("Peter", "exam weeks are hard")
    assert "question 7 of 11" in offer
    assert "You wrote: exam weeks are hard." in offer
    assert phones.write("Peter", "1")[0].startswith("Q8 of 11")


def test_the_keyword_goes_on_days_later_and_a_resting_form_keeps_nothing_waiting(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = begun(quick_copies(), "quarter 1 is reviewed", "Wed 26 Aug 2026, 16:20")
    for text in ("FORM4", "same", "same", "yes", "enough", "good"):
        phones.write("Peter", text)
    assert phones.write("Peter", "STATUS")[-1].count("question") == 0, "STATUS is not followed by a resting form"
    phones.until("Wed 2 Sep 2026, 12:00")
    assert "question 7 of 11" in phones.write("Peter", "FORM4")[0]


def test_the_mentor_is_asked_after_the_review_and_once_more(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "quarter 2 is over", "Mon 4 Jan 2027, 16:15")
    phones.until("Fri 29 Jan 2027, 17:00")
    asked = [one.sent_at.date().isoformat() for one in phones.sent if "(Annex IV) on F. Mutua" in one.outbound.text]
    assert asked == ["2027-01-05", "2027-01-14"]


def test_only_a_mentor_fills_it(phones: Phones) -> None:
    told = ["Annex IV is filled by mentors. FORMS shows what you may read."]
    assert phones.write("Faith", "FORM4") == told
    assert phones.write("Jane", "FOMU4") == told
