"""A form reads like the paper form it replaces: questions in order, then an echo, then it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, get_args

from bot.forms.dialog import Dialog
from bot.forms.facts import Fact, NoFacts, When
from bot.forms.lists import Items
from bot.forms.questions import Question
from bot.forms.saying import On, Option
from bot.forms.words import Words
from bot.language import Marked, _

F = TypeVar("F")

FORMS: dict[str, type[Form[Any]]] = {}
"""Every form of the product by name: what audits, drawings and the keyword table read."""


class Group:
    """Questions that stand together: a form, or a part of one."""

    _elements: ClassVar[Mapping[str, Question | Part | Repeat]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        found: dict[str, Question | Part | Repeat] = {}
        for owner in reversed(cls.__mro__):
            found |= {n: e for n, e in vars(owner).items() if isinstance(e, Question | Part | Repeat)}
        cls._elements = found  # once for each class: a turn asks for them a dozen times

    @classmethod
    def elements(cls) -> Mapping[str, Question | Part | Repeat]:
        """Questions and parts in the order they are written, those of the base first."""
        return cls._elements


@dataclass(frozen=True)
class Part:
    """A group of questions set into a form, all of it asked under one condition."""

    group: type[Group]
    when: When | None = None


@dataclass(frozen=True)
class Repeat:
    """A group asked once for each item of a fact, or of an Items question above; `{item}` names the item."""

    group: type[Group]
    of: Fact | Items
    when: When | None = None


@dataclass(frozen=True)
class Echo:
    """What is read back before it is kept, and the ways on from there."""

    text: Words
    send: Marked = _("send")
    change: Marked | None = _("change")
    note: Marked | None = None
    leave: Marked | None = None
    first: int = 1
    """The number of the first choice, where a page before it used up the lower ones."""


def echo_options(echo: Echo) -> tuple[Option, ...]:
    """What may be chosen where a form is read back."""
    words = ("ok", "okay", "sawa", "poa", "yes", "y", "ndiyo", "ndio", "1" * (echo.first == 1))
    found = [Option("send", echo.send, tuple(w for w in words if w), in_text=echo.first, means=("send", "sign_open"))]
    if echo.change:
        found.append(
            Option(
                "change", echo.change, ("change", "badili", "edit"), in_text=echo.first + len(found), means=("change",)
            )
        )
    if echo.note:
        found.append(Option("note", echo.note, (), On.RICH, means=("add_note",)))
    if echo.leave:
        found.append(Option("leave", echo.leave, ("no", "hapana", "la"), in_text=echo.first + len(found)))
    return tuple(found)


def facts_of(cls: type) -> type:
    """The dataclass a dialog declares in its brackets: `Form[Meeting]`."""
    for owner in cls.__mro__:
        for base in vars(owner).get("__orig_bases__", ()):
            for argument in get_args(base):
                if isinstance(argument, type) and argument is not Any:
                    return argument
    return NoFacts


class Form(Group, Dialog, Generic[F]):
    """A dialog that fills something in. Its subclasses declare everything; they hold no state and no code."""

    title: ClassVar[Marked | None] = None
    counted: ClassVar[Marked | None] = _("{number} of {total}: {question}")
    """How a question is said with its place among the others."""
    at_once: ClassVar[bool] = False
    """Whether it is sent as soon as it is complete, without being read back."""
    more_than_yes: ClassVar[bool] = False
    """Whether a mere yes, no or ok answers none of its questions that take any words."""
    sitting: ClassVar[int] = 0
    """How many questions are asked in one sitting where there are no buttons, before it rests; 0: all of them."""
    reads_back: ClassVar[bool] = False
    """Whether even a complete one-message form is read back before it is sent, and words of one sent at once."""
    asks_back: ClassVar[bool] = False
    """Whether any question typed into it may be for us: it is asked whether it is the answer."""
    left: ClassVar[type[Dialog] | None] = None
    """The page that is said when its echo is left for good; None: it waits as a draft."""
    called: ClassVar[Marked] = _("form")
    """How it is called when it is still open: “Still open: session 5, question 4 of 6.”"""
    shorthand: ClassVar[str] = ""
    number_leads: ClassVar[bool] = False
    """Whether the number of its subject may stand before those words: “MOVE 5 16/6 1pm”."""
    noted: ClassVar[Words] = ()
    """Said after a one-message form that left something open."""
    echo: ClassVar[Echo]
    changed: ClassVar[Echo | None] = None
    """The echo of a review in which something was changed."""

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.facts = facts_of(cls)
        if not abstract:
            FORMS[cls.__name__] = cls


class Review(Form[Any], abstract=True):
    """Mixed in before a form: the same questions, opened already filled, at the echo: to sign, to correct."""

    number_sends: ClassVar[bool] = False
    """Whether the command with the number of its subject sends it as it is: “SIGN 3”."""
