"""STATUS of those who oversee schools: the same figures on every channel, and never a word of a session."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking
from bot.dialogs.schools.desk import overview
from bot.dialogs.schools.pages import OfficeStatus
from bot.messages import Channel, Inbound, Outbound
from bot.store import notes
from bot.store.outbox import outbox
from bot.store.outbox import sent as outbox_sent
from bot.store.people import people
from bot.store.talk import notices
from bot.talk import hear
from bot.talk.turn import World
from tests.dialogs.sub_county import DIRECTOR, DIRECTORS_CHAT, NOW, PIN, SECRET, SubCounty, make
from tests.offering import offered
from tests.stories.player import Phones, begun
from tests.test_turn_cost import statements

JUNE, MOMENT = "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02"
SMS, CHAT = (Channel.SMS, DIRECTOR), (Channel.TELEGRAM, DIRECTORS_CHAT)
IDS = count()
FIGURES = {
    "schools": r"(\d+) schools?",
    "pairs": r"(\d+) pairs?",
    "held": r"(\d+) of \d+(?: held)? \(",
    "planned": r"\d+ of (\d+)(?: held)? \(",
    "share": r"\((\d+)%",
    "was": r"was (\d+)%",
    "reviews": r"reviews:? (\d+ of \d+) due",
    "red": r"(?:Red schools: )?(\d+|No)(?: red schools?\.)?(?=\s*(?:Post|1 |\Z))",
}


def said(
    engine: Engine, way: tuple[Channel, str], text: str = "", press: str | None = None, *, group: bool = False
) -> Outbound:
    """What one message is answered with; `press`: the choice of a button that was once shown there."""
    press = press and offered(engine, *way, press, NOW)
    hear(engine, Inbound(*way, f"s6 {next(IDS)}", text, press, group=group), NOW, World(replies_an_hour=10_000))
    with engine.connect() as db:
        newest = outbox.outbox.c.id.desc()
        row = db.execute(outbox.outbox.select().order_by(newest).limit(1)).mappings().one()
    return outbox.outbound_of(row["body"], None)


def made(engine: Engine, seed: int) -> SubCounty:
    with engine.begin() as db:
        return make(db, seed, schools=8)


def in_june(copies: Callable[[], Engine]) -> Phones:
    return begun(copies(), JUNE, MOMENT)


# figures


@pytest.mark.parametrize("seed", range(6))
def test_sms_and_telegram_give_the_same_figures_at_the_same_moment(store: Engine, seed: int) -> None:
    made(store, seed)
    said(store, SMS, "STATUS")
    by_sms, by_chat = said(store, SMS, PIN).text, said(store, CHAT, "/status").text
    for name in ("schools", "pairs", "held", "planned", "share", "was", "reviews"):
        assert re.findall(FIGURES[name], by_sms)[:1] == re.findall(FIGURES[name], by_chat)[:1], name
    red_by_sms = re.findall(r"(\d+) red school", by_sms) or ["0"]
    assert red_by_sms == re.findall(r"Red schools: (\d+)", by_chat)


def test_the_status_of_forty_two_schools_takes_eight_statements(lived: Engine) -> None:
    begun(lived, JUNE, MOMENT)
    with lived.connect() as db:
        ali = people.by_tsc(db, "300415")
        assert ali is not None
        with statements(lived) as ran:
            overview(Asking(db, ali, NOW, Channel.TELEGRAM), OfficeStatus())
    assert len(ran) <= 8


def test_the_first_answer_names_nobody(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    for way in (Channel.SMS, Channel.TELEGRAM):
        said_first = [*phones.write("Ali", "STATUS", way), *phones.write("Ali", PIN, way)]
        assert not any(name in text for text in said_first for name in ("Mutua", "Otieno", "Musau", "Kioko"))


def test_before_there_is_a_pair_status_says_what_will_come(store: Engine) -> None:
    with store.begin() as db:
        make(db, 1, schools=0)
    assert said(store, CHAT, "STATUS").text.startswith("Mwala: no pairs yet in 0 schools. Figures begin when")


def test_status_on_telegram_comes_with_a_picture_and_on_sms_without(store: Engine) -> None:
    made(store, 2)
    assert [one.type for one in said(store, CHAT, "STATUS").media] == ["image/png"]
    said(store, SMS, "STATUS")
    assert said(store, SMS, PIN).media == ()


# confidential


def _walk(engine: Engine, first: list[Outbound]) -> list[str]:
    """Everything that can be reached from these messages by their buttons."""
    texts, tried = [one.text for one in first], set[str]()
    waiting = [choice.data for one in first for choice in one.choices]
    while waiting:
        data = waiting.pop()
        kind = re.sub(r"[?&](draft|of)=\w+", "", data)
        if kind in tried:
            continue
        tried.add(kind)
        shown = said(engine, CHAT, press=data)
        texts += [shown.text, *(choice.label for choice in shown.choices)]
        waiting += [choice.data for choice in shown.choices]
    return texts


@pytest.mark.parametrize("seed", range(1))
def test_no_word_of_a_session_reaches_an_officer(store: Engine, seed: int) -> None:
    place = made(store, seed)
    first = [
        said(store, CHAT, "STATUS"),
        *(said(store, CHAT, press=f"Suggested?school={n}#yes") for n in place.schools),
    ]
    texts = _walk(store, first)
    assert any("confidential to the pair" in text for text in texts), "the walk came to the pairs"
    assert not any(SECRET in text for text in texts)


def test_a_note_reaches_that_mentor_and_nobody_else(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    words = "Your head can free Thursday for Lucy"
    for press in ("STATUS", "One school", "yathui", "Note to mentor", "D. Kioko", words):
        phones.write("Ali", press, Channel.TELEGRAM)
    with phones.engine.connect() as db:
        found = db.execute(notes.remarks.select()).one()
        told = db.execute(notices.notices.select().where(notices.notices.c.place.startswith("NoteFrom"))).all()
        mentor = people.get(db, found.to_id)
    assert found.words == words
    assert mentor is not None
    assert mentor.name.endswith("Kioko")
    assert [one.person_id for one in told] == [found.to_id]
    with phones.engine.connect() as db:
        sent = [one for one in outbox_sent.sent(db, 0) if "written you a note" in one.outbound.text]
    assert len(sent) == 1
    assert words not in sent[0].outbound.text, "the lock screen shows no word of it"
    read = [choice.data for choice in sent[0].outbound.choices]
    assert read == []
    hear(phones.engine, Inbound(sent[0].channel, sent[0].address, "kioko", "1"), phones.simulation.now, World())
    stranger = f"OfficerNote?remark={found.id}"
    assert words not in " ".join(phones.write("Peter", stranger))


def test_another_mentor_cannot_open_the_note(store: Engine) -> None:
    with store.begin() as db:
        place = make(db, 1, schools=8)
        note = notes.add(db, from_id=place.director, to_id=place.director + 1, words=SECRET, now=NOW)
    shown = said(store, CHAT, press=f"NoteFromOfficer?remark={note}#read")
    assert shown.text == "You cannot open that."


# whose it is


def test_a_school_elsewhere_and_one_that_does_not_exist_sound_alike(store: Engine) -> None:
    place = made(store, 3)
    found = {
        said(store, CHAT, "STATUS Elsewhere").text,
        said(store, CHAT, "STATUS Nowhere at all").text,
        said(store, CHAT, press=f"RedList#{place.elsewhere}").text,
        said(store, CHAT, press=f"School?school={place.elsewhere}#pairs").text,
        said(store, CHAT, press="School?school=999999#pairs").text,
        said(store, CHAT, press=f"Pairs?school={place.elsewhere}#note").text,
        said(store, CHAT, press=f"Suggested?school={place.elsewhere}#yes").text,
    }
    answers = {answer.removeprefix("Stuck? MENU shows all choices, HELP explains. ") for answer in found}
    answers = {answer.removesuffix(" MENU shows what waits for you.") for answer in answers}
    assert answers <= {"Not in your area.", "That question is closed."}
    assert "Not in your area." in answers


@pytest.mark.parametrize("page", ["OfficeStatus#red_schools", "RedList#back", "School?school={school}#pairs"])
def test_what_an_officer_sees_is_closed_to_a_teacher(store: Engine, page: str) -> None:
    place = made(store, 4)
    teacher = (Channel.SMS, "+254711000004")
    hear(store, Inbound(*teacher, "hi", "MENU"), NOW, World())
    shown = said(store, teacher, press=page.format(school=place.schools[0]))
    assert shown.text in (
        "That is for heads and TSC offices. MENU shows what you can do.",
        "That question is closed. MENU shows what waits for you.",
    )


def test_a_county_director_sees_schools_but_no_pairs(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    first = phones.write("Grace", "STATUS", Channel.TELEGRAM)[0]
    assert first.startswith("Machakos, all schools")
    assert "43 schools, 120 pairs" in first
    phones.write("Grace", "STATUS yathui", Channel.TELEGRAM)
    assert [choice.label for choice in phones.sent[-1].outbound.choices] == ["Red list"]


def test_headquarters_see_the_nation_and_no_pair(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    assert phones.write("Ruth", "STATUS", Channel.TELEGRAM)[0].startswith("Kenya, all schools")
    phones.write("Ruth", "STATUS yathui", Channel.TELEGRAM)
    assert [choice.label for choice in phones.sent[-1].outbound.choices] == []


def test_headquarters_are_asked_for_the_pin_on_a_number(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    assert phones.write("Ruth", "STATUS")[0] == "Reply with your 4-digit PIN to read this."
    assert phones.write("Ruth", "3391")[0].startswith("Kenya, 17 Jun: 43 schools")


def test_a_head_sees_their_own_school_only(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    for elsewhere in ("STATUS Yathui", "STATUS Nowhere", "HALI Machakos"):
        said = phones.write("Jane", elsewhere)
        said = phones.write("Jane", "2094") if "PIN" in said[0] else said
        assert said[0].endswith("Not in your area.")
    shown = phones.write("Jane", "STATUS mwangaza")
    assert shown == phones.write("Jane", "STATUS")
    assert shown[0].startswith("Mwangaza Primary, 17 Jun: 1 pair. Sessions held 3 of 4 (75%, was 100%).")
    pair = "F. Mutua - P. Otieno: held 3 of 4, last 28 May, signed"
    assert phones.write("Jane", "1")[0].startswith(pair)


def test_pair_members_keep_their_own_status(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    assert phones.write("Faith", "STATUS")[0].startswith("Sessions held: 3 of 4, signed by both: 3.")
    for words in ("Peter", "Otieno", "Mwangaza", "please"):
        said = phones.write("Faith", f"STATUS {words}")[0]
        assert "Sessions held: 3 of 4, signed by both: 3." in said
        assert "Your own:" not in said
    own = "Schools and other people are shown to heads and offices only. Your own: Sessions held: 3 of 4"
    assert phones.write("Faith", "STATUS Yathui")[0].startswith(own)


@pytest.mark.parametrize("name", ["Machakos", "Machako", "Eastern", "Kitui", "Nandi", "Meru", "Kilifi"])
def test_a_county_that_sounds_like_a_word_is_a_name_all_the_same(copies: Callable[[], Engine], name: str) -> None:
    """The Sub-County Director of Mwala is not shown Mwala for it."""
    phones = in_june(copies)
    for keyword in ("STATUS", "HALI"):
        assert phones.write("Ali", f"{keyword} {name}", Channel.TELEGRAM)[0].endswith("Not in your area.")
    assert phones.write("Ali", "STATUS yangu leo", Channel.TELEGRAM)[0].startswith("Mwala primary schools")


# the PIN, groups


def test_the_pin_is_asked_once_a_day_on_a_number_and_never_kept(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    assert "PIN" in phones.write("Ali", "STATUS")[0]
    assert "PIN is wrong" in phones.write("Ali", "1111")[0]
    assert phones.write("Ali", PIN)[0].startswith("Mwala primary")
    assert phones.write("Ali", "1")[0].startswith("Red 1-5")
    phones.until("Thu 18 Jun 2026, 08:00")
    assert "PIN" in phones.write("Ali", "3")[0], "the next day the list of yesterday is closed too"
    assert phones.write("Ali", PIN)[0].startswith("Mango Primary"), "what was asked for is not lost"


def test_a_command_at_the_gate_leaves_it(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    phones.write("Ali", "STATUS")
    assert phones.write("Ali", "MENU")[0].startswith("TIMEC menu")


def test_linked_chats_are_not_asked_for_a_pin(copies: Callable[[], Engine]) -> None:
    assert in_june(copies).write("Ali", "STATUS", Channel.TELEGRAM)[0].startswith("Mwala primary schools")


def test_in_a_group_status_is_not_answered(store: Engine) -> None:
    made(store, 1)
    assert said(store, CHAT, "/status", group=True).text == "Please write to me directly, not in the group."


def test_a_head_is_reminded_once_a_day(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    phones.write("Ali", "STATUS mango", Channel.TELEGRAM)
    first = phones.press("Ali", "Remind head", Channel.TELEGRAM)
    again = phones.press("Ali", "Remind head", Channel.TELEGRAM)
    assert first == ["Reminder sent to S. Mumo: please match your 5 mentees."]
    assert again[0].startswith("S. Mumo was reminded today already.")
    with phones.engine.connect() as db:
        told = [one.outbound.text for one in outbox_sent.sent(db, 0) if "asks you to look at" in one.outbound.text]
    assert told == [
        "TIMEC: Ali Hassan (Sub-County Director) asks you to look at Mango Primary."
        " Please match 5 mentees; 4 mentors in the pool. STATUS shows more."
    ]


def test_a_head_s_number_is_for_the_sub_county_director(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    phones.write("Ali", "STATUS mwangaza", Channel.TELEGRAM)
    assert phones.press("Ali", "Phone number", Channel.TELEGRAM) == ["Jane Wambua, Mwangaza Primary: +254712000003"]


def test_status_in_the_answer_to_an_open_question_is_an_answer(copies: Callable[[], Engine]) -> None:
    phones = in_june(copies)
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    shown = phones.write("Faith", "status of the library")
    assert shown[0].startswith("3 of 6"), shown
