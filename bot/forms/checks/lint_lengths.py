"""Finds messages that do not fit: over two SMS with the longest facts, buttons that read the same or carry too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.forms.checks import scenes
from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.scenes import Scene
from bot.forms.dialog import Dialog
from bot.forms.form import Form
from bot.forms.page import Page
from bot.forms.render import choices, render
from bot.forms.saying import on_buttons, rich, speak_label
from bot.language import InCoaching, Marked, UnknownPlaceholder, UnknownSpec, segments
from bot.messages import CAPABILITIES, Channel

MOST_SEGMENTS = 2


def of_form(dialogs: Dialogs, form: type[Form[Any]]) -> Iterator[Fault]:
    """Every place of a form."""
    yield from _measured(dialogs, scenes.of_form(form), form)


def of_page(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """Every way a page can read."""
    yield from _measured(dialogs, scenes.of_page(page), page)


def _measured(dialogs: Dialogs, shown: Iterable[Scene], dialog: type[Dialog]) -> Iterator[Fault]:
    found: dict[tuple[FaultKind, str], Fault] = {}
    for scene in shown:
        for language in _spoken(dialogs.catalogues.languages, dialog):
            for fault in _faults(scene, language):
                found.setdefault((fault.kind, fault.where), fault)
    yield from found.values()


def _spoken(languages: Iterable[str], dialog: type[Dialog]) -> Iterator[str]:
    """Each language; and, but for what an office opens, the same in the words of coaching, which are longer."""
    for language in languages:
        yield language
        if not dialog.private:
            yield InCoaching(language)


def _faults(scene: Scene, language: str) -> list[Fault]:
    """What is wrong with one message; a text of the engine or of a kind of question may be what cannot be said."""
    try:
        return [*_sms(scene, language), *_buttons(scene, language), *_cut(scene, language)]
    except UnknownPlaceholder as unknown:
        return [Fault(FaultKind.UNKNOWN_PLACEHOLDER, scene.where, f"{{{unknown.args[0]}}}")]
    except (UnknownSpec, TypeError) as refused:
        return [Fault(FaultKind.BAD_SPEC, f"{scene.where} ({language})", str(refused))]


def _sms(scene: Scene, language: str) -> Iterator[Fault]:
    """Journal text in full may be split and read on with MORE; anything else is one message of two segments."""
    made = render(scene.views, CAPABILITIES[Channel.SMS], language)
    if scene.views[-1].whole:
        return
    if (made.more and not scene.journal) or segments(made.outbound.text).count > MOST_SEGMENTS:
        yield Fault(FaultKind.TOO_LONG, f"{scene.where} ({language})", repr(made.outbound.text))


def _buttons(scene: Scene, language: str) -> Iterator[Fault]:
    render(scene.views, CAPABILITIES[Channel.WHATSAPP], language)  # what is said where there are buttons can be said
    for channel in (Channel.WHATSAPP, Channel.TELEGRAM):
        labels = [choice.label for choice in choices(scene.views[-1], CAPABILITIES[channel], language)]
        for label in sorted({label for label in labels if labels.count(label) > 1}):
            yield Fault(FaultKind.SAME_LABEL, f"{scene.where} ({language}, {channel})", label)


def _cut(scene: Scene, language: str) -> Iterator[Fault]:
    """Our own words on a button are read whole; names and what people wrote may be cut."""
    capability, options = CAPABILITIES[Channel.WHATSAPP], rich(scene.views[-1].options)
    if not on_buttons(scene.views[-1].options, capability):
        return
    room = capability.label if len(options) <= capability.buttons else capability.row
    for option in options:
        label = speak_label(option.label, language) if isinstance(option.label, Marked) else ""
        if len(label) > (capability.label if option.label in scene.views[-1].buttons else room):
            yield Fault(FaultKind.CUT, f"{scene.where} ({language})", repr(label))
