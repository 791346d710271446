"""Confidential text is unreadable where it lies; moments come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, delete, make_url, select, text
from sqlalchemy.exc import StatementError

from bot.messages import Button, Channel, Inbound, Outbound, Pattern
from bot.store import agreement as documents
from bot.store import annex_iv, approval, areas, certificates, fit, letters, notes, pictures, plans
from bot.store.areas import AreaKind
from bot.store.ending import assessments, evaluations, statements, verifications
from bot.store.engine import open_store
from bot.store.goals import goals, goals_met
from bot.store.health.beats import beats
from bot.store.helpdesk import breaches
from bot.store.instruments import observations, plcs
from bot.store.joining import enrolling, join_requests, myself, nominating
from bot.store.keys.confidential import Confidential
from bot.store.keys.vault import WrongKeys, vault_of
from bot.store.matching import proposals, requests
from bot.store.officers import calls, committees, issues, reports
from bot.store.orientation import group_trainings
from bot.store.outbox import outbox
from bot.store.outbox.outbox import NewMessage
from bot.store.pairs import Side
from bot.store.pausing import closings, pauses
from bot.store.people.roles import Role
from bot.store.preparing import plan_drafts, preparations
from bot.store.reviews import reviews
from bot.store.rights import cases, data_requests
from bot.store.sessions import changes
from bot.store.sessions import notes as sessions_notes
from bot.store.signing import Evidence, Method
from bot.store.tables import metadata
from bot.store.talk import drafts, inbox, saves
from tests.store.cast import FAITH_PHONE, NOW, Cast, hear, pair, sign, version

SECRET = "Wanjiku-wa-siri"


def confide(db: Connection) -> Cast:
    """Write the secret into every confidential column."""
    cast = pair(db)
    plans.add(db, plans.NewPlan(pair_id=cast.pair, number=1, objectives=SECRET, answers={"criteria": SECRET}))
    _papers(db, cast)
    changes.set_objectives(db, cast.session, SECRET)
    changes.miss(db, cast.session, "illness", SECRET)
    made = version(db, cast.session, 1, cast.faith, plan=SECRET)
    sign(db, made, cast.faith, Side.MENTEE, shown=SECRET)
    sessions_notes.add(db, session_id=cast.session, author_id=cast.peter, words=SECRET, now=NOW)
    notes.add(db, from_id=cast.faith, to_id=cast.peter, words=SECRET, now=NOW)
    ask = letters.LetterKind.ASK
    letters.add(
        db, letters.NewLetter(pair_id=cast.pair, from_id=cast.faith, kind=ask, words=SECRET, about=SECRET, made_at=NOW)
    )
    seen = observations.NewObservation(
        pair_id=cast.pair,
        by_id=cast.peter,
        day=NOW.date(),
        stage=observations.ObservedAt.BASELINE,
        version=1,
        scores={"goals": (2, SECRET)},
        made_at=NOW,
    )
    observations.add(db, seen)
    zone = areas.add(db, kind=AreaKind.ZONE, name="Masii", parent_id=None)
    plc = plcs.NewPlc(cast.peter, zone, NOW, "staffroom", SECRET, called=True, made_at=NOW)
    made = plcs.add(db, plc, [cast.faith])
    plcs.record(db, made, SECRET, SECRET)
    plcs.was_there(db, made, cast.faith, SECRET, there=True)
    due, mine = NOW.date(), goals.Owner.MENTEE
    goals.add(
        db,
        goals.NewGoal(
            pair_id=cast.pair, by_id=cast.faith, owner=mine, words=SECRET, criterion=SECRET, due=due, proposed_at=NOW
        ),
    )
    stood = {"missed_words": SECRET}
    saves.keep(db, saves.Save(cast.faith, "SessionRecord", "", {"areas": SECRET}, "", stood, stood, NOW))
    _review(db, cast)
    _ending(db, cast)
    plan_drafts.keep(db, cast.peter, {"goals": SECRET}, NOW)
    match = proposals.add(db, mentor_id=cast.peter, mentee_id=cast.faith, head_id=cast.peter, now=NOW)
    proposals.set_reason(db, match, SECRET)
    wish = requests.RequestKind.REMATCH
    requests.add(db, pair_id=cast.pair, person_id=cast.faith, kind=wish, reason=SECRET, now=NOW)
    picture = Inbound(Channel.WHATSAPP, "+254712000002", "1", SECRET, media=("image",), files=(SECRET,))
    heard = inbox.record(db, picture, cast.faith, NOW)
    pictures.add(
        db,
        session_id=cast.session,
        by_id=cast.faith,
        kind="image",
        channel=Channel.WHATSAPP,
        reference=SECRET,
        now=NOW,
    )
    pictures.keep(db, pictures.of_session(db, cast.session)[0].id, "image/png", SECRET.encode())
    goals_met.say(db, cast.session, cast.faith, {SECRET: "yes"}, NOW)
    _fill(db, cast)
    _enrol(db, cast)
    _standing_still(db, cast)
    _ask_of_own_data(db, cast)
    fit.put(db, pair_id=cast.pair, person_id=cast.faith, answer=SECRET, now=NOW)
    _complain(db, cast)
    drafts.open_one(db, cast.faith, "SessionRecord", None, {"areas": SECRET}, heard, NOW)
    breaches.add(db, breaches.NewBreach(SECRET, NOW, NOW))
    _say(db, Outbound(SECRET, (Button(SECRET, "sign"),)))
    return cast


def _complain(db: Connection, cast: Cast) -> None:
    about = {"kind": SECRET, "named": [], "who": SECRET}
    made = cases.add(
        db, cases.NewCase(cast.faith, None, about, SECRET, cast.peter, Role.SCD, None, None, NOW, owed_since=NOW)
    )
    cases.step(db, cases.NewStep(made, cases.StepKind.ADDED, cast.faith, NOW, SECRET))


def _ask_of_own_data(db: Connection, cast: Cast) -> None:
    correction, done = data_requests.RequestedData.CORRECTION, data_requests.DataAnswer.DONE
    asked = data_requests.add(db, data_requests.NewDataRequest(cast.faith, correction, NOW, NOW.date(), words=SECRET))
    data_requests.answer(db, asked, done, cast.peter, NOW, SECRET)


def _standing_still(db: Connection, cast: Cast) -> None:
    by, discipline = cast.peter, closings.WhyClosed.DISCIPLINE
    pauses.begin(db, pair_id=cast.pair, why=pauses.WhyPaused.SUSPENDED, by_id=by, since=NOW.date(), now=NOW)
    closings.add(
        db,
        closings.NewClosing(
            pair_id=cast.pair, why=discipline, of=None, day=NOW.date(), served=3, by_id=by, made_at=NOW
        ),
    )


def _evaluate(db: Connection, cast: Cast, area: int) -> None:
    made = evaluations.add(
        db,
        evaluations.NewEvaluation(
            area_id=area,
            by_id=cast.peter,
            day=NOW.date(),
            rows={"1": {"status": SECRET}},
            name="Jane",
            number="209417",
            designation="head",
            made_at=NOW,
            language="en",
            hash="0",
        ),
        Evidence(Channel.SMS, FAITH_PHONE, Method.REPLY, "en", read=True),
    )
    returned = verifications.NewVerification(made, cast.faith, NOW, "Ali", "300415", Role.SCD, SECRET, "0")
    verifications.add(db, returned, Evidence(Channel.SMS, FAITH_PHONE, Method.REPLY, "en", read=True))


def _report(db: Connection, cast: Cast, area: int) -> None:
    sent = reports.add(
        db,
        reports.NewReport(
            area_id=area,
            role=Role.CD,
            kind=reports.ReportKind.QUARTER,
            first=NOW.date(),
            last=NOW.date(),
            version=1,
            by_id=cast.peter,
            figures={SECRET: 1},
            words=SECRET,
            made_at=NOW,
        ),
    )
    reports.answer(db, sent, state=reports.ReportState.RETURNED, by=cast.faith, now=NOW, words=SECRET)


def _enrol(db: Connection, cast: Cast) -> None:
    area = areas.add(db, kind=areas.AreaKind.COUNTY, name="Machakos", parent_id=None)
    _evaluate(db, cast, area)
    _report(db, cast, area)
    calls.add(db, calls.NewOfficeCall(cast.peter, area, None, None, SECRET, NOW), [])
    noted = issues.NewIssue(area, Role.CD, cast.peter, SECRET, issues.IssueOwner.OWN, None, NOW)
    issues.resolve(db, issues.add(db, noted), cast.peter, SECRET, NOW)
    committees.add(db, committees.NewCommittee(area, cast.peter, NOW.date(), SECRET, NOW))
    kind = group_trainings.GroupKind.ICT
    group_trainings.add(db, group_trainings.NewGroup(area, cast.peter, NOW.date(), SECRET, kind, 3, NOW))
    myself.tell(db, myself.Personal(cast.faith, SECRET, SECRET, SECRET, SECRET, NOW))
    join_requests.add(db, join_requests.NewJoinRequest(area, Channel.SMS, FAITH_PHONE, SECRET, SECRET, NOW))
    accepted = nominating.Answer.ACCEPTED
    enrolling.add(
        db,
        enrolling.NewEnrolment(
            person_id=cast.faith,
            area_id=area,
            by_id=cast.peter,
            called="F. Mutua",
            category=SECRET,
            reason=SECRET,
            made_at=NOW,
            answer=accepted,
        ),
    )


def _papers(db: Connection, cast: Cast) -> None:
    needs, agreement = preparations.PreparationKind.NEEDS, documents.PaperKind.AGREEMENT
    written = {"expectations": SECRET}
    preparations.save(db, pair_id=cast.pair, person_id=cast.peter, kind=needs, answers=written, now=NOW)
    paper = documents.add(
        db,
        documents.NewDocument(
            pair_id=cast.pair,
            kind=agreement,
            of_id=cast.peter,
            number=1,
            wording="Annex I",
            text=SECRET,
            hash="0",
            made_at=NOW,
        ),
    )
    documents.sign(
        db,
        document_id=paper,
        person_id=cast.peter,
        role=Side.MENTOR,
        hash="0",
        now=NOW,
        evidence=Evidence(
            channel=Channel.SMS, address=FAITH_PHONE, method=Method.PIN, language="en", read=True, shown=SECRET
        ),
    )


def _ending(db: Connection, cast: Cast) -> None:
    due, answers = NOW.date(), {"needed": SECRET}
    assessments.add(db, pair_id=cast.pair, person_id=cast.peter, due=due, answers=answers, by_id=cast.peter, now=NOW)
    extend = statements.NewStatement(cast.pair, due, statements.Verdict.EXTEND, 0, cast.peter, NOW)
    statement = statements.add(db, extend, Evidence(Channel.SMS, FAITH_PHONE, Method.PIN, "en", read=True))
    statements.explain(db, statement, SECRET)
    asked, queried = cast.peter, approval.Decided.QUERIED
    decision = approval.add(db, pair_id=cast.pair, decided=queried, words=SECRET, by_id=asked, now=NOW)
    approval.answer(db, decision, SECRET, asked, NOW)
    certificates.add(
        db,
        certificates.NewCertificate(
            number="TM26-00001",
            pair_id=cast.pair,
            person_id=cast.peter,
            role=Side.MENTOR,
            since=due,
            until=due,
            approver_id=cast.peter,
            reason=SECRET,
            issued_on=due,
            made_at=NOW,
        ),
    )


def _review(db: Connection, cast: Cast) -> None:
    answers, kind = {"progress": SECRET}, reviews.ReviewKind.SIX_WEEK
    reviews.add(
        db,
        reviews.NewReview(
            pair_id=cast.pair, quarter=1, kind=kind, person_id=cast.peter, due=NOW.date(), answers=answers, saved_at=NOW
        ),
    )


def _fill(db: Connection, cast: Cast) -> None:
    values = {"quarter": 1, "scheduled": 4, "covered": 3, "answers": {"venue": SECRET}, "saved_at": NOW}
    signed = {"channel": Channel.SMS, "address": FAITH_PHONE, "method": Method.REPLY, "language": "en", "hash": ""}
    annex_iv.add(db, {"pair_id": cast.pair, "mentor_id": cast.peter, **values, **signed})


def _say(db: Connection, outbound: Outbound) -> int:
    return outbox.queue(
        db,
        NewMessage(
            channel=Channel.SMS,
            address=FAITH_PHONE,
            kind=outbox.MessageKind.REPLY,
            outbound=outbound,
            segments=1,
            now=NOW,
        ),
    )


def _raw(db: Connection) -> str:
    rows = [str(tuple(row)) for table in metadata.tables for row in db.execute(text(f"SELECT * FROM {table}"))]
    return "\n".join(rows)


def test_the_rows_hold_no_confidential_word(store: Engine) -> None:
    with store.begin() as db:
        confide(db)
        raw = _raw(db)
    assert "Faith Mutua" in raw
    assert SECRET not in raw
    assert "discipline" not in raw
    assert "suspended" not in raw
    assert "staffroom" in raw, "the venue is not confidential"
    assert "schemes of work" not in raw


def test_every_confidential_column_was_tried(store: Engine) -> None:
    with store.begin() as db:
        confide(db)
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Confidential):
                    written = db.execute(text(f"SELECT {column.name} FROM {table.name}")).scalars().all()
                    assert written, f"nothing was written into {column}"
                    assert all(value and value.startswith(vault_of(store.dialect).begins) for value in written), column


def test_the_files_of_sqlite_hold_no_confidential_word(sqlite_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(sqlite_url, vault_keys)
    with engine.begin() as db:
        confide(db)
    file = Path(make_url(sqlite_url).database or "")
    on_disk = b"".join(each.read_bytes() for each in file.parent.glob(file.name + "*"))
    engine.dispose()
    assert b"Faith Mutua" in on_disk
    assert SECRET.encode() not in on_disk


def test_what_an_old_key_wrote_opens_while_that_key_is_kept(store_url: str, vault_keys: tuple[str, ...]) -> None:
    new = Fernet.generate_key().decode()
    before, between, after = open_store(store_url, vault_keys), open_store(store_url, [new, *vault_keys]), None
    with before.begin() as db:
        old = hear(db, "old words", "1")
    with between.begin() as db:
        assert _text(db, old) == "old words"
        young = hear(db, "new words", "2")
    after = open_store(store_url, [new])
    with after.begin() as db:
        assert _text(db, young) == "new words"
        with pytest.raises(WrongKeys, match="FIELD_KEYS"):
            _text(db, old)
    for engine in (before, between, after):
        engine.dispose()


def _text(db: Connection, inbox_id: int | None) -> str | None:
    heard = inbox.get(db, inbox_id or 0)
    return heard.text if heard else None


def test_an_engine_without_keys_says_how_to_open_it(store: Engine) -> None:
    keyless = create_engine(store.url)
    with keyless.begin() as db, pytest.raises(StatementError, match="open_store"):
        hear(db, "words", "1")
    keyless.dispose()


@pytest.mark.parametrize("keys", [[], ["too short"]])
def test_no_key_or_a_malformed_one_is_refused_at_once(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"[Ff]ernet"):
        open_store("sqlite://", keys)


zones = st.builds(timezone, st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 # the zone is `zones`


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_moments=st.lists(moments, min_size=1, max_size=5, unique=True))
def test_moments_come_back_the_same_and_sort_by_time(store: Engine, given_moments: list[datetime]) -> None:
    with store.begin() as db:
        db.execute(delete(beats))
        for number, moment in enumerate(given_moments):
            db.execute(beats.insert(), {"name": str(number), "at": moment})
        found = db.execute(select(beats.c.at).order_by(beats.c.at)).scalars().all()
        later = db.execute(select(beats.c.at).where(beats.c.at > given_moments[0])).scalars().all()
    assert found == sorted(given_moments)
    assert all(moment.tzinfo is UTC for moment in found)
    assert sorted(later) == sorted(moment for moment in given_moments if moment > given_moments[0])


def test_a_moment_without_a_zone_is_refused(store: Engine) -> None:
    with store.begin() as db, pytest.raises(StatementError, match="time zone"):
        db.execute(beats.insert(), {"name": "clock", "at": NOW.replace(tzinfo=None)})


def test_an_outbound_comes_back_as_it_was_queued() -> None:
    pattern = Pattern("notice_sign_en", "Sign?", ("Sign",))
    said = Outbound("Sign?", (Button("Sign", "sign:7"),), template="session_sign", pattern=pattern)
    assert outbox.outbound_of(outbox.body_of(said), said.template) == said
    assert outbox.outbound_of(outbox.body_of(said), None) == replace(said, template=None)


def test_an_outbound_that_was_queued_for_a_template_of_before_is_still_read() -> None:
    said = Outbound("TIMEC: Faith waits.", template="session_sign")
    before = {"language": "en", "text": "TIMEC: {{1}} waits.", "values": ["Faith"], "buttons": []}
    assert outbox.outbound_of({**outbox.body_of(said), "pattern": before}, said.template) == said
