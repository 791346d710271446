"""S4, first part: what must be true after the conversations in s4_*.chat, and what else coming in and matching do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.joining import deeds as joining_deeds
from bot.dialogs.joining import rules as joining_rules
from bot.dialogs.joining.pages import NOTICE_VERSION
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.rules import StillMissing
from bot.dialogs.topics import deeds as topics_deeds
from bot.dialogs.topics import rules as topics_rules
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.store import pairs
from bot.store.joining import consents
from bot.store.joining.consents import ConsentAnswer
from bot.store.matching import proposals, requests
from bot.store.orientation import orientations, topics
from bot.store.outbox.sent import SentMessage
from bot.store.pairs import PRESENT, PairOf, PairState
from bot.store.people import people, roles
from bot.store.people.people import Person, PersonState
from bot.store.talk import inbox, notices
from tests.stories.given import AMINA, HEAD
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

TUESDAY = "Tue 28 Apr 2026, 10:00"
BRIAN = "534777"


def person(engine: Engine, number: str) -> Person:
    with engine.connect() as db:
        found = people.by_tsc(db, number)
    assert found is not None
    return found


def pair_of(engine: Engine, number: str = MENTEE) -> PairOf | None:
    """The pair of a mentee, however far it is."""
    with engine.connect() as db:
        found = pairs.pairs_of(db, person(engine, number).id, PRESENT)
    return found[0] if found else None


def told(phones: Phones, name: str, since: int = 0) -> list[str]:
    """What somebody's phones have shown."""
    return [sent.outbound.text for sent in phones.sent[since:] if phones.names.get(_way(sent)) == name]


def _way(sent: SentMessage) -> tuple[Channel, str]:
    return sent.channel, sent.address


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    """Nobody is matched yet."""
    return begun(copies(), "nobody is matched yet", TUESDAY)


def proposed(phones: Phones) -> Phones:
    phones.write("Jane", "MATCH 812345 534210")
    phones.write("Jane", "1")
    return phones


def matched(phones: Phones) -> Phones:
    proposed(phones).press("Peter", "Yes")
    phones.write("Faith", "1")
    return phones


# the story


def test_the_pair_and_the_orientation_are_on_record_and_the_head_answered_nothing_else(lived: Engine) -> None:
    play(lived, story("s4_match"))
    pair = pair_of(lived)
    assert pair is not None
    assert (pair.state, pair.start) == (PairState.PREPARING, date(2026, 4, 28))
    head = person(lived, HEAD).id
    with lived.connect() as db:
        school = roles.of_person(db, head, date(2026, 4, 30))[0].area_id
        assert school is not None
        (meeting,) = orientations.of_area(db, school)
        assert meeting.day == date(2026, 4, 30)
        covered = topics.records(db, [pair.mentee_id, pair.mentor_id])
        assert {(one.person_id, one.topic) for one in covered} == {
            (who, topic) for who in (pair.mentee_id, pair.mentor_id) for topic in topics_rules.ORIENTATION
        }
        assert {(one.orientation_id, one.by_id) for one in covered} == {(meeting.id, head)}
        assert inbox.counts(db)[1] == 0


def test_the_other_language_leaves_the_same_pair(copies: Callable[[], Engine]) -> None:
    english, kiswahili = copies(), copies()
    play(english, story("s4_match"))
    play(kiswahili, story("s4_match_kiswahili"))
    assert pair_of(english) == pair_of(kiswahili)


def test_a_match_takes_two_messages_of_the_head(phones: Phones) -> None:
    assert "Reply 1 yes, 2 no." in phones.write("Jane", "match 534210 812345")[0], "in either order"
    assert phones.write("Jane", "ndiyo")[0].startswith("I am asking the mentor first, then the mentee.")


def test_step_by_step_and_in_kiswahili(phones: Phones) -> None:
    phones.write("Jane", "KISWAHILI")
    asked = phones.write("Jane", "unganisha")
    assert asked[0].startswith("Mshauriwa ni nani? Jibu jina au nambari ya TSC.")
    assert phones.write("Jane", "812345")[0].startswith("Nani aunganishwe na F. Mutua? Jibu jina au nambari ya TSC.")
    assert phones.write("Jane", "534210")[0].startswith("Unganisha mshauriwa Faith Mutua na mshauri Peter Otieno")
    assert phones.write("Jane", "2") == ["Hakuna aliyeulizwa. UNGANISHA huanza tena."]
    assert phones.write("Jane", "UNGANISHA") == asked, "it is put away"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("MATCH 812345", "Who is matched with F. Mutua? Reply a name or TSC number."),
        ("MATCH 111111 534210", "Among your people nobody has the TSC number 111111. Please check it."),
        ("MATCH 812345 300415", "Among your people nobody has the TSC number 300415. Please check it."),
        ("MATCH 812345 812345", "A teacher cannot be their own mentor."),
        ("MATCH 812345 401122", "J. Wambua is not available as a mentor."),
        ("MATCH 812345 812399", "A. Yusuf is not available as a mentor."),
        ("MATCH 534777 534210", "B. Kilonzo is not enrolled as a mentee."),
    ],
)
def test_each_thing_against_a_match_has_a_line_of_its_own(phones: Phones, words: str, says: str) -> None:
    (line,) = phones.write("Jane", words)
    assert line.startswith(says)
    with phones.engine.connect() as db:
        assert not db.execute(select(proposals.proposals.c.id)).all()


def test_a_mentee_with_a_mentor_and_a_mentor_at_the_cap_are_said_so(phones: Phones) -> None:
    matched(phones)
    assert phones.write("Jane", "MATCH 812345 534777")[0].startswith("F. Mutua has a mentor already.")
    mentor = person(phones.engine, MENTOR)
    with phones.engine.begin() as db:
        for number in range(2):
            mentee = people.add(
                db,
                people.NewPerson(
                    name=f"Pat {number}", language="en", state=PersonState.ACTIVE, made_at=phones.moment.at
                ),
            )
            pairs.add(
                db,
                mentor_id=mentor.id,
                mentee_id=mentee,
                kind=pairs.PairKind.MENTORSHIP,
                start=date(2026, 4, 28),
                now=phones.moment.at,
            )
    phones.write("Jane", "MENU")
    assert phones.write("Jane", "MATCH 812399 534210")[0].startswith("P. Otieno has 3 mentees already")


def test_a_proposal_that_waits_is_not_made_twice(phones: Phones) -> None:
    proposed(phones)
    assert phones.write("Jane", "MATCH 812345 534777")[0].startswith("A match waits for an answer. Faith Mutua with P")


def test_only_a_head_matches_teachers_and_on_a_phone_number_after_the_pin(phones: Phones) -> None:
    assert phones.write("Faith", "MATCH 812345 534210") == ["The head of a school matches its teachers."]
    assert phones.write("Ali", "MATCH 812345 534210")[0].startswith("Please reply with your PIN")
    assert phones.write("Ali", "6618")[0].startswith("Among your people nobody has the TSC number 812345.")
    phones.until("Wed 29 Apr 2026, 10:00")
    assert phones.write("Jane", "MATCH 812345 534210")[0].startswith("Please reply with your PIN")
    assert phones.write("Jane", "2094")[0].startswith("Match mentee Faith Mutua with mentor Peter Otieno")


# accepting and declining


@pytest.mark.parametrize("by", ["Peter", "Faith"])
def test_a_decline_by_either_is_told_without_a_word_of_why(phones: Phones, by: str) -> None:
    proposed(phones)
    if by == "Peter":
        phones.press("Peter", "No")
    else:
        phones.press("Peter", "Yes")
        phones.write("Faith", "2")
    asked = phones.press("Peter", "Add a private reason") if by == "Peter" else phones.write("Faith", "1")
    assert asked == ["What is the reason? Nobody else reads it."]
    typed = phones.write(by, "we quarrelled", Channel.WHATSAPP if by == "Peter" else Channel.SMS)
    assert typed == ["Saved. Nobody else can see it."]
    (line,) = told(phones, "Jane")[2:]
    assert line == (
        "TIMEC: the match of F. Mutua and P. Otieno was declined."
        " To propose another mentor reply MATCH 812345 and the mentor's TSC number."
    )
    assert not [sent for sent in phones.sent if "quarrelled" in sent.outbound.text]
    with phones.engine.connect() as db:
        (proposal,) = proposals.of_people(db, [person(phones.engine, MENTEE).id])
        assert proposals.reason(db, proposal.id) == "we quarrelled"
        stored = db.execute(select(proposals.proposals.c.reason)).scalars()
        assert list(stored) == ["we quarrelled"]
    assert pair_of(phones.engine) is None


def test_the_mentor_who_had_accepted_hears_that_they_are_not_matched_yet(phones: Phones) -> None:
    proposed(phones).press("Peter", "Yes")
    phones.write("Faith", "naomba mwingine")
    assert told(phones, "Peter")[-1] == (
        "TIMEC: Peter, you and Faith Mutua are not matched yet. Your head goes on looking."
    )


def test_the_same_two_are_not_proposed_again_and_nobody_hears_why(phones: Phones) -> None:
    proposed(phones).press("Peter", "No")
    assert phones.write("Jane", "MATCH 812345 534210")[0].startswith("P. Otieno is not available as a mentor.")
    assert phones.write("Jane", "534777")[0].startswith("Match mentee Faith Mutua with mentor Brian Kilonzo")


def test_who_does_not_answer_is_asked_once_more_and_then_the_head_is_told(phones: Phones) -> None:
    proposed(phones)
    assert phones.press("Peter", "Ask me later") == ["All right. I will ask once more in a few days."]
    phones.until("Fri 29 May 2026, 17:00")
    asked = [sent for sent in phones.sent if "will you mentor" in sent.outbound.text]
    assert [sent.sent_at.date().isoformat() for sent in asked] == ["2026-04-28", "2026-05-04"]
    (lapsed,) = [line for line in told(phones, "Jane") if "no answer for two weeks" in line]
    assert lapsed.startswith("TIMEC:")
    assert phones.press("Peter", "Yes") == ["This proposal is no longer open. MENU shows what waits for you."]
    assert pair_of(phones.engine) is None


def test_an_answer_given_is_not_given_again(phones: Phones) -> None:
    matched(phones)
    assert phones.press("Peter", "No") == ["This proposal is no longer open. MENU shows what waits for you."]
    assert pair_of(phones.engine) is not None


def test_who_wants_no_messages_is_asked_in_person_by_the_head(phones: Phones) -> None:
    phones.write("Faith", "STOP")
    proposed(phones).press("Peter", "Yes")
    assert told(phones, "Jane")[-1].startswith("TIMEC: Faith Mutua gets no messages. Please ask in person:")
    before = len(told(phones, "Faith"))
    assert phones.write("Jane", "1")[0] == "Noted: accepted."
    assert pair_of(phones.engine) is not None
    assert len(told(phones, "Faith")) == before


# orientation, refresher, induction


def test_an_orientation_in_parts_says_what_is_left(phones: Phones) -> None:
    matched(phones)
    phones.until("Thu 30 Apr 2026, 15:00")
    phones.write("Jane", "ORIENT 30/4")
    assert phones.write("Jane", "6")[0].startswith("Sorry, I did not understand. Reply ALL, or the numbers like 1 3 5.")
    assert phones.write("Jane", "1, 2 and 5") == [
        "Saved. Still to cover: commitment, regulations. Reply ORIENT when that is done."
    ]
    assert phones.write("Jane", "ORIENT today")[0].startswith("Orientation 30 Apr, F. Mutua and P. Otieno.")
    assert phones.write("Jane", "3 4") == ["Saved. They can now make a plan and sign."]


def test_people_are_oriented_by_their_numbers_and_nobody_else(phones: Phones) -> None:
    phones.write("Jane", "ORIENT 28/4 812399 534777")
    assert phones.write("Jane", "all") == ["Saved. They can now be matched: MATCH."]
    with phones.engine.connect() as db:
        ids = [person(phones.engine, number).id for number in (AMINA, BRIAN, MENTEE, MENTOR)]
        assert topics_deeds.oriented(db, ids) == frozenset(ids[:2])


def test_the_refresher_sends_one_topic_a_day_and_completes_the_orientation(phones: Phones) -> None:
    assert phones.write("Amina", "KUMBUSHA")[0].startswith("Jumbe tano fupi kwa A. Yusuf")
    phones.write("Amina", "1")
    days: list[str] = []
    for day in ("29 Apr", "30 Apr"):
        weekday = "Wed" if day == "29 Apr" else "Thu"
        phones.until(f"{weekday} {day} 2026, 17:00")
        days.append(told(phones, "Amina")[-1])
        phones.write("Amina", "1")
    assert [line.split(":")[1] for line in days] == [" Amina, utangulizi 1 kati ya 5", " Amina, utangulizi 2 kati ya 5"]
    for _day in range(3):
        phones.simulation.move_to_next()
        phones._look()
        phones.write("Amina", "1")
    assert told(phones, "Amina")[-1] == "Asante. Umepitia mada zote 5: utangulizi wako umekamilika."


def test_the_induction_is_ticked_by_mentor_or_head_and_kept_apart(phones: Phones) -> None:
    matched(phones)
    (asked,) = phones.write("Peter", "INDUCT", Channel.WHATSAPP)
    assert asked.startswith("Induction of F. Mutua. Which topics were covered? 1 Code of Regulations")
    assert phones.write("Peter", "1 2", Channel.WHATSAPP) == [
        "Saved. Still to cover with F. Mutua: Career Progression Guidelines, other laws."
    ]
    with phones.engine.connect() as db:
        assert not topics_deeds.oriented(db, [person(phones.engine, MENTEE).id])
    assert phones.write("Faith", "INDUCT") == ["A mentor or head records the induction of their own teachers."]


# before session 1


def test_session_1_waits_until_all_is_ready_or_the_head_lets_them_begin(phones: Phones) -> None:
    matched(phones)
    pair = pair_of(phones.engine)
    assert pair is not None
    assert phones.write("Faith", "LOG")[0].startswith("Sessions with P. Otieno can be logged once")
    with phones.engine.connect() as db:
        assert readiness.gaps(db, pair)[:2] == (StillMissing.MENTEE_ORIENTATION, StillMissing.MENTOR_ORIENTATION)
        assert not readiness.may_meet(db, pair)
    (status,) = phones.write("Jane", "STATUS")
    assert "not ready" in status
    number = status[status.index(" not ready") - 1]
    assert phones.write("Jane", number)[0] == "Not ready for session 1: 1 F. Mutua and P. Otieno"
    (missing,) = phones.write("Jane", "1")
    assert missing.startswith("F. Mutua and P. Otieno, before session 1: orientation of the mentee, orientation of")
    phones.write("Jane", "1")
    phones.write("Jane", "the SCD visits next week")
    assert phones.write("Jane", "1")[0].startswith("Saved. They can now record sessions")
    assert told(phones, "Faith")[-1].startswith("TIMEC: Faith, your head lets you and P. Otieno begin.")
    with phones.engine.connect() as db:
        assert readiness.may_meet(db, pair)
        (leave,) = requests.of_pair(db, pair.id)
        assert (leave.kind, leave.reason) == (requests.RequestKind.OVERRIDE, "the SCD visits next week")
    begun_pair = pair_of(phones.engine)
    assert begun_pair is not None
    assert begun_pair.state is PairState.ACTIVE


def test_a_pair_that_lacks_only_the_orientation_begins_with_it(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 10:00")
    pair = pair_of(phones.engine)
    assert pair is not None
    with phones.engine.begin() as db:
        pairs.set_state(db, pair.id, PairState.PREPARING)
        for who in (pair.mentee_id, pair.mentor_id):
            joining_deeds.accept(
                db, who, joining_rules.NoticeShown(NOTICE_VERSION, "en", Channel.SMS, "the notice"), phones.moment.at
            )
    with phones.engine.connect() as db:
        assert readiness.gaps(db, pair) == (StillMissing.MENTEE_ORIENTATION, StillMissing.MENTOR_ORIENTATION)
    phones.write("Jane", "ORIENT today")
    assert phones.write("Jane", "ALL") == ["Saved. They can now meet."]
    begun_pair = pair_of(phones.engine)
    assert begun_pair is not None
    assert begun_pair.state is PairState.ACTIVE


def test_somebody_else_is_asked_for_without_a_word_of_why(phones: Phones) -> None:
    matched(phones)
    assert phones.write("Faith", "REMATCH")[0].startswith("Somebody else instead of Peter Otieno?")
    phones.write("Faith", "he shouts")
    assert phones.write("Faith", "1")[0].startswith("Your head is asked for somebody else")
    assert told(phones, "Jane")[-1] == (
        "TIMEC: Faith Mutua asks to be matched with someone other than P. Otieno. No reason is needed."
        " Please talk to both."
    )
    assert not [sent for sent in phones.sent if "shouts" in sent.outbound.text and sent.address != "+254712000001"]


# coming in


@pytest.fixture
def invited(copies: Callable[[], Engine]) -> Phones:
    """Amina has her first message."""
    return begun(copies(), "Amina was enrolled a moment ago", "Tue 28 Apr 2026, 16:20")


def answers(engine: Engine) -> list[consents.GivenConsent]:
    with engine.connect() as db:
        return consents.of_person(db, person(engine, AMINA).id)


def test_a_consent_is_kept_with_the_exact_text_that_was_shown(invited: Phones) -> None:
    (shown,) = invited.write("Amina", "2")
    invited.write("Amina", "ndiyo")
    (kept,) = answers(invited.engine)
    assert (kept.answer, kept.version, kept.language, kept.channel) == (
        ConsentAnswer.YES,
        NOTICE_VERSION,
        "sw",
        Channel.SMS,
    )
    assert kept.shown == shown
    assert kept.made_at.date() == date(2026, 4, 28)
    assert person(invited.engine, AMINA).state is PersonState.ACTIVE


def test_an_answer_to_a_notice_that_reads_otherwise_now_is_asked_for_again(invited: Phones) -> None:
    invited.write("Amina", "1")
    invited.write("Amina", "KISWAHILI")
    (again,) = invited.write("Amina", "1")
    assert again.startswith("TSC huhifadhi jina")
    assert answers(invited.engine) == []
    invited.write("Amina", "1")
    assert answers(invited.engine)[0].shown == again


def test_the_new_pin_is_not_kept(lived: Engine) -> None:
    play(lived, story("s4_coming_in"))
    with lived.connect() as db:
        assert "7412" not in " ".join(db.execute(select(inbox.inbox.c.text)).scalars())


def test_a_refusal_keeps_them_in_the_programme_and_the_head_is_told(invited: Phones) -> None:
    (noted,) = invited.write("Amina", "3")
    assert noted.startswith("Sawa: hakuna ujumbe.")
    (kept,) = answers(invited.engine)
    assert kept.answer is ConsentAnswer.NO
    assert kept.shown.startswith("TIMEC: Habari Amina.")
    assert told(invited, "Jane")[-1].startswith("TIMEC: Amina Yusuf gets no messages and stays in the programme.")
    invited.until("Mon 1 Jun 2026, 17:00")
    assert told(invited, "Amina")[-1] == noted, "nobody presses"
    assert invited.write("Amina", "JIUNGE")[0].startswith("TSC huhifadhi jina")
    assert "PIN" in invited.write("Amina", "1")[0]
    assert person(invited.engine, AMINA).state is PersonState.ACTIVE


def test_who_was_not_invited_yet_is_matched_only_once_they_have_answered(invited: Phones) -> None:
    assert invited.write("Jane", "MATCH 812399 534210")[0].startswith(
        "A. Yusuf has not joined yet. To invite them again, reply INVITE 812399."
    )


@pytest.mark.each_on_both
def test_the_first_message_comes_once_and_a_head_may_send_it_again(invited: Phones) -> None:
    invited.until("Fri 8 May 2026, 17:00")
    first = [line for line in told(invited, "Amina") if line.startswith("TIMEC: Habari Amina.")]
    assert len(first) == 1
    assert invited.write("Jane", "ALIKA")[0].startswith("Please reply with your PIN")
    assert invited.write("Jane", "2094") == [
        "Whom do I invite again? Reply a name or TSC number. Not in yet: 1 A. Yusuf"
    ]
    assert invited.write("Jane", "812399")[0].startswith("A. Yusuf is invited again")
    assert invited.write("Jane", "INVITE 812345")[0].startswith("812345 has joined already.")
    invited.until("Tue 12 May 2026, 17:00")
    assert len([line for line in told(invited, "Amina") if line.startswith("TIMEC: Habari Amina.")]) == 2


def test_an_officer_invites_in_their_own_area_only(invited: Phones) -> None:
    invited.write("Ali", "INVITE 812399")
    assert invited.write("Ali", "6618")[0].startswith("A. Yusuf is invited again")
    assert invited.write("Faith", "INVITE 812399") == ["Heads and directors invite the people whom they enrolled."]


def test_the_notice_is_there_at_any_time_in_two_sms_at_most(phones: Phones) -> None:
    sent = phones.say_as("Faith", "privacy")
    assert [one.segments for one in sent] == [2]
    assert phones.write("Peter", "FARAGHA", Channel.WHATSAPP)[0].startswith("Privacy notice.")


def test_people_imported_as_active_count_as_oriented_and_are_not_invited(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.until("Fri 29 May 2026, 17:00")
    with lived.connect() as db:
        everybody = [person(lived, number).id for number in (MENTEE, MENTOR, AMINA)]
        assert topics_deeds.oriented(db, everybody) == frozenset(everybody)
        causes = db.execute(select(notices.notices.c.cause)).scalars()
        assert not [cause for cause in causes if cause.startswith("invite:")]
        assert joining_deeds.answered(db, everybody[0]) is None
