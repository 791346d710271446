"""The end of a pair, by its deeds: pauses, early ends, the final evaluation, ITSD's approval and the certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.annex_iv import deeds as feedbacks
from bot.dialogs.approval import deeds as approval
from bot.dialogs.ending import deeds as finishing
from bot.dialogs.ending.rules import CompletionItem, OpenItem, SuppliedBy, open_items
from bot.dialogs.pausing import deeds as pausing
from bot.dialogs.pausing import rules as pausing_rules
from bot.dialogs.refusals import AlreadySaved, DayOutside, Moved, NotComplete, NotYours, PairNotActive
from bot.dialogs.visibility import Viewer
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store import agreement, certificates, pairs
from bot.store import approval as decisions
from bot.store.agreement import PaperKind
from bot.store.approval import Decided
from bot.store.cause import KeptCause
from bot.store.ending import statements
from bot.store.ending.statements import Verdict
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.pausing import closings
from bot.store.pausing.closings import WhyClosed
from bot.store.pausing.pauses import WhyPaused
from bot.store.sessions import sessions
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.dialogs.cast import START, School, by, told

YEAR = datetime(2027, 5, 4, 16, 15, tzinfo=NAIROBI)
DAY = timedelta(days=1)
ANSWERS = {"goals": "=met,partly,met", "difference": "calm class", "needed": "help", "recommend": "yes"}
PIN = replace(by(), method=Method.PIN)


@pytest.fixture
def school(school: School, db: Connection) -> School:
    """The school, whose pair has signed its papers."""
    papers_signed(db, school.pair)
    return school


def annex_iv_filled(db: Connection, pair_id: int, now: datetime) -> None:
    """The mentor's last Annex IV."""
    of = pairs.get(db, pair_id)
    assert of is not None
    feedbacks.save(db, of.mentor_id, pair_id, {}, by(), now)


def papers_signed(db: Connection, pair_id: int) -> None:
    """Agreement and declarations of a pair, signed by both."""
    of = pairs.get(db, pair_id)
    assert of is not None
    sides = {Side.MENTOR: of.mentor_id, Side.MENTEE: of.mentee_id}
    _signed(db, pair_id, PaperKind.AGREEMENT, of.mentor_id, sides)
    for side, who in sides.items():
        _signed(db, pair_id, PaperKind.DECLARATION, who, {side: who})


def _signed(db: Connection, pair_id: int, kind: PaperKind, of_id: int, by_whom: dict[Side, int]) -> None:
    document_id = agreement.add(
        db,
        agreement.NewDocument(
            pair_id=pair_id, kind=kind, of_id=of_id, number=1, wording="1", text="x", hash="x", made_at=YEAR
        ),
    )
    for role, who in by_whom.items():
        agreement.sign(
            db,
            document_id=document_id,
            person_id=who,
            role=role,
            hash="x",
            now=YEAR,
            evidence=Evidence(channel=Channel.SMS, address="", method=Method.PIN, language="en", read=True),
        )


def pair(db: Connection, school: School) -> PairOf:
    found = pairs.get(db, school.pair)
    assert found is not None
    return found


def items(db: Connection, school: School, now: datetime = YEAR) -> list[CompletionItem]:
    return [gap.item for gap in open_items(finishing.progress(db, pair(db, school), now.date()))]


def assessed(db: Connection, school: School, now: datetime = YEAR) -> None:
    """Annex IV is filled, and both have assessed themselves."""
    annex_iv_filled(db, school.pair, now)
    for who in (school.faith, school.peter):
        finishing.assess(db, who, school.pair, ANSWERS, now)


def stated(db: Connection, school: School, now: datetime = YEAR) -> int:
    """All is in, and the head finds the performance satisfactory."""
    assessed(db, school, now)
    statement = finishing.state(db, school.jane, school.pair, Verdict.SATISFACTORY, PIN, now)
    finishing.rate(db, school.jane, statement, 3)
    return statement


# the final evaluation


def test_nobody_assesses_themselves_before_the_year_is_over(db: Connection, school: School) -> None:
    """D215, D223."""
    for who in (school.faith, school.peter):
        with pytest.raises(DayOutside) as refused:
            finishing.assess(db, who, school.pair, ANSWERS, YEAR - DAY)
        assert refused.value.earliest == YEAR.date()


def test_each_side_assesses_itself_once_and_the_head_is_asked_when_both_have(db: Connection, school: School) -> None:
    annex_iv_filled(db, school.pair, YEAR)
    finishing.assess(db, school.faith, school.pair, ANSWERS, YEAR)
    assert told(db, school.jane) == []
    with pytest.raises(AlreadySaved):
        finishing.assess(db, school.faith, school.pair, ANSWERS, YEAR)
    finishing.assess(db, school.peter, school.pair, ANSWERS, YEAR)
    assert told(db, school.jane) == ["StatementAsked"]


def test_the_head_is_asked_when_annex_iv_comes_last(db: Connection, school: School) -> None:
    for who in (school.faith, school.peter):
        finishing.assess(db, who, school.pair, ANSWERS, YEAR)
    assert told(db, school.jane) == []
    annex_iv_filled(db, school.pair, YEAR)
    assert told(db, school.jane) == ["StatementAsked"]


@pytest.mark.parametrize("other", ["jane", "ali", "brian", "stranger"])
def test_nobody_else_assesses(db: Connection, school: School, other: str) -> None:
    with pytest.raises(NotYours):
        finishing.assess(db, getattr(school, other), school.pair, ANSWERS, YEAR)


def test_only_the_head_states_and_only_with_the_pin(db: Connection, school: School) -> None:
    assessed(db, school)
    for other in (school.faith, school.peter, school.ali, school.ruth, school.stranger, school.deputy):
        with pytest.raises(NotYours):
            finishing.state(db, other, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
    with pytest.raises(NotYours):
        finishing.state(db, school.jane, school.pair, Verdict.SATISFACTORY, by(), YEAR)


def test_the_head_cannot_state_before_the_assessments_are_in(db: Connection, school: School) -> None:
    annex_iv_filled(db, school.pair, YEAR)
    finishing.assess(db, school.peter, school.pair, ANSWERS, YEAR)
    with pytest.raises(NotComplete) as refused:
        finishing.state(db, school.jane, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
    assert refused.value.gaps == (OpenItem(CompletionItem.ASSESSMENT_MENTEE, (SuppliedBy.MENTEE,)),)


def test_row_14_has_three_parts_and_a_missing_one_is_named(db: Connection, school: School) -> None:
    """D183: both self-assessments and the evaluation of the training."""
    assert {CompletionItem.ASSESSMENT_MENTEE, CompletionItem.ASSESSMENT_MENTOR, CompletionItem.TRAINING} <= set(
        items(db, school)
    )
    assessed(db, school)
    finishing.state(db, school.jane, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
    assert items(db, school) == [CompletionItem.TRAINING, CompletionItem.APPROVAL]
    with pytest.raises(NotComplete):
        approval.approve(db, school.ruth, school.pair, YEAR)


def test_an_extension_is_in_force_once_the_pair_can_read_why(db: Connection, school: School) -> None:
    """D216: three calendar months more, and the final evaluation comes again at their end."""
    assessed(db, school)
    statement = finishing.state(db, school.jane, school.pair, Verdict.EXTEND, PIN, YEAR)
    assert finishing.ends_on(db, pair(db, school)) == YEAR.date()
    finishing.explain(db, school.jane, statement, "bring notes every Friday", YEAR)
    assert finishing.ends_on(db, pair(db, school)) == date(2027, 8, 4)
    assert told(db, school.faith) == told(db, school.peter) == ["PairExtended"]
    with pytest.raises(Moved):
        finishing.explain(db, school.jane, statement, "again", YEAR)
    with pytest.raises(DayOutside):
        finishing.assess(db, school.faith, school.pair, ANSWERS, YEAR)
    august = datetime(2027, 8, 4, 16, 15, tzinfo=NAIROBI)
    assessed(db, school, august)
    again = finishing.state(db, school.jane, school.pair, Verdict.EXTEND, PIN, august)
    finishing.explain(db, school.jane, again, "one more quarter", august)
    assert finishing.ends_on(db, pair(db, school)) == date(2027, 11, 4)


# approval and certificates


def test_approval_issues_two_certificates_and_the_pair_goes_on_in_quiet(db: Connection, school: School) -> None:
    """D244, D114."""
    stated(db, school)
    notices.add(
        db,
        notices.NewNotice(
            school.faith,
            f"MenteeReviewDue?pair={school.pair}&quarter=4",
            KeptCause(text="x"),
            NoticeKind.PROMPT,
            YEAR,
            "review",
        ),
    )
    numbers = approval.approve(db, school.ruth, school.pair, YEAR)
    assert numbers == ("TM27-00001", "TM27-00002")
    mentee, mentor = certificates.of_pair(db, school.pair)
    assert (mentee.role, mentee.person_id) == (Side.MENTEE, school.faith)
    assert (mentor.role, mentor.person_id) == (Side.MENTOR, school.peter)
    assert (mentee.since, mentee.until, mentee.issued_on) == (START, YEAR.date(), YEAR.date())
    assert pair(db, school).state is PairState.COMPLETED
    assert told(db, school.faith) == told(db, school.peter) == ["CertificateIssued"], "nothing is asked any more"
    assert items(db, school) == []
    with pytest.raises(PairNotActive):
        approval.approve(db, school.ruth, school.pair, YEAR)


@pytest.mark.parametrize("other", ["faith", "peter", "jane", "ali", "grace", "operator", "stranger"])
def test_only_itsd_approves(db: Connection, school: School, other: str) -> None:
    """D68."""
    stated(db, school)
    who = getattr(school, other)
    for deed in (
        lambda: approval.approve(db, who, school.pair, YEAR),
        lambda: approval.award(db, who, school.pair, YEAR),
        lambda: approval.query(db, who, school.pair, "why?", YEAR),
        lambda: approval.send_back(db, who, school.pair, "why?", YEAR),
        lambda: approval.certify_mentor(db, who, school.pair, "why?", YEAR),
    ):
        with pytest.raises(NotYours):
            deed()


def test_a_query_goes_to_the_head_and_its_answer_back(db: Connection, school: School) -> None:
    stated(db, school)
    asked = approval.query(db, school.ruth, school.pair, "was session 9 held?", YEAR)
    assert decisions.waiting(db, 0) == (1, school.pair)
    assert told(db, school.jane)[-1] == "DecisionForHead"
    for other in (school.ruth, school.faith, school.stranger):
        with pytest.raises(NotYours):
            approval.answer(db, other, asked, "yes", YEAR)
    approval.answer(db, school.jane, asked, "yes, on 12 March", YEAR)
    assert told(db, school.ruth) == ["QueryAnswered"]
    with pytest.raises(AlreadySaved):
        approval.answer(db, school.jane, asked, "no", YEAR)


def test_what_is_returned_must_be_stated_anew(db: Connection, school: School) -> None:
    stated(db, school)
    approval.send_back(db, school.ruth, school.pair, "the reason is missing", YEAR)
    assert decisions.waiting(db, 0) == (0, None)
    assert items(db, school) == [
        CompletionItem.REVIEWS,
        CompletionItem.STATEMENT,
        CompletionItem.TRAINING,
        CompletionItem.APPROVAL,
    ]
    assert told(db, school.jane).count("StatementAsked") == 2
    with pytest.raises(Moved):
        approval.send_back(db, school.ruth, school.pair, "again", YEAR)
    again = finishing.state(db, school.jane, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
    finishing.rate(db, school.jane, again, 4)
    approval.approve(db, school.ruth, school.pair, YEAR)
    assert [one.decided for one in decisions.of_pair(db, school.pair)] == [Decided.RETURNED, Decided.APPROVED]


def test_tpd_is_eligible_then_awarded_on_a_day_and_never_a_number_of_points(db: Connection, school: School) -> None:
    """D245, A26."""
    stated(db, school)
    approval.approve(db, school.ruth, school.pair, YEAR)
    assert {one.awarded_on for one in certificates.of_pair(db, school.pair)} == {None}
    for day in (DAY, 9 * DAY):
        approval.award(db, school.ruth, school.pair, YEAR + day)
    assert {one.awarded_on for one in certificates.of_pair(db, school.pair)} == {date(2027, 5, 5)}
    assert told(db, school.faith) == ["CertificateIssued", "TpdAwarded"]
    assert not [one for one in certificates.certificates.columns if "point" in one.name]


# pauses


def test_a_pause_moves_the_years_end_and_the_planned_sessions(db: Connection, school: School) -> None:
    """D225: ten days of pause move the cycle by ten days; planned sessions by whole weeks, so the weekday stays."""
    begun = datetime(2026, 6, 1, 10, 0, tzinfo=NAIROBI)
    pausing.pause(db, school.faith, school.pair, WhyPaused.ASKED, begun)
    assert pair(db, school).state is PairState.PAUSED
    assert told(db, school.peter) == told(db, school.jane) == ["PairPaused"]
    with pytest.raises(PairNotActive):
        pausing.pause(db, school.peter, school.pair, WhyPaused.ASKED, begun)
    pausing.resume(db, school.peter, school.pair, begun + 10 * DAY)
    assert pair(db, school).cycle == START + 10 * DAY
    assert finishing.ends_on(db, pair(db, school)) == date(2027, 5, 14)
    days = [one.day for one in sessions.of_pair(db, school.pair)]
    assert days == [date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 28), date(2026, 6, 25)]
    with pytest.raises(PairNotActive):
        pausing.resume(db, school.peter, school.pair, begun + 11 * DAY)


def test_an_officer_suspends_and_only_an_officer_lets_the_pair_go_on(db: Connection, school: School) -> None:
    """D255: invisible to peers, who cannot end it."""
    now = datetime(2026, 6, 1, 10, 0, tzinfo=NAIROBI)
    for other in (school.jane, school.faith, school.ruth, school.stranger):
        with pytest.raises(NotYours):
            pausing.pause(db, other, school.pair, WhyPaused.SUSPENDED, now)
    pausing.pause(db, school.ali, school.pair, WhyPaused.SUSPENDED, now)
    for other in (school.faith, school.peter, school.jane, school.stranger):
        with pytest.raises(NotYours):
            pausing.resume(db, other, school.pair, now)
    pausing.resume(db, school.ali, school.pair, now)
    assert pair(db, school).state is PairState.ACTIVE


# early ends


@pytest.mark.parametrize(
    ("viewer", "kind", "may"),
    [
        (
            Viewer.HEAD,
            PairKind.MENTORSHIP,
            {WhyClosed.TRANSFER, WhyClosed.RETIREMENT, WhyClosed.DEATH, WhyClosed.ABSENCE, WhyClosed.REMATCH},
        ),
        (Viewer.SCD, PairKind.MENTORSHIP, set(WhyClosed) - {WhyClosed.LEFT, WhyClosed.NEED_MET}),
        (Viewer.CD, PairKind.COACHING, set(WhyClosed) - {WhyClosed.LEFT}),
        (Viewer.MENTEE, PairKind.MENTORSHIP, {WhyClosed.LEFT}),
        (Viewer.MENTOR, PairKind.COACHING, {WhyClosed.LEFT, WhyClosed.NEED_MET}),
        (Viewer.HQ, PairKind.MENTORSHIP, {WhyClosed.DISCIPLINE}),
        (None, PairKind.COACHING, set()),
    ],
)
def test_who_may_close_a_pair_with_which_reason(viewer: Viewer | None, kind: PairKind, may: set[WhyClosed]) -> None:
    """D113, D217, D255."""
    assert set(pausing_rules.reasons(viewer, kind)) == may


def test_a_pair_that_ends_early_keeps_its_record_and_its_time_goes_along(db: Connection, school: School) -> None:
    """D113, A23: 100 days served with Peter are 100 days less with Brian, and the certificate counts from the first."""
    ended = datetime(2026, 8, 12, 10, 0, tzinfo=NAIROBI)
    pausing.close(db, school.jane, school.pair, WhyClosed.TRANSFER, Side.MENTOR, ended)
    assert pair(db, school).state is PairState.ENDED
    assert told(db, school.faith) == told(db, school.peter) == ["PairClosed"]
    with pytest.raises(PairNotActive):
        pausing.close(db, school.jane, school.pair, WhyClosed.TRANSFER, None, ended)
    second = pairs.add(
        db, mentor_id=school.brian, mentee_id=school.faith, kind=PairKind.MENTORSHIP, start=ended.date(), now=ended
    )
    papers_signed(db, second)
    again = replace(school, pair=second, peter=school.brian)
    ends = finishing.ends_on(db, pair(db, again))
    assert ends == date(2027, 8, 12) - timedelta(days=100)
    stated(db, again, datetime(2027, 5, 4, 17, 0, tzinfo=NAIROBI))
    approval.approve(db, school.ruth, second, YEAR)
    mentee, mentor = certificates.of_pair(db, second)
    assert (mentee.since, mentor.since) == (START, ended.date())


def test_a_pause_is_no_time_served(db: Connection, school: School) -> None:
    now = datetime(2026, 6, 1, 10, 0, tzinfo=NAIROBI)
    pausing.pause(db, school.faith, school.pair, WhyPaused.ASKED, now)
    pausing.close(db, school.jane, school.pair, WhyClosed.REMATCH, None, now + 50 * DAY)
    closed = closings.of_pair(db, school.pair)
    assert closed is not None
    assert closed.served == 28, "from 4 May to 1 June"


def test_one_of_the_two_leaves_and_nobody_is_asked_why(db: Connection, school: School) -> None:
    pausing.close(db, school.faith, school.pair, WhyClosed.LEFT, Side.MENTEE, YEAR)
    assert told(db, school.peter) == told(db, school.jane) == ["PairClosed"]
    assert told(db, school.faith) == []


def test_nothing_is_said_to_somebody_who_has_died(db: Connection, school: School) -> None:
    pausing.close(db, school.jane, school.pair, WhyClosed.DEATH, Side.MENTOR, YEAR)
    assert told(db, school.peter) == []
    assert told(db, school.faith) == ["PairClosed"]


def test_a_mentors_certificate_after_an_early_end_is_an_officers_word_with_a_reason(
    db: Connection, school: School
) -> None:
    """D249."""
    with pytest.raises(Moved):
        approval.certify_mentor(db, school.ruth, school.pair, "ten good months", YEAR)
    pausing.close(db, school.jane, school.pair, WhyClosed.RETIREMENT, Side.MENTEE, YEAR)
    assert approval.certify_mentor(db, school.ruth, school.pair, "ten good months", YEAR) == "TM27-00001"
    (only,) = certificates.of_pair(db, school.pair)
    assert (only.person_id, only.reason, only.until) == (school.peter, "ten good months", YEAR.date())
    with pytest.raises(Moved):
        approval.certify_mentor(db, school.ruth, school.pair, "again", YEAR)


# coaching


def test_coaching_is_closed_by_need_and_earns_no_certificate(db: Connection, school: School) -> None:
    """D217, A37: it has no end date, and its completion is a record without a number."""
    pairs.correct(db, school.pair, kind=PairKind.COACHING, start=START)
    with pytest.raises(PairNotActive):
        finishing.assess(db, school.faith, school.pair, ANSWERS, YEAR)
    pausing.close(db, school.peter, school.pair, WhyClosed.NEED_MET, None, YEAR)
    assert pair(db, school).state is PairState.COMPLETED
    assert certificates.of_pair(db, school.pair) == []
    found = closings.of_pair(db, school.pair)
    assert found is not None
    assert found.why is WhyClosed.NEED_MET
    assert statements.of_pair(db, school.pair) == []
