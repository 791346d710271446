"""One bad notice or rule stops nobody: it is passed over, logged without a word of anybody's, and counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select, text, update

from bot import app, web
from bot.messages import Channel
from bot.store import notices
from bot.store import statements as stated
from bot.store.notices import Kind, State
from bot.store.outbox import outbox
from bot.store.pairs import pairs
from bot.store.signatures import Method
from bot.store.statements import Verdict
from tests.scheduler.test_calm import at
from tests.stories.given import FAITH, PETER, begin, the_pair

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


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("place", UNREADABLE.values(), ids=UNREADABLE)
def test_a_notice_that_this_version_cannot_read_keeps_nobody_waiting_and_no_other_notice(
    lived: Engine, place: str, kind: Kind, caplog: pytest.LogCaptureFixture
) -> None:
    with lived.begin() as db:
        pair = the_pair(db)
        notices.add(db, pair.mentee_id, place, "bad", kind, NOW)
        for who in (pair.mentee_id, pair.mentor_id):
            notices.add(db, who, GOOD, f"good:{who}", Kind.NOTICE, NOW)
    app.tick(lived, NOW)
    assert said(lived, "good:") == [FAITH, PETER]
    assert sum(figures(lived).values()) >= 1
    assert all(name.startswith("page ") for name in figures(lived))
    assert "is passed over" in caplog.text
    assert not {word for word in ("siri", "0712345678", "Faith", FAITH) if word in caplog.text}


def test_a_notice_of_another_version_is_dropped_and_not_looked_at_again(lived: Engine) -> None:
    with lived.begin() as db:
        bad = notices.add(db, the_pair(db).mentee_id, "SessionToSignOff?session=3", "bad", Kind.NOTICE, NOW)
        assert bad is not None
    app.tick(lived, NOW)
    app.tick(lived, NOW + timedelta(minutes=1))
    with lived.connect() as db:
        notice = notices.get(db, bad)
    assert notice is not None
    assert notice.state is State.DROPPED
    assert figures(lived) == {"page unknown": 1}


def test_a_prompt_for_a_reason_of_another_version_is_heard(lived: Engine) -> None:
    with lived.begin() as db:
        prompt = notices.add(db, the_pair(db).mentee_id, GOOD, "of tomorrow", Kind.PROMPT, QUIET)
        db.execute(text("UPDATE notices SET reason = 'tomorrow' WHERE id = :id"), {"id": prompt})
    app.tick(lived, QUIET)
    assert said(lived, "of tomorrow") == [FAITH]


def test_a_rule_that_raises_keeps_no_other_rule_waiting(lived: Engine, caplog: pytest.LogCaptureFixture) -> None:
    """A pair whose year began in 9999 has no last day."""
    begin(lived, "session 5 is planned", None)
    with lived.begin() as db:
        pair = the_pair(db)
        statement = stated.add(
            db,
            pair_id=pair.id,
            due=date(2026, 6, 1),
            verdict=Verdict.EXTEND,
            excused=0,
            by_id=pair.mentor_id,
            channel=Channel.SMS,
            address=PETER,
            method=Method.REPLY,
            now=NOW,
        )
        db.execute(update(stated.statements).where(stated.statements.c.id == statement), {"words": "one more"})
        db.execute(update(pairs).where(pairs.c.id == pair.id), {"cycle": date(9999, 12, 1)})
    app.tick(lived, at("Thu 18 Jun 16:15"))
    assert said(lived, "log:") == [FAITH]
    assert figures(lived)["rule assess"] == 1
    assert "rule assess is passed over" in caplog.text
