"""People without a phone, or who want no chat (D352): who enters for them, and what the record says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.behalf import deeds as behalf
from bot.dialogs.behalf.rules import What
from bot.dialogs.joining import deeds as joining
from bot.dialogs.joining.pages import NOTICE_VERSION
from bot.dialogs.joining.rules import NoticeShown
from bot.dialogs.refusals import NotYours, PinNeeded
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.past import MENTEE
from bot.store import annex_iv, pairs, signing
from bot.store.ending import assessments
from bot.store.people import addresses, people
from bot.store.reviews import reviews
from bot.store.signing import Evidence, Method
from tests.stories.given import latest, the_pair
from tests.stories.player import begun, play
from tests.stories.test_stories import story

DAY = "Thu 28 May 2026, 16:15"
YEAR = "Tue 4 May 2027, 16:15"
LOGGED = "1 lesson notes 2 mark books daily 3 done"


def test_the_record_says_that_it_was_signed_on_paper_and_who_saw_it(lived: Engine) -> None:
    play(lived, story("on_behalf"))
    with lived.connect() as db:
        pair, version = the_pair(db), latest(db, 3)
        by_mentor, by_mentee = signing.of_version(db, version.id)
        jane = people.by_tsc(db, "401122")
        assert jane is not None
        assert version.author_id == by_mentor.person_id == pair.mentor_id
        assert (by_mentee.person_id, by_mentee.method, by_mentee.seen_by_id) == (pair.mentee_id, Method.PAPER, jane.id)
        assert not by_mentee.read
        assert by_mentor.seen_by_id is None


def test_the_head_reads_no_word_of_the_session(quick_copies: Callable[[], Engine]) -> None:
    phones = play(quick_copies(), story("on_behalf"))
    hers = [sent.outbound.text for sent in phones.sent if phones.names[sent.channel, sent.address] == "Jane"]
    assert not [text for text in hers if "lesson notes" in text or "mark books" in text]


def test_nobody_enters_for_somebody_who_writes_for_herself(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", DAY)
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    told = "Everybody in your pairs writes for themselves here. FOR is for people without chat."
    assert phones.write("Peter", "FOR", Channel.WHATSAPP) == [told]
    assert [*phones.write("Jane", "FOR"), *phones.write("Jane", "2094")][-1] == told


def test_a_wrong_pin_confirms_nothing_and_a_partner_confirms_no_signature(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith has no phone", DAY)
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    assert phones.write("Peter", "FOR", Channel.WHATSAPP) == [
        "F. Mutua is not in the chat. Nothing waits on paper now."
    ], "the signature is the head's to confirm"
    for text in ("FOR", "2094", "1"):
        phones.write("Jane", text)
    assert "wrong" in phones.write("Jane", "1 9999")[0]
    with phones.engine.connect() as db:
        assert len(signing.of_version(db, latest(db, 3).id)) == 1


def test_the_mentor_enters_her_self_assessment_and_the_record_says_so(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "a year is over and Faith has no phone", YEAR)
    phones.write("Peter", "FOR", Channel.WHATSAPP)
    phones.press("Peter", "Self-assessment")
    told = [line for text in ("323", "calm", "time", "1") for line in phones.write("Peter", text, Channel.WHATSAPP)]
    assert told[-1] == "Saved for F. Mutua. The record says that you entered it."
    with phones.engine.connect() as db:
        pair = the_pair(db)
        hers = next(one for one in assessments.of_pair(db, pair.id) if one.person_id == pair.mentee_id)
        assert hers.by_id == pair.mentor_id
    assert "Is the performance satisfactory?" in phones.sent[-1].outbound.text


def test_who_refused_messages_is_reached_in_person_and_the_mentor_is_asked_instead(
    quick_copies: Callable[[], Engine],
) -> None:
    engine = quick_copies()
    with engine.begin() as db:
        faith = people.by_tsc(db, MENTEE)
        assert faith is not None
        at = datetime(2026, 5, 20, 9, 0, tzinfo=NAIROBI)
        joining.refuse(db, faith.id, NoticeShown(NOTICE_VERSION, "en", Channel.SMS, "May we write to you?"), at)
        assert behalf.without_chat(db, faith.id)
    phones = begun(engine, "the demo", DAY)
    asked = [sent for sent in phones.sent if "Reply in one SMS" in sent.outbound.text]
    assert [phones.names[sent.channel, sent.address] for sent in asked] == ["Peter"]


@pytest.mark.parametrize("name", ["Ali", "Ruth"])
def test_no_other_office_enters_for_anybody(quick_copies: Callable[[], Engine], name: str) -> None:
    phones = begun(quick_copies(), "Faith has no phone", DAY)
    told = [line for text in ("FOR", "6618" if name == "Ali" else "3391") for line in phones.write(name, text)]
    assert "FOR is for people without chat." in told[-1]


@pytest.mark.each_on_both
def test_a_review_and_annex_iv_seen_on_paper_say_by_whom_and_no_answer_is_asked(lived: Engine) -> None:
    """The head sees that they are signed; what they say stays on the paper."""
    play(lived, story("reviews_on_paper"))
    by_head = Evidence(Channel.SMS, "+254712000003", Method.PIN, "en", read=False)
    after_a_quarter = datetime(2026, 8, 24, 10, tzinfo=NAIROBI)
    with lived.begin() as db:
        pair, jane = the_pair(db), people.by_tsc(db, "401122")
        assert jane is not None
        (review,) = [one for one in reviews.of_pair(db, pair.id) if one.person_id == pair.mentee_id]
        assert (review.seen_by_id, dict(review.answers)) == (jane.id, {})
        with pytest.raises(NotYours):
            behalf.feed_back(db, jane.id, pair.id, pair.mentor_id, by_head, after_a_quarter)
        for way in addresses.of_person(db, pair.mentor_id):
            addresses.remove(db, way.id)
        found = pairs.get(db, pair.id)
        assert found is not None
        assert What.ANNEX_IV in {one.what for one in behalf.waits(db, found, pair.mentor_id, after_a_quarter.date())}
        weak = replace(by_head, method=Method.REPLY)
        with pytest.raises(PinNeeded):
            behalf.feed_back(db, jane.id, pair.id, pair.mentor_id, weak, after_a_quarter)
        behalf.feed_back(db, jane.id, pair.id, pair.mentor_id, by_head, after_a_quarter)
        (form,) = annex_iv.of_pair(db, pair.id)
        assert (form.method, form.seen_by_id, dict(form.answers)) == (Method.PAPER, jane.id, {})
        assert What.ANNEX_IV not in {
            one.what for one in behalf.waits(db, found, pair.mentor_id, after_a_quarter.date())
        }
