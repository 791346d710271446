"""What the page with the phones reads: news, the paper form, what fell due, what to try; how the demo starts again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot import coming
from bot.language import LANGUAGES, say
from bot.simulator import paper, site
from bot.store.session_rows import Session
from tests.simulator.conftest import Demo
from tests.simulator.test_http import FAITH, LOG, PETER

WAYS = f"way=sms:%2B{FAITH[1:]}&way=whatsapp:%2B{PETER[1:]}"


def news(phones: Demo, after: str = "", language: str = "en") -> Any:
    return phones.get(f"news?{WAYS}&after={after}&language={language}")


def press(phones: Demo, label: str) -> None:
    """Peter presses a button of his last message."""
    last = phones.get(f"messages?channel=whatsapp&address=%2B{PETER[1:]}")[-1]
    data = next(choice["data"] for choice in last["choices"] if choice["label"] == label)
    phones.post("say", channel="whatsapp", address=PETER, press=data)


def test_the_news_are_both_sides_in_order_and_each_only_once(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, LOG)
    press(phones, "Open")
    first = news(phones)
    assert [(one["channel"], "said" in one) for one in first["talk"]] == [
        ("sms", False),
        ("sms", True),
        ("sms", False),
        ("whatsapp", False),
        ("whatsapp", True),
        ("whatsapp", False),
    ]
    assert first["talk"][1]["text"] == LOG
    assert (first["talk"][4]["text"], first["talk"][4]["pressed"]) == ("Open", True)
    assert {one["day"] for one in first["talk"]} == {"Thu 28 May"}
    again = news(phones, first["after"])
    assert (again["talk"], again["fell"], again["after"]) == ([], [], first["after"])
    press(phones, "Sign")
    assert [one["channel"] for one in news(phones, first["after"])["talk"]] == ["whatsapp", "whatsapp", "sms"]


def test_the_news_of_another_demo_are_told_from_the_beginning(phones: Demo) -> None:
    phones.post("clock", to="next")
    before = news(phones)
    phones.post("again")
    after = news(phones, before["after"])
    assert after["run"] != before["run"]
    assert (after["talk"], after["fell"], after["now"]) == ([], [], "2026-05-28T16:10:00+03:00")
    phones.post("clock", to="next")
    assert [one["text"] for one in news(phones, before["after"])["talk"]] == [one["text"] for one in before["talk"]]


@pytest.mark.parametrize("query", ["after=RUN:x", "after=RUN:1.2", "way=sms", "way=pigeon:1", "way=sms:"])
def test_news_that_are_asked_for_wrongly_are_refused(phones: Demo, query: str) -> None:
    run = news(phones)["run"]
    phones.sentence(phones.http.get(f"/simulator/news?{query.replace('RUN', run)}"))


def test_what_fell_due_is_said_with_its_reason_in_both_languages(phones: Demo) -> None:
    phones.post("clock", to="next")
    told = phones.get("fell")
    assert [(one["at"], one["text"]) for one in told] == [
        ("2026-05-28T16:15:00+03:00", "Log prompt to Faith: session 3 is today")
    ]
    assert "kikao cha 3" in phones.get("fell?language=sw")[0]["text"]
    assert phones.get(f"fell?after={told[0]['id']}") == []
    assert news(phones)["fell"] == told


@pytest.mark.slow
def test_what_falls_due_in_half_a_year_is_told_to_the_end_in_both_languages(small: Demo) -> None:
    told = news(small)
    for _ in range(4):
        seen = told["after"]
        small.post("clock", advance="6w")
        for language in LANGUAGES:
            told = news(small, seen, language)
            plain = say(coming.ANY, language, who="").strip()
            assert [one["text"] for one in told["fell"] if one["text"].removeprefix(plain).strip().isalpha()] == []
            assert told["now"] >= max((one["at"] for one in told["fell"]), default="")
    assert len(small.get("fell")) > 10


def test_prompts_to_people_whose_phones_are_not_looked_at_are_counted(phones: Demo) -> None:
    phones.post("clock", advance="2d")
    nobody, two = phones.get("news?way=sms:%2B254799000001"), news(phones)
    assert nobody["fell"] == []
    assert two["fell"]
    of_nobody, of_two = (int((told["others"] or "and 0").split()[1]) for told in (nobody, two))
    assert of_nobody == of_two + len(two["fell"])


def test_the_form_fills_as_the_record_is_planned_answered_logged_and_signed(phones: Demo) -> None:
    def record() -> Any:
        return phones.get("record")

    planned = record()
    assert (planned["number"], planned["last"], planned["pencil"]) == (3, 4, True)
    assert (planned["mentor"], planned["mentee"]) == ("Peter Otieno", "Faith Mutua")
    assert (planned["day"], planned["venue"]) == ("Thu 28 May 2026", "staffroom")
    assert (planned["objectives"], planned["areas"]) == (["lesson notes", "class control"], [])
    phones.post("clock", to="next")
    phones.say(FAITH, "1 lesson notes, class control")
    assert (record()["areas"], record()["pencil"]) == (["lesson notes", "class control"], True)
    phones.say(FAITH, "group work in Gr 4, mark books daily by 11/6")
    phones.say(FAITH, "1 done 2 part 3 not done")
    phones.say(FAITH, "1")
    logged = record()
    assert not logged["pencil"]
    assert logged["plan"] == ["group work in Gr 4", "mark books daily (by 11 Jun)"]
    assert logged["looked_back"] == [
        "notes ready every Friday: done",
        "write class rules with Grade 4: partly",
        "seat plan: not done",
    ]
    assert logged["signed"]["mentor"] is None
    assert logged["signed"]["mentee"] == {"name": "Faith Mutua", "how": "Thu 28 May, 16:15, SMS"}
    press(phones, "Open")
    press(phones, "Sign")
    assert record()["signed"]["mentor"]["name"] == "Peter Otieno"
    assert record()["state"] == "Complete: both have signed."
    assert record()["number"] == 3


def test_any_session_of_the_pair_can_be_turned_to(phones: Demo) -> None:
    assert phones.get("record?session=1")["areas"] == ["schemes of work", "time in the lesson"]
    assert phones.get("record?session=2&language=sw")["day"] == "Alhamisi 14 Mei 2026"
    phones.sentence(phones.http.get("/simulator/record?session=first"))


def test_somebody_without_a_pair_has_no_form(phones: Demo) -> None:
    assert phones.get("record?mentee=812399") is None
    assert phones.get("record?mentee=nobody") is None


def session(number: int, day: date, *signers: int, settled: bool = False) -> Session:
    return Session(
        id=number,
        pair_id=1,
        number=number,
        day=day,
        hour=None,
        venue=None,
        scheduled=True,
        objectives=None,
        missed_reason=None,
        missed_words=None,
        moved_from=None,
        settled=settled,
        version_id=1 if signers else None,
        version_number=1 if signers else None,
        refused=False,
        signers=frozenset(signers),
    )


def test_the_form_shows_the_first_session_that_came_and_is_not_complete_else_the_last_that_came() -> None:
    first, second, third = date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 28)
    both = (session(1, first, 1, 2), session(2, second, 1), session(3, third))

    def shown(today: date, *known: Session) -> int | None:
        found = paper.current(known, today)
        return found.number if found else None

    assert shown(third, *both) == 2
    assert shown(third, both[0], session(2, second, settled=True), both[2]) == 3
    assert shown(second, both[0], session(2, second, 1, 2), both[2]) == 2
    assert shown(date(2026, 5, 1), *both) == 1
    assert shown(third) is None


@pytest.mark.slow
def test_the_demo_starts_again_as_it_began_whatever_happened(small: Demo) -> None:
    people = small.get("people")
    small.post("clock", to="next")
    small.say(FAITH, LOG)
    small.post("people", **NEWCOMER)
    small.post("clock", advance="6w")
    assert small.post("again") == {"now": "2026-05-28T16:10:00+03:00"}
    assert small.get("people") == people
    assert small.get("messages") == []
    assert small.get("record")["signed"] == {"mentor": None, "mentee": None}
    small.post("clock", to="next")
    assert "session 3" in small.get("messages")[0]["text"]


NEWCOMER = {
    "name": "New Comer",
    "role": "mentee",
    "tsc_number": "812555",
    "school_code": "MWL01",
    "language": "en",
    "pin": "1357",
    "addresses": [{"channel": "sms", "address": "+254712000555"}],
}


def test_the_cast_of_a_new_start_reads_the_language_asked_for(phones: Demo) -> None:
    phones.post("again", language="sw")
    phones.post("clock", to="next")
    assert "kikao cha 3" in phones.get("messages")[0]["text"]
    assert phones.refused("again", {"language": "fr"})


def test_a_story_of_several_phones_is_one_story(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, LOG)
    press(phones, "Open")
    told = phones.http.get(f"/simulator/transcript?{WAYS}").text
    assert told.index(f"Faith: {LOG}") < told.index("```whatsapp") < told.index("Peter: [Open]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_asked_for_and_loads_nothing_from_elsewhere(phones: Demo, language: str) -> None:
    answer = phones.http.get(f"/?language={language}")
    assert f'<html lang="{language}">' in answer.text
    assert {"en": "Try this", "sw": "Jaribu hili"}[language] in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "://" not in answer.text


def test_the_page_falls_back_to_english(phones: Demo) -> None:
    assert '<html lang="en">' in phones.http.get("/?language=xx").text


def test_every_part_of_the_page_is_served_with_its_type(phones: Demo) -> None:
    parts = [file.name for file in site.HERE.glob("page*") if file.suffix != ".html"]
    assert len(parts) > 5
    for part in parts:
        answer = phones.http.get(f"/{part}")
        assert answer.status_code == 200
        assert answer.content_type.startswith("text/css" if part.endswith("css") else "text/javascript")
        assert "://" not in answer.text
