"""Texts are said in the reader's language, with days, hours, names and lists as that language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.language import (
    LANGUAGES,
    Catalogues,
    Item,
    Marked,
    MissingTranslation,
    Name,
    UnknownPlaceholder,
    UnknownSpec,
    _,
    placeholders,
    say,
    speak,
)

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Hello {name:first}, {n:# area|# areas}."
msgstr "Habari {name:first}, {n:mada #}."

msgid "staffroom"
msgstr "chumba cha walimu"

msgid "Met in {place}."
msgstr "Mlikutana {place}."

msgid "Bad {day}"
msgstr "Mbaya {siku}"

#, fuzzy
msgid "Unsure"
msgstr "Sina hakika"

msgid "Empty"
msgstr ""
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    folder = tmp_path / "sw" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(PO, encoding="utf-8")
    return Catalogues(tmp_path)


def test_the_languages_are_english_and_the_folders_found(catalogues: Catalogues) -> None:
    assert catalogues.languages == ("en", "sw")
    assert LANGUAGES == ("en", "sw")


def test_a_text_is_said_in_the_readers_language(catalogues: Catalogues) -> None:
    text = _("Hello {name:first}, {n:# area|# areas}.")
    values = {"name": Name("Faith Mutua"), "n": ("a", "b")}
    assert catalogues.say(text, "sw", **values) == "Habari Faith, mada 2."
    assert catalogues.say(text, "en", **values) == "Hello Faith, 2 areas."


def test_a_marked_value_is_translated_too_and_a_persons_words_are_not(catalogues: Catalogues) -> None:
    text = _("Met in {place}.")
    assert catalogues.say(text, "sw", place=_("staffroom")) == "Mlikutana chumba cha walimu."
    assert catalogues.say(text, "sw", place="staffroom") == "Mlikutana staffroom."
    assert catalogues.say(text, "en", place="{x} {y.z}") == "Met in {x} {y.z}."


@pytest.mark.parametrize("text", ["Unsure", "Empty", "Nowhere"])
def test_a_text_without_a_finished_translation_is_said_in_english(catalogues: Catalogues, text: str) -> None:
    assert catalogues.say(text, "sw") == text
    with pytest.raises(MissingTranslation):
        catalogues.say_strictly(text, "sw")


def test_a_translation_that_asks_for_something_unknown_is_said_in_english_and_found_by_the_lint(
    catalogues: Catalogues,
) -> None:
    assert catalogues.say("Bad {day}", "sw", day=1) == "Bad 1"
    with pytest.raises(UnknownPlaceholder):
        catalogues.say_strictly("Bad {day}", "sw", day=1)


def test_a_text_that_asks_for_something_unknown_is_a_bug() -> None:
    with pytest.raises(UnknownPlaceholder):
        say("Bad {day}", "en")
    with pytest.raises(UnknownPlaceholder):
        say("{name.full}", "en", name=Name("Faith Mutua"))


def test_an_unknown_language_is_answered_in_english(catalogues: Catalogues) -> None:
    assert catalogues.say("Met in {place}.", "../sw", place="x") == "Met in x."


def test_placeholders_are_named_with_or_without_a_form() -> None:
    assert placeholders("{a} {b:# x|# y} {{c}}") == {"a", "b"}
    with pytest.raises(ValueError, match="}"):
        placeholders("{a")


def test_marking_keeps_the_text() -> None:
    assert _("a") == "a"
    assert isinstance(_("a"), Marked)
    assert repr(_("a")) == "_('a')"


THU = date(2026, 5, 28)
AT = datetime(2026, 6, 11, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "spec", "english", "kiswahili"),
    [
        (THU, "", "28 May", "28 Mei"),
        (THU, "weekday", "Thu 28 May", "Alh 28 Mei"),
        (THU, "day", "Thu 28 May", "Alhamisi 28 Mei"),
        (THU, "long", "Thu 28 May 2026", "Alhamisi 28 Mei 2026"),
        (date(2026, 6, 10), "weekday", "Wed 10 Jun", "Jtano 10 Juni"),
        (date(2026, 9, 15), "", "15 Sep", "15 Septemba"),
        (time(13), "", "1:00pm", "saa 7 mchana (13:00)"),
        (time(17, 2), "", "5:02pm", "saa 11:02 jioni (17:02)"),
        (time(17, 2), "clock", "17:02", "saa 11:02 jioni (17:02)"),
        (time(9), "", "9:00am", "saa 3 asubuhi (09:00)"),
        (time(20), "", "8:00pm", "saa 2 usiku (20:00)"),
        (time(0), "", "12:00am", "saa 6 usiku (00:00)"),
        (time(5, 30), "", "5:30am", "saa 11:30 alfajiri (05:30)"),
        (time(18), "", "6:00pm", "saa 12 jioni (18:00)"),
        (AT, "", "Thu 11 Jun 1:00pm", "Alhamisi 11 Juni, saa 7 mchana (13:00)"),
        (AT, "weekday", "Thu 11 Jun", "Alh 11 Juni"),
        (AT, "clock", "13:00", "saa 7 mchana (13:00)"),
        (Name("Peter Otieno"), "", "P. Otieno", "P. Otieno"),
        (Name("Peter Otieno"), "first", "Peter", "Peter"),
        (Name("Peter Otieno"), "full", "Peter Otieno", "Peter Otieno"),
        (Name("Faith Mwikali Mutua"), "", "F. Mutua", "F. Mutua"),
        (Name("Faith Mwikali Mutua"), "initials", "F.M.M.", "F.M.M."),
        (Name("Mwl. Jane Wambua"), "", "J. Wambua", "J. Wambua"),
        (Name("Madonna"), "", "Madonna", "Madonna"),
        (Name(" "), "", "", ""),
        (("a", "b"), "", "1 a 2 b", "1 a 2 b"),
        (("a", "b"), "semi", "a; b", "a; b"),
        (("a", "b"), "count", "2", "2"),
        ((), "", "", ""),
        (Item("a", date(2026, 6, 11)), "", "a (by 11 Jun)", "a (hadi 11 Juni)"),
        (Item("a", date(2026, 6, 11)), "semi", "a 11 Jun", "a 11 Juni"),
        ((Item("a"), Item("b", date(2026, 6, 11))), "", "1 a 2 b (by 11 Jun)", "1 a 2 b (hadi 11 Juni)"),
        ((Item("a"), Item("b", date(2026, 6, 11))), "semi", "a; b 11 Jun", "a; b 11 Juni"),
        (1, "# area|# areas", "1 area", "1 area"),
        (0, "# area|# areas", "0 areas", "0 areas"),
        (("a", "b"), "# area|# areas", "2 areas", "2 areas"),
        (3, "mada #", "mada 3", "mada 3"),
        (7, "", "7", "7"),
        ("x", "", "x", "x"),
    ],
)
def test_values_are_said_as_each_language_writes_them(value: object, spec: str, english: str, kiswahili: str) -> None:
    assert speak(value, "en", spec) == english
    assert speak(value, "sw", spec) == kiswahili


@pytest.mark.parametrize(
    ("value", "spec"), [(THU, "shout"), (time(1), "long"), ("x", "semi"), (Name("a b"), "x"), (Item("a"), "x")]
)
def test_a_form_that_a_value_does_not_have_is_a_bug(value: object, spec: str) -> None:
    with pytest.raises(UnknownSpec):
        speak(value, "en", spec)


@pytest.mark.parametrize(
    ("value", "spec"), [(None, ""), (True, ""), ({1}, ""), (AT.replace(tzinfo=None), ""), (1.5, "#")]
)
def test_a_value_that_nobody_should_see_is_a_bug(value: object, spec: str) -> None:
    with pytest.raises(TypeError):
        speak(value, "en", spec)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Please help!", "Ann: Please help!"),
        ("All is well.", "Ann: All is well."),
        ("all is well", "Ann: all is well."),
    ],
)
def test_what_somebody_ended_themselves_gets_no_second_full_stop(words: str, told: str) -> None:
    assert say(_("{by:first}: {said}."), "en", by=Name("Ann Bee"), said=words) == told
