"""One choice list, rendered by what a channel can show."""

from __future__ import annotations

import pytest

from bot.forms.render import render
from bot.forms.saying import Option, Said, Sentence, Style, View, pick, sentences
from bot.language import Marked, _, segments, septets
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


ROOM = (("a" * 50, False), ("b" * 40, True), ("c" * 40, True))
"""Two sentences of 40 letters that are said only if there is room."""


@pytest.mark.parametrize(
    ("channel", "choices", "said"),
    [
        (Channel.SMS, "", "abc"),
        (Channel.SMS, "x" * 40, "ab"),
        (Channel.SMS, "x" * 70, "a"),
        (Channel.SMS, "x" * 160, "abc"),
        (Channel.SMS, "x" * 230, "a"),
        (Channel.WHATSAPP, "x" * 230, "abc"),
    ],
)
def test_what_is_said_only_if_there_is_room_never_costs_a_segment(channel: Channel, choices: str, said: str) -> None:
    """160 letters are one SMS and 306 are two: what there is room for depends on the choices that follow."""
    words = tuple(Sentence(Said(_(text)), if_room=if_room) for text, if_room in ROOM)
    shown = View("X", words, tail=sentences(Said(_(choices)))) if choices else View("X", words)
    text = render((shown,), CAPABILITIES[channel], "en").outbound.text
    assert [letter for letter in "abc" if letter in text] == list(said)
    if channel is Channel.SMS:
        assert segments(text).count == segments(f"{'a' * 50} {choices}").count


def carried(text: str, *options: Option, buttons: tuple[Marked, ...] = (), **values: object) -> Pattern:
    """How a template carries these words."""
    said = View("X", sentences(Said(_(text), values)), options, Style.LIST, template="t", buttons=buttons)
    found = render((said,), CAPABILITIES[Channel.WHATSAPP], "en").outbound.pattern
    assert found is not None
    return found


OPEN, LATER = Option("a", _("open")), Option("b", _("later"))
BOTH = (_("open"), _("later"))


def test_a_notice_stands_whole_in_the_one_gap_of_its_template() -> None:
    found = carried("TIMEC: {who} logged {n:# session|# sessions}.", who="Faith Mutua", n=3)
    assert found == Pattern("notice_en", "Faith Mutua logged 3 sessions.")


def test_other_words_need_no_other_template() -> None:
    assert carried("TIMEC: {a} waits.", a="x").name == carried("Here is something else, {a}.", a="y").name


def test_the_buttons_of_a_template_are_those_that_the_page_names_and_all_others_stand_in_the_text() -> None:
    plan = Option("c", _("see what you agreed"))
    found = carried("TIMEC: {a} waits.", OPEN, plan, LATER, buttons=BOTH, a="Peter")
    assert found == Pattern("notice_open_later_en", "Peter waits. Reply 2 see what you agreed.", ("Open", "Later"))


def test_where_a_button_of_the_template_is_missing_all_choices_stand_in_the_text() -> None:
    found = carried("TIMEC: {a} waits.", LATER, buttons=BOTH, a="Peter")
    assert found == Pattern("notice_en", "Peter waits. 1 later")


def test_choices_without_a_button_are_said_also_where_a_text_names_them_itself() -> None:
    said = View("X", sentences(Said(_("Choose:"))), (OPEN, Option("b", "Faith")), Style.NAMED, template="t")
    found = render((said,), CAPABILITIES[Channel.WHATSAPP], "en").outbound.pattern
    assert found == Pattern("notice_en", "Choose: Reply 1 open, 2 Faith.")


def test_what_stands_in_the_gap_is_one_line() -> None:
    assert carried("TIMEC: {a}.\nThen: {a}.", a="x\n\t    y").notice == "x y. Then: x y."
