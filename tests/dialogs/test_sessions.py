"""Logging, changing, correcting, keeping, not meeting, adding a note: who may, what stays, who is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs.meetings.deeds import not_held
from bot.dialogs.pairs.deeds import pair_figures
from bot.dialogs.pairs.rules import Figures
from bot.dialogs.refusals import AlreadyLogged, DayOutside, Moved, NotYours, PairNotActive
from bot.dialogs.sessions.deeds import change, correct, keep, log, log_another, note
from bot.dialogs.sessions.rules import Logged
from bot.dialogs.signing.deeds import sign
from bot.dialogs.signing.rules import SignedNow
from bot.store import pairs, signing
from bot.store.pairs import PairState
from bot.store.sessions import notes, sessions, versions
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState
from tests.dialogs.cast import NOW, TODAY, School, a_record, a_school, by, told, waiting

LATER = NOW + timedelta(minutes=45)
MOVED_TO = datetime.combine(date(2026, 6, 2), time(14))
OTHER_PLAN = replace(a_record(), plan="group work in Gr 4 and Gr 5")


@pytest.fixture
def third(school: School) -> int:
    return school.sessions[2]


@pytest.fixture
def logged(db: Connection, school: School, third: int) -> Logged:
    """Session 3, logged by Faith."""
    return log(db, school.faith, school.pair, third, a_record(), by(), NOW)


def test_a_log_is_signed_by_its_author_and_waits_for_the_partner(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    assert (logged.session_id, logged.number) == (third, 3)
    (signature,) = signing.of_version(db, logged.version_id)
    assert (signature.person_id, signature.role, signature.hash) == (school.faith, "mentee", a_record().hash)
    (notice,) = waiting(db, school.peter)
    assert notice.place == f"SessionToSign?session={third}&version={logged.version_id}"
    assert notice.cause == f"sign:{logged.version_id}"
    assert told(db, school.faith) == []


def test_the_mentor_may_log_first_and_the_mentee_signs(db: Connection, school: School, third: int) -> None:
    logged = log(db, school.peter, school.pair, third, a_record(), by(), NOW)
    assert told(db, school.faith) == ["SessionToSign"]
    assert sign(db, school.faith, logged.version_id, by(), NOW) == SignedNow(complete=True, fresh=True)


def test_a_session_held_on_another_day_and_place_stands_there(db: Connection, school: School, third: int) -> None:
    log(db, school.faith, school.pair, third, replace(a_record("2026-05-27"), venue="class 4"), by(), NOW)
    found = sessions.get(db, third)
    assert found
    assert (found[0].day, found[0].venue) == (date(2026, 5, 27), "class 4")


def test_a_session_that_was_not_scheduled_takes_the_next_number(db: Connection, school: School) -> None:
    logged = log(db, school.faith, school.pair, None, a_record("2026-05-20"), by(), NOW)
    found = sessions.get(db, logged.session_id)
    assert found
    assert logged.number == 5
    assert not found[0].scheduled


def test_the_partners_log_of_the_same_session_is_refused_and_says_whose_stands(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    with pytest.raises(AlreadyLogged) as refused:
        log(db, school.peter, school.pair, third, OTHER_PLAN, by(), NOW)
    assert (refused.value.session_id, refused.value.by) == (third, school.faith)
    assert isinstance(refused.value, Moved)


def test_two_logs_of_one_day_are_one_unless_there_were_two_meetings(db: Connection, school: School) -> None:
    first = log(db, school.faith, school.pair, None, a_record("2026-05-20"), by(), NOW)
    with pytest.raises(AlreadyLogged) as refused:
        log(db, school.peter, school.pair, None, a_record("2026-05-20"), by(), NOW)
    assert refused.value.session_id == first.session_id
    second = log_another(db, school.peter, school.pair, a_record("2026-05-20"), by(), NOW)
    assert second.number == first.number + 1


@pytest.mark.parametrize("day", ["2026-05-29", "2026-05-03"])
def test_a_log_lies_between_the_pairs_start_and_today(db: Connection, school: School, third: int, day: str) -> None:
    with pytest.raises(DayOutside) as refused:
        log(db, school.faith, school.pair, third, a_record(day), by(), NOW)
    assert (refused.value.earliest, refused.value.latest) == (date(2026, 5, 4), TODAY)


def test_today_is_kenyas_today(db: Connection, school: School, third: int) -> None:
    after_midnight_in_nairobi = datetime(2026, 5, 27, 21, 30, tzinfo=UTC)
    assert log(db, school.faith, school.pair, third, a_record(), by(), after_midnight_in_nairobi)


def test_a_session_of_another_pair_is_not_yours(db: Connection, school: School) -> None:
    with pytest.raises(NotYours):
        log(db, school.faith, school.pair, 999_999, a_record(), by(), NOW)


def test_signing_twice_is_one_signature_and_one_notice(db: Connection, school: School, logged: Logged) -> None:
    assert sign(db, school.peter, logged.version_id, by(), LATER) == SignedNow(complete=True, fresh=True)
    assert sign(db, school.peter, logged.version_id, by(), LATER) == SignedNow(complete=True, fresh=False)
    assert [one.person_id for one in signing.of_version(db, logged.version_id)] == [school.faith, school.peter]
    assert told(db, school.faith) == ["SessionComplete"]
    assert told(db, school.peter) == []  # nobody is asked to sign what they have signed


def test_the_partners_change_is_a_new_version_that_both_sign_anew(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    changed = change(db, school.peter, third, logged.version_id, OTHER_PLAN, by(), LATER)
    assert [one.person_id for one in signing.of_version(db, changed.version_id)] == [school.peter]
    assert told(db, school.faith) == ["SessionChanged"]
    assert told(db, school.peter) == []  # the first version's unsaid notice is no longer true
    assert sign(db, school.faith, changed.version_id, by(), LATER).complete
    assert told(db, school.peter) == ["SessionComplete"]
    old = versions.get(db, logged.version_id)
    assert old
    assert old.hash == a_record().hash


def test_a_change_may_wait_for_its_authors_signature(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    changed = change(db, school.peter, third, logged.version_id, OTHER_PLAN, None, LATER)
    assert not sign(db, school.faith, changed.version_id, by(), LATER).complete
    assert told(db, school.peter) == ["SessionToSign"]
    assert sign(db, school.peter, changed.version_id, by(), LATER).complete


def test_a_change_that_changes_nothing_signs_what_stands(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    same = change(db, school.peter, third, logged.version_id, a_record(), by(), LATER)
    assert same == logged
    assert told(db, school.faith) == ["SessionComplete"]


def test_a_correction_after_both_signed_asks_the_partner_again(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    sign(db, school.peter, logged.version_id, by(), LATER)
    corrected = correct(db, school.faith, third, logged.version_id, OTHER_PLAN, by(), LATER)
    assert [one.person_id for one in signing.of_version(db, corrected.version_id)] == [school.faith]
    assert told(db, school.peter) == ["SessionToSign"]
    assert told(db, school.faith) == []  # "complete" of the first version was not said yet, and is no longer true
    assert pair_figures(db, school.pair, TODAY) == Figures(due=3, held=1, signed=0)


def test_a_correction_that_changes_nothing_keeps_the_signatures(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    sign(db, school.peter, logged.version_id, by(), LATER)
    assert correct(db, school.faith, third, logged.version_id, a_record(), by(), LATER) == logged
    assert pair_figures(db, school.pair, TODAY).signed == 1


def test_said_notices_are_history_and_stay(db: Connection, school: School, third: int, logged: Logged) -> None:
    (notice,) = waiting(db, school.peter)
    notices.mark(db, notice.id, NoticeState.SAID, NOW)
    correct(db, school.faith, third, logged.version_id, OTHER_PLAN, by(), LATER)
    kept = notices.get(db, notice.id)
    assert kept
    assert kept.state is NoticeState.SAID


def test_nobody_signs_or_rewrites_a_version_that_another_has_followed(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    correct(db, school.faith, third, logged.version_id, OTHER_PLAN, by(), LATER)
    for deed in (
        lambda: sign(db, school.peter, logged.version_id, by(), LATER),
        lambda: change(db, school.peter, third, logged.version_id, a_record(), by(), LATER),
        lambda: correct(db, school.faith, third, logged.version_id, a_record(), by(), LATER),
        lambda: keep(db, school.peter, logged.version_id, LATER),
    ):
        with pytest.raises(Moved):
            deed()


def test_keeping_ones_own_leaves_both_versions_and_a_dispute(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    changed = change(db, school.peter, third, logged.version_id, OTHER_PLAN, by(), LATER)
    keep(db, school.faith, changed.version_id, LATER)
    keep(db, school.faith, changed.version_id, LATER)
    found = sessions.get(db, third)
    assert found
    assert found[0].refused
    assert told(db, school.faith) == []
    (notice,) = waiting(db, school.peter)
    assert notice.place == f"KeptByPartner?session={third}&version={changed.version_id}"
    assert versions.numbered(db, third, 1)
    assert versions.numbered(db, third, 2)
    assert pair_figures(db, school.pair, TODAY) == Figures(due=3, held=1, signed=0)
    with pytest.raises(Moved):
        sign(db, school.faith, changed.version_id, by(), LATER)


def test_a_dispute_ends_with_a_version_that_both_sign(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    changed = change(db, school.peter, third, logged.version_id, OTHER_PLAN, by(), LATER)
    keep(db, school.faith, changed.version_id, LATER)
    third_try = replace(a_record(), plan="group work")
    agreed = change(db, school.faith, third, changed.version_id, third_try, by(), LATER)
    assert sign(db, school.peter, agreed.version_id, by(), LATER).complete
    assert pair_figures(db, school.pair, TODAY).signed == 1


def test_a_first_version_has_nothing_before_it_to_keep(db: Connection, school: School, logged: Logged) -> None:
    with pytest.raises(Moved):
        keep(db, school.peter, logged.version_id, LATER)


def test_what_one_has_signed_one_cannot_refuse(db: Connection, school: School, third: int, logged: Logged) -> None:
    changed = change(db, school.peter, third, logged.version_id, OTHER_PLAN, None, LATER)
    sign(db, school.faith, changed.version_id, by(), LATER)
    with pytest.raises(Moved):
        keep(db, school.faith, changed.version_id, LATER)


def test_a_session_not_held_moves_to_its_new_day_and_keeps_the_old(db: Connection, school: School, third: int) -> None:
    not_held(db, school.faith, third, "duty", None, MOVED_TO, NOW)
    found = sessions.get(db, third)
    assert found
    session = found[0]
    assert (session.number, session.day, session.hour) == (3, date(2026, 6, 2), time(14))
    assert (session.moved_from, session.missed_reason) == (TODAY, "duty")
    (notice,) = waiting(db, school.peter)
    assert notice.place == f"SessionMoved?session={third}&on=2026-06-02"
    assert pair_figures(db, school.pair, TODAY).due == 2


def test_a_moved_session_that_is_held_keeps_why_it_was_moved(db: Connection, school: School, third: int) -> None:
    not_held(db, school.faith, third, "duty", None, MOVED_TO, NOW)
    log(db, school.faith, school.pair, third, a_record("2026-06-02"), by(), NOW + timedelta(days=6))
    found = sessions.get(db, third)
    assert found
    assert (found[0].missed_reason, found[0].moved_from) == ("duty", TODAY)
    assert told(db, school.peter) == ["SessionToSign"]  # where it was moved to is no news any more


def test_not_held_without_a_new_day_is_told_once(db: Connection, school: School, third: int) -> None:
    not_held(db, school.faith, third, "time", None, None, NOW)
    not_held(db, school.faith, third, "other", "a funeral", None, LATER)
    assert told(db, school.peter) == ["SessionMoved"]
    found = sessions.get(db, third)
    assert found
    assert (found[0].missed_reason, found[0].missed_words) == ("other", "a funeral")
    assert pair_figures(db, school.pair, TODAY) == Figures(due=3, held=0, signed=0)


def test_the_partner_gives_the_new_day_and_the_first_to_speak_hears_of_it(
    db: Connection, school: School, third: int
) -> None:
    not_held(db, school.faith, third, "time", None, None, NOW)
    not_held(db, school.peter, third, "time", None, MOVED_TO, LATER)
    assert told(db, school.faith) == ["SessionMoved"]
    assert told(db, school.peter) == []
    found = sessions.get(db, third)
    assert found
    assert not found[0].settled


def test_a_session_said_not_held_may_still_be_logged(db: Connection, school: School, third: int) -> None:
    not_held(db, school.faith, third, "time", None, None, NOW)
    log(db, school.peter, school.pair, third, a_record(), by(), LATER)
    found = sessions.get(db, third)
    assert found
    assert (found[0].missed_reason, found[0].settled) == (None, False)
    assert told(db, school.peter) == []
    assert told(db, school.faith) == ["SessionToSign"]


def test_what_was_logged_was_held(db: Connection, school: School, third: int, logged: Logged) -> None:
    with pytest.raises(AlreadyLogged):
        not_held(db, school.peter, third, "time", None, None, LATER)


def test_a_session_ahead_cannot_have_been_missed_and_a_new_day_is_not_past(
    db: Connection, school: School, third: int
) -> None:
    with pytest.raises(DayOutside):
        not_held(db, school.faith, school.sessions[3], "time", None, None, NOW)
    with pytest.raises(DayOutside):
        not_held(db, school.faith, third, "time", None, datetime.combine(date(2026, 5, 27), time(14)), NOW)


def test_a_note_stands_beside_the_record_and_needs_no_signature(
    db: Connection, school: School, third: int, logged: Logged
) -> None:
    note(db, school.peter, third, "Well prepared.", LATER)
    assert [(one.author_id, one.words) for one in notes.of_session(db, third)] == [(school.peter, "Well prepared.")]
    assert sign(db, school.peter, logged.version_id, by(), LATER).complete


def test_the_figures_of_story_1(db: Connection, school: School) -> None:
    assert pair_figures(db, school.pair, TODAY) == Figures(due=3, held=0, signed=0)
    for session, day in zip(school.sessions, ("2026-05-07", "2026-05-14", "2026-05-28"), strict=False):
        logged = log(db, school.faith, school.pair, session, a_record(day), by(), NOW)
        sign(db, school.peter, logged.version_id, by(), NOW)
    assert pair_figures(db, school.pair, TODAY) == Figures(due=3, held=3, signed=3)
    log(db, school.faith, school.pair, None, a_record("2026-05-26"), by(), NOW)
    assert pair_figures(db, school.pair, TODAY) == Figures(due=4, held=4, signed=3)


Deed = Callable[[Connection, int, School, Logged], object]
DEEDS: dict[str, Deed] = {
    "log": lambda db, who, school, _: log(db, who, school.pair, school.sessions[0], a_record("2026-05-07"), by(), NOW),
    "log unscheduled": lambda db, who, school, _: log(db, who, school.pair, None, a_record("2026-05-08"), by(), NOW),
    "sign": lambda db, who, _, done: sign(db, who, done.version_id, by(), NOW),
    "change": lambda db, who, _, done: change(db, who, done.session_id, done.version_id, OTHER_PLAN, by(), NOW),
    "correct": lambda db, who, _, done: correct(db, who, done.session_id, done.version_id, OTHER_PLAN, by(), NOW),
    "keep": lambda db, who, _, done: keep(db, who, done.version_id, NOW),
    "not held": lambda db, who, school, _: not_held(db, who, school.sessions[1], "time", None, None, NOW),
    "note": lambda db, who, _, done: note(db, who, done.session_id, "words", NOW),
}


def test_every_deed_refuses_whoever_is_not_of_the_pair(db: Connection, school: School, logged: Logged) -> None:
    others = (school.jane, school.ali, school.ruth, school.brian, school.operator, school.deputy, school.stranger)
    for deed in DEEDS.values():
        for who in others:
            with pytest.raises(NotYours):
                deed(db, who, school, logged)


@pytest.mark.parametrize("deed", ["sign", "change", "correct", "keep", "note"])
def test_what_does_not_exist_is_answered_like_what_is_not_yours(db: Connection, school: School, deed: str) -> None:
    with pytest.raises(NotYours):
        DEEDS[deed](db, school.faith, school, Logged(999_999, 1, 999_999))


@pytest.mark.parametrize(("deed", "who"), [("change", "faith"), ("correct", "peter"), ("keep", "faith")])
def test_author_and_partner_each_have_their_own_deeds(
    db: Connection, school: School, logged: Logged, deed: str, who: str
) -> None:
    with pytest.raises(NotYours):
        DEEDS[deed](db, getattr(school, who), school, logged)


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_a_pair_that_is_not_active_logs_nothing(
    db: Connection, school: School, logged: Logged, state: PairState
) -> None:
    pairs.set_state(db, school.pair, state)
    for deed, who in {"log": "faith", "change": "peter", "correct": "faith", "not held": "faith"}.items():
        with pytest.raises(PairNotActive):
            DEEDS[deed](db, getattr(school, who), school, logged)


def test_a_pause_leaves_signing_open_and_the_end_does_not(db: Connection, school: School, logged: Logged) -> None:
    pairs.set_state(db, school.pair, PairState.ENDED)
    with pytest.raises(PairNotActive):
        sign(db, school.peter, logged.version_id, by(), LATER)
    pairs.set_state(db, school.pair, PairState.PAUSED)
    assert sign(db, school.peter, logged.version_id, by(), LATER).complete


def test_both_sides_logging_one_meeting_at_once_make_one_session(store: Engine) -> None:
    """Requirement D124, with two real transactions that begin together."""
    with store.begin() as db:
        school = a_school(db)
    start = Barrier(2)

    def log_it(who: int) -> str:
        start.wait()
        try:
            with store.begin() as db:
                log(db, who, school.pair, None, a_record("2026-05-20"), by(), NOW)
        except AlreadyLogged:
            return "already logged"
        return "logged"

    with ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(log_it, (school.faith, school.peter)))
    assert sorted(outcomes) == ["already logged", "logged"]
    with store.connect() as db:
        assert [session.number for session in sessions.of_pair(db, school.pair) if session.version_id] == [5]
