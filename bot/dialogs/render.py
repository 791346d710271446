"""Turns what a place says into one message for one channel, by what that channel can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.place import Place, button
from bot.dialogs.saying import For, Option, Sentence, Style, View, numbered, plain, rich, speak_label
from bot.language import _, say, septets, split, to_gsm7
from bot.messages import Capability, Choice, Outbound

MORE = "more"
"""The choice that shows the next part of a long text."""


@dataclass(frozen=True)
class Rendered:
    """One message for one channel."""

    outbound: Outbound
    more: bool
    """Whether another part waits behind MORE."""


def render(views: Sequence[View], capability: Capability, language: str, part: int = 0) -> Rendered:
    """The message that says these views one after the other; the last one is where an answer will be read.

    A text too long for the channel is split at words; `part` counts from 0.
    """
    last = views[-1]
    shown = (plain if not capability.buttons else rich)(last.options)
    buttons = _buttons(last, shown, capability, language)
    text = " ".join(filter(None, (_text(view.sentences, capability, language) for view in views)))
    listed = "" if buttons else _listed(last, shown, capability, language)
    text = to_gsm7(text) if capability.gsm7 else text
    listed = to_gsm7(listed) if capability.gsm7 else listed
    whole = last.whole and capability.gsm7
    parts = [f"{text} {listed}".strip()] if whole else _parts(text, listed, capability, language)
    at = min(part, len(parts) - 1)
    if at < len(parts) - 1:
        more = Choice(say(_("MORE"), language), button(Place.read(last.place), MORE))
        return Rendered(Outbound(parts[at], (more,) if capability.buttons else ()), more=True)
    template = last.template if capability.window else None
    return Rendered(Outbound(parts[at], buttons, template, last.media), more=False)


def _text(sentences: Sequence[Sentence], capability: Capability, language: str) -> str:
    unwanted = For.RICH if not capability.buttons else For.PLAIN
    return " ".join(s.said.spoken(language) for s in sentences if s.channels is not unwanted).replace("\n ", "\n")


def _listed(view: View, shown: Sequence[Option], capability: Capability, language: str) -> str:
    """The choices as a numbered list, and what is said after them."""
    choices = _list(shown, view.style, language) if shown else ""
    tail = _text(view.tail, capability, language)
    return f"{choices}. {tail}" if choices and tail and view.style is Style.LIST else f"{choices} {tail}".strip()


def _list(options: Sequence[Option], style: Style, language: str) -> str:
    all_pinned = style is Style.REPLY and all(option.pinned for option in options)
    named = [
        f"{number} {speak_label(option.label, language)}{' + PIN' if option.pinned and not all_pinned else ''}"
        for number, option in numbered(options)
    ]
    if style is Style.LIST:
        return " ".join(named)
    reply = _("Reply {choices}, and your PIN.") if all_pinned else _("Reply {choices}.")
    return say(reply, language, choices=", ".join(named))


def _buttons(view: View, options: Sequence[Option], capability: Capability, language: str) -> tuple[Choice, ...]:
    if not options or len(options) > capability.buttons:
        return ()
    place = Place.read(view.place)
    return tuple(
        Choice(short(_capital(speak_label(o.label, language)), capability.label), button(place, o.key)) for o in options
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def short(label: str, most: int) -> str:
    """A label cut at a word where the channel has no room for all of it."""
    if len(label) <= most:
        return label
    cut = label[: most - 1].rpartition(" ")[0] or label[: most - 1]
    return f"{cut}."


def _parts(text: str, listed: str, capability: Capability, language: str) -> list[str]:
    """The text with its choices, as one message where it fits; else in parts with counters, the choices in the last."""
    whole = f"{text} {listed}".strip()
    length = septets if capability.gsm7 else len
    if length(whole) <= capability.text:
        return [whole]
    more = say(_("MORE"), language)
    room = capability.text - max(len(more), length(listed)) - 1
    *pieces, last = split(text, max(room, capability.text // 3))
    return [*(f"{piece} {more}" for piece in pieces), f"{last} {listed}".strip()]
