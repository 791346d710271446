"""What people ask of their own data is answered in time, by a named officer, and every step is in the trail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy import Enum as EnumType

from bot.dialogs.mydata import deeds as copies
from bot.dialogs.mydata.pages import VALUES
from bot.dialogs.mydata.rules import LABELS, TITLES
from bot.language import NAIROBI, Marked, ours
from bot.messages import Channel
from bot.operator import entering
from bot.operator.entering import Corrections
from bot.reports.papers import filled
from bot.simulator import chat
from bot.store import pairs, trail
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.rights import data_requests, held, terms
from bot.store.rights.held import HELD
from bot.store.talk.drafts import drafts
from tests.store.searching import found
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun, play

MOMENT = "Fri 29 May 2026, 10:00"
RUTH = "300417"


def phones_of(engine: Engine, *, officer: bool = True) -> Phones:
    """The phones, with Ruth as the data officer."""
    with engine.begin() as db:
        ruth = people.by_tsc(db, RUTH)
        assert ruth is not None
        if officer:
            roles.add(db, person_id=ruth.id, role=Role.DPO, area_id=None, since=date(2026, 1, 1))
    return begun(engine, "session 3 is signed", MOMENT)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return phones_of(quick_copies())


def proves(phones: Phones) -> None:
    """Faith gives her PIN, which is good for a quarter of an hour."""
    phones.write("Faith", "MYDATA")
    phones.write("Faith", "4821")


def entered(phones: Phones) -> list[str]:
    """What the trail has of it."""
    with phones.engine.connect() as db:
        return [entry.what for entry in trail.all_entries(db)]


def says_to_ruth(phones: Phones) -> list[str]:
    return [one.outbound.text for one in phones.sent if phones._name(one) == "Ruth"]


def test_the_way_of_a_tsc_number_from_her_phone_to_the_officer_and_back(lived: Engine) -> None:
    phones = phones_of(lived)
    proves(phones)
    for words in ("CORRECT", "2"):
        phones.write("Faith", words)
    assert phones.write("Faith", "812347") == ["Sent to the data officer, ref C0001. You get an answer by Fri 5 Jun."]
    phones.until("Fri 29 May 2026, 10:30")
    assert any("F. Mutua asks something of their own data, ref C0001" in text for text in says_to_ruth(phones))
    [listed] = phones.write("Ruth", "DATA REQUESTS", Channel.TELEGRAM)
    assert listed.startswith("1 request waits")
    [shown] = phones.write("Ruth", "1", Channel.TELEGRAM)
    assert shown.startswith("C0001, Faith Mutua, TSC no. 812345: TSC no., by Fri 5 Jun. 812347")
    phones.write("Ruth", "1 3391", Channel.TELEGRAM)
    with lived.connect() as db:
        changed = people.by_tsc(db, "812347")
        assert changed is not None
        assert changed.name == "Faith Mutua"
    phones.until("Fri 29 May 2026, 16:30")
    told = [one.outbound.text for one in phones.sent if phones._name(one) == "Faith"]
    assert any("your request C0001 is done" in text for text in told)
    assert {"Asked.tsc", "Answered.done"} <= set(entered(phones))


def test_a_refusal_gives_its_reason_and_the_commissioner(phones: Phones) -> None:
    proves(phones)
    for words in ("CORRECT", "6", "My subject is Music"):
        phones.write("Faith", words)
    phones.write("Ruth", "DATA REQUESTS", Channel.TELEGRAM)
    phones.write("Ruth", "1", Channel.TELEGRAM)
    phones.press("Ruth", "Refuse", Channel.TELEGRAM)
    phones.write("Ruth", "Your head enters subjects.", Channel.TELEGRAM)
    phones.until("Fri 29 May 2026, 16:30")
    told = [one.outbound.text for one in phones.sent if phones._name(one) == "Faith"]
    assert any("C0001 was not granted" in text and "odpc.go.ke" in text for text in told)
    phones.write("Faith", "MY REQUESTS")
    assert "Your head enters subjects." in phones.write("Faith", "4821")[0]


def test_nobody_but_a_data_officer_sees_requests(phones: Phones) -> None:
    proves(phones)
    for words in ("CORRECT", "6", "My subject is Music"):
        phones.write("Faith", words)
    for name, channel in (("Peter", Channel.WHATSAPP), ("Ali", Channel.TELEGRAM), ("Grace", Channel.TELEGRAM)):
        [said] = phones.write(name, "DATA REQUESTS", channel)
        assert said == "You cannot open that.", name


def test_an_overdue_request_alarms_the_officer_every_day_until_it_is_answered(phones: Phones) -> None:
    proves(phones)
    for words in ("CORRECT", "3", "Katulani Primary"):
        phones.write("Faith", words)
    phones.until("Wed 3 Jun 2026, 20:00")
    assert any("C0001 of F. Mutua must be answered by Fri 5 Jun" in text for text in says_to_ruth(phones))
    phones.until("Tue 9 Jun 2026, 20:00")
    late = [text for text in says_to_ruth(phones) if "C0001 of F. Mutua is overdue" in text]
    assert len(late) == 2, "on Monday and on Tuesday"


def test_where_there_is_no_officer_the_operators_are_asked(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    phones = phones_of(engine, officer=False)
    with engine.begin() as db:
        ruth = people.by_tsc(db, RUTH)
        assert ruth is not None
        roles.add(db, person_id=ruth.id, role=Role.OPERATOR, area_id=None, since=date(2026, 1, 1))
    proves(phones)
    for words in ("CORRECT", "3"):
        phones.write("Faith", words)
    assert phones.write("Faith", "Katulani Primary")[0].startswith("Sent to the TSC office, ref C0001.")
    phones.until("Fri 29 May 2026, 16:30")
    assert any("C0001" in text for text in says_to_ruth(phones))


def test_a_name_is_changed_at_once_and_what_was_signed_keeps_the_old_one_with_a_note(phones: Phones) -> None:
    proves(phones)
    phones.write("Faith", "CORRECT")
    phones.write("Faith", "1")
    assert phones.write("Faith", "12345") != []
    phones.write("Faith", "Faith Mwikali Mutua")
    with phones.engine.connect() as db:
        pair = pairs.get(db, the_pair(db).id)
        assert pair is not None
        assert pair.mentee_name == "Faith Mwikali Mutua"
        log = filled.log(db, pair, date(2026, 5, 29), "en", objectives=False)
        signed = [one.mentee for one in log.meetings if one.mentee.proof]
        assert {one.name for one in signed} == {"Faith Mutua"}
        assert {one.proof.now_called for one in signed if one.proof} == {"Faith Mwikali Mutua"}
    assert "Renamed" in entered(phones)


@pytest.mark.parametrize(("language", "told"), [("en", "of you: name, language."), ("sw", "kukuhusu: jina, lugha.")])
def test_its_owner_is_told_what_an_operator_put_right_and_not_to_what(
    quick_copies: Callable[[], Engine], language: str, told: str
) -> None:
    phones = phones_of(quick_copies())
    if language == "en":
        phones.write("Faith", "KISWAHILI")
    entering.correct(phones.engine, "812345", Corrections(name="Faith Kioko", language=language), phones.simulation.now)
    phones.until("Fri 29 May 2026, 16:30")
    said = [one.outbound.text for one in phones.sent if phones._name(one) == "Faith"]
    assert [told in text for text in said].count(True) == 1
    assert not any("Kioko" in text for text in said if told in text)


def test_a_complaint_is_in_the_copy_of_its_writer_and_in_nobody_else_s(quick_copies: Callable[[], Engine]) -> None:
    told = Path(__file__).parents[1] / "cases" / "s10.chat"
    phones = play(quick_copies(), chat.read(told.read_text(encoding="utf-8")))
    with phones.engine.connect() as db:
        everybody = {one.name: one.id for one in db.execute(select(people.people.c.id, people.people.c.name))}
        having = {name for name, who in everybody.items() if "shouts at me" in str(copies.copy_of(db, who))}
    assert having == {"Faith Mutua"}


def test_kept_until_comes_from_the_table_of_retention(phones: Phones) -> None:
    proves(phones)
    [said] = phones.write("Faith", "ERASE")
    with phones.engine.connect() as db:
        pair = pairs.get(db, the_pair(db).id)
        assert pair is not None
    until = terms.terms().kept[held.Kind.RECORD].after(pair.cycle + timedelta(days=365))
    assert f"until {until.year}:" in said


def test_what_she_wrote_is_gone_after_erase_and_the_record_stays(lived: Engine) -> None:
    phones = phones_of(lived)
    phones.write("Faith", "ASK mbuzi wa babu amepotea")
    phones.until("Fri 29 May 2026, 12:00")
    phones.write("Peter", "1", Channel.WHATSAPP)
    phones.write("Faith", "LOG")
    with lived.connect() as db:
        before = found(db, "mbuzi wa babu")
    assert {"letters.words", "inbox.text", "outbox.body"} <= set(before)
    proves(phones)
    phones.write("Faith", "ERASE")
    assert phones.write("Faith", "1 4821")[0].startswith("Erased. Ref E0001.")
    with lived.connect() as db:
        assert not found(db, "mbuzi wa babu")
        assert found(db, "group work in Gr 4"), "the signed record is kept by law"
        faith = the_pair(db).mentee_id
        assert not db.execute(select(drafts).where(drafts.c.person_id == faith)).all()
    assert entered(phones)[-1] == "Erased"
    assert phones.write("Faith", "MENU")[0].startswith("TIMEC menu")


def test_erasing_needs_the_pin_each_time(phones: Phones) -> None:
    proves(phones)
    phones.write("Faith", "ERASE")
    assert phones.write("Faith", "1")[0].startswith("Reply with your 4-digit PIN to erase")
    assert "wrong" in phones.write("Faith", "0000")[0]
    with phones.engine.connect() as db:
        assert not data_requests.erasures(db)


def test_an_officer_decides_on_the_rest_and_not_while_the_pair_goes_on(phones: Phones) -> None:
    proves(phones)
    phones.write("Faith", "ERASE")
    phones.write("Faith", "2")
    phones.write("Ruth", "DATA REQUESTS", Channel.TELEGRAM)
    [shown] = phones.write("Ruth", "1", Channel.TELEGRAM)
    assert "Granting it ends their record" in shown
    [said] = phones.write("Ruth", "1 3391", Channel.TELEGRAM)
    assert said.startswith("They are in a pair that is not over.")
    with phones.engine.connect() as db:
        assert found(db, "Faith Mutua")


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_copy_by_sms_is_as_long_as_was_said(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = begun(quick_copies(), "session 3 is signed", MOMENT, language)
    phones.write("Faith", "MYDATA" if language == "en" else "DATA YANGU")
    phones.write("Faith", "4821")
    parts = [phones.write("Faith", "1")[0]]
    while parts[-1].endswith(("MORE", "ZAIDI")):
        parts += phones.write("Faith", "MORE" if language == "en" else "ZAIDI")
    whole = re.sub(r"\W*(?:MORE|ZAIDI)?\s*\(\d+/\d+\)\s*", " ", " ".join(parts))  # a page may end within words
    for word in ("812345", "P. Otieno", "group work in Gr 4"):
        assert word in whole, word
    assert "ERASE" in whole or "FUTA" in whole, "what to do next stands at its end"


def test_every_column_and_table_of_a_copy_is_named() -> None:
    shown = {column for one in HELD for column in one.shown.split()}
    assert shown <= LABELS.keys()
    assert {one.name for one in HELD if one.shown} <= TITLES.keys()
    assert LABELS.keys() == shown | {"by", "pair", "session", "area"}, "and nothing else is"


def test_no_code_of_ours_is_in_a_copy() -> None:
    coded = {
        str(value.value)
        for one in HELD
        for column in one.table.c
        if column.name in one.shown.split() and isinstance(column.type, EnumType) and column.type.enum_class
        for value in column.type.enum_class
    }
    told = {value: VALUES.get(value, Marked(value)) for value in coded}
    assert len(coded) > len(VALUES) > 0
    assert VALUES.keys() <= coded, "and nothing else is"
    assert not [value for value, text in told.items() if "_" in text or not ours.translation(text, "sw")]


def test_a_copy_says_who_wrote_what(phones: Phones) -> None:
    with phones.engine.connect() as db:
        copied = {one.name: one.rows for one in copies.copy_of(db, the_pair(db).mentee_id)}
    assert {row.get("session") for row in copied["versions"]} == {"1", "2", "3"}
    assert {row.get("pair") for row in copied["pairs"]} == {"P. Otieno"}
    assert phones.simulation.now.astimezone(NAIROBI).year == 2026
