"""The simulator's calls, as scripts and outside checks rely on them."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.simulator.conftest import Demo

FAITH, PETER, JANE, ALI, GRACE = "+254712000001", "+254712000002", "+254712000003", "+254712000004", "70005"
LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"


def test_the_cast_is_there_first_with_roles_pins_and_addresses(phones: Demo) -> None:
    people = phones.get("people")
    assert [(one["name"], one["role"], one["tsc_number"], one["pin"], one["language"]) for one in people[:8]] == [
        ("Faith Mutua", "mentee", "812345", "4821", "en"),
        ("Peter Otieno", "mentor", "534210", "7730", "en"),
        ("Jane Wambua", "head", "401122", "2094", "en"),
        ("Ali Hassan", "scd", "300415", "6618", "en"),
        ("Grace Ndunda", "cd", "300416", "5150", "en"),
        ("Ruth Kirui", "itsd", "300417", "3391", "en"),
        ("Amina Yusuf", "mentee", "812399", "7412", "sw"),
        ("Brian Kilonzo", "mentor", "534777", "8206", "sw"),
    ]
    assert people[1]["addresses"] == [
        {"channel": "whatsapp", "address": PETER},
        {"channel": "sms", "address": PETER},
    ]
    assert {one["pin"] for one in people[8:]} == {None}


def test_the_clock_stands_at_the_opening_and_moves_when_told(phones: Demo) -> None:
    assert phones.get("clock") == {"now": "2026-05-28T16:10:00+03:00"}
    assert phones.post("clock", advance="2m") == {"now": "2026-05-28T16:12:00+03:00"}
    assert phones.post("clock", to="next") == {"now": "2026-05-28T16:15:00+03:00"}
    assert phones.post("clock", to="2026-05-28T17:00") == {"now": "2026-05-28T17:00:00+03:00"}
    assert phones.post("clock", to="2026-05-28T15:00:00+00:00") == {"now": "2026-05-28T18:00:00+03:00"}
    assert phones.post("clock", advance="1d") == {"now": "2026-05-29T18:00:00+03:00"}


@pytest.mark.parametrize(
    "body",
    [
        {"to": "2026-05-28T16:09"},
        {"to": "2020-01-01T00:00"},
        {"to": "yesterday"},
        {"to": None},
        {"to": "0001-01-01T00:00"},
        {"to": "9999-12-31T23:59"},
        {"advance": "6"},
        {"advance": "-1d"},
        {"advance": "9999999w"},
        {"advance": 5},
        {"advance": "1d", "to": "next"},
        {"forward": "1d"},
        {},
        [],
        "1d",
    ],
)
def test_a_clock_that_cannot_move_so_says_why(phones: Demo, body: Any) -> None:
    phones.refused("clock", body)
    assert phones.get("clock") == {"now": "2026-05-28T16:10:00+03:00"}


def test_at_the_prompt_hour_the_log_prompt_reaches_faith_once_and_not_her_mentor(phones: Demo) -> None:
    phones.post("clock", advance="1h")
    received = [one for one in phones.get("messages") if one["address"] in (FAITH, PETER)]
    assert [(one["channel"], one["address"], one["at"]) for one in received] == [
        ("sms", FAITH, "2026-05-28T16:15:00+03:00")
    ]
    assert "session 3" in received[0]["text"]
    assert set(received[0]) == {
        "seq",
        "id",
        "at",
        "channel",
        "address",
        "text",
        "choices",
        "media",
        "template",
        "segments",
    }
    assert received[0]["segments"] in (1, 2)


def test_one_sms_answers_faith_and_asks_peter(phones: Demo) -> None:
    phones.post("clock", to="next")
    messages = phones.say(FAITH, LOG)
    assert [(one["channel"], one["address"]) for one in messages] == [("sms", FAITH), ("whatsapp", PETER)]
    assert messages[1]["template"] is not None
    assert messages[1]["choices"]
    assert [one["seq"] for one in messages] == sorted(one["seq"] for one in messages)


def test_a_button_is_pressed_by_its_data(phones: Demo) -> None:
    phones.post("clock", to="next")
    opening = phones.say(FAITH, LOG)[1]["choices"][0]
    shown = phones.post("say", channel="whatsapp", address=PETER, press=opening["data"])["messages"]
    assert "lesson notes" in shown[0]["text"]
    sign = next(choice for choice in shown[0]["choices"] if choice["label"] == "Sign")
    signed = phones.post("say", channel="whatsapp", address=PETER, press=sign["data"])["messages"]
    assert {one["address"] for one in signed} == {PETER, FAITH}


def test_the_same_id_ten_times_at_once_and_later_has_one_effect(phones: Demo) -> None:
    answers: list[Any] = []
    pages = phones.http.application

    def send() -> None:
        with pages.test_client() as client:
            body = {"channel": "sms", "address": FAITH, "text": "STATUS", "id": "abc"}
            answers.append(client.post("/simulator/say", json=body).json)

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    phones.post("clock", advance="1d")
    send()
    assert sorted(len(answer["messages"]) for answer in answers) == [0] * 10 + [1]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        7,
        {"channel": "sms", "address": FAITH},
        {"channel": "pigeon", "address": FAITH, "text": "hi"},
        {"channel": ["sms"], "address": FAITH, "text": "hi"},
        {"channel": "sms", "text": "hi"},
        {"channel": "sms", "address": "", "text": "hi"},
        {"channel": "sms", "address": 254712000001, "text": "hi"},
        {"channel": "sms", "address": "a\u0000b", "text": "hi"},
        {"channel": "sms", "address": FAITH, "text": 5},
        {"channel": "sms", "address": FAITH, "text": "x" * 100_001},
        {"channel": "sms", "address": FAITH, "text": "hi", "id": ""},
        {"channel": "sms", "address": FAITH, "text": "hi", "colour": "red"},
        {"channel": "sms", "address": FAITH, "press": "anything"},
        {"channel": "whatsapp", "address": PETER, "press": "a", "text": "b"},
        {"channel": "whatsapp", "address": PETER, "press": "\u0000"},
        {"channel": "whatsapp", "address": PETER, "media": ["voice"]},
        {"channel": "whatsapp", "address": PETER, "media": [{"type": "smell"}]},
        {"channel": "whatsapp", "address": PETER, "media": [{"type": "voice", "length": 3}]},
        {"channel": "telegram", "address": GRACE, "contact": "+254712000005"},
        {"channel": "telegram", "address": GRACE, "contact": {"phone": "+254712000005", "own": "yes"}},
        {"channel": "telegram", "address": GRACE, "text": "hi", "group": "yes"},
    ],
)
def test_what_cannot_be_said_is_refused_with_a_reason_and_leaves_no_trace(phones: Demo, body: Any) -> None:
    phones.refused("say", body)
    assert phones.get("messages") == []
    assert "mshauri_heard{" not in phones.http.get("/metrics").text


@pytest.mark.parametrize("call", ["say", "clock", "fail", "people"])
@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b'"text"'])
def test_bad_json_is_a_400_everywhere(phones: Demo, call: str, body: bytes) -> None:
    phones.sentence(phones.http.post(f"/simulator/{call}", data=body))


@pytest.mark.parametrize(
    "extra",
    [
        {"media": [{"type": "voice"}]},
        {"media": [{"type": "image"}, {"type": "document"}], "text": "see this"},
        {"contact": {"phone": "+254712000005", "own": True}},
        {"contact": {"phone": "+254712000006", "own": False}},
        {"text": ""},
        {"text": "half a character \ud83d"},
        {"text": "a\u0000b"},
    ],
)
def test_odd_messages_are_answered_once(phones: Demo, extra: dict[str, Any]) -> None:
    messages = phones.post("say", channel="telegram", address=GRACE, **extra)["messages"]
    assert [one["address"] for one in messages] == [GRACE]
    assert 'outcome="failed"} 0.0' in phones.http.get("/metrics").text


def test_a_stranger_gets_one_line(phones: Demo) -> None:
    assert len(phones.say("+254799000001", "hello")) == 1
    assert phones.say("+254799000001", "hello again") == []


def test_messages_are_listed_by_phone_by_channel_and_after_a_number(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.say(FAITH, LOG)
    phones.say(PETER, "STATUS", "sms")
    everything = phones.get("messages")
    assert [one["seq"] for one in everything] == list(range(1, len(everything) + 1))
    there = f"messages?address=%2B{PETER[1:]}"
    assert {one["channel"] for one in phones.get(there)} == {"whatsapp", "sms"}
    assert {one["channel"] for one in phones.get(f"{there}&channel=sms")} == {"sms"}
    assert phones.get(f"{there}&after={len(everything)}") == []
    for bad in ("channel=pigeon", "after=-1", "after=x"):
        phones.sentence(phones.http.get(f"/simulator/messages?{bad}"))


def test_one_more_person_joins_and_can_talk_at_once(phones: Demo) -> None:
    ways = [{"channel": "telegram", "address": "99"}]
    joined = phones.post(
        "people",
        name="Mary Muli",
        role="mentee",
        tsc_number="900001",
        school_code="MWL01",
        language="sw",
        pin="1357",
        addresses=ways,
    )
    assert joined == {
        "name": "Mary Muli",
        "role": "mentee",
        "tsc_number": "900001",
        "language": "sw",
        "pin": "1357",
        "addresses": ways,
    }
    assert joined in phones.get("people")
    assert len(phones.say("99", "MENYU", "telegram")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"tsc_number": "812345"},
        {"school_code": "XX1"},
        {"area": "Mwala"},
        {"school_code": None, "area": "Mwala"},
        {"role": "king"},
        {"language": "fr"},
        {"pin": "12"},
        {"pin": 1357},
        {"addresses": []},
        {"addresses": [{"channel": "sms"}]},
        {"addresses": [{"channel": "sms", "address": "1", "rank": 1}]},
        {"name": ""},
        {"shoe_size": 42},
    ],
)
def test_a_person_who_cannot_join_is_refused_whole(phones: Demo, change: dict[str, Any]) -> None:
    whole = {
        "name": "Mary Muli",
        "role": "mentee",
        "tsc_number": "900001",
        "school_code": "MWL01",
        "language": "en",
        "pin": "1357",
        "addresses": [{"channel": "sms", "address": "+254712000900"}],
    }
    phones.refused("people", {**whole, **change})
    assert "Mary Muli" not in {one["name"] for one in phones.get("people")}


def test_an_officer_joins_over_an_area(phones: Demo) -> None:
    officer = {"role": "scd", "area": "Mwala", "language": "en", "addresses": [{"channel": "telegram", "address": "5"}]}
    assert phones.post("people", name="Tom Kimani", tsc_number="900002", **officer)["role"] == "scd"


def test_try_later_is_tried_later(phones: Demo) -> None:
    phones.post("fail", channel="sms", address=FAITH, **{"as": "try_later"}, times=2)
    assert phones.say(FAITH, "STATUS") == []
    phones.post("clock", advance="2m")
    assert len(phones.get("messages")) == 1


def test_a_refused_whatsapp_notice_comes_by_sms(phones: Demo) -> None:
    phones.post("clock", to="next")
    phones.post("fail", channel="whatsapp", address=PETER, **{"as": "refused"})
    messages = phones.say(FAITH, LOG)
    assert [(one["channel"], one["address"]) for one in messages] == [("sms", FAITH), ("sms", PETER)]


def test_who_opted_out_at_the_provider_gets_no_prompts(phones: Demo) -> None:
    phones.post("fail", channel="sms", address=FAITH, **{"as": "opted_out"})
    phones.say(FAITH, "STATUS")
    before = len(phones.get("messages"))
    phones.post("clock", advance="3d")
    assert [one for one in phones.get("messages")[before:] if one["address"] == FAITH] == []


def test_a_misconfigured_line_keeps_its_messages_until_the_application_starts_again(phones: Demo) -> None:
    phones.post("fail", channel="sms", address=FAITH, **{"as": "misconfigured"})
    assert phones.say(FAITH, "STATUS") == []
    assert phones.say(JANE, "STATUS") == []
    phones.post("crash")
    assert [one["address"] for one in phones.get("messages")] == [FAITH, JANE]


@pytest.mark.parametrize(
    "body",
    [
        {"channel": "sms", "address": FAITH, "as": "tired"},
        {"channel": "sms", "address": FAITH, "as": ["refused"]},
        {"channel": "sms", "address": FAITH, "as": "refused", "times": -1},
        {"channel": "sms", "address": FAITH, "as": "refused", "times": "2"},
        {"channel": "sms", "address": FAITH, "as": "refused", "times": True},
        {"channel": "sms", "as": "refused"},
        {"channel": "sms", "address": FAITH, "as": "refused", "when": "now"},
    ],
)
def test_a_failure_that_cannot_be_is_refused(phones: Demo, body: Any) -> None:
    phones.refused("fail", body)


def test_a_crash_between_two_answers_loses_nothing(phones: Demo) -> None:
    first = phones.say(FAITH, "LOG")
    phones.post("crash")
    assert phones.get("clock") == {"now": "2026-05-28T16:10:00+03:00"}
    assert phones.get("messages") == first
    assert [one["text"] for one in phones.say(FAITH, "today")] != [one["text"] for one in first]


def test_the_transcript_reads_like_a_story(phones: Demo) -> None:
    phones.post("clock", to="next")
    prompt = phones.get("messages")[0]["text"]
    reply = phones.say(FAITH, LOG)[0]["text"]
    told = phones.http.get(f"/simulator/transcript?address=%2B{FAITH[1:]}&channel=sms")
    assert told.text.splitlines() == [
        "Given: the demo and its sub-county",
        "",
        "```sms",
        "-- Thu 28 May 2026, 16:15",
        f"B->Faith: {prompt}",
        f"Faith: {LOG}",
        f"B->Faith: {reply}",
        "```",
    ]
    phones.sentence(phones.http.get("/simulator/transcript"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_pairs_year_is_a_line_of_dots_with_their_reasons(small: Demo, language: str) -> None:
    small.post("clock", to="2026-06-16T18:00:00+03:00")
    year = small.get(f"year?language={language}")
    due = {"en": "Due Tue 4 Aug, when schools are closed.", "sw": "Jnne 4 Agosti, shule zikiwa zimefungwa."}[language]
    [asked] = [dot for dot in year["dots"] if dot["at"] == "2026-08-24T16:15+03:00" and dot["who"] == "mentee"]
    assert asked["state"] == "ahead"
    assert asked["text"].endswith(due)
    assert {dot["state"] for dot in year["dots"] if dot["at"] < year["today"]} == {"said"}
    assert ["2026-08-01", "2026-08-23"] in year["closed"]
    assert not [dot for dot in year["dots"] if dot["state"] == "ahead" and dot["at"][5:7] in ("11", "12")]
    assert small.get("year?mentee=300415") is None, "who has no mentor has no such year"


def test_the_page_and_its_parts_are_served_and_name_no_other_host(phones: Demo) -> None:
    for path in ("/", "/page.css", "/page.js"):
        answer = phones.http.get(path)
        assert answer.status_code == 200
        assert "://" not in answer.text


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/simulator/nothing", "get", 404),
        ("/nothing", "get", 404),
        ("/simulator/say", "get", 405),
        ("/simulator/media/1/0", "get", 404),
    ],
)
def test_other_paths_are_refused_in_one_line(phones: Demo, path: str, method: str, status: int) -> None:
    answer = getattr(phones.http, method)(path)
    assert answer.status_code == status
    assert len(answer.text.strip().splitlines()) == 1


def test_health_and_metrics_answer(phones: Demo) -> None:
    phones.say(FAITH, "STATUS")
    assert phones.http.get("/health").json["status"] == "ok"  # type: ignore[index]
    assert 'mshauri_said{channel="sms",state="sent"} 1.0' in phones.http.get("/metrics").text
