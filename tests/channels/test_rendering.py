"""One choice list, rendered by what a channel can show."""

from __future__ import annotations

import pytest

from bot.forms.render import render
from bot.forms.saying import Option, Said, Style, View, pick, sentences
from bot.language import _, septets, squeeze
from bot.messages import CAPABILITIES, Channel, Media, Pattern

LONG = _("the mentor was asked to invigilate an examination")
CHART = Media("chart.png", "image/png", b"png")


def view(count: int, text: str = "Why?", **more: object) -> View:
    options = tuple(Option(f"r{place}", _(f"reason {place}")) for place in range(1, count + 1))
    return View("Why?session=3", sentences(Said(_(text))), options, Style.LIST, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("channel", "count", "buttons"),
    [
        (Channel.SMS, 2, 0),
        (Channel.USSD, 2, 0),
        (Channel.WHATSAPP, 1, 1),
        (Channel.WHATSAPP, 3, 3),
        (Channel.WHATSAPP, 4, 4),
        (Channel.WHATSAPP, 10, 10),
        (Channel.WHATSAPP, 11, 0),
        (Channel.TELEGRAM, 11, 11),
    ],
)
def test_choices_are_buttons_where_there_is_room_else_numbers(channel: Channel, count: int, buttons: int) -> None:
    outbound = render((view(count),), CAPABILITIES[channel], "en").outbound
    assert len(outbound.choices) == buttons
    assert ("1 reason 1" in outbound.text) == (buttons == 0)
    assert "1 reason 1" in f"{outbound.text} {outbound.listed}", (
        "the numbers are at hand where there are no buttons after all"
    )


@pytest.mark.parametrize(("count", "most"), [(3, 20), (4, 24)])
def test_a_long_label_is_cut_at_a_word_and_both_forms_are_understood(count: int, most: int) -> None:
    options = (Option("long", LONG), *(Option(f"r{n}", _(f"reason {n}")) for n in range(1, count)))
    outbound = render((View("Why", (), options),), CAPABILITIES[Channel.WHATSAPP], "en").outbound
    cut = outbound.choices[0].label
    assert len(cut) <= most
    assert cut.endswith(".")
    assert f"{LONG} ".lower().startswith(f"{cut[:-1].lower()} ")
    assert [found.key for words in (LONG, cut) if (found := pick(options, words))] == ["long", "long"]


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_long_text_is_split_at_words_with_counters_and_nothing_is_lost(channel: Channel, language: str) -> None:
    words = " ".join(f"word{n}" for n in range(900))
    capability = CAPABILITIES[channel]
    parts = []
    for part in range(99):
        made = render((view(2, words),), capability, language, part)
        parts.append(made.outbound.text)
        assert (septets if capability.gsm7 else len)(made.outbound.text) <= capability.text
        if not made.more:
            break
    total = len(parts)
    assert all(text.startswith(f"({n}/{total}) ") for n, text in enumerate(parts, 1))
    said = " ".join(parts).split(" ")
    assert [word for word in said if word.startswith("word")] == words.split(" ")


def test_ussd_goes_back_with_zero_where_an_answer_is_awaited_and_on_with_ninety_eight() -> None:
    ussd = CAPABILITIES[Channel.USSD]
    assert render((view(2),), ussd, "en").outbound.text == "Why? 1 reason 1 2 reason 2 0 back"
    ended = render((view(0, "Saved."),), ussd, "en", asks=False).outbound
    assert (ended.text, ended.ends) == ("Saved.", True)
    assert render((view(2, "word " * 60),), ussd, "en").outbound.text.endswith("98 more")


@pytest.mark.parametrize(
    ("channel", "shown"),
    [(Channel.SMS, ()), (Channel.USSD, ()), (Channel.WHATSAPP, (CHART,)), (Channel.TELEGRAM, (CHART,))],
)
def test_a_picture_goes_only_where_one_is_shown(channel: Channel, shown: tuple[Media, ...]) -> None:
    outbound = render((view(0, "Held 3 of 5.", media=(CHART,)),), CAPABILITIES[channel], "en", asks=False).outbound
    assert (outbound.media, outbound.text) == (shown, "Held 3 of 5.")


def words_of(text: str, options: tuple[Option, ...] = (), **values: object) -> Pattern:
    said = View("X", sentences(Said(_(text), values)), options, Style.LIST, template="t")
    found = render((said,), CAPABILITIES[Channel.WHATSAPP], "en").outbound.pattern
    assert found is not None
    return found


def test_a_template_has_a_slot_for_what_changes() -> None:
    found = words_of("TIMEC: {who} logged session {number}.", who="Faith Mutua", number=3)
    assert found == Pattern("en", "TIMEC: {{1}} logged session {{2}}.", ("Faith Mutua", "3"))


def test_the_values_put_into_the_slots_make_the_message_again() -> None:
    text = "TIMEC: {a}, {b} and {c:# area|# areas} in {b}."
    found = words_of(text, a="Faith", b="library", c=2)
    filled = found.text
    for place, value in enumerate(found.values, 1):
        filled = filled.replace(f"{{{{{place}}}}}", value)
    assert filled == "TIMEC: Faith, library and 2 areas in library."


def test_neighbouring_slots_are_one_and_none_stands_at_an_end() -> None:
    found = words_of("{who} signed session {number} {day}", who="Peter", number=3, day="today")
    assert found == Pattern("en", "TIMEC: {{1}} signed session {{2}} TIMEC", ("Peter", "3 today"))


def test_fixed_choices_are_buttons_of_the_template_and_others_one_slot() -> None:
    fixed = words_of("TIMEC: {who} waits.", (Option("a", _("open")), Option("b", _("later"))), who="Peter")
    assert fixed.buttons == ("Open", "Later")
    free = words_of("TIMEC: {who}, choose:", (Option("a", "Session 3"), Option("b", "Review")), who="Peter")
    assert (free.text, free.values, free.buttons) == (
        "TIMEC: {{1}}, choose: {{2}} TIMEC",
        ("Peter", "1 Session 3 2 Review"),
        (),
    )


def test_other_words_are_another_template() -> None:
    keys = {
        pattern.key("t")
        for pattern in (
            words_of("TIMEC: {a} waits.", a="x"),
            words_of("TIMEC: {a} waits now.", a="x"),
            words_of("TIMEC: {a} waits.", (Option("a", _("open")),), a="x"),
        )
    }
    assert len(keys) == 3
    assert words_of("TIMEC: {a} waits.", a="x").key("t") == words_of("TIMEC: {a} waits.", a="y").key("t")


def test_a_value_on_several_lines_is_put_on_one() -> None:
    assert words_of("TIMEC: {a}.", a="x\n  y").values == (squeeze("x y"),)
