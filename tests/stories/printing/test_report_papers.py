"""A report that is read goes along as a paper, with its figures as they were when it was sent."""

from __future__ import annotations

from sqlalchemy import Engine, select

from bot.messages import CAPABILITIES
from bot.reports.papers.reported import FIGURES
from bot.store.officers import reports
from tests.stories.player import play
from tests.stories.printing.test_printing import words_of
from tests.stories.test_stories import story


def test_a_report_that_is_read_goes_along_as_a_paper(lived: Engine) -> None:
    phones = play(lived, story("s6_county_report"))
    files = [(one, item) for one in phones.sent for item in one.outbound.media if item.name == "report.pdf"]
    assert files
    assert all(CAPABILITIES[one.channel].media for one, _item in files)
    printed = words_of(files[-1][1])
    with phones.engine.connect() as db:
        newest = db.execute(select(reports.reports.c.id).order_by(reports.reports.c.id.desc())).scalars().all()
        kept = [reports.get(db, report_id) for report_id in newest]
    told = [one for one in kept if one is not None and (one.words or "") in printed]
    assert told, "it is one of those that were sent"
    for key, label in FIGURES.items():
        assert f"{label} {told[0].figures.get(key, 0)}" in printed
    assert "TIMEC PROGRESS REPORT" in printed
