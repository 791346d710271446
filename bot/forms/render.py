"""Turns what a place says into one message for one channel, by what that channel can show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.forms.place import Place, button
from bot.forms.saying import On, Option, Sentence, Style, View, numbered, on_buttons, plain, rich, speak_label
from bot.language import Marked, _, say, segments, septets, split, squeeze, to_gsm7
from bot.messages import Button, Capability, Outbound, Pattern

MORE = "more"
"""The choice that shows the next part of a long text."""
GAP = "{{notice}}"
"""Stands in a template where the words of the notice go."""


@dataclass(frozen=True)
class Rendered:
    """One message for one channel."""

    outbound: Outbound
    more: bool
    """Whether another part waits behind MORE."""


def render(
    views: Sequence[View], capability: Capability, language: str, part: int = 0, *, asks: bool = True
) -> Rendered:
    """The message that says these views one after the other; the last one is where an answer will be read.

    A text too long for the channel is split at words; `part` counts from 0. `asks`: whether an answer is awaited; one
    that only a button could give is not.
    """
    last = views[-1]
    buttons = choices(last, capability, language)
    listed = _listed(last, capability, language)
    asks = asks and _can_be_answered(last)
    parts = _texts(views, "" if buttons else listed, capability, language, asks=asks)
    at = min(part, len(parts) - 1)
    if at < len(parts) - 1:
        more = Button(say(_("MORE"), language), button(Place.read(last.place), MORE))
        return Rendered(Outbound(parts[at], (more,) if capability.buttons else (), listed=more.label), more=True)
    said = parts[at]
    if part > at > 0:
        said = _with_lead(views[:-1], said, capability, language)
    carrier = last if last.template and capability.window else None
    return Rendered(
        Outbound(
            said,
            buttons,
            carrier.template if carrier else None,
            last.media if capability.media else (),
            listed if buttons else "",
            pattern(carrier, capability, language) if carrier else None,
            ends=not asks,
        ),
        more=False,
    )


def texts(views: Sequence[View], capability: Capability, language: str) -> list[str]:
    """What `render` says in all its parts."""
    last = views[-1]
    listed = "" if choices(last, capability, language) else _listed(last, capability, language)
    return _texts(views, listed, capability, language, asks=_can_be_answered(last))


def _can_be_answered(last: View) -> bool:
    return not last.options or bool(plain(last.options))


def _texts(views: Sequence[View], listed: str, capability: Capability, language: str, *, asks: bool) -> list[str]:
    last = views[-1]
    back = say(_("0 back"), language) if capability.live and asks else ""
    shown = f"{to_gsm7(listed) if capability.gsm7 else listed} {back}".strip()
    text = _with_room(views, shown, capability, language)
    whole = last.whole and capability.gsm7 and not capability.live
    return [f"{text} {shown}".strip()] if whole else _parts(text, shown, capability, language)


def _with_lead(before: Sequence[View], said: str, capability: Capability, language: str) -> str:
    """The last part of a text of which no earlier one is said now: what comes before it stands before this part."""
    whole = f"{_all_of(before, (), capability, language)} {said}".strip()
    return whole if not capability.gsm7 or septets(whole) <= capability.text else said


def pattern(view: View, capability: Capability, language: str) -> Pattern:
    """How a template carries this: its words in one piece, and its choices on the buttons of its template.

    What the template has no button for stands in the words with its number, as it can be answered here.
    """
    buttons = tuple(view.buttons) if on_buttons(view.options, capability) and _offers(view, view.buttons) else ()
    words = f"{_text(view.sentences, capability, language)} {_listed(view, capability, language, buttons)}"
    name = template_name(buttons, language)
    labels = tuple(_capital(speak_label(label, language)) for label in buttons)
    return Pattern(name, squeeze(words).removeprefix("TIMEC: "), labels)


def template_name(buttons: Sequence[Marked], language: str) -> str:
    """Under which the template with these buttons is registered; it stays, whatever else is said in other words."""
    return "_".join(("notice", *re.findall(r"[a-z0-9]+", " ".join(buttons).casefold()), language))


def template_words(language: str) -> str:
    """The words of every template around its notice, which neither begins nor ends it: nothing else is approved."""
    said = _("TIMEC: {notice}\nA message of the teacher mentorship programme. For help, reply HELP.")
    return say(said, language, notice=GAP)


def _offers(view: View, labels: Sequence[Marked]) -> bool:
    return {*labels} <= {option.label for option in rich(view.options) if isinstance(option.label, Marked)}


def _with_room(views: Sequence[View], shown: str, capability: Capability, language: str) -> str:
    """The text of these, with as much of what is said only if there is room as makes it no dearer."""
    spare = [one for view in views for one in view.sentences if one.if_room]
    shortest, *longer = (_all_of(views, spare[kept:], capability, language) for kept in range(len(spare) + 1))
    if not capability.gsm7:
        return longer[-1] if longer else shortest
    cost = segments(f"{shortest} {shown}").count
    fitting = (
        text
        for text in reversed(longer)
        if septets(whole := f"{text} {shown}".strip()) <= capability.text and segments(whole).count == cost
    )
    return next(fitting, shortest)


def _all_of(views: Sequence[View], without: Sequence[Sentence], capability: Capability, language: str) -> str:
    said = ([one for one in view.sentences if one not in without] for view in views)
    text = " ".join(filter(None, (_text(sentences, capability, language) for sentences in said)))
    return to_gsm7(text) if capability.gsm7 else text


def _text(sentences: Sequence[Sentence], capability: Capability, language: str) -> str:
    unwanted = On.RICH if not capability.buttons else On.PLAIN
    return " ".join(s.said.spoken(language) for s in sentences if s.channels is not unwanted).replace("\n ", "\n")


def _listed(view: View, capability: Capability, language: str, buttons: Sequence[Marked] | None = None) -> str:
    """The choices as a numbered list, as they are told apart here, and what is said after them.

    `buttons`: of a template; what is on them is left out, and all others are said, whatever the text says of them.
    """
    shown = numbered(view.options, on_buttons(view.options, capability))
    shown = [(number, option) for number, option in shown if option.label not in (buttons or ())]
    named = buttons or (buttons is not None and view.style is Style.NAMED)
    style = Style.REPLY if named else view.style
    choices = _list(shown, style, language) if shown else ""
    tail = _text(view.tail, capability, language) if shown or not buttons else ""
    return f"{choices}. {tail}" if choices and tail and view.style is Style.LIST else f"{choices} {tail}".strip()


def _list(shown: Sequence[tuple[int, Option]], style: Style, language: str) -> str:
    if style is Style.NAMED:
        return ""
    all_pinned = style is Style.REPLY and all(option.pinned for _number, option in shown)
    named = [
        f"{number} {speak_label(option.label, language)}{' + PIN' if option.pinned and not all_pinned else ''}"
        for number, option in shown
    ]
    if style is Style.LIST:
        return " ".join(named)
    reply = _("Reply {choices}, and your PIN.") if all_pinned else _("Reply {choices}.")
    return say(reply, language, choices=", ".join(named))


def choices(view: View, capability: Capability, language: str) -> tuple[Button, ...]:
    """The choices as buttons, or as the rows of a list where they are too many; none where they are numbers."""
    if view.asks_number:
        return (Button(say(_("Share my number"), language), "", shares=True),) if capability.contacts else ()
    if not on_buttons(view.options, capability):
        return ()
    options = rich(view.options)
    room = capability.label if len(options) <= capability.buttons else capability.row
    place = Place.read(view.place)
    return tuple(Button(short(_capital(speak_label(o.label, language)), room), button(place, o.key)) for o in options)


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
    more = say(_("98 more") if capability.live else _("MORE"), language)
    room = capability.text - max(len(more), length(listed)) - 1
    *pieces, last = split(text, max(room, capability.text // 3))
    return [*(f"{piece} {more}" for piece in pieces), f"{last} {listed}".strip()]
