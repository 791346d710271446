"""What the stories start from: the demo's cast and past, and the weeks after it, by the programme's own deeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, Engine, delete, update

from bot.dialogs.joining import deeds as joining
from bot.dialogs.joining.pages import NOTICE_VERSION
from bot.dialogs.joining.rules import NoticeShown
from bot.dialogs.matching import deeds as matching
from bot.dialogs.meetings import deeds as planned
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.reports import deeds as reports
from bot.dialogs.reports.rules import asked_now
from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.rules import Record
from bot.dialogs.signing import deeds as signatures
from bot.dialogs.visibility import SCD_LEVELS
from bot.language import NAIROBI, Item, items_text
from bot.messages import Channel, Inbound
from bot.simulator import county, persons, transcript
from bot.simulator.chat import NotAStory
from bot.simulator.emptying import empty
from bot.simulator.past import HOUR, MENTEE, MENTOR
from bot.simulator.persons import CAST
from bot.store import areas, letters, pairs, session_rows
from bot.store.areas import AreaKind, Level
from bot.store.instruments import observations
from bot.store.instruments.observations import NewObservation, ObservedAt
from bot.store.joining import consents
from bot.store.letters import Letter
from bot.store.officers import coached, needs, places
from bot.store.people import addresses, people, roles
from bot.store.reviews import reviews
from bot.store.reviews.reviews import ReviewKind
from bot.store.session_rows import NewSession, Session
from bot.store.sessions import changes, sessions, versions
from bot.store.sessions.versions import Version
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState
from bot.talk import hear
from bot.talk.turn import World

FAITH, PETER = "+254712000001", "+254712000002"
DIRECTOR, HEAD, AMINA = "300415", "401122", "812399"
EARLY = datetime(2026, 4, 28, 9, 30, tzinfo=NAIROBI)
APPOINTED = date(2026, 4, 29)
JULY = datetime(2026, 7, 24, 9, 30, tzinfo=NAIROBI)
LASTING = frozenset({"people", "addresses", "areas", "roles", "calendar", "beats"})
"""What is there before anybody is matched."""
BEFORE_PLANS = frozenset(
    {
        "people",
        "addresses",
        "areas",
        "roles",
        "calendar",
        "beats",
        "consents",
        "orientations",
        "topics",
        "trainings",
        "pairs",
        "looks",
    }
)
"""What is there when two are matched and oriented."""
WORDS = {
    "en": {"venue": "staffroom", "notes": "lesson notes", "control": "class control", "groups": "pupil groups"},
    "sw": {
        "venue": "chumba cha walimu",
        "notes": "andalio la somo",
        "control": "nidhamu darasani",
        "groups": "makundi ya wanafunzi",
    },
}
"""What people had written before, in their own language."""


@dataclass(frozen=True)
class Pair:
    """Faith and Peter."""

    id: int
    mentee_id: int
    mentor_id: int


def last_letter(db: Connection, who: int) -> Letter | None:
    """The last letter that somebody wrote."""
    return next(iter(letters.last_from(db, who, 1)), None)


def the_pair(db: Connection) -> Pair:
    """The pair of every story."""
    mentee, mentor = people.by_tsc(db, MENTEE), people.by_tsc(db, MENTOR)
    assert mentee is not None
    assert mentor is not None
    return Pair(pairs.pairs_of(db, mentee.id, pairs.PRESENT)[0].id, mentee.id, mentor.id)


def session(db: Connection, number: int) -> Session:
    """The pair's session of this number."""
    return next(one for one in sessions.of_pair(db, the_pair(db).id) if one.number == number)


def the_demo(engine: Engine, language: str) -> None:
    """Sessions 1 and 2 held and signed, 3 and 4 planned: as the demo begins."""


def session_3_signed(engine: Engine, language: str) -> None:
    """Sessions 1 to 3 held and signed, session 4 planned for Thursday 11 June."""
    words = WORDS[language]
    with engine.begin() as db:
        plan = (Item("group work in Gr 4"), Item("mark books daily", date(2026, 6, 11)))
        notes = words["notes"]
        _hold(db, 3, Record("2026-05-28", words["venue"], notes, notes, items_text(plan), "did 2 of 3"))


def session_4_not_held(engine: Engine, language: str) -> None:
    """Sessions 1 to 3 held and signed; session 4 of Thursday 11 June was not held, and has no new date."""
    session_3_signed(engine, language)
    at = datetime(2026, 6, 11, 16, 20, tzinfo=NAIROBI)
    with engine.begin() as db:
        pair = the_pair(db)
        planned.not_held(db, pair.mentee_id, session(db, 4).id, "school_duty", None, None, at)
        for notice in notices.waiting(db, pair.mentor_id):
            notices.mark(db, notice.id, NoticeState.DROPPED, at)


def quarter_1_over(engine: Engine, language: str) -> None:
    """The same, weeks later: both have saved their 6-week review, and the quarter is over."""
    session_4_not_held(engine, language)
    with engine.begin() as db:
        _review(db)


def quarter_1_reviewed(engine: Engine, language: str) -> None:
    """The same, and both have saved the review of the quarter."""
    quarter_1_over(engine, language)
    with engine.begin() as db:
        _review(db, 1, ReviewKind.THREE_MONTH, date(2026, 8, 4))


def quarter_2_over(engine: Engine, language: str) -> None:
    """The same, months later: the reviews until October are saved, nothing more has been planned."""
    quarter_1_reviewed(engine, language)
    with engine.begin() as db:
        _review(db, 2, ReviewKind.SIX_WEEK, date(2026, 9, 15))


def session_5_beside_4(engine: Engine, language: str) -> None:
    """Sessions 1 to 3 held and signed, 4 and 5 planned for 11 and 18 June; both have saved their 6-week review."""
    session_3_signed(engine, language)
    with engine.begin() as db:
        _plan(db, 5, date(2026, 6, 18), language)
        _review(db)


def session_5_planned(engine: Engine, language: str) -> None:
    """Sessions 1 to 4 held and signed, session 5 planned for Thursday 18 June with an objective."""
    session_3_signed(engine, language)
    words = WORDS[language]
    with engine.begin() as db:
        _hold(db, 4, Record("2026-06-11", words["venue"], words["groups"], words["groups"], "seat plan", "=done,part"))
        _plan(db, 5, date(2026, 6, 18), language)
        _review(db)


def the_sub_county_on_17_june(engine: Engine, language: str) -> None:
    """Faith and Peter have met three times of four; the others have gone on, and the figures are those of story S6."""
    session_3_signed(engine, language)
    with engine.begin() as db:
        county.fill(db, seed=1)
        county.live_on(db, seed=1)
        director = people.by_tsc(db, DIRECTOR)
        assert director is not None
        people.set_language(db, director.id, language)


def log_of_session_6_in_the_middle(engine: Engine, language: str) -> None:
    """Sessions 1 to 5 held and signed; Faith has answered the first four questions about session 6."""
    session_5_planned(engine, language)
    words = WORDS[language]
    with engine.begin() as db:
        record = Record("2026-06-18", words["venue"], words["groups"], words["groups"], "groups of 6", "=done")
        _hold(db, 5, record)
        _plan(db, 6, date(2026, 7, 2), language)
    begun = datetime(2026, 7, 2, 14, 0, tzinfo=NAIROBI)
    for number, text in enumerate(("LOG", "2/7", "same", "same", words["control"])):
        hear(engine, Inbound(Channel.SMS, FAITH, f"given {number}", text), begun, World())


def nobody_is_matched(engine: Engine, language: str) -> None:
    """28 April: the cast has accepted the notice, nobody is oriented or matched, and Jane gave her PIN this morning."""
    with engine.begin() as db:
        empty(db, lambda table: table.name not in LASTING)
        for member in CAST:
            person = people.by_tsc(db, member.tsc_number)
            assert person is not None
            for address in addresses.of_person(db, person.id):
                addresses.set_place(db, address.id, None, 0, EARLY)
            joining.accept(db, person.id, NoticeShown(NOTICE_VERSION, language, Channel.SMS, "the notice"), EARLY)
            if member.tsc_number == HEAD:
                addresses.passed(db, addresses.of_person(db, person.id)[0].id, EARLY)


def the_mentor_is_asked(engine: Engine, language: str) -> None:
    """The same, and Jane has proposed Peter to Faith."""
    nobody_is_matched(engine, language)
    with engine.begin() as db:
        head = people.by_tsc(db, HEAD)
        assert head is not None
        matching.propose(db, head.id, MENTEE, MENTOR, EARLY)


def amina_is_enrolled(engine: Engine, language: str) -> None:
    """The same, but Amina has only just been entered: no message, no PIN, no consent."""
    nobody_is_matched(engine, language)
    with engine.begin() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        db.execute(delete(consents.consents).where(consents.consents.c.person_id == amina.id))
        fresh = {"state": people.PersonState.ENROLLED, "pin_hash": None, "made_at": EARLY}
        db.execute(update(people.people).where(people.people.c.id == amina.id), fresh)


def matched(engine: Engine, language: str) -> None:
    """Faith and Peter have accepted each other and are oriented; they have no plan yet, and nothing is signed."""
    with engine.begin() as db:
        pair = the_pair(db).id
        empty(db, lambda table: table.name not in BEFORE_PLANS)
        pairs.set_start(db, pair, date(2026, 4, 28))
        pairs.set_state(db, pair, pairs.PairState.PREPARING)


def two_pairs_at_mwangaza(engine: Engine, language: str) -> None:
    """Faith and Peter have met three times; Amina and Brian are matched since 28 April and have not met yet."""
    session_3_signed(engine, language)
    with engine.begin() as db:
        amina, brian = people.by_tsc(db, AMINA), people.by_tsc(db, "534777")
        assert amina is not None
        assert brian is not None
        kind, start = pairs.PairKind.MENTORSHIP, date(2026, 4, 28)
        pairs.add(db, mentor_id=brian.id, mentee_id=amina.id, kind=kind, start=start, now=EARLY)


def a_deputy_at_mwangaza(engine: Engine, language: str) -> None:
    """The same, and Brian, a mentor, is the deputy head."""
    two_pairs_at_mwangaza(engine, language)
    with engine.begin() as db:
        brian, head = people.by_tsc(db, "534777"), people.by_tsc(db, HEAD)
        assert brian is not None
        assert head is not None
        school = roles.of_person(db, head.id, EARLY.date())[0].area_id
        roles.add(db, person_id=brian.id, role=roles.Role.DEPUTY, area_id=school, since=EARLY.date())


def a_national_trainer(engine: Engine, language: str) -> None:
    """The sub-county on 17 June; Ruth is a National Trainer, and Grace Director Field Services."""
    the_sub_county_on_17_june(engine, language)
    with engine.begin() as db:
        for number, role in (("300417", roles.Role.NT), ("300416", roles.Role.DFS)):
            person = people.by_tsc(db, number)
            assert person is not None
            people.set_language(db, person.id, language)
            for held in roles.of_person(db, person.id, APPOINTED):
                roles.end(db, held.id, APPOINTED)
            roles.add(db, person_id=person.id, role=role, area_id=None, since=APPOINTED)


def a_new_head_at_utithi(engine: Engine, language: str) -> None:
    """29 April: nobody is matched; Brian heads Utithi Primary from today on, Jane has been a head for long."""
    nobody_is_matched(engine, language)
    with engine.begin() as db:
        brian, head, ali = (people.by_tsc(db, number) for number in ("534777", HEAD, DIRECTOR))
        assert brian is not None
        assert head is not None
        assert ali is not None
        for one in (brian, ali):
            people.set_language(db, one.id, language)
        [held] = roles.of_person(db, head.id, EARLY.date())
        assert held.area_id is not None
        zone = areas.path(db, held.area_id)[1]
        level = Level.PRIMARY
        to = areas.add(
            db, kind=AreaKind.INSTITUTION, name="Utithi Primary", code="UTITHI", level=level, parent_id=zone.id
        )
        for before in roles.of_person(db, brian.id, EARLY.date()):
            roles.end(db, before.id, APPOINTED)
        roles.add(db, person_id=brian.id, role=roles.Role.HEAD, area_id=to, since=APPOINTED)


def a_champion_at_mwangaza(engine: Engine, language: str) -> None:
    """The demo; Brian is the champion of his school, and Grace is also an operator."""
    with engine.begin() as db:
        brian, head, grace = (people.by_tsc(db, number) for number in ("534777", HEAD, "300416"))
        assert brian is not None
        assert head is not None
        assert grace is not None
        people.set_language(db, brian.id, language)
        school = roles.of_person(db, head.id, EARLY.date())[0].area_id
        roles.add(db, person_id=brian.id, role=roles.Role.CHAMPION, area_id=school, since=EARLY.date())
        roles.add(db, person_id=grace.id, role=roles.Role.OPERATOR, area_id=None, since=EARLY.date())


def coaching_at_mwangaza(engine: Engine, language: str) -> None:
    """Faith and Peter have met three times; since 28 April Jane coaches Faith and Brian, and Ali coaches Jane."""
    session_3_signed(engine, language)
    with engine.begin() as db:
        known = [people.by_tsc(db, number) for number in (MENTEE, "534777", HEAD, DIRECTOR)]
        faith, brian, jane, ali = (one for one in known if one is not None)
        kind, start = pairs.PairKind.COACHING, date(2026, 4, 28)
        for coach, coachee in ((jane, faith), (jane, brian), (ali, jane)):
            pairs.add(db, mentor_id=coach.id, mentee_id=coachee.id, kind=kind, start=start, now=EARLY)
            people.set_language(db, coach.id, language)
            people.set_language(db, coachee.id, language)


def coaching_was_rated(engine: Engine, language: str) -> None:
    """The sub-county on 17 June: a lesson of each of its six coachees was rated in May and one in June."""
    the_sub_county_on_17_june(engine, language)
    with engine.begin() as db:
        found = coached.within(db, 0, tuple(Level), date(2026, 6, 17))
        for nth, pair in enumerate(sorted(found, key=lambda one: one.pair_id)):
            for stage, day, low in (("baseline", date(2026, 5, 13), 1), ("endline", date(2026, 6, 10), 2)):
                marks = (low + nth % 2, low + nth % 3 // 2, low)
                keys = ("goals", "engagement", "application")
                scores = {key: (mark, str(mark)) for key, mark in zip(keys, marks, strict=True)}
                rated = NewObservation(pair.pair_id, pair.coach_id, day, ObservedAt(stage), 1, scores, EARLY)
                observations.add(db, rated)


def the_head_is_transferred(engine: Engine, language: str) -> None:
    """Jane has reported on the term and heads another school since; Brian heads Mwangaza."""
    the_sub_county_on_17_june(engine, language)
    with engine.begin() as db:
        jane, brian = people.by_tsc(db, HEAD), people.by_tsc(db, "534777")
        assert jane is not None
        assert brian is not None
        held = next(one for one in roles.of_person(db, jane.id, JULY.date()) if one.role is roles.Role.HEAD)
        assert held.area_id is not None
        office = office_of(db, jane.id, JULY.date())
        assert office is not None
        [period] = asked_now(office.role, Level.PRIMARY, reports.spans(db, JULY.date()), JULY.date())
        reports.send(db, office, jane.id, period, "All pairs meet", JULY)
        above = areas.path(db, held.area_id)[1]
        to = areas.add(
            db, kind=AreaKind.INSTITUTION, name="Utithi Primary", code="UTITHI", level=Level.PRIMARY, parent_id=above.id
        )
        roles.end(db, held.id, JULY.date())
        roles.add(db, person_id=jane.id, role=roles.Role.HEAD, area_id=to, since=JULY.date())
        roles.add(db, person_id=brian.id, role=roles.Role.HEAD, area_id=held.area_id, since=JULY.date())


def the_demo_and_its_sub_county(engine: Engine, language: str | None) -> None:
    """As the page with the phones begins: the other pairs are there, and its cast may read one language."""
    with engine.begin() as db:
        county.fill(db, seed=1)
        if language is not None:
            persons.speak(db, language)


def needs_were_named(engine: Engine, language: str) -> None:
    """The sub-county on 17 June, where from January to March mentees have said what they need."""
    the_sub_county_on_17_june(engine, language)
    with engine.begin() as db:
        director = people.by_tsc(db, DIRECTOR)
        assert director is not None
        mwala = next(one.area_id for one in roles.of_person(db, director.id, EARLY.date()) if one.area_id)
        schools = [one for one in places.within(db, mwala, SCD_LEVELS) if one.kind is AreaKind.INSTITUTION]
        own = next(one for one in schools if one.name.startswith("Mwangaza"))
        big = next(one for one in schools if one.name.startswith("Kangii"))
        named = [(big, tag) for tag in 7 * ["lessons"] + 5 * ["assessment"] + ["conduct"]]
        named += [(own, "lessons"), (own, "lessons"), (own, "conduct"), *((one, "classroom") for one in schools[:12])]
        junior = next(one for one in schools if one.name.startswith("Miu Junior"))
        for one, tag in (*named, *10 * [(junior, "assessment")]):
            level = Level.JUNIOR if one is junior else Level.PRIMARY
            needs.note(db, date(2026, 1, 1), one.id, mwala, level, tag)


GIVEN: dict[str, Callable[[Engine, str], None]] = {
    "the demo": the_demo,
    "nobody is matched yet": nobody_is_matched,
    "the mentor is asked": the_mentor_is_asked,
    "Amina was enrolled a moment ago": amina_is_enrolled,
    "Faith and Peter are matched": matched,
    "session 3 is signed": session_3_signed,
    "a deputy at Mwangaza": a_deputy_at_mwangaza,
    "Ruth is a National Trainer": a_national_trainer,
    "Brian is newly a head at Utithi": a_new_head_at_utithi,
    "a champion at Mwangaza": a_champion_at_mwangaza,
    "coaching at Mwangaza": coaching_at_mwangaza,
    "coaching was rated": coaching_was_rated,
    "two pairs at Mwangaza": two_pairs_at_mwangaza,
    "Jane has reported and heads another school": the_head_is_transferred,
    "session 4 was not held": session_4_not_held,
    "quarter 1 is over": quarter_1_over,
    "quarter 1 is reviewed": quarter_1_reviewed,
    "quarter 2 is over": quarter_2_over,
    "session 5 is planned": session_5_planned,
    "session 5 is planned beside session 4": session_5_beside_4,
    "the sub-county on 17 June": the_sub_county_on_17_june,
    "needs were named in the sub-county": needs_were_named,
    "a log of session 6 is in the middle": log_of_session_6_in_the_middle,
}
"""Every beginning a story may name."""


def begin(engine: Engine, given: str, language: str | None) -> None:
    """Makes what a story starts from. NotAStory, with the beginnings there are, where it is none of them."""
    from tests.stories.the_year import GIVEN as LATER  # it is built on what stands here

    known = {**GIVEN, **LATER}
    if given == transcript.GIVEN:
        the_demo_and_its_sub_county(engine, language)
    elif given not in known:
        raise NotAStory(f"no story begins with “{given}”; known are: {'; '.join(sorted([transcript.GIVEN, *known]))}")
    else:
        if language is not None:
            _speaking(engine, language)
        known[given](engine, language or "en")


def _speaking(engine: Engine, language: str) -> None:
    """Faith and Peter read this language, and what they wrote of their next session is in it."""
    words = WORDS[language]
    with engine.begin() as db:
        pair = the_pair(db)
        for person_id in (pair.mentee_id, pair.mentor_id):
            people.set_language(db, person_id, language)
        third = session(db, 3)
        changes.set_objectives(db, third.id, items_text((words["notes"], words["control"])))
        mine = session_rows.sessions.c.pair_id == pair.id
        db.execute(update(session_rows.sessions).where(mine), {"venue": words["venue"]})


def _plan(db: Connection, number: int, day: date, language: str) -> None:
    words = WORDS[language]
    changes.add(
        db,
        NewSession(
            pair_id=the_pair(db).id,
            number=number,
            day=day,
            hour=HOUR,
            venue=words["venue"],
            scheduled=True,
            objectives=words["groups"],
        ),
    )


def _hold(db: Connection, number: int, record: Record) -> None:
    """Faith logs the session after lessons, Peter signs it within the hour; nobody needs to be told any more."""
    pair = the_pair(db)
    day = date.fromisoformat(record.day)
    at = datetime.combine(day, time(16, 20), NAIROBI)
    by_sms = Evidence(Channel.SMS, FAITH, Method.REPLY, "en", read=True)
    by_whatsapp = Evidence(Channel.WHATSAPP, PETER, Method.REPLY, "en", read=True)
    logged = deeds.log(db, pair.mentee_id, pair.id, session(db, number).id, record, by_sms, at)
    signatures.sign(db, pair.mentor_id, logged.version_id, by_whatsapp, at)
    for person_id in (pair.mentee_id, pair.mentor_id):
        for notice in notices.waiting(db, person_id):
            notices.mark(db, notice.id, NoticeState.DROPPED, at)


def _review(
    db: Connection, quarter: int = 1, kind: ReviewKind = ReviewKind.SIX_WEEK, due: date = date(2026, 6, 15)
) -> None:
    """Both have saved this review, so that nobody is asked for it."""
    pair = the_pair(db)
    for person_id in (pair.mentee_id, pair.mentor_id):
        reviews.add(
            db,
            reviews.NewReview(
                pair_id=pair.id,
                quarter=quarter,
                kind=kind,
                person_id=person_id,
                due=due,
                answers={},
                saved_at=datetime.combine(due, time(7, 0), NAIROBI),
            ),
        )


def latest(db: Connection, number: int) -> Version:
    """What the record of this session says now."""
    found = versions.latest(db, session(db, number).id)
    assert found is not None, f"session {number} has no record"
    return found


def record(engine: Engine, number: int) -> Record:
    """The record of this session, as it stands."""
    with engine.connect() as db:
        return Record.of(latest(db, number))
