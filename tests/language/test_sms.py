"""SMS text is GSM-7, its segments are counted exactly, and long text is split at words with counters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import NotGsm7, Segments, fits, is_gsm7, segments, septets, split, to_gsm7

GSM = st.text(st.sampled_from("abc xyz0189.,'-@£é\n^{}[]~|€\\"))
LONG = st.text(st.sampled_from("ab c\n€"), max_size=700) | st.text(max_size=400)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Peter’s “plan” – done — yes…", 'Peter\'s "plan" - done - yes...'),
        ("ng’ombe", "ng'ombe"),
        ("Café Zoë Ñandú Ångström", "Cafe Zoe Nandu Angstrom"),
        ("good 👍🏿 work 🎉", "good work"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("ＬＯＧ １", "LOG 1"),
        ("ﬁne ½ × 2", "fine 1/2 x 2"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("• one │ two", "- one | two"),
        ("€5 [ok]", "€5 [ok]"),
        ("ß Æ ø ł", "ss AE o l"),
        ("a\u200b\u202eb\x00c", "abc"),
        ("`x`", "'x'"),
        ("日本", "??"),
    ],
)
def test_text_becomes_gsm7(text: str, plain: str) -> None:
    assert to_gsm7(text) == plain


@given(st.text())
def test_the_result_is_always_gsm7_and_stays_as_it_is(text: str) -> None:
    plain = to_gsm7(text)
    assert is_gsm7(plain)
    assert to_gsm7(plain) == plain
    assert segments(plain).charset == "GSM-7"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", Segments(1, "GSM-7", 0)),
        ("a" * 160, Segments(1, "GSM-7", 160)),
        ("a" * 161, Segments(2, "GSM-7", 161)),
        ("a" * 306, Segments(2, "GSM-7", 306)),
        ("a" * 307, Segments(3, "GSM-7", 307)),
        ("€" * 80, Segments(1, "GSM-7", 160)),
        ("€" * 152, Segments(2, "GSM-7", 304)),
        ("€" * 153, Segments(3, "GSM-7", 306)),
        ("a" * 152 + "€" + "a" * 152, Segments(3, "GSM-7", 306)),
        ("é" * 160, Segments(1, "GSM-7", 160)),
        ("’" + "a" * 69, Segments(1, "UCS-2", 70)),
        ("’" + "a" * 70, Segments(2, "UCS-2", 71)),
        ("’" + "a" * 133, Segments(2, "UCS-2", 134)),
        ("’" + "a" * 134, Segments(3, "UCS-2", 135)),
        ("😀" * 35, Segments(1, "UCS-2", 70)),
        ("😀" * 36, Segments(2, "UCS-2", 72)),
        ("😀" * 67, Segments(3, "UCS-2", 134)),
        ("a" * 66 + "😀" + "a" * 66, Segments(3, "UCS-2", 134)),
    ],
)
def test_segments_are_counted_exactly(text: str, counted: Segments) -> None:
    assert segments(text) == counted


def test_the_extension_table_counts_two() -> None:
    assert septets("^{}\\[~]|€") == 18
    assert septets("Ala_@£ 1\n") == 9
    with pytest.raises(NotGsm7):
        septets("’")


def test_the_alphabet_has_exactly_127_signs_and_10_extensions() -> None:
    signs = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and is_gsm7(chr(code))]
    assert sum(septets(sign) == 1 for sign in signs) == 127
    assert sum(septets(sign) == 2 for sign in signs) == 10


def test_whether_a_text_fits() -> None:
    assert fits("a" * 306, 2)
    assert not fits("a" * 307, 2)
    assert not fits("’" + "a" * 134, 2)


def test_a_short_text_is_one_message_without_a_counter() -> None:
    assert split("habari", 160) == ["habari"]


def test_a_long_text_is_split_at_words_with_counters() -> None:
    pieces = split("habari ya leo " * 20, 100)
    assert [piece[:6] for piece in pieces] == ["(1/3) ", "(2/3) ", "(3/3) "]
    assert all(piece.endswith(("habari", "ya", "leo")) for piece in pieces)


def test_a_message_ends_with_a_sentence_or_a_part_of_one_where_that_costs_none_more() -> None:
    text = (
        "Hutengua ulichohifadhi mwisho wa kikao chako, ndani ya dakika mbili. F. Mutua hatajua."
        " BADILI hubadilisha baadaye."
    )
    assert split(text, 90) == [
        "(1/2) Hutengua ulichohifadhi mwisho wa kikao chako, ndani ya dakika mbili.",
        "(2/2) F. Mutua hatajua. BADILI hubadilisha baadaye.",
    ]
    assert split("Utangulizi tayari, kuunganishwa tayari, mpango wa wiki 6 njiani", 50) == [
        "(1/2) Utangulizi tayari, kuunganishwa tayari,",
        "(2/2) mpango wa wiki 6 njiani",
    ]


@given(text=LONG, limit=st.integers(20, 200))
def test_splitting_loses_nothing_and_keeps_the_limit(text: str, limit: int) -> None:
    pieces = split(text, limit)
    size = septets if is_gsm7(text) else lambda piece: sum(2 if ord(sign) > 0xFFFF else 1 for sign in piece)
    assert all(size(piece) <= limit for piece in pieces)
    said = pieces if len(pieces) == 1 else [re.sub(r"\A\(\d+/\d+\) ", "", piece) for piece in pieces]
    assert re.sub("[ \n]", "", "".join(said)) == re.sub("[ \n]", "", text)


@given(words=st.lists(st.sampled_from(("ng'ombe", "kikao", "a", "mpango")), min_size=1, max_size=120))
def test_no_word_shorter_than_a_message_is_cut(words: list[str]) -> None:
    pieces = split(" ".join(words), 40)
    said = [word for piece in pieces for word in re.sub(r"\A\(\d+/\d+\) ", "", piece).split()]
    assert said == words


@given(text=GSM, parts=st.integers(1, 3))
def test_a_text_fits_when_it_is_not_longer_than_its_parts(text: str, parts: int) -> None:
    room = 160 if parts == 1 else 153 * parts
    assert not fits(text, parts) or septets(text) <= room


def test_a_message_too_small_for_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="20"):
        split("a" * 100, 5)
