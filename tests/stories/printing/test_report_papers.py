"""A report that is read goes along as a paper, with its figures as they were when it was sent."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from sqlalchemy import Engine, select

from bot.dialogs.meetings.pages import REASONS
from bot.dialogs.reports.rules import MISSED
from bot.messages import CAPABILITIES, Channel
from bot.reports.papers.reported import FIGURES
from bot.store.officers import reports
from bot.store.officers.reports import NewReport
from bot.store.people.roles import Role
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
    missed = {key.removeprefix(MISSED): count for key, count in told[0].figures.items() if key.startswith(MISSED)}
    assert missed
    for code, count in missed.items():
        assert f"not held: {REASONS[code]} {count}" in printed


def test_its_code_is_known_to_verify_and_tells_of_a_newer_version(lived: Engine) -> None:
    phones = play(lived, story("s6_county_report"))
    files = [item for one in phones.sent for item in one.outbound.media if item.name == "report.pdf"]
    found = re.search(r"VERIFY (R\w+-\w{7})", words_of(files[-1]))
    assert found is not None, "it is on the paper"
    for channel in (Channel.SMS, Channel.TELEGRAM):
        [said] = phones.write("Ali", f"VERIFY {found[1]}", channel)
        assert said.startswith(
            f"{found[1]}: genuine. Report of Mwala, A.H., version 1, sent. Last signature: 6 Jul 2026."
        )
    [wrong] = phones.write("Ali", f"VERIFY {found[1][:-1]}{'0' if found[1][-1] != '0' else '1'}")
    assert wrong.startswith("TIMEC: no record has the code")
    with phones.engine.begin() as db:
        table = reports.reports.c
        sent = reports.get(db, db.execute(select(table.id).where(table.role == Role.SCD)).scalars().one())
        assert sent is not None
        again = NewReport(**{field.name: getattr(sent, field.name) for field in fields(NewReport)})
        reports.add(db, replace(again, version=2))
    [said] = phones.write("Ali", f"VERIFY {found[1]}")
    assert said.endswith("A newer version stands now.")
