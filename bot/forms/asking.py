"""What a form says at each of its places: the question, its echo, the list to change, and help after a bad answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.forms.facts import Context, NotUnderstood
from bot.forms.filling import CHANGE, ECHO, Filling, options
from bot.forms.form import Form
from bot.forms.lists import cut
from bot.forms.path import Step
from bot.forms.place import Place
from bot.forms.questions import Question
from bot.forms.saying import On, Said, Sentence, Style, View, sentences
from bot.forms.shorthand import grammar
from bot.forms.words import spoken
from bot.language import Marked, Numbered, _, placeholders, say

SORRY = (_("Sorry, I did not understand."), _("Sorry, still not clear."), _("I am sorry."))
"""What comes before help, the first time, the second, and from then on."""
MOST_OF_PARTS, MOST_OF_MANY = {1: 60, 2: 50, 3: 25}, 12
"""Letters of a part that are shown where there are so many, in two SMS with the question; and where there are more."""


class Mode(Enum):
    """Why the place is said."""

    NEXT = "next"
    OPENING = "opening"
    RESUMED = "resumed"
    UNASKED = "unasked"
    """Nobody asked for it: it may be read on a locked screen (requirement D315)."""
    AGAIN = "again"


@dataclass(frozen=True)
class Nothing:
    """What an empty answer sounds like."""

    def spoken(self, language: str, spec: str) -> str:
        return "0" if spec == "count" else say(_("none"), language)

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class Capital:
    """A sentence that begins with a capital letter, whatever the question inside it begins with."""

    said: Said

    def spoken(self, language: str, _spec: str) -> str:
        text = self.said.spoken(language)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class InParts:
    """The parts of a one-message answer, each by its name: areas covered "marking", action plan "mark daily"."""

    parts: tuple[tuple[Marked, str], ...]

    def spoken(self, language: str, _spec: str) -> str:
        most = MOST_OF_PARTS.get(len(self.parts), MOST_OF_MANY)
        return ", ".join(f'{say(label, language)} "{cut(words, most)}"' for label, words in self.parts)


def values(context: Context, answers: Mapping[str, object]) -> dict[str, object]:
    """What the texts of a form may name: its facts, and the answers of its questions."""
    return {**vars(context.facts), **answers}


def answered(filling: Filling) -> dict[str, object]:
    """The answers by question name, as they are spoken; “none” for what was left empty."""
    given = [step for step in filling.path.asked if step.stored is not None and "." not in step.key]
    return {step.question.name: step.value if step.stored else Nothing() for step in given}


def view(filling: Filling, place: Place, mode: Mode = Mode.NEXT) -> View:
    """What is said at the place of this filling."""
    here = place.having(at=filling.said)
    if filling.said == ECHO:
        return _echo(filling, here, mode)
    if filling.said == CHANGE:
        ask = _("What should change?") if filling.base else _("Change:")
        return View(str(here), sentences(Said(ask)), options(filling), Style.LIST)
    step = filling.step
    assert step is not None, "a filling is settled before it is said"
    parts = sentences(*_question(filling, step, mode, step.question.ask))
    if step.question.full:
        full = _question(filling, step, mode, step.question.full)
        short = (Sentence(part.said, On.PLAIN) for part in parts)
        parts = (*short, *(Sentence(said, On.RICH) for said in full))
    return View(str(here), parts, options(filling), Style.LIST, tail=_tail(step))


def is_bare(filling: Filling) -> bool:
    """Whether its open question tells nothing of what anybody has written; a read-back does."""
    step = filling.step
    if step is None or filling.said in (ECHO, CHANGE) or step.stored is not None:
        return False
    named = placeholders(step.question.ask)
    told = [value for name, value in step.known.items() if name in named and isinstance(value, tuple)]
    return not told and all(isinstance(option.label, Marked) for option in options(filling))


def _echo(filling: Filling, here: Place, mode: Mode) -> View:
    found = values(filling.context, answered(filling))
    parts = spoken(filling.echo.text, filling.context, found)
    if mode is Mode.RESUMED:
        parts = (Sentence(Said(_("Still open:"))), *parts)
    return View(str(here), parts, options(filling))


def _question(filling: Filling, step: Step, mode: Mode, ask: Marked) -> list[Said]:
    question, known = step.question, step.known
    asked = Said(ask, known)
    opening = [_title(filling, known)] if mode is Mode.OPENING and filling.form.title else []
    if step.stored is not None and filling.path.missing is None:
        short = Said(_("{question}?"), {"question": Said(question.label, known)}) if question.label else asked
        way = [Said(_("Write how it should read."))] if filling.base else []
        return [*opening, _capital(short), *_present(step), *way]
    lead = [Said(question.lead, known)] if mode is Mode.NEXT and question.lead else []
    said = [*opening, *lead, _counted(filling, step, asked, mode)]
    if mode is Mode.UNASKED:
        return said
    return said + (_present(step) if step.stored is not None else _hints(step))


def _title(filling: Filling, known: Mapping[str, object]) -> Said:
    assert filling.form.title is not None
    return Said(filling.form.title, known)


def _counted(filling: Filling, step: Step, asked: Said, mode: Mode) -> Said:
    number, total = filling.path.number(step), filling.path.total
    found = {"number": number, "total": total, "question": asked, "form": Said(filling.form.called, asked.values)}
    if not number:
        return _capital(asked)
    if mode in (Mode.RESUMED, Mode.UNASKED):
        return Said(_("Still open: {form}, question {number} of {total}: {question}"), found)
    counted = filling.form.counted if total > 1 else None
    return Said(counted, found) if counted else _capital(asked)


def _capital(said: Said) -> Said:
    return Said(Marked("{said}"), {"said": Capital(said)})


def _present(step: Step) -> list[Said]:
    if not step.stored:
        return [Said(_("Now: empty."))]
    return [Said(step.question.present, {"present": step.value})]


def _hints(step: Step) -> list[Said]:
    hints = list(step.question.hints(step.context))
    says_how = step.question.tail is not None
    return [*hints, Said(step.question.to_skip)] if step.question.may_skip(step.context) and not says_how else hints


def _tail(step: Step) -> tuple[Sentence, ...]:
    """What is said after the choices of a question."""
    return sentences(Said(step.question.tail, step.known) if step.question.tail else None)


def corrected(filling: Filling, place: Place, fault: NotUnderstood) -> View:
    """What is said after an answer that was not understood: an example, then choices, then a way out (D119)."""
    here = place.having(at=filling.said)
    why = Said(fault.why, fault.values) if fault.why else Said(SORRY[min(filling.misses, len(SORRY)) - 1])
    step = filling.step
    if step is None or filling.said in (ECHO, CHANGE):
        return _again(view(filling, place), why, filling.misses)
    shown = options(filling)
    if fault.half:  # what was said is kept, so only the rest of it is asked
        return View(str(here), sentences(why))
    parts = [why, *([] if fault.shows_how else _way(step, shown, filling.misses))]
    if filling.form.confides:
        parts.append(Said(_("0 leaves it.")))
    elif filling.misses >= 3:
        parts.append(Said(_("MENU leaves (your answers are kept). Stuck? HELP, or HUMAN for a person.")))
    elif filling.misses == 1:
        parts.append(Said(_("BACK goes back, MENU leaves (your answers are kept).")))
    parts += _listed(step, shown)
    return View(str(here), sentences(*parts), shown, Style.LIST)


def _way(step: Step, shown: tuple[object, ...], misses: int) -> list[Said]:
    instruct = step.question.instruct(step.context)
    offered = misses >= 2 and shown and not step.question.options(step.context)
    return [] if offered else [instruct]


def _listed(step: Step, shown: tuple[object, ...]) -> list[Said]:
    """The words just before a list of choices."""
    if not shown:
        return []
    if step.question.options(step.context):
        return [_capital(Said(step.question.ask, step.known))]
    return [Said(_("Try again, or choose:"))]


def _again(view: View, why: Said, misses: int) -> View:
    way = (Said(_("MENU leaves (your answers are kept). Stuck? HELP, or HUMAN for a person.")),) if misses >= 3 else ()
    return View(view.place, (*sentences(why), *view.sentences, *sentences(*way)), view.options, view.style)


def noted(filling: Filling) -> tuple[Sentence, ...]:
    """What a one-message form that left something open has understood; silent on what it would have to guess."""
    known = values(filling.context, answered(filling))
    parts = spoken(filling.form.noted, filling.context, known)
    return tuple(part for part in parts if known.keys() >= placeholders(part.said.text))


def as_read(form: type[Form[Any]], read: Numbered) -> tuple[Sentence, ...]:
    """How a one-message answer was read that can be read in two ways."""
    asked = {number: form.elements()[name] for number, name in grammar(form.shorthand).numbered}
    parts = [(one, read.parts[number]) for number, one in asked.items() if number in read.parts]
    named = tuple((one.label or one.ask, words) for one, words in parts if isinstance(one, Question))
    return sentences(Said(_("I read: {parts}."), {"parts": InParts(named)}))
