"""DELEGATE: what must be true beside its stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.delegating import deeds
from bot.dialogs.refusals import DayOutside, NotYours
from bot.store.people import people, roles
from bot.store.people.roles import Role
from tests.stories.given import HEAD
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

MORNING = "Wed 3 Jun 2026, 10:00"
BRIAN = "534777"


def delegated(engine: Engine) -> Phones:
    """Brian acts for Jane until 12 June."""
    phones = begun(engine, "a deputy at Mwangaza", MORNING)
    for words in ("DELEGATE Brian 12/6", "2094", "1"):
        phones.write("Jane", words)
    return phones


def test_the_deputy_acts_until_the_day_and_no_longer(lived: Engine) -> None:
    phones = delegated(lived)
    phones.write("Brian", "ENGLISH")
    phones.write("Brian", "MENTOR Faith ALL 2")
    phones.write("Brian", "8206")
    assert phones.write("Brian", "yes")[0].startswith("Saved. I ask F. Mutua and tell you the answer.")
    phones.until("Fri 12 Jun 2026, 20:00")
    phones.write("Brian", "STATUS Mwangaza")
    assert "Mwangaza Primary, 12 Jun: 2 pairs." in phones.write("Brian", "8206")[0]
    phones.until("Sat 13 Jun 2026, 9:00")
    assert phones.write("Brian", "FORM5")[0].startswith("Annex V is filled by the head of a school.")
    with lived.connect() as db:
        brian = people.by_tsc(db, BRIAN)
        assert brian is not None
        assert {one.role for one in roles.of_person(db, brian.id, date(2026, 6, 13))} == {Role.MENTOR, Role.DEPUTY}


def test_who_acts_for_a_head_passes_it_on_to_nobody(quick_copies: Callable[[], Engine]) -> None:
    phones = delegated(quick_copies())
    phones.write("Brian", "ENGLISH")
    phones.write("Brian", "DELEGATE Brian 12/6")
    assert phones.write("Brian", "8206") == [
        "The head of a school delegates to a deputy. You act for the head, or for nobody."
    ]
    assert phones.write("Faith", "DELEGATE") == [
        "The head of a school delegates to a deputy. You act for the head, or for nobody."
    ]
    now = phones.simulation.now
    with phones.engine.begin() as db:
        jane, peter, brian = (people.by_tsc(db, number) for number in (HEAD, "534210", BRIAN))
        assert jane is not None
        assert peter is not None
        assert brian is not None
        with pytest.raises(NotYours):
            deeds.delegate(db, jane.id, peter.id, date(2026, 6, 12), now)
        with pytest.raises(DayOutside):
            deeds.delegate(db, jane.id, brian.id, date(2027, 6, 12), now)


def test_it_is_taken_back_and_given_again_on_one_day(quick_copies: Callable[[], Engine]) -> None:
    phones = delegated(quick_copies())
    assert "Reply 1 take it back." in phones.write("Jane", "DELEGATE")[0]
    assert phones.write("Jane", "1")[0].startswith("Done: from now on you act alone.")
    assert phones.write("Jane", "DELEGATE Brian 10/6")[0].startswith("B. Kilonzo may do by chat all that you may")
    assert phones.write("Jane", "1")[0].startswith("B. Kilonzo acts for you until Wed 10 Jun")
    assert phones.write("Jane", "DELEGATE Zubeda 10/6")[0].startswith("Somebody acts for you already.")


def test_what_was_open_for_the_head_ends_with_a_word_of_why(quick_copies: Callable[[], Engine]) -> None:
    phones = delegated(quick_copies())
    for words in ("ENGLISH", "MATCH", "8206"):
        phones.write("Brian", words)
    for words in ("DELEGATE", "1"):
        phones.write("Jane", words)
    assert phones.write("Brian", "STATUS")[0].startswith("What you had open was of an office that is not yours now.")


def test_only_a_head_names_a_deputy_and_only_of_the_own_school(lived: Engine) -> None:
    phones = play(lived, story("deputy"))
    assert "hakuna mwenye jina hilo" in phones.write("Jane", "NAIBU Zubeda")[0]
    assert "hakuna mwenye nambari ya TSC 300415" in phones.write("Jane", "NAIBU 300415")[0]
    now = phones.simulation.now
    with phones.engine.begin() as db:
        jane, ali, brian = (people.by_tsc(db, number) for number in (HEAD, "300415", BRIAN))
        assert jane is not None
        assert ali is not None
        assert brian is not None
        for head, who in ((jane, ali), (jane, jane), (brian, brian), (ali, brian)):
            with pytest.raises(NotYours):
                deeds.name_deputy(db, head.id, who.id, now)
        assert {one.role for one in roles.of_person(db, brian.id, now.date())} == {Role.MENTOR, Role.DEPUTY}
