"""Reports by chat, where a story would only repeat itself: what is late, and that nobody else reads one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, select

from bot.messages import Channel, Inbound
from bot.store.outbox import outbox
from bot.store.tables import reports
from bot.talk import hear
from bot.talk.turn import World
from tests.offering import offered
from tests.stories.player import Phones, begun


def in_july(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), "the sub-county on 17 June", "Mon 27 Jul 2026, 10:02")


def test_the_late_list_stands_behind_reports_and_its_authors_can_be_reminded_once_a_day(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = in_july(quick_copies)
    assert phones.write("Ali", "LATE REPORTS", Channel.TELEGRAM) == ["No report is late."]
    phones.until("Mon 3 Aug 2026, 12:00")
    phones.write("Ali", "REPORTS", Channel.TELEGRAM)
    assert phones.press("Ali", "Late reports", Channel.TELEGRAM)[0].startswith("42 reports are late:")
    phones.press("Ali", "Ikalaasa Primary", Channel.TELEGRAM)
    for _time in range(2):
        said = phones.press("Ali", "Remind", Channel.TELEGRAM)
        assert said == ["B. Katunge is reminded today: report of Ikalaasa Primary, term 2, 2026."]


def test_nobody_but_author_and_receiver_reads_a_report(quick_copies: Callable[[], Engine]) -> None:
    """To all others it is closed as one that there is not."""
    phones = in_july(quick_copies)
    phones.write("Jane", "REPORT")
    phones.write("Jane", "2094")
    phones.write("Jane", "Grade 4 has no mentor")
    phones.write("Jane", "1")
    with phones.engine.connect() as db:
        [report] = db.execute(select(reports.c.id)).scalars()
    for who, way in (("Grace", Channel.TELEGRAM), ("Ruth", Channel.TELEGRAM), ("Faith", Channel.SMS)):
        here = phones.address(who, way)
        said = []
        for number in (report, 99_999):
            place = f"ReportReturned?report={number}#read"
            press = offered(phones.engine, way, here, place, phones.simulation.now)
            said.append(heard(phones, way, here, press))
        assert said[0] == said[1]
        assert "Grade 4" not in said[0]


def heard(phones: Phones, way: Channel, address: str, press: str | None) -> str:
    phones.ids += 1
    hear(phones.engine, Inbound(way, address, f"told {phones.ids}", "", press), phones.simulation.now, World())
    with phones.engine.connect() as db:
        newest = outbox.outbox.select().order_by(outbox.outbox.c.id.desc()).limit(1)
        return outbox.outbound_of(db.execute(newest).mappings().one()["body"], None).text


def test_a_report_needs_the_pin_on_a_number(quick_copies: Callable[[], Engine]) -> None:
    phones = in_july(quick_copies)
    assert "PIN" in phones.write("Jane", "REPORT")[0]
    assert "PIN" in phones.write("Ali", "REPORTS")[0]
    assert phones.write("Faith", "REPORT") == ["That is for heads and TSC offices. MENU shows what you can do."]


def test_a_command_is_never_sent_as_a_remark(quick_copies: Callable[[], Engine]) -> None:
    phones = in_july(quick_copies)
    for words in ("REPORT", "2094"):
        phones.write("Jane", words)
    assert phones.write("Jane", "STATUS Mwangaza")[0].startswith("Mwangaza Primary, 27 Jul:")
    with phones.engine.connect() as db:
        assert not db.execute(select(reports.c.id)).all(), "nothing was sent"


def test_reports_that_were_read_in_the_evening_are_not_announced_in_the_morning(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = in_july(quick_copies)
    phones.until("Mon 27 Jul 2026, 21:00")
    for words in ("REPORT", "2094", "all is well", "1"):
        phones.write("Jane", words)
    for words in ("REPORTS", "Mwangaza Primary"):
        phones.write("Ali", words, Channel.TELEGRAM)
    assert phones.write("Ali", "1", Channel.TELEGRAM)[0].startswith("Acknowledged")
    said = [one.outbound.text for one in phones.until("Tue 28 Jul 2026, 12:00")]
    assert not [one for one in said if "reports wait" in one or "report waits" in one]


def test_headquarters_are_not_told_to_draft_a_report(quick_copies: Callable[[], Engine]) -> None:
    phones = in_july(quick_copies)
    assert phones.write("Ruth", "REPORTS", Channel.TELEGRAM) == ["No report waits for you now."]
