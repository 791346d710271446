"""STATUS and what stands beside it are true: for the two before session 1, after a dispute, with a review overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.pairs import deeds as pairs_deeds
from bot.dialogs.pairs import rules as pairs_rules
from bot.messages import Channel
from bot.store import pairs
from bot.store.people import people
from bot.store.sessions import sessions
from tests.stories.given import the_pair
from tests.stories.letters.test_letters import also_mentors_amina, person
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG
from tests.stories.signing.test_s2 import change

MONDAY = "Mon 4 May 2026, 15:00"
WHATSAPP = Channel.WHATSAPP
EN = {
    "matched": "You are matched with {}. Before session 1: {}.",
    "mine": "Your turn: reply PLAN.",
    "theirs": "It is the turn of {}.",
    "plan": "the plan",
    "agreement": "the agreement",
    "declarations": "declarations",
    "none": "in no pair",
}
SW = {
    "matched": "Umeunganishwa na {}. Kabla ya kikao cha 1: {}.",
    "mine": "Ni zamu yako: jibu MPANGO.",
    "theirs": "Ni zamu ya {}.",
    "plan": "mpango",
    "agreement": "makubaliano",
    "declarations": "matamko",
    "none": "huna jozi",
}
TEXTS = {"en": EN, "sw": SW}
ANSWERS = ("lesson notes, class of 60", "thursdays 1pm staffroom 4 times", "1", "notes ready", "1", "1")


def statuses(phones: Phones) -> tuple[str, str]:
    """What STATUS tells Faith and Peter."""
    return phones.write("Faith", "STATUS")[0], phones.write("Peter", "STATUS")[0]


@pytest.mark.parametrize("language", TEXTS)
def test_a_matched_pair_hears_what_comes_next_and_whose_turn_it_is(lived: Engine, language: str) -> None:
    phones = begun(lived, "Faith and Peter are matched", MONDAY, language)
    texts = TEXTS[language]

    def told(step: str, faiths: bool, peters: bool) -> None:
        for said, partner, mine, first in zip(
            statuses(phones), ("P. Otieno", "F. Mutua"), (faiths, peters), ("Peter", "Faith"), strict=True
        ):
            turn = texts["mine"] if mine else texts["theirs"].format(first)
            assert said == f"{texts['matched'].format(partner, texts[step])} {turn}"

    told("plan", faiths=False, peters=True)
    for text in ("PLAN", *ANSWERS):
        phones.write("Peter", text, WHATSAPP)
    told("plan", faiths=True, peters=False)
    phones.write("Faith", "PLAN")
    phones.write("Faith", "2")
    told("agreement", faiths=False, peters=True)


def test_before_the_orientation_it_is_the_heads_turn(lived: Engine) -> None:
    phones = begun(lived, "the mentor is asked", "Tue 28 Apr 2026, 10:00")
    phones.write("Peter", "1", Channel.WHATSAPP)
    phones.write("Faith", "1")
    for said in statuses(phones):
        assert said.endswith("Before session 1: orientation of the mentee. Your head arranges it.")


@pytest.mark.parametrize("word", ["BOOK", "REVIEW", "LOG", "SHOW", "SHOW 1", "NOTE 1 hello"])
@pytest.mark.parametrize("language", TEXTS)
def test_nobody_who_is_matched_is_told_that_there_is_no_pair(lived: Engine, word: str, language: str) -> None:
    phones = begun(lived, "Faith and Peter are matched", MONDAY, language)
    [said] = phones.write("Faith", word)
    assert "P. Otieno" in said
    assert ("PLAN" if language == "en" else "MPANGO") in said


def reading(phones: Phones, name: str, language: str) -> None:
    who = person(phones, name)
    with phones.engine.begin() as db:
        people.set_language(db, who, language)


@pytest.mark.parametrize(
    ("language", "ready", "unmatched"),
    [
        ("en", "Mwangaza Primary: {} matched, with papers or orientation still open.", "1 mentee not matched."),
        ("sw", "Mwangaza Primary: {}, fomu au utangulizi bado.", "Bila mshauri: 1."),
    ],
)
def test_the_head_is_told_who_is_matched_while_papers_are_open(
    lived: Engine, language: str, ready: str, unmatched: str
) -> None:
    phones = begun(lived, "Faith and Peter are matched", MONDAY)
    reading(phones, "Jane", language)
    phones.write("Jane", "STATUS")
    one, two = ("1 pair", "2 pairs") if language == "en" else ("jozi 1 imeunganishwa", "jozi 2 zimeunganishwa")
    [said] = phones.write("Jane", "2094")
    assert said.startswith(ready.format(one))
    assert unmatched in said, "that is Amina"
    also_mentors_amina(phones, pairs.PairState.PREPARING)
    [said] = phones.write("Jane", "STATUS")
    assert said.startswith(ready.format(two))
    assert unmatched not in said


def test_beside_a_pair_that_meets_a_matched_one_is_not_unmatched(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 15:00")
    phones.write("Jane", "STATUS")
    assert "1 mentee not matched." in phones.write("Jane", "2094")[0]
    also_mentors_amina(phones, pairs.PairState.PREPARING)
    assert "not matched" not in phones.write("Jane", "STATUS")[0]
    assert phones.write("Peter", "STATUS")[0].endswith(
        "You are matched with A. Yusuf. Before session 1: the plan. Your turn: reply PLAN."
    )


def test_the_director_hears_the_same(lived: Engine) -> None:
    phones = begun(lived, "Faith and Peter are matched", MONDAY)
    phones.write("Ali", "STATUS Mwangaza", Channel.TELEGRAM)
    [said] = phones.write("Ali", "STATUS Mwangaza Primary", Channel.TELEGRAM)
    assert "1 matched." in said


# reviews


@pytest.mark.parametrize(
    ("language", "due", "after"),
    [
        ("en", "Review due since 15 Jun: REVIEW.", "Review: 4 Aug."),
        ("sw", "Tathmini ilipaswa 15 Juni: TATHMINI.", "Tathmini: 4 Agosti."),
    ],
)
def test_the_review_that_is_overdue_is_named_until_it_is_saved(
    lived: Engine, language: str, due: str, after: str
) -> None:
    phones = begun(lived, "session 4 was not held", "Sat 20 Jun 2026, 10:00", language)
    assert due in phones.write("Faith", "STATUS")[0]
    assert "15" in phones.write("Faith", "REVIEWS")[0]
    for text in ("REVIEW", "1", "0", "more books", "1", "2"):
        phones.write("Faith", text)
    assert after in phones.write("Faith", "STATUS")[0]
    assert due in phones.write("Peter", "STATUS")[0], "he has not saved his"


# disputes


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Not agreed: session 3."), ("sw", "Hamjakubaliana: kikao cha 3.")]
)
def test_a_disputed_session_is_called_so(lived: Engine, language: str, words: str) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    disputed(phones)
    reading(phones, "Faith", language)
    reading(phones, "Peter", language)
    assert words in phones.write("Faith", "STATUS")[0]
    assert words in phones.write("Peter", "STATUS")[0]


def disputed(phones: Phones) -> None:
    """Faith keeps her version of session 3."""
    phones.write("Faith", LOG)
    change(phones)
    phones.write("Faith", "1")
    phones.write("Faith", "2")


@pytest.mark.parametrize(
    ("language", "agreed", "open_still"),
    [
        ("en", "Bring what you agreed:", "Last plan, not signed by both:"),
        ("sw", "Lete mliyokubaliana:", "Mpango uliopita, haujatiwa saini na wote:"),
    ],
)
def test_a_plan_that_not_both_have_signed_is_not_what_they_agreed(
    lived: Engine, language: str, agreed: str, open_still: str
) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    reading(phones, "Faith", language)
    assert f"{open_still} group work in Gr 4" in phones.write("Faith", "NEXT")[0]
    phones.write("Peter", "SIGN 3", WHATSAPP)
    assert f"{agreed} group work in Gr 4" in phones.write("Faith", "NEXT")[0]


def test_a_refused_version_is_no_plan(lived: Engine) -> None:
    """Peter's version says Gr 4 and Gr 5; Faith has refused it."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    disputed(phones)
    [said] = phones.write("Faith", "NEXT")
    assert "Last plan, not signed by both: group work in Gr 4; mark books daily" in said
    assert "Gr 5" not in said
    [shown] = phones.write("Faith", "SHOW 3")
    assert "Not agreed: this is Peter's version." in shown
    phones.until("Wed 10 Jun 2026, 16:15")
    assert "Gr 5" not in phones.write("Faith", "see plan")[0]


# SHOW


@pytest.mark.parametrize("word", ["SHOW 3", "SHOW", "NOTE 3 well done", "CLOSE 3"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Only the two of a pair read its records. STATUS shows the figures that are open to you."),
        ("sw", "Ni wawili wa jozi tu wanaosoma rekodi zao. HALI huonyesha takwimu unazoweza kuziona."),
    ],
)
def test_who_may_not_read_a_record_is_told_so(lived: Engine, word: str, language: str, words: str) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 15:00")
    for name, channel in (("Jane", Channel.SMS), ("Ali", Channel.TELEGRAM)):
        reading(phones, name, language)
        assert phones.write(name, word, channel) == [words]


def test_a_paused_pair_still_reads_its_records(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 15:00")
    phones.write("Faith", "PAUSE")
    phones.write("Faith", "1")
    assert phones.write("Faith", "SHOW 2")[0].startswith("S2 ")


# one definition


def test_the_figures_are_the_same_from_the_store_and_from_the_sessions_at_hand(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    disputed(phones)
    with lived.connect() as db:
        pair = the_pair(db).id
        known = sessions.of_pair(db, pair)
        for day in (date(2026, 5, 1) + timedelta(days=days) for days in range(60)):
            assert pairs_rules.figures_of(known, day) == pairs_deeds.pair_figures(db, pair, day)
