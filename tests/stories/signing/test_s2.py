"""What must be true after story S2: two signatures under one text, or two versions that both stand."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.dialogs.refusals import Moved
from bot.dialogs.signing import deeds
from bot.dialogs.visibility import Data, Viewer, may_see
from bot.messages import Channel
from bot.simulator.chat import Event
from bot.store import signing
from bot.store.sessions import notes, versions
from bot.store.signing import Evidence, Method
from tests.stories.given import PETER, latest, record, session, the_pair
from tests.stories.left import versions_of
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG

CHANGED = "group work in Gr 4 and Gr 5, mark books daily by 11 June"
JOURNAL = ("lesson notes", "class control", "group work", "mark books", "did 2 of 3")


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has logged session 3, Peter's phone shows it."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    return phones


def change(phones: Phones) -> None:
    """Peter changes the action plan and signs the new version."""
    for label in ("Open", "Not correct", "Action plan"):
        phones.press("Peter", label)
    phones.write("Peter", CHANGED, Channel.WHATSAPP)
    phones.press("Peter", "Sign new version")


def test_both_sign_the_same_text(phones: Phones) -> None:
    phones.press("Peter", "Open")
    phones.press("Peter", "Sign")
    with phones.engine.connect() as db:
        version, pair = latest(db, 3), the_pair(db)
        signed = signing.of_version(db, version.id)
    assert {one.person_id for one in signed} == {pair.mentee_id, pair.mentor_id}
    assert {one.hash for one in signed} == {version.hash}
    assert all(one.read for one in signed)


def test_after_a_change_both_sign_the_new_text_and_the_first_version_is_kept(phones: Phones) -> None:
    change(phones)
    phones.write("Faith", "1")
    phones.write("Faith", "1")
    with phones.engine.connect() as db:
        pair = the_pair(db)
        first, second = versions_of(db, session(db, 3).id)
        signed = signing.of_version(db, second.id)
        assert [one.person_id for one in signing.of_version(db, first.id)] == [pair.mentee_id]
    assert [one.person_id for one in signed] == [pair.mentor_id, pair.mentee_id]
    assert {one.hash for one in signed} == {second.hash}
    assert first.hash != second.hash
    assert first.plan == "group work in Gr 4\nmark books daily\t2026-06-11"
    assert second.plan == "group work in Gr 4 and Gr 5\nmark books daily\t2026-06-11"
    assert (second.day, second.venue, second.objectives, second.areas, second.looked_back) == (
        first.day,
        first.venue,
        first.objectives,
        first.areas,
        first.looked_back,
    )


def test_a_superseded_version_can_no_longer_be_signed(phones: Phones) -> None:
    change(phones)
    with phones.engine.connect() as db:
        pair, first = the_pair(db), versions_of(db, session(db, 3).id)[0]
        evidence = Evidence(Channel.WHATSAPP, PETER, Method.REPLY, "en", read=True)
        with pytest.raises(Moved):
            deeds.sign(db, pair.mentor_id, first.id, evidence, phones.simulation.now)
    answer = phones.press("Peter", "Open")
    assert "has been changed" in answer[0] or "closed" in answer[0]


def test_keep_mine_disputes_the_session_and_keeps_both_versions(phones: Phones) -> None:
    change(phones)
    phones.write("Faith", "1")
    [kept] = phones.write("Faith", "2")
    assert "stand" in kept
    with phones.engine.connect() as db:
        disputed = session(db, 3)
        assert disputed.refused
        first, second = versions_of(db, disputed.id)
        assert second.refused_at == phones.simulation.now
        assert first.plan != second.plan
        assert [one.person_id for one in signing.of_version(db, second.id)] == [the_pair(db).mentor_id]
    assert "keeps the first version of session 3" in phones.sent[-1].outbound.text
    assert phones.sent[-1].channel is Channel.WHATSAPP


def test_a_disputed_session_is_not_counted_as_signed(phones: Phones) -> None:
    change(phones)
    phones.write("Faith", "2")
    assert "Sessions held: 3 of 3, signed by both: 2." in phones.write("Faith", "STATUS")[0]


def test_nobody_above_the_pair_sees_the_text() -> None:
    above = (Viewer.HEAD, Viewer.SCD, Viewer.CD, Viewer.HQ, Viewer.OPERATOR)
    assert not any(may_see(viewer, Data.JOURNAL).opens for viewer in above)


def test_notices_show_no_journal_text(phones: Phones) -> None:
    """What a locked screen may show: the template, the first SMS, “changed”, “signed”."""
    change(phones)
    phones.write("Faith", "2")
    notices = phones.notices()
    assert len(notices) >= 4
    assert not [one.outbound.text for one in notices if any(words in one.outbound.text for words in JOURNAL)]
    first_to_peter = next(one for one in notices if one.channel is Channel.WHATSAPP)
    assert first_to_peter.outbound.template == "session_sign"


def test_by_sms_a_notice_that_whatsapp_refused_shows_no_journal_text(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.happens(Event("Peter's whatsapp refuses the next message"))
    phones.write("Faith", LOG)
    told = phones.sent[-1]
    assert (told.channel, told.segments) == (Channel.SMS, 1)
    assert not any(words in told.outbound.text for words in JOURNAL)


def test_signing_unread_is_recorded_as_unread(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.happens(Event("Peter's whatsapp refuses the next message"))
    phones.write("Faith", LOG)
    [told] = phones.write("Peter", "2")
    assert "Signed" in told
    with lived.connect() as db:
        assert [one.read for one in signing.of_version(db, latest(db, 3).id)] == [True, False]


def test_a_note_stands_beside_the_record_and_is_not_signed(phones: Phones) -> None:
    phones.press("Peter", "Open")
    phones.press("Peter", "Add my note")
    phones.write("Peter", "well done", Channel.WHATSAPP)
    before = record(phones.engine, 3)
    phones.press("Peter", "Sign")
    assert record(phones.engine, 3) == before
    with phones.engine.connect() as db:
        disputed = session(db, 3)
        assert [note.words for note in notes.of_session(db, disputed.id)] == ["well done"]
        assert len(disputed.signers) == 2
        found = versions.latest(db, disputed.id)
        assert found is not None
        assert found.number == 1


def test_signing_twice_signs_once(phones: Phones) -> None:
    phones.press("Peter", "Open")
    phones.press("Peter", "Sign")
    [again] = phones.press("Peter", "Sign")
    assert "closed" in again or "signed session 3 already" in again
    with phones.engine.connect() as db:
        assert len(signing.of_version(db, latest(db, 3).id)) == 2
