"""JOIN from a poster: what must be true beside its stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, func, select, text

from bot.dialogs.posters import deeds
from bot.dialogs.posters.rules import WhoIAm, code_of, who_of
from bot.dialogs.refusals import NotYours
from bot.language import _
from bot.messages import Channel, Inbound
from bot.simulator.chat import Typed
from bot.store import areas
from bot.store.joining import nominating
from bot.store.joining.join_requests import join_requests
from bot.store.people import addresses, people
from bot.store.people.entered import first_services
from bot.store.people.roles import Role
from tests.stories.given import AMINA, DIRECTOR, EARLY
from tests.stories.nominating.test_nominating import block
from tests.stories.player import Phones, begun, play
from tests.stories.test_one_refusal import ELSEWHERE, with_people_elsewhere
from tests.stories.test_stories import story

TUESDAY = "Tue 28 Apr 2026, 10:00"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "nobody is matched yet", TUESDAY)


def says(phones: Phones, words: str, channel: Channel = Channel.SMS) -> list[str]:
    """What a stranger is told, and whoever else hears of it."""
    return [one.outbound.text for one in phones.say(channel, Typed("Panel", words))]


def waiting(engine: Engine) -> int:
    with engine.connect() as db:
        return db.execute(select(func.count()).select_from(join_requests)).scalar_one()


def test_who_is_let_in_is_a_mentee_with_that_number_and_the_name_lies_sealed(lived: Engine) -> None:
    play(lived, story("join"))
    with lived.connect() as db:
        mercy = people.by_tsc(db, "777123")
        assert mercy is not None
        assert [way.address for way in addresses.of_person(db, mercy.id)] == ["+254799999999"]
        kept = db.execute(text("SELECT name FROM join_requests")).scalar_one()
    assert "Mercy" not in kept


def test_a_code_of_no_school_is_answered_alike_and_nobody_hears_of_it(phones: Phones) -> None:
    good, bad = says(phones, "JOIN MWL01"), says(phones, "JOIN XYZ99")
    assert good == bad
    (told,) = says(phones, "Mercy Chebet 777123")
    assert told.startswith("TIMEC: thank you. If the code is right")
    assert waiting(phones.engine) == 0
    told, asked = says(phones, "join mwl01 Mercy Chebet")
    assert asked.startswith("TIMEC: Mercy Chebet, without a TSC number, asks to join")
    assert says(phones, "JOIN MWL01 Mercy Chebet") == [told], "one waits there already"


def test_a_known_tsc_number_brings_no_account_to_a_strangers_phone(phones: Phones) -> None:
    says(phones, f"JOIN MWL01 Amina Yusuf {AMINA}")
    phones.write("Jane", "1")
    with phones.engine.connect() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        assert "+254799999999" not in {way.address for way in addresses.of_person(db, amina.id)}


def test_only_the_head_of_that_school_decides_and_only_once(phones: Phones) -> None:
    says(phones, "JOIN MWL01 Mercy Chebet 777123")
    with phones.engine.begin() as db:
        for number in ("812345", "534210", "300415", "300416"):
            other = people.by_tsc(db, number)
            assert other is not None
            with pytest.raises(NotYours):
                deeds.decide(db, other.id, 1, Role.MENTEE, None, EARLY)
    assert phones.write("Jane", "3")[0].startswith("Noted: Mercy Chebet is not let in")
    with phones.engine.connect() as db:
        assert people.by_tsc(db, "777123") is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("JOIN MWL01", ("MWL01", "")),
        ("jiunge mwl01 Mercy Chebet", ("MWL01", "Mercy Chebet")),
        ("JOIN us please", None),
        ("MWL01", None),
        ("JOIN", None),
    ],
)
def test_a_code_has_a_digit_and_comes_after_join(words: str, code: tuple[str, str] | None) -> None:
    assert code_of(words, _("JOIN")) == code


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Mercy Chebet 777123", WhoIAm("Mercy Chebet", "777123")),
        ("my name is Ng'ang'a Otieno, TSC no. 7771234", WhoIAm("Ng'ang'a Otieno", "7771234")),
        ("Mercy", WhoIAm("Mercy", None)),
        ("777123", None),
        ("?", None),
    ],
)
def test_who_somebody_is_is_read_from_their_words(words: str, who: WhoIAm | None) -> None:
    assert who_of(words) == who


def test_of_two_who_ask_at_once_both_are_answered(phones: Phones) -> None:
    says(phones, "JOIN MWL01 Mercy Chebet 777123")
    phones.simulation.say(Inbound(Channel.SMS, "+254799999998", "another", "JOIN MWL01 Ruth Mueni 777124"))
    phones.until("Tue 28 Apr 2026, 10:01")
    assert "1 let in M. Chebet? 2 let in R. Mueni?" in phones.write("Jane", "MENU")[0]
    assert phones.write("Jane", "1")[0].startswith("TIMEC: Mercy Chebet, TSC 777123, asks to join")
    assert phones.write("Jane", "1")[0].endswith("Also to answer: 1 Ruth Mueni")
    assert phones.write("Jane", "1")[0].startswith("TIMEC: Ruth Mueni, TSC 777124, asks to join")
    assert "Also to answer" not in phones.write("Jane", "3")[0]
    assert "let in" not in phones.write("Jane", "MENU")[0]


def test_who_says_stop_is_let_in_no_more(phones: Phones) -> None:
    says(phones, "JOIN MWL01 Mercy Chebet 777123")
    says(phones, "STOP")
    assert phones.write("Jane", "1")[0].startswith("That is decided already")
    with phones.engine.connect() as db:
        assert people.by_tsc(db, "777123") is None


def test_a_name_is_thanked_for_in_the_language_of_its_join(phones: Phones) -> None:
    says(phones, "JIUNGE MWL01")
    assert says(phones, "Mercy Chebet 777123")[0].startswith("TIMEC: asante.")


@pytest.mark.parametrize("words", ["what is this?", "ni nini hii", "who are you", "Habari"])
def test_a_question_is_no_name(phones: Phones, words: str) -> None:
    says(phones, "JOIN MWL01")
    (told,) = says(phones, words)
    assert told.startswith(("TIMEC: please reply your full name", "TIMEC: tafadhali jibu jina kamili"))
    assert says(phones, "Asante Juma")[1].startswith("TIMEC: Asante Juma, without a TSC number, asks to join")


def test_the_head_hears_what_comes_next_and_nothing_that_is_not_done(phones: Phones) -> None:
    """Of a mentor nothing of MENTEE; of a mentee whose number is known, as Ali's, what is said of any other."""
    says(phones, "JOIN MWL01 Mercy Chebet 777123")
    phones.write("Jane", "2")
    told = "Noted. If Mercy Chebet can be a mentor, I ask them and tell you the answer."
    assert phones.write("Jane", "SKIP") == [told], "since when they teach is not known"
    phones.say(Channel.WHATSAPP, Typed("Panel", f"JOIN MWL01 Moses Ndeto {DIRECTOR}"))
    told = f"Noted: Moses Ndeto may join. Next reply MENTEE {DIRECTOR}: the category and why."
    assert phones.write("Jane", "1") == [told]


@pytest.mark.parametrize(
    ("words", "says_"),
    [
        ("Habari, nataka kujiunga na mwl01", "TIMEC: tafadhali jibu jina kamili"),
        ("naomba nijiunge na MWL01 tafadhali", "TIMEC: tafadhali jibu jina kamili"),
        ("Hello, I want to join the mentorship at mwl01", "TIMEC: please reply your full name"),
        ("please let me join MWL01. Mercy Chebet 777123", "TIMEC: thank you. If the code is right"),
    ],
)
def test_a_wish_to_join_in_a_sentence_is_heard_and_answered_in_its_language(
    phones: Phones, words: str, says_: str
) -> None:
    assert says(phones, words)[0].startswith(says_)


def test_a_member_who_writes_join_hears_that_they_are_in(phones: Phones) -> None:
    for words in ("JOIN", "JOIN MWL01"):
        assert phones.write("Faith", words) == ["You are in TIMEC already. Reply MENU to see what you can do."]


# years of service (requirement D203)

MERCY = "JOIN MWL01 Mercy Chebet 777123"


def nominated(engine: Engine) -> list[str]:
    with engine.connect() as db:
        school = areas.by_code(db, "MWL01")
        assert school is not None
        return [one.called for one in nominating.at_school(db, school.id)]


def taught_since(engine: Engine, number: str) -> date | None:
    with engine.connect() as db:
        person = people.by_tsc(db, number)
        return first_services(db, [person.id])[person.id] if person else None


def test_of_who_would_join_as_a_mentor_the_head_is_asked_since_when_they_teach(phones: Phones) -> None:
    says(phones, MERCY)
    assert phones.write("Jane", "2")[0].startswith("Since which year does M. Chebet teach?")
    assert nominated(phones.engine) == []
    assert phones.write("Jane", "2015")[0].startswith("Noted. If Mercy Chebet can be a mentor, I ask them")
    assert nominated(phones.engine) == ["Mercy Chebet"]
    assert taught_since(phones.engine, "777123") == date(2015, 1, 1)


def test_of_less_than_three_years_the_head_hears_it_and_decides(phones: Phones) -> None:
    says(phones, MERCY)
    phones.write("Jane", "2")
    assert "M. Chebet has taught for less than 3 years. TSC wants such" in phones.write("Jane", "2025")[0]
    (again,) = phones.write("Jane", "no")
    assert again.startswith("TIMEC: Mercy Chebet, TSC 777123, asks to join")
    assert nominated(phones.engine) == []
    phones.write("Jane", "2")
    phones.write("Jane", "2025")
    assert phones.write("Jane", "yes")[0].startswith("Noted. If Mercy Chebet can be a mentor")
    assert nominated(phones.engine) == ["Mercy Chebet"]


def test_where_it_is_blocked_they_join_as_a_mentee_only(phones: Phones) -> None:
    block(phones)
    says(phones, MERCY)
    phones.write("Jane", "2")
    (said,) = phones.write("Jane", "2025")
    assert said.startswith(
        "Who has taught for less than 3 years joins as a mentee, not as a mentor. DISCARD, then MENU"
    )
    phones.write("Jane", "DISCARD")
    assert "1 let in M. Chebet?" in phones.write("Jane", "MENU")[0]
    assert "asks to join" in phones.write("Jane", "1")[0]
    assert phones.write("Jane", "1")[0].startswith("Noted: Mercy Chebet may join.")
    assert nominated(phones.engine) == []


@pytest.mark.parametrize("blocks", [False, True])
def test_what_is_known_of_ones_own_teacher_is_not_asked(phones: Phones, blocks: bool) -> None:
    if blocks:
        block(phones)
    says(phones, f"JOIN MWL01 Amina Yusuf {AMINA}")
    (said,) = phones.write("Jane", "2")
    if blocks:
        assert said.startswith("A. Yusuf has taught for less than 3 years: as a mentee, not as a mentor. Choose again.")
        assert phones.write("Jane", "1")[0].startswith("Noted: Amina Yusuf may join.")
    else:
        assert said.startswith("A. Yusuf has taught for less than 3 years. TSC wants such teachers as mentees.")


def test_of_teachers_elsewhere_a_head_learns_nothing(phones: Phones) -> None:
    with_people_elsewhere(phones.engine)
    says(phones, f"JOIN MWL01 Ekai Lokwang {ELSEWHERE}")
    assert phones.write("Jane", "2")[0].startswith("Since which year does E. Lokwang teach?")
