"""Draws a form as a Mermaid flowchart: its questions in order, conditions on the arrows, the echo and its choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.forms.checks.outline import Entry, outline, together
from bot.forms.facts import Fact, When
from bot.forms.filling import CHANGE, ECHO
from bot.forms.form import Echo, Form, Review
from bot.forms.words import Sized, Words, texts

Arrow = tuple[str, str, str]
"""From, what must hold, to."""


def draw(form: type[Form[Any]]) -> str:
    """The form as Mermaid text, the same each time; English, with placeholders as they are written."""
    entries = [entry for entry in outline(form) if not entry.question.aside]
    boxes = [_begin(form), *map(_box, outline(form)), *_ends(form)]
    arrows = [*_way_in(form, entries), *_onward(form, entries), *_endings(form)]
    lines = [f'    {name}{shape[0]}"{_escaped(text)}"{shape[1]}' for name, text, shape in boxes]
    lines += [f"    {a} -->{f'|{_quoted(says)}|' if says else ''} {b}" for a, says, b in arrows]
    return "\n".join(["flowchart TD", *lines, ""])


Box = tuple[str, str, tuple[str, str]]
BEGIN, SENT, DRAFT = "begin", "sent", "draft"


def _begin(form: type[Form[Any]]) -> Box:
    return (BEGIN, form.keyword or form.__name__, ("([", "])"))


def _box(entry: Entry) -> Box:
    each = " (once for each)" if entry.repeat else ""
    empty = " (may be left empty)" if entry.question.optional else ""
    return (_node(entry.key), f"{entry.question.ask}{each}{empty}", ("[", "]"))


def _ends(form: type[Form[Any]]) -> Iterator[Box]:
    """The echo with what it says on SMS, and the two ways out."""
    yield (ECHO, _short(form.echo.text), ("{{", "}}"))
    if form.changed:
        yield ("changed", _short(form.changed.text), ("{{", "}}"))
    if any(echo.change for echo in _echoes(form)):
        yield (CHANGE, "what should change?", ("(", ")"))
    yield (SENT, "sent", ("([", "])"))
    if any(echo.leave for echo in _echoes(form)):
        yield (DRAFT, "kept as a draft", ("([", "])"))


def _echoes(form: type[Form[Any]]) -> list[Echo]:
    return [echo for echo in (form.echo, form.changed) if echo]


def _short(words: Words) -> str:
    return " ".join(texts(words.short if isinstance(words, Sized) else words)).strip()


def _way_in(form: type[Form[Any]], entries: Sequence[Entry]) -> Iterator[Arrow]:
    if issubclass(form, Review):
        yield (BEGIN, "opened filled", ECHO)
        return
    for says, key in _after(None, entries):
        yield (BEGIN, says, key)
    if form.shorthand:
        yield (BEGIN, f"in one message: {form.shorthand}", SENT)


def _onward(form: type[Form[Any]], entries: Sequence[Entry]) -> Iterator[Arrow]:
    """From each question to every one that can be the next, and at last to the echo."""
    for entry in entries:
        if issubclass(form, Review):
            yield (CHANGE, "", _node(entry.key))
            yield (_node(entry.key), "", "changed" if form.changed else ECHO)
        else:
            yield from ((_node(entry.key), says, to) for says, to in _after(entry, entries))


def _after(entry: Entry | None, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """What can come next, each with its condition, as far as the first question that everybody is asked."""
    rest = entries[entries.index(entry) + 1 :] if entry else entries
    passed = False
    for one in rest:
        if entry is None or together(entry, one):
            yield _says(one) or ("else" if passed else ""), _node(one.key)
        if one.always:
            return
        passed = True
    yield "else" if passed else "", ECHO


def _says(entry: Entry) -> str:
    return " and ".join(map(_condition, entry.whens))


def _condition(when: When) -> str:
    if isinstance(when, Fact):
        return when.name
    return " or ".join(f"{part.question.name} is {part.says}" for part in when.parts)


def _endings(form: type[Form[Any]]) -> Iterator[Arrow]:
    for name, echo in ((ECHO, form.echo), ("changed", form.changed)):
        if echo is None:
            continue
        yield (name, echo.send, SENT)
        if echo.change:
            yield (name, echo.change, CHANGE)
        if echo.note:
            yield (name, echo.note, _node("note"))
        if echo.leave:
            yield (name, echo.leave, DRAFT)
    yield from ((_node(e.key), "", ECHO) for e in outline(form) if e.question.aside)


def _node(key: str) -> str:
    """A name that Mermaid takes: it has words of its own, such as `end`."""
    return "q_" + key.replace(".*", "").replace(".", "_")


def _escaped(text: str) -> str:
    return text.replace('"', "#quot;").replace("\n", "<br>")


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'
