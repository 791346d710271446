"""One bad notice or rule stops nobody: it is passed over, logged without a word of anybody's, and counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, select, text

from bot import app, web
from bot.messages import Channel
from bot.simulator.chat import moment
from bot.store import pairs
from bot.store.cause import KeptCause
from bot.store.ending import statements as stated
from bot.store.ending.statements import Verdict
from bot.store.outbox.outbox import outbox
from bot.store.people import people
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind, NoticeState
from scheduler import due
from tests.stories.given import FAITH, PETER, begin, the_pair
from tests.talk.test_quiet_hours import at

NOW = at("Tue 16 Jun 16:15")
QUIET = at("Tue 12 May 16:15")
GOOD = "LineStopped?channel=telegram"
UNREADABLE = {
    "a page that is gone": "SessionToSignOff?session=3",
    "no page at all": "%%% 0712345678 siri yangu",
    "nothing": "",
    "a form": "SessionRecord?session=3",
    "an argument that is missing": "SessionToSign?version=7",
    "an argument that is no number": "SessionToSign?session=siri yangu&version=7",
    "a draft that is not there": "Unfinished?draft=",
    "several of nothing": "Several?notices=,",
    "a number out of all range": "SessionToSign?session=99999999999999999999999&version=7",
}


def said(engine: Engine, cause: str) -> list[str]:
    """The addresses to which the notices whose causes begin so have been said."""
    found = select(outbox.c.address).join_from(outbox, notices.notices)
    with engine.connect() as db:
        return sorted(db.execute(found.where(notices.notices.c.cause.startswith(cause))).scalars())


def figures(engine: Engine) -> dict[str, float]:
    """What /metrics counts as passed over, by name."""
    page = web.make(lambda: engine, lambda: NOW).test_client().get("/metrics").text
    lines = [line for line in page.splitlines() if line.startswith("mshauri_passed_over_total{")]
    return {line.partition('what="')[2].partition('"')[0]: float(line.rpartition(" ")[2]) for line in lines}


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("place", UNREADABLE.values(), ids=UNREADABLE)
def test_a_notice_that_this_version_cannot_read_keeps_nobody_waiting_and_no_other_notice(
    lived: Engine, place: str, kind: NoticeKind, caplog: pytest.LogCaptureFixture
) -> None:
    with lived.begin() as db:
        pair = the_pair(db)
        notices.add(db, notices.NewNotice(pair.mentee_id, place, KeptCause(text="bad"), kind, NOW))
        for who in (pair.mentee_id, pair.mentor_id):
            notices.add(db, notices.NewNotice(who, GOOD, KeptCause(text=f"good:{who}"), NoticeKind.NOTICE, NOW))
    app.tick(lived, NOW)
    assert said(lived, "good:") == [FAITH, PETER]
    assert sum(figures(lived).values()) >= 1
    assert all(name.startswith("page ") for name in figures(lived))
    assert "is passed over" in caplog.text
    assert not {word for word in ("siri", "0712345678", "Faith", FAITH) if word in caplog.text}


def test_a_notice_of_another_version_is_dropped_and_not_looked_at_again(lived: Engine) -> None:
    with lived.begin() as db:
        bad = notices.add(
            db,
            notices.NewNotice(
                the_pair(db).mentee_id, "SessionToSignOff?session=3", KeptCause(text="bad"), NoticeKind.NOTICE, NOW
            ),
        )
        assert bad is not None
    app.tick(lived, NOW)
    app.tick(lived, NOW + timedelta(minutes=1))
    with lived.connect() as db:
        notice = notices.get(db, bad)
    assert notice is not None
    assert notice.state is NoticeState.DROPPED
    assert figures(lived) == {"page unknown": 1}


def test_a_prompt_for_a_reason_of_another_version_is_heard(lived: Engine) -> None:
    with lived.begin() as db:
        prompt = notices.add(
            db, notices.NewNotice(the_pair(db).mentee_id, GOOD, KeptCause(text="of tomorrow"), NoticeKind.PROMPT, QUIET)
        )
        db.execute(text("UPDATE notices SET reason = 'tomorrow' WHERE id = :id"), {"id": prompt})
    app.tick(lived, QUIET)
    assert said(lived, "of tomorrow") == [FAITH]


def test_a_pair_of_an_impossible_day_keeps_no_other_pair_waiting_and_no_other_rule(
    lived: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """A pair whose year began in 9999 has no last day; Faith and Peter have served their time."""
    with lived.begin() as db:
        pair = the_pair(db)
        another_pair(db, date(9999, 12, 1))
    app.tick(lived, moment("Tue 4 May 2027, 16:15"))
    assert len(causes(lived, f"assess:{pair.id}:2027-05-04:")) == 2
    assert figures(lived)["rule assess"] == 2, "both of that pair"
    assert "rule assess is passed over" in caplog.text


@pytest.mark.parametrize("began", [date(9999, 12, 31), date(1, 1, 1), date(2105, 6, 1)])
def test_whenever_a_pair_is_said_to_have_begun_the_others_are_asked_for_their_reviews(
    lived: Engine, began: date
) -> None:
    begin(lived, "session 3 is signed", None)
    with lived.begin() as db:
        pair = the_pair(db)
        another_pair(db, began)
    for day in ("Mon 15 Jun", "Tue 16 Jun", "Mon 3 Aug", "Tue 25 Aug"):
        app.tick(lived, at(f"{day} 16:15"))
    assert opened(lived, pair.id) == {"review", "quarter_review", "annex_iv", "sharing"}
    assert figures(lived).keys() <= {"rule assess"}
    with lived.connect() as db:
        assert due.foreseen(db, NOW, NOW + due.AHEAD)


@pytest.mark.parametrize("table", ["areas", "calendar"])
def test_a_kind_of_school_of_another_version_stops_no_clock(lived: Engine, table: str) -> None:
    begin(lived, "session 5 is planned", None)
    with lived.begin() as db:
        assert db.execute(text(f"UPDATE {table} SET level = 'tomorrow' WHERE level = 'primary'")).rowcount > 0
    app.tick(lived, at("Thu 18 Jun 16:15"))
    assert said(lived, "log:") == [FAITH]
    assert figures(lived) == {}


def causes(engine: Engine, begin: str = "") -> list[str]:
    """Of all that was opened, by which it is known, those that begin so."""
    with engine.connect() as db:
        return [cause for cause in db.execute(select(notices.notices.c.cause)).scalars() if cause.startswith(begin)]


def opened(engine: Engine, pair_id: int) -> set[str]:
    """What the clock has opened for this pair's year, by the first words of causes."""
    return {
        of
        for of, which, *_rest in (cause.split(":") for cause in causes(engine))
        if of == "sharing" or (of.endswith(("review", "_iv")) and which == str(pair_id))
    }


def another_pair(db: Connection, began: date) -> None:
    """Peter and another mentee, since this day; their head has added three months to their time."""
    amina, pair = people.by_tsc(db, "812399"), the_pair(db)
    assert amina is not None
    kind = pairs.PairKind.MENTORSHIP
    another = pairs.add(db, mentor_id=pair.mentor_id, mentee_id=amina.id, kind=kind, start=began, now=NOW)
    extend = stated.NewStatement(another, date(2026, 6, 1), Verdict.EXTEND, 0, pair.mentor_id, NOW)
    statement = stated.add(db, extend, Evidence(Channel.SMS, PETER, Method.REPLY, "en", read=True))
    stated.explain(db, statement, "one more")


def test_a_rule_that_raises_keeps_no_other_rule_waiting(lived: Engine, caplog: pytest.LogCaptureFixture) -> None:
    """Its table is another version's."""
    begin(lived, "session 5 is planned", None)
    with lived.begin() as db:
        db.execute(text("ALTER TABLE refreshers RENAME TO gone"))
    app.tick(lived, at("Thu 18 Jun 16:15"))
    assert said(lived, "log:") == [FAITH]
    assert figures(lived)["rule refresh"] == 1
    assert "rule refresh is passed over" in caplog.text
