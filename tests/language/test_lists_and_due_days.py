"""Lists are split however people separate them, due days are found at the end of an action, and no word is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Item, items_of, items_text, speak, split_by, split_items

THU = date(2026, 5, 28)
WORDS = st.lists(
    st.sampled_from(("notes", "control", "work", "marking", "vikundi", "nidhamu", "and", "mpango")),
    min_size=1,
    max_size=4,
)
ITEMS = st.lists(WORDS.map(" ".join), min_size=2, max_size=6)
TYPED = st.text(st.one_of(st.characters(), st.sampled_from("123abiv.,;:()-*•\n\t /")), max_size=80)


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("lesson notes, class control", ("lesson notes", "class control")),
        ("lesson notes; class control", ("lesson notes", "class control")),
        ("lesson notes\nclass control", ("lesson notes", "class control")),
        ("lesson notes. class control.", ("lesson notes", "class control")),
        ("lesson notes.class control", ("lesson notes", "class control")),
        ("lesson notes,class control", ("lesson notes", "class control")),
        ("lesson notes, , class control,,", ("lesson notes", "class control")),
        ("1. a one 2. b two", ("a one", "b two")),
        ("1. a\n2. b, c\n3. d", ("a", "b, c", "d")),
        ("1) x 2) y 3) z", ("x", "y", "z")),
        ("1.notes 2.control", ("notes", "control")),
        ("1-notes 2-control", ("notes", "control")),
        ("1 lesson notes 2 class control", ("lesson notes", "class control")),
        ("1 lesson notes, 2 class control", ("lesson notes", "class control")),
        ("1 group work in Gr 4 2 mark books daily (by 11 Jun)", ("group work in Gr 4", "mark books daily (by 11 Jun)")),
        ("1 read 2 books 2 group work", ("read 2 books", "group work")),
        ("(i) lesson notes (ii) class control (iii) duty", ("lesson notes", "class control", "duty")),
        ("i. notes ii. control", ("notes", "control")),
        ("a) notes b) control", ("notes", "control")),
        ("- notes\n- control, noise", ("notes", "control, noise")),
        ("- notes - control", ("notes", "control")),
        ("• notes • control", ("notes", "control")),
        ("* notes\n* control", ("notes", "control")),
        ("group work in Gr 4, mark books daily by 11/6", ("group work in Gr 4", "mark books daily by 11/6")),
        ("stop caning, use class rules, seat plan", ("stop caning", "use class rules", "seat plan")),
        ("notes and control, kazi na nidhamu", ("notes and control", "kazi na nidhamu")),
        ("Gr. 4 notes, std. 3 e.g. maps", ("Gr. 4 notes", "std. 3 e.g. maps")),
        ("wk. 6 scheme. mark by fri. class 4", ("wk. 6 scheme", "mark by fri", "class 4")),
        ("meet at 1.30pm on 11.6, then 2.5 hours", ("meet at 1.30pm on 11.6", "then 2.5 hours")),
        ("read 1,000 words, notes", ("read 1,000 words", "notes")),
        ("did 2 of 3. noise", ("did 2 of 3", "noise")),
        ("mark (maths, english) daily; notes", ("mark (maths, english) daily", "notes")),
        ("see www.tsc.go.ke, notes", ("see www.tsc.go.ke", "notes")),
        ("P. Otieno to visit, Mr. Musau", ("P. Otieno to visit", "Mr. Musau")),
        ("1 lesson on 2 digit numbers", ("1 lesson on 2 digit numbers",)),
        ("part", ("part",)),
        ("5", ("5",)),
        ("1. only one", ("only one",)),
        (
            "kazi ya vikundi Gr 4, kusahihisha vitabu kila siku hadi 11/6",
            ("kazi ya vikundi Gr 4", "kusahihisha vitabu kila siku hadi 11/6"),
        ),
        ("...", ()),
        ("", ()),
        (" , ; \n", ()),
    ],
)
def test_a_list_is_split_at_its_separators(words: str, items: tuple[str, ...]) -> None:
    assert split_items(words) == items


@given(items=ITEMS, sign=st.sampled_from((", ", ",", "; ", "\n", ". ", " • ", ".\n")))
def test_any_usual_sign_separates(items: list[str], sign: str) -> None:
    assert split_items(sign.join(items)) == tuple(items)


@given(
    items=ITEMS,
    style=st.sampled_from(("{}. ", "{}) ", "({}) ", "{} ", "{}.", "{}: ")),
    between=st.sampled_from((" ", "\n", ", ")),
)
def test_any_usual_numbering_separates(items: list[str], style: str, between: str) -> None:
    words = between.join(style.format(number) + item for number, item in enumerate(items, 1))
    assert split_items(words) == tuple(items)


@given(items=ITEMS, sign=st.sampled_from("-*•+"), between=st.sampled_from((" ", "\n")))
def test_any_usual_bullet_separates(items: list[str], sign: str, between: str) -> None:
    assert split_items(between.join(f"{sign} {item}" for item in items)) == tuple(items)


@given(TYPED)
def test_no_word_is_lost_whatever_is_typed(words: str) -> None:
    kept = re.findall(r"[^\W\d_]{5,}", " ".join(split_items(words)))
    assert kept == re.findall(r"[^\W\d_]{5,}", words)


@given(TYPED)
def test_something_typed_gives_at_least_one_item_and_none_is_empty(words: str) -> None:
    items = split_items(words)
    assert bool(items) == any(sign.isalnum() for sign in words)
    assert all(any(sign.isalnum() for sign in item) and item == " ".join(item.split()) for item in items)


@pytest.mark.parametrize(
    ("words", "text", "by"),
    [
        ("mark books daily by 11/6", "mark books daily", (2026, 6, 11)),
        ("mark books daily by 11 June", "mark books daily", (2026, 6, 11)),
        ("mark books daily by 11 Jun.", "mark books daily", (2026, 6, 11)),
        ("mark books daily (by 11 Jun)", "mark books daily", (2026, 6, 11)),
        ("mark books daily, due 11/6", "mark books daily", (2026, 6, 11)),
        ("kusahihisha vitabu kila siku hadi 11/6", "kusahihisha vitabu kila siku", (2026, 6, 11)),
        ("kusahihisha vitabu (hadi 11 Juni)", "kusahihisha vitabu", (2026, 6, 11)),
        ("finish wk 6 scheme by fri", "finish wk 6 scheme", (2026, 5, 29)),
        ("groups of 6 by monday", "groups of 6", (2026, 6, 1)),
        ("makundi ya watu 6 kufikia jumatatu", "makundi ya watu 6", (2026, 6, 1)),
        ("andaa azimio kabla ya ijumaa", "andaa azimio", (2026, 5, 29)),
        ("set test before next tue", "set test", (2026, 6, 2)),
        ("notes BY TOMORROW", "notes", (2026, 5, 29)),
        ("mark by turns by 3/6", "mark by turns", (2026, 6, 3)),
        ("by group work", "by group work", None),
        ("learn by group work", "learn by group work", None),
        ("read by 3 pm", "read by 3 pm", None),
        ("mark 5 by 5", "mark 5 by 5", None),
        ("by friday", "by friday", None),
        ("mark by 31/6", "mark by 31/6", None),
        ("mark by 11/6/2025", "mark by 11/6/2025", None),
        ("soma hadi ukurasa wa 5", "soma hadi ukurasa wa 5", None),
        ("zamu jumatatu hadi ijumaa", "zamu jumatatu hadi ijumaa", None),
        ("duty from 3/6 until 5/6", "duty from 3/6 until 5/6", None),
        ("by 11/6 mark all books", "by 11/6 mark all books", None),
        ("", "", None),
    ],
)
def test_a_due_day_is_found_at_the_end_of_an_action(words: str, text: str, by: tuple[int, int, int] | None) -> None:
    assert split_by(words, THU) == Item(text, date(*by) if by else None)


@given(words=WORDS.map(" ".join), ahead=st.dates(THU, date(2027, 5, 20)), language=st.sampled_from(("en", "sw")))
def test_an_item_with_its_due_day_reads_back_as_it_was_said(words: str, ahead: date, language: str) -> None:
    item = Item(words, ahead)
    assert split_by(speak(item, language), THU) == item


@given(st.lists(st.tuples(TYPED, st.none() | st.dates()), max_size=5))
def test_a_list_is_kept_as_one_text_and_read_back(drafts: list[tuple[str, date | None]]) -> None:
    items = tuple(Item(" ".join(text.split()), by) for text, by in drafts if text.split())
    assert items_of(items_text(items)) == items


def test_the_kept_text_is_one_item_a_line_with_the_due_day_after_a_tab() -> None:
    assert items_text((Item("a"), Item("mark\tbooks", date(2026, 6, 11)))) == "a\nmark books\t2026-06-11"
    assert items_of("") == ()
