"""After what is done or closed the next step is said, and nothing old is done by a stray word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.language import items_of, segments
from bot.messages import Channel
from bot.store import pairs, plans
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, sessions, versions
from tests.stories.given import record, session, the_pair
from tests.stories.plans.test_s4_plan import proposes
from tests.stories.player import Phones, begun, everybody_on
from tests.stories.sessions.test_s1 import LOG

THURSDAY = "Thu 28 May 2026, 16:15"
MONDAY = "Mon 4 May 2026, 15:00"
WHATSAPP = Channel.WHATSAPP


def open_drafts(phones: Phones) -> int:
    """How many forms stand open."""
    from bot.store.talk import drafts

    with phones.engine.connect() as db:
        pair = the_pair(db)
        return len(drafts.all_open(db, pair.mentee_id)) + len(drafts.all_open(db, pair.mentor_id))


# after signing


@pytest.mark.parametrize("word", ["ok", "2", "sawa", "yes", "no"])
@pytest.mark.parametrize("way", [("2",), ("1", "2"), ("SIGN", "2")])
def test_after_a_session_is_signed_a_stray_word_opens_nothing(
    quick_copies: Callable[[], Engine], word: str, way: tuple[str, ...]
) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "the demo", THURSDAY)
    phones.write("Faith", LOG)
    for text in way:
        phones.write("Peter", text)
    with engine.connect() as db:
        assert len(session(db, 3).signers) == 2
    for name in ("Peter", "Faith"):
        said = [text.replace("goals met?", "") for text in phones.write(name, word)]  # what waits is named
        assert not [text for text in said if "Areas:" in text or " of 6" in text or "?" in text], said
        assert open_drafts(phones) == 0


def test_after_a_session_is_signed_the_number_that_is_offered_asks_for_its_goals(
    quick_copies: Callable[[], Engine],
) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "the demo", THURSDAY)
    phones.write("Faith", LOG)
    phones.write("Peter", "SIGN")
    assert phones.write("Peter", "2")[0].endswith("Reply 1 to say if its goals were met.")
    assert phones.write("Peter", "1")[0].startswith("Session 3 with F. Mutua. Were its goals met: ")


def test_with_another_record_to_sign_a_stray_ok_does_not_open_that(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "the demo", THURSDAY)
    phones.write("Faith", LOG)
    phones.write("Faith", "LOG 27/5 library 1 marking 2 mark daily 3 done")
    phones.write("Faith", "same")
    phones.until("Thu 28 May 2026, 16:30")
    phones.write("Peter", "SIGN 3")
    phones.write("Peter", "ok")
    assert open_drafts(phones) == 0


# what is closed


def test_an_old_button_names_the_next_step(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", THURSDAY)
    phones.write("Faith", LOG)
    phones.press("Peter", "Open")
    phones.press("Peter", "Sign")
    assert phones.press("Peter", "Later") == ["You have signed session 3 already. MENU shows what waits for you."]


def test_an_old_number_names_the_next_step(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "nobody is matched yet", "Tue 28 Apr 2026, 10:00")
    for text in ("MATCH 812345 534210", "1"):
        phones.write("Jane", text)
    phones.press("Peter", "No")
    assert phones.press("Peter", "Yes") == ["This proposal is no longer open. MENU shows what waits for you."]


# who accepted, and whose turn it is


@pytest.mark.parametrize(
    ("language", "mentor", "mentee"),
    [
        ("en", "Faith Mutua said yes too: you are the mentor.", "Peter Otieno said yes too and is your mentor."),
        ("sw", "Faith Mutua pia amekubali: wewe ni mshauri wake.", "Peter Otieno pia amekubali, ni mshauri wako."),
    ],
)
def test_both_hear_who_accepted_and_who_does_what(
    quick_copies: Callable[[], Engine], language: str, mentor: str, mentee: str
) -> None:
    phones = begun(quick_copies(), "the mentor is asked", "Tue 28 Apr 2026, 10:00", language)
    phones.write("Peter", "1", WHATSAPP)
    (told,) = phones.write("Faith", "1")
    assert mentee in told
    assert told.endswith({"en": "To prepare, reply NEEDS.", "sw": "Kujiandaa, jibu MAHITAJI."}[language])
    said = [one.outbound.text for one in phones.sent if phones.names[one.channel, one.address] == "Peter"][-1]
    assert mentor in said
    assert said.endswith({"en": "reply PLAN.", "sw": "jibu MPANGO."}[language])


def test_status_says_how_far_a_proposal_is_and_never_that_there_is_none(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the mentor is asked", "Tue 28 Apr 2026, 10:00")
    asked = "Your head has proposed you and {} to each other. To answer, reply MENU."
    assert phones.write("Peter", "STATUS") == [asked.format("Faith Mutua")]
    assert phones.write("Faith", "STATUS")[0].startswith("You are not matched yet"), "nobody has asked her yet"
    phones.write("Peter", "MENU")
    phones.write("Peter", "1")
    phones.write("Peter", "yes")
    assert phones.write("Peter", "STATUS") == ["You said yes to Faith Mutua, who is being asked now. I will tell you."]
    assert phones.write("Faith", "STATUS") == [asked.format("Peter Otieno")]


def test_a_mentee_whose_papers_are_open_is_not_counted_as_unmatched(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the mentor is asked", "Tue 28 Apr 2026, 10:00")
    phones.write("Peter", "1", WHATSAPP)
    before = phones.write("Jane", "STATUS")[0]
    phones.write("Faith", "1")
    after = phones.write("Jane", "STATUS")[0]
    assert "no pairs yet" in before
    assert "1 pair matched, with papers or orientation still open" in after


# Annex I


def test_annex_i_goes_to_the_mentee_once_when_her_mentor_has_signed(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "Faith and Peter are matched", MONDAY)
    proposes(phones)
    (told,) = phones.write("Faith", "2")
    assert told.startswith("Plan approved, thank you. Next P. Otieno signs the agreement; then I send it to you once")
    assert "get it" not in phones.write("Faith", "PLAN")[0], "it is not her turn"
    for text in ("1", "SIGN 7730"):
        phones.write("Peter", text)
    phones.until("Mon 4 May 2026, 17:00")
    annexes = [one for one in phones.sent if one.outbound.text.startswith("AGREEMENT.")]
    assert [phones.names[one.channel, one.address] for one in annexes] == ["Peter", "Faith"]
    assert phones.write("Faith", "SIGN 4821")[0].startswith("Signed Mon 4 May 2026. Last, your declaration:")


def test_on_whatsapp_the_mentee_reads_annex_i_before_she_can_sign_it(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    everybody_on(engine, WHATSAPP)
    phones = begun(engine, "Faith and Peter are matched", MONDAY)
    proposes(phones)
    phones.write("Faith", "2", WHATSAPP)
    for text in ("1", "MORE", "SIGN 7730"):
        phones.write("Peter", text, WHATSAPP)
    phones.until("Mon 4 May 2026, 17:00")
    notice = [one for one in phones.sent if phones.names[one.channel, one.address] == "Faith"][-1]
    assert notice.outbound.text == "TIMEC: P. Otieno signed the agreement. Next: the agreement."
    assert [choice.label for choice in notice.outbound.choices] == ["Get it"]
    assert phones.write("Faith", "SIGN 4821", WHATSAPP) == [notice.outbound.text], "it is to be read first"
    assert "AGREEMENT." in phones.press("Faith", "Get it")[0]
    phones.write("Faith", "MORE", WHATSAPP)
    assert phones.write("Faith", "SIGN 4821", WHATSAPP)[0].startswith("Signed Mon 4 May 2026.")


def test_the_declaration_has_a_name_of_its_own(quick_copies: Callable[[], Engine]) -> None:
    from bot.dialogs.agreement.shared import WORDING
    from bot.store.agreement import PaperKind as Kind

    name, _words = WORDING[Kind.DECLARATION]
    assert name == "Confidentiality declaration 1 (proposed, replaceable by TSC's)"


# objectives


def _second_plan(phones: Phones) -> None:
    """The two agree on a second plan, whose sessions nobody has given objectives."""
    for text in ("PLAN", "1"):
        phones.write("Peter", text, WHATSAPP)
    for text in ("reading aloud, marking", "thursdays 1pm staffroom 4 times", "1", "notes ready", "1", "1"):
        phones.write("Peter", text, WHATSAPP)
    phones.write("Faith", "PLAN")
    phones.write("Faith", "2")


def test_a_log_of_the_second_plan_costs_one_sms_as_well(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Fri 12 Jun 2026, 10:00")
    _second_plan(phones)
    with lived.connect() as db:
        ahead = [one for one in sessions.of_pair(db, the_pair(db).id) if one.version_id is None and not one.settled]
    assert ahead, "the second plan has sessions"
    first = min(ahead, key=lambda one: one.day)
    assert not first.objectives
    phones.until(f"{first.day:%a} {first.day.day} {first.day:%b} {first.day.year}, 17:00")
    (receipt,) = phones.write("Faith", "1 lesson notes 2 seat plan 3 done")
    assert receipt.startswith(f"Thank you, Faith. Session {first.number}")
    with lived.connect() as db:
        version = versions.latest(db, first.id)
    assert version is not None
    assert [item.text for item in items_of(version.objectives)] == ["reading aloud", "marking"]


def test_the_first_log_of_a_pair_costs_one_sms_too(quick_copies: Callable[[], Engine]) -> None:
    """There is no plan to look back on, so nothing is asked about one."""
    phones = begun(quick_copies(), "Faith and Peter are matched", MONDAY)
    with phones.engine.begin() as db:
        pair = the_pair(db)
        pairs.set_state(db, pair.id, pairs.PairState.ACTIVE)
        plans.add(db, plans.NewPlan(pair_id=pair.id, number=1, objectives="lesson notes", approved_at=phones.moment.at))
        day = phones.moment.at.date()
        changes.add(db, NewSession(pair_id=pair.id, number=1, day=day, venue="staffroom", scheduled=True))
    phones.until("Mon 4 May 2026, 17:00")
    (receipt,) = phones.write("Faith", "1 lesson notes 2 seat plan")
    assert receipt.startswith("Thank you, Faith. Session 1 (4 May, staffroom) is saved")


def test_goals_that_the_last_session_left_open_are_the_next_ones(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", THURSDAY)
    phones.write("Faith", LOG)
    phones.write("Faith", "CLOSE 3")
    phones.write("Faith", "yes, partly")
    phones.until("Thu 11 Jun 2026, 17:00")
    phones.write("Faith", "1 lesson notes 2 seat plan 3 done")
    assert record(phones.engine, 4).objectives == "class control"


def test_a_meeting_that_was_not_planned_is_still_asked_for_its_objectives(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", THURSDAY)
    phones.write("Faith", LOG)
    phones.until("Wed 3 Jun 2026, 17:00")
    assert (
        "what did you want to achieve?"
        in phones.write("Faith", "LOG 3/6 library 1 notes 2 seat plan 3 done")[0].lower()
    )


# Annex IV


def test_annex_iv_says_who_reads_it_first_and_holds_no_word_of_the_journal(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "quarter 1 is reviewed", "Tue 8 Sep 2026, 10:00")
    (first,) = phones.write("Peter", "FORM4")
    assert "your head and Sub-County Director can read it" in first
    assert segments(first).count <= 2
    said = [first]
    for text in ("same", "lesson planning, marking"):
        said += phones.write("Peter", text)
    assert "Now: lesson planning; class management." in said[1]
    with engine.connect() as db:
        found = pairs.pairs_of(db, the_pair(db).mentor_id)
        known = [one.version_id for one in sessions.of_pair(db, found[0].id) if one.version_id]
        written = [item.text for areas in versions.areas(db, known) for item in items_of(areas)]
        assert people.get(db, found[0].mentee_id) is not None
    assert not [text for text in written if text in said[1]]
