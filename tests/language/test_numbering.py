"""Parts come out as they were written, in whatever way they were numbered; what can be read otherwise is not sure."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language import in_parts, past_greeting, venue

PLAIN = ("marking", "lesson notes", "mark daily", "reading corner", "vikundi", "seat plan", "Faith's idea", "pair work")
NUMBERS = (
    "Gr 4",
    "read 2 books",
    "did 2 of 3",
    "class 2",
    "class 3 boys",
    "by 11/6",
    "hadi 3 Juni",
    "at 2pm",
    "saa 3",
    "wk 2 schemes",
    "std 3",
    "1,000 words",
    "2-3 lessons",
    "1.30pm",
    "grade 2 and 3",
    "2 weeks",
    "kurasa 2 na 3",
    "nimetimiza 2 kati ya 3",
)
WAYS = [
    "{n}.{part}",
    "{n}. {part}",
    "{n}){part}",
    "{n}) {part}",
    "({n}) {part}",
    "({n}){part}",
    "[{n}] {part}",
    "{n}:{part}",
    "{n}: {part}",
    "{n}-{part}",
    "{n}- {part}",
    "{n} - {part}",
    "{n}/{part}",
    "{n}={part}",
    "{n}..{part}",
    "{n}.) {part}",
    "{n} {part}",
    "{n}, {part}",
    "{n}\n{part}",
    "no.{n} {part}",
    "No {n}: {part}",
    "part {n} {part}",
    "namba {n} {part}",
    "{i}. {part}",
    "{i}) {part}",
    "({i}) {part}",
    "{a}. {part}",
    "{a}) {part}",
    "({a}) {part}",
]
BETWEEN = (" ", ", ", "; ", ". ", "\n")
GREETINGS = (
    "",
    "Hello, ",
    "Good afternoon sir. ",
    "Habari mwalimu, ",
    "habari yako ",
    "sawa ",
    "Yes we met. ",
    "tumekutana. ",
)
ORDINARY = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map(" ".join)
COUNTING = st.lists(st.sampled_from(PLAIN + NUMBERS), min_size=1, max_size=4).map(" ".join)


def said(way: str, between: str, greeting: str, parts: list[str]) -> str:
    labels = zip("123", ("i", "ii", "iii"), "abc", parts, strict=False)
    return greeting + between.join(way.format(n=n, i=i, a=a, part=part) for n, i, a, part in labels)


@given(
    st.sampled_from(WAYS),
    st.sampled_from(BETWEEN),
    st.sampled_from(GREETINGS),
    st.lists(ORDINARY, min_size=2, max_size=3),
)
@example("{n} {part}", " ", "", ["marking, groups", "mark books by friday", "did both"])
@example("{n}-{part}", ", ", "", ["marking", "mark daily", "did all"])
@example("{n}.{part}", "", "", ["marking", "mark daily", "did all"])
@example("{n}{part}", " ", "", ["marking", "mark daily", "did all"])
@example("({n}){part}", "", "", ["marking", "mark daily", "did all"])
def test_parts_come_out_as_they_were_written(way: str, between: str, greeting: str, parts: list[str]) -> None:
    read = in_parts(said(way, between, greeting, parts), 3)
    assert [one.rstrip(".") for one in read.parts.values()] == parts
    assert list(read.parts) == list(range(1, len(parts) + 1))
    assert past_greeting(read.lead) == ""
    assert read.sure


@given(
    st.sampled_from(WAYS),
    st.sampled_from(BETWEEN),
    st.sampled_from(GREETINGS),
    st.lists(COUNTING, min_size=1, max_size=3),
)
def test_no_part_is_ever_merged_with_another_in_silence(
    way: str, between: str, greeting: str, parts: list[str]
) -> None:
    read = in_parts(said(way, between, greeting, parts), 3)
    found = {number: words.rstrip(".") for number, words in read.parts.items()}
    written = dict(enumerate(parts, 1))
    assert not read.sure or found == {number: written.get(number) for number in found}, (read, parts)


@pytest.mark.parametrize(
    "words",
    [
        "(1)marking(2)mark daily(3)did all",
        "1 = marking 2 = mark daily 3 = did all",
        "1_marking 2_mark daily 3_did all",
        "1 . marking 2 . mark daily 3 . did all",
        "1marking 2mark daily 3did all",
        "1.marking2.mark daily3.did all",
        "1\nmarking\n2\nmark daily\n3\ndid all",
        "Q1 marking Q2 mark daily Q3 did all",
        "step 1 marking step 2 mark daily step 3 did all",
        "A) marking B) mark daily C) did all",
        "(i)marking (ii)mark daily (iii)did all",
        "１．marking ２．mark daily ３．did all",
        "1 marking 2. mark daily 3) did all",
        "1.marking 2 mark daily 3.did all",
    ],
)
def test_some_number_in_other_ways(words: str) -> None:
    assert in_parts(words, 3).parts == {1: "marking", 2: "mark daily", 3: "did all"}
    assert in_parts(words, 3).sure


@pytest.mark.parametrize(
    ("words", "parts", "sure"),
    [
        ("1 schemes, class 2 group work 3 did both", ["schemes, class", "group work", "did both"], False),
        ("1 schemes for class 2 readers 3 done", ["schemes for class 2 readers", "done"], False),
        ("1) schemes, class 2) group work 3) did both", ["schemes, class", "group work", "did both"], True),
        ("1. 3 lessons seen. 2. mark 2 books a day. 3. part", ["3 lessons seen.", "mark 2 books a day.", "part"], True),
        ("1. a) maths b) english 2. seat plan 3. done", ["a) maths b) english", "seat plan", "done"], True),
        ("a) 1 maths 2 english b) seat plan c) done", ["1 maths 2 english", "seat plan", "done"], True),
        ("3. done 2. seat plan 1. maths", ["done", "seat plan", "maths"], True),
        ("3) done 2) seat plan 1) maths", ["done", "seat plan", "maths"], True),
        ("3 done 1 maths 2 seat plan", ["done", "maths", "seat plan"], True),
        ("1 maths 2 seat plan 3 done 4 asante", ["maths", "seat plan", "done 4 asante"], False),
        ("1 sing 2 learn 2 mark 3 done", ["sing", "learn 2 mark", "done"], False),
        ("1", [""], True),
        ("8 june library 1 maths 2 seat plan", ["maths", "seat plan"], True),
        ("1/6 library 1:maths 2:seat plan", ["maths", "seat plan"], True),
        ("we have 2 of 3 books", [], True),
        ("i will come with a) pens", [], True),
    ],
)
def test_what_opens_a_part(words: str, parts: list[str], sure: bool) -> None:
    read = in_parts(words, 3)
    assert (list(read.parts.values()), read.sure) == (parts, sure)


@given(st.text(st.one_of(st.characters(), st.sampled_from("123abciv.,;:()-=/\n\t ")), max_size=80))
def test_any_text_is_read_and_no_letter_is_lost(words: str) -> None:
    read = in_parts(words, 3)
    kept = "".join((read.lead, *read.parts.values()))
    assert sum(kept.count(letter) for letter in "defgh") == sum(words.count(letter) for letter in "defgh")


@pytest.mark.parametrize("piece", ["1) a ", "(", "no ", " ", "1.", "no 1 ", "i) ", "a"])
def test_a_long_message_is_read_at_once(piece: str) -> None:
    began = perf_counter()
    in_parts(piece * (1600 // len(piece)), 3)
    assert perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("library", "library"),
        ("in the staffroom", "staffroom"),
        ("head teacher's office", "head teacher's office"),
        ("class 4", "class 4"),
        ("Gr 6 east", "Gr 6 east"),
        ("chini ya mti", "chini ya mti"),
        ("1 phonics", None),
        ("phonics 2 word wall", None),
        ("phonics; word wall", None),
        ("marking, groups", None),
        ("we talked about the two slow readers", None),
        ("", None),
        ("4", None),
        ("Science Lab", "Science Lab"),
        ("deputy's office", "deputy's office"),
        ("under the mango tree", "under the mango tree"),
        ("Amen.", None),
        ("Praise God", None),
        ("It went well", None),
        ("This is Faith", None),
        ("Peter was late today", None),
        ("school was closed", None),
        ("tulikutana darasani", None),
    ],
)
def test_what_looks_like_a_place(words: str, place: str | None) -> None:
    assert venue(words) == place


@pytest.mark.parametrize("word", ["part", "sehemu"])
def test_a_word_that_is_all_a_part_says_is_not_taken_for_the_name_of_the_next(word: str) -> None:
    found = in_parts(f"1 wait time 2 ask why 3 {word} 4 a chart", 4)
    assert dict(found.parts) == {1: "wait time", 2: "ask why", 3: word, 4: "a chart"}
