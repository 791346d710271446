"""What the second part of story S4 leaves behind, and what else may happen around a plan and its papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from hashlib import sha256

import pytest
from sqlalchemy import Connection, Engine, select

from bot.language import local, segments
from bot.messages import Channel
from bot.simulator.chat import ClockMoved
from bot.store import agreement as documents
from bot.store import pairs, plans
from bot.store.agreement import Document, PaperKind, PaperSignature
from bot.store.pairs import PairState, Side
from bot.store.plans import PlanVersion
from bot.store.sessions import sessions
from bot.store.signing import Method
from bot.store.talk import inbox
from bot.store.talk.shown import UNDISTURBED
from tests.offering import offered
from tests.stories.given import Pair, the_pair
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

MONDAY = "Mon 4 May 2026, 15:00"
PINS = ("4821", "7730", "2094")
WHATSAPP = Channel.WHATSAPP
KEPT = [
    ("en", "2 approve, 3", "MORE", "Plan approved, thank you."),
    ("sw", "2 idhinisha, 3", "ZAIDI", "Asante, mpango umekubaliwa."),
]
ANSWERS = ("lesson notes, class of 60", "thursdays 1pm staffroom 4 times", "1", "notes ready", "1", "1")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Faith and Peter are matched and have no plan."""
    return begun(quick_copies(), "Faith and Peter are matched", MONDAY)


def pair(engine: Engine) -> Pair:
    with engine.connect() as db:
        return the_pair(db)


def papers(engine: Engine) -> list[Document]:
    two = pair(engine)
    with engine.connect() as db:
        return documents.current(db, two.id)


def signatures(engine: Engine, kind: PaperKind) -> list[PaperSignature]:
    found = [one for one in papers(engine) if one.kind is kind]
    with engine.connect() as db:
        return [signature for one in found for signature in documents.signatures(db, one.id)]


def state(engine: Engine) -> PairState:
    two = pair(engine)
    with engine.connect() as db:
        found = pairs.get(db, two.id)
    assert found is not None
    return found.state


def plan_of(engine: Engine, which: Callable[[Connection, int], PlanVersion | None]) -> PlanVersion | None:
    two = pair(engine)
    with engine.connect() as db:
        return which(db, two.id)


def proposes(phones: Phones, *answers: str) -> str:
    """Peter enters the plan; the last thing that he is told."""
    return [phones.write("Peter", text, WHATSAPP) for text in ("PLAN", *(answers or ANSWERS))][-1][0]


def approved(phones: Phones) -> Phones:
    """Peter's plan is approved."""
    proposes(phones)
    phones.write("Faith", "2")
    return phones


def agreed_by_mentor(phones: Phones) -> Phones:
    """Peter has signed the agreement too, after reading it to its end."""
    approved(phones)
    for text in ("1", "MORE", "SIGN 7730"):
        phones.write("Peter", text, WHATSAPP)
    phones.until(ClockMoved(phones.simulation.now + 2 * UNDISTURBED))
    return phones


# what the story leaves


@pytest.fixture
def told(quick_copies: Callable[[], Engine]) -> Phones:
    return play(quick_copies(), story("s4_plan"))


def test_the_approved_plan_starts_the_clock_and_plans_the_sessions(told: Phones) -> None:
    two = pair(told.engine)
    with told.engine.connect() as db:
        found, plan = pairs.get(db, two.id), plans.latest(db, two.id)
        planned = sessions.of_pair(db, two.id)
    assert found is not None
    assert (found.start, found.state) == (date(2026, 5, 4), PairState.ACTIVE), "A2, D218"
    days = [date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 28), date(2026, 6, 11)]
    assert [(one.number, one.day, one.hour, one.venue) for one in planned] == [
        (number, day, time(13), "staffroom") for number, day in enumerate(days, start=1)
    ]
    assert plan is not None
    assert (plan.venue, plan.hour, plan.author_id) == ("staffroom", time(13), two.mentor_id)
    assert plan.approved_at is not None
    assert f"{local(plan.approved_at):%Y-%m-%d %H:%M}" == "2026-05-04 15:10"


def test_two_signatures_with_two_dates_each_by_pin(told: Phones) -> None:
    mentor, mentee = signatures(told.engine, PaperKind.AGREEMENT)
    assert [one.role for one in (mentor, mentee)] == [Side.MENTOR, Side.MENTEE], "D101: the mentor signs first"
    assert mentor.made_at < mentee.made_at
    assert {one.method for one in (mentor, mentee)} == {Method.PIN}
    assert [one.channel for one in (mentor, mentee)] == [Channel.WHATSAPP, Channel.SMS]
    assert [one.address for one in (mentor, mentee)] == ["+254712000002", "+254712000001"]
    assert all(one.read and one.inbox_id for one in (mentor, mentee))
    declared = signatures(told.engine, PaperKind.DECLARATION)
    assert {(one.role, one.method) for one in declared} == {(Side.MENTOR, Method.PIN), (Side.MENTEE, Method.PIN)}


def test_the_exact_text_is_kept_with_its_hash(told: Phones) -> None:
    said = next(
        one.outbound.text for one in told.sent if one.channel is Channel.SMS and "AGREEMENT" in one.outbound.text
    )
    (agreement,) = (one for one in papers(told.engine) if one.kind is PaperKind.AGREEMENT)
    mentee = signatures(told.engine, PaperKind.AGREEMENT)[1]
    assert said == f"{mentee.shown}\nTo sign, reply SIGN and your PIN. Questions? Talk to P. Otieno first."
    assert mentee.shown == agreement.text
    assert mentee.hash == agreement.hash == sha256(agreement.text.encode()).hexdigest()
    assert agreement.wording == "Policy 2020, Appendix IV, Annex I"
    for clause in range(1, 9):
        assert f"\n{clause}. " in agreement.text, "D129: all eight"


def test_the_agreement_is_the_one_text_of_eight_sms(told: Phones) -> None:
    by_sms = [one.outbound.text for one in told.sent if one.channel is Channel.SMS]
    assert [segments(text).count for text in by_sms if segments(text).count > 2] == [8]


def test_no_pin_is_kept_or_said(told: Phones) -> None:
    with told.engine.connect() as db:
        heard = db.execute(select(inbox.inbox.c.text)).scalars().all()
    everything = "\n".join([*heard, *(one.outbound.text for one in told.sent)])
    assert not [pin for pin in PINS if pin in everything]
    assert "SIGN ****" in everything


def test_kiswahili_keeps_the_words_that_were_read_and_the_same_english_text(
    told: Phones, quick_copies: Callable[[], Engine]
) -> None:
    other = quick_copies()
    play(other, story("s4_plan_kiswahili"))
    mentee = signatures(other, PaperKind.AGREEMENT)[1]
    assert (mentee.language, (mentee.shown or "")[:12]) == ("sw", "MAKUBALIANO.")
    texts = [
        next(one.text for one in papers(engine) if one.kind is PaperKind.AGREEMENT) for engine in (told.engine, other)
    ]
    assert texts[0] == texts[1]


# before everything is signed


def test_session_1_cannot_be_logged_before_all_is_signed(phones: Phones) -> None:
    agreed_by_mentor(phones)
    (told,) = phones.write("Faith", "LOG 4/5 library 1 notes 2 plan 3 done")
    assert told == (
        "Sessions with P. Otieno can be logged once your plan and papers are signed. PLAN shows what comes next."
    )
    assert state(phones.engine) is PairState.PREPARING
    assert phones.write("Faith", "PLAN")[0].startswith("TIMEC: P. Otieno signed the agreement.")


def test_the_mentee_is_sent_the_agreement_once_her_mentor_has_signed(phones: Phones) -> None:
    approved(phones)
    phones.write("Faith", "SIGN 4821")
    assert not papers(phones.engine)
    assert "Next P. Otieno signs the agreement; then I send it to you once (8 SMS)." in phones.write("Faith", "PLAN")[0]
    for text in ("1", "MORE", "SIGN 7730"):
        phones.write("Peter", text, WHATSAPP)
    phones.until(ClockMoved(phones.simulation.now + 2 * UNDISTURBED))
    assert phones.sent[-1].outbound.text.endswith("Questions? Talk to P. Otieno first.")
    assert phones.write("Faith", "SIGN 4821")[0].startswith("Signed Mon 4 May 2026. Last, your declaration:")


def test_a_long_text_is_read_to_its_end_before_it_is_signed(phones: Phones) -> None:
    approved(phones)
    phones.write("Peter", "1", WHATSAPP)
    assert phones.write("Peter", "SIGN 7730", WHATSAPP)[0].startswith("(2/2)")
    assert not papers(phones.engine)[0].signed
    assert phones.write("Peter", "SIGN 7730", WHATSAPP)[0].startswith("Signed Mon 4 May 2026.")


def test_a_wrong_pin_signs_nothing_and_loses_nothing(phones: Phones) -> None:
    agreed_by_mentor(phones)
    assert "4 tries left" in phones.write("Faith", "SIGN 1111")[0]
    assert len(papers(phones.engine)[0].signed) == 1
    assert phones.write("Faith", "4821")[0].startswith("Signed Mon 4 May 2026.")


def test_the_pin_of_another_signs_nothing(phones: Phones) -> None:
    agreed_by_mentor(phones)
    assert "tries left" in phones.write("Faith", "SIGN 7730")[0]
    assert len(papers(phones.engine)[0].signed) == 1


def test_signing_after_something_else_was_said_finds_the_paper(phones: Phones) -> None:
    agreed_by_mentor(phones)
    phones.write("Faith", "MENU")
    assert phones.write("Faith", "SIGN 4821")[0].startswith("Signed Mon 4 May 2026.")


# the plan goes to and fro


def test_the_mentee_changes_the_plan_and_the_mentor_approves_the_change(phones: Phones) -> None:
    proposes(phones)
    asked = phones.write("Faith", "3")
    assert asked[0].startswith("What should change? 1 goals")
    phones.write("Faith", "1")
    phones.write("Faith", "reading aloud, class of 60")
    assert phones.write("Faith", "send") == ["Sent to P. Otieno. I will tell you."]
    assert phones.write("Peter", "PLAN", WHATSAPP)[0].startswith("TIMEC: F. Mutua sent your 6-week plan")
    assert phones.press("Peter", "Approve")[0].startswith("Plan approved, thank you.")
    assert "P. Otieno approved the plan" in phones.sent[-1].outbound.text
    plan = plan_of(phones.engine, plans.latest)
    assert plan is not None
    assert plan.objectives.startswith("reading aloud")


@pytest.mark.parametrize(("language", "two", "more", "agreed"), KEPT)
def test_two_approves_after_reading_and_after_more_as_the_notice_said(
    quick_copies: Callable[[], Engine], language: str, two: str, more: str, agreed: str
) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", MONDAY, language)
    proposes(phones)
    shown = phones.write("Faith", "1")[0]
    assert more in shown, "long enough to be read in two parts"
    assert two in phones.write("Faith", more)[0]
    phones.write("Faith", "kandanda")
    assert phones.write("Faith", "2")[0].startswith(agreed)


def test_a_plan_that_was_replaced_is_not_approved_by_its_old_button(phones: Phones) -> None:
    proposes(phones)
    phones.write("Faith", "3")
    phones.write("Faith", "1")
    phones.write("Faith", "reading aloud")
    phones.write("Faith", "send")
    phones.press("Peter", "Change it")
    newest = plan_of(phones.engine, plans.newest)
    assert newest is not None
    assert newest.number == 2
    assert newest.approved_at is None


def test_the_author_does_not_approve_their_own_plan(phones: Phones) -> None:
    proposes(phones)
    assert phones.write("Peter", "PLAN", WHATSAPP) == ["F. Mutua has your plan and has not answered yet."]


def test_a_plan_with_a_day_in_half_term_is_asked_about_once(phones: Phones) -> None:
    for text in ("PLAN", "lesson notes"):
        phones.write("Peter", text, WHATSAPP)
    (asked,) = phones.write("Peter", "25 june 1pm staffroom", WHATSAPP)
    assert "schools are closed on one of these days, keep it?" in asked, "D305"
    assert "who" not in asked
    assert "what will each of you do" in phones.write("Peter", "1", WHATSAPP)[0]


def test_a_plan_late_in_the_year_says_which_cycles_fit(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", "Mon 14 Sep 2026, 15:00")
    assert "0 six-week plans fit in before the school year ends." in proposes(phones)


def test_the_mentee_sees_that_her_mentor_enters_the_plan(phones: Phones) -> None:
    assert phones.write("Faith", "PLAN")[0].startswith("P. Otieno enters your plan after you two have talked.")


def test_the_plan_in_force_is_shown_and_renewed_with_what_stays_the_same(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:11")
    (shown,) = phones.write("Peter", "PLAN", WHATSAPP)
    assert "Goals: 1 prepare lesson notes weekly" in shown
    assert "Reply SAME to keep" in phones.press("Peter", "New plan")[0]


# on paper


def test_signed_on_paper_counts_when_the_head_has_seen_it(phones: Phones) -> None:
    approved(phones)
    assert phones.write("Faith", "1")[0].startswith("Noted: signed on paper. Your head is asked to confirm it.")
    asked = phones.sent[-1].outbound.text
    assert asked == (
        "TIMEC: F. Mutua and P. Otieno say they signed their agreement on paper. Have you seen both signatures?"
        " Reply 1 yes + PIN, 2 no."
    )
    assert phones.write("Jane", "1 2094") == ["Thank you. Their agreement counts as signed."]
    both = signatures(phones.engine, PaperKind.AGREEMENT)
    assert {one.method for one in both} == {Method.PAPER}
    assert len({one.seen_by_id for one in both}) == 1
    assert phones.write("Peter", "PLAN", WHATSAPP)[0].startswith("Signed Mon 4 May 2026.")


def test_a_paper_that_the_head_has_not_seen_can_still_be_signed_by_chat(phones: Phones) -> None:
    approved(phones)
    phones.write("Faith", "1")
    phones.write("Jane", "2")
    assert "has not seen your signed agreement yet" in phones.sent[-1].outbound.text
    assert not papers(phones.engine)[0].signed
    phones.write("Peter", "PLAN", WHATSAPP)
    assert [choice.label for choice in phones.sent[-1].outbound.choices] == ["Get it", "We signed on paper"]


# who sees what


def test_the_head_learns_that_all_is_signed_and_reads_nothing(told: Phones) -> None:
    to_head = [one.outbound.text for one in told.sent if one.address == "+254712000003"]
    assert to_head == [
        "TIMEC: F. Mutua and P. Otieno: plan approved, agreement and declarations signed 4 May. Session 1 on Thu 7 May."
    ]


def test_a_forged_button_opens_nothing_to_somebody_else(phones: Phones) -> None:
    agreed_by_mentor(phones)
    about = f"pair={pair(phones.engine).id}&document={papers(phones.engine)[0].id}"
    for choice in ("sign", "change"):
        forged = f"Agreement?{about}#{choice}"
        assert phones.press("Grace", forged, Channel.TELEGRAM) == [
            "That question is closed. MENU shows what waits for you."
        ]
        grace = (Channel.TELEGRAM, phones.address("Grace", Channel.TELEGRAM))
        ours = offered(phones.engine, *grace, forged, phones.simulation.now)
        assert phones.press("Grace", ours, Channel.TELEGRAM) == ["You cannot open that."]


def test_a_plan_changed_after_the_mentor_signed_asks_for_both_signatures_again(phones: Phones) -> None:
    agreed_by_mentor(phones)
    for text in ("PLAN", "1"):
        phones.write("Faith", text)
    phones.write("Faith", "new plan")
    answers = (
        "same",
        "fridays 1pm library 4 times",
        "teach one lesson together",
        "be there on time",
        "same words",
        "1",
        "1",
    )
    for text in answers:
        phones.write("Faith", text)
    phones.until(ClockMoved(phones.simulation.now + 2 * UNDISTURBED))
    phones.write("Peter", "PLAN", WHATSAPP)
    assert phones.press("Peter", "Approve")[0].startswith("Plan approved, thank you.")
    (agreement,) = (one for one in papers(phones.engine) if one.kind is PaperKind.AGREEMENT)
    assert agreement.number == 2
    assert not agreement.signed, "D229"
    assert "7. Your role as a Mentee will include: be there on time" in agreement.text, "D136"
