"""A page shows something and offers choices; a notice is one for somebody else, a prompt one of the clock's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from bot.dialogs.facts import Context, Fact, NoFacts
from bot.dialogs.form import facts_of
from bot.dialogs.place import Place
from bot.dialogs.saying import For, Label, Option, Said, Sentence, Style, View
from bot.dialogs.words import Words, spoken
from bot.language import Text as Marked
from bot.language import _

F = TypeVar("F")
PAGE_OF = 5
"""How many of a list are shown at once (D337)."""

PAGES: dict[str, type[Page[Any]]] = {}
"""Every page of the product by name."""


@dataclass(frozen=True)
class Go:
    """A choice that leads to another page or form; what this page is about goes along."""

    label: Marked
    to: str
    channels: For = For.ALL
    when: Fact | None = None
    synonyms: tuple[str, ...] = ()
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Do:
    """A choice that does one deed, by its name at the desk."""

    label: Marked
    deed: str
    channels: For = For.ALL
    when: Fact | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called and what tells it apart."""

    label: Label
    args: Mapping[str, str]


@dataclass(frozen=True)
class Each:
    """A choice for each row of a fact, five at a time; MORE shows the next."""

    of: Fact
    to: str


class Page(Generic[F]):
    """A dialog that shows something and offers choices. Its subclasses declare everything and hold no code."""

    keyword: ClassVar[Marked | None] = None
    about: ClassVar[str | None] = None
    shows: ClassVar[str] = ""
    """The row of the visibility matrix that opening it reads."""
    text: ClassVar[Words] = ()
    argument: ClassVar[str | None] = None
    """What the words after its keyword are called among its facts: “VERIFY TM27-00418”."""
    does: ClassVar[str | None] = None
    """The deed that opening it does: for commands that need no question."""
    ends: ClassVar[bool] = False
    """Whether the talk ends here: no open question is repeated after it."""
    takes: ClassVar[str | None] = None
    """The form whose one-message answer this page also hears."""
    asks: ClassVar[Style] = Style.REPLY
    template: ClassVar[str | None] = None
    """The approved template that carries it where free text may not be sent."""
    facts: ClassVar[type] = NoFacts

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.facts = facts_of(cls)
        if not abstract:
            PAGES[cls.__name__] = cls

    @classmethod
    def choices(cls) -> dict[str, Go | Do | Each]:
        """Choices by name, in the order they are written."""
        found: dict[str, Go | Do | Each] = {}
        for owner in reversed(cls.__mro__):
            found |= {name: choice for name, choice in vars(owner).items() if isinstance(choice, Go | Do | Each)}
        return found


class Notice(Page[F], abstract=True):
    """A page for somebody else, opened by a deed: its words are made when it may be heard."""


class Prompt(Notice[F], abstract=True):
    """A notice the clock opens; it counts against the person's quiet limits."""


@dataclass(frozen=True)
class Way:
    """A choice as it stands on an opened page: the option shown, and where it leads or what it does."""

    option: Option
    to: Place | None = None
    deed: str | None = None


def ways(page: type[Page[Any]], context: Context, place: Place) -> list[Way]:
    """The choices of an opened page, in order."""
    found: list[Way] = []
    for name, choice in page.choices().items():
        if isinstance(choice, Each):
            found += _rows(choice, context, place)
        elif choice.when is None or choice.when.of(context):
            option = Option(name, choice.label, choice.synonyms, choice.channels)
            if isinstance(choice, Go):
                found.append(Way(option, Place(choice.to, {**_subject(place), **choice.args})))
            else:
                found.append(Way(option, deed=choice.deed))
    return found


def _subject(place: Place) -> dict[str, str]:
    return {key: value for key, value in place.args.items() if key != "from"}


def _rows(each: Each, context: Context, place: Place) -> list[Way]:
    rows: tuple[Row, ...] = each.of.of(context)
    first = int(place.args.get("from", "0"))
    shown = enumerate(rows[first : first + PAGE_OF], first)
    ways = [Way(Option(str(n), row.label), Place(each.to, {**_subject(place), **row.args})) for n, row in shown]
    if first + PAGE_OF < len(rows):
        ways.append(Way(Option("more", _("MORE"), ("more", "zaidi")), place.having(**{"from": first + PAGE_OF})))
    return ways


def view(page: type[Page[Any]], context: Context, place: Place) -> View:
    """What an opened page says."""
    parts: tuple[Sentence, ...] = spoken(page.text, context, {**vars(context.facts), **place.args})
    options = tuple(way.option for way in ways(page, context, place))
    return View(str(place), parts, options, page.asks, page.template)


def label(text: Marked, **values: object) -> Said:
    """A row's label with its values."""
    return Said(text, values)
