"""A page shows something and offers choices; a notice is one for somebody else, a prompt one of the clock's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, TypeVar

from bot.dialogs import asking
from bot.dialogs.facts import Context, Fact, NoFacts
from bot.dialogs.filling import Filling, options
from bot.dialogs.form import FORMS, facts_of
from bot.dialogs.place import Place
from bot.dialogs.saying import For, Label, Option, Said, Sentence, Style, View, plain
from bot.dialogs.words import Words, spoken
from bot.language import Text as Marked
from bot.language import _
from bot.messages import Media

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
    pinned: bool = False
    """Whether the PIN is given with it: “1 4821”, or asked next."""


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called and what tells it apart."""

    label: Label
    args: Mapping[str, str]
    to: str = ""
    """Where this one leads, in a list whose rows do not all lead alike."""

    @property
    def key(self) -> str:
        """What it is about, and never its place in the list: that is another's when somebody has left."""
        return str(Place(self.to, self.args))


@dataclass(frozen=True)
class Each:
    """A choice for each row of a fact, five at a time; MORE shows the next."""

    of: Fact
    to: str


@dataclass(frozen=True)
class Picture:
    """A picture that goes with a page, drawn only when the page is said."""

    draw: Callable[[], Media]


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
    receipt: ClassVar[bool] = False
    """Whether it says that something is done: what else it offers is over the next day, and it is not repeated."""
    takes: ClassVar[str | None] = None
    """The form whose one-message answer this page also hears."""
    says_freely: ClassVar[bool] = False
    """Whether that argument is free words: then it is no command over an open form, whose answer it may be."""
    hears: ClassVar[str | None] = None
    """The page with an argument that words said here open with."""
    rehearses: ClassVar[tuple[str, ...]] = ()
    """The dialogs whose commands are no commands here, but answers: a rehearsal must not reach a record."""
    private: ClassVar[bool] = False
    """Whether it is an office's: on a phone number the PIN is asked for it once a day (requirement D372)."""
    picture: ClassVar[Fact | None] = None
    """The fact that holds its picture, for channels that show one."""
    opens: ClassVar[str | None] = None
    """The form with the same facts whose first question it asks: an answer to it opens the form."""
    asks_number: ClassVar[bool] = False
    """Whether a button shares the reader's phone number, where the channel has one that does."""
    asks: ClassVar[Style] = Style.REPLY
    first: ClassVar[int] = 1
    """The number of its first choice, where the page that it is read from used up the lower ones."""
    tail: ClassVar[Marked | None] = None
    """Said after its choices."""
    whole: ClassVar[bool] = False
    """Whether it is said in one piece, however many SMS that takes: a text that is signed."""
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

    brief: ClassVar[Marked] = _("something waits")
    """What it is called in a list, when several come at once; filled with its facts."""


@dataclass(frozen=True)
class Way:
    """A choice as it stands on an opened page: the option shown, and where it leads or what it does."""

    option: Option
    to: Place | None = None
    deed: str | None = None

    @property
    def pinned(self) -> bool:
        """Whether it is done only with the PIN."""
        return self.option.pinned


def ways(page: type[Page[Any]], context: Context, place: Place, *, unseen: bool = False) -> list[Way]:
    """The choices of an opened page, in order; with the rows of its list that are not shown now, where `unseen`."""
    found: list[Way] = []
    for name, choice in page.choices().items():
        if isinstance(choice, Each):
            found += _rows(choice, context, place, unseen=unseen)
        elif choice.when is None or choice.when.of(context):
            pinned = isinstance(choice, Do) and choice.pinned
            option = Option(name, choice.label, choice.synonyms, choice.channels, pinned=pinned)
            if isinstance(choice, Go):
                found.append(Way(option, Place(choice.to, {**_subject(place), **choice.args})))
            else:
                found.append(Way(option, deed=choice.deed))
    asked = _asked(page, context)
    if asked is not None:
        form = Place(asked.form.__name__, _subject(place))
        found += [Way(option, form.having(answer=option.key)) for option in options(asked)]
    return _counted_on(found, int(place.args.get("from", "0")) + page.first - 1)


def _asked(page: type[Page[Any]], context: Context) -> Filling | None:
    """The form that the page asks the first question of, where that stands open."""
    return Filling(FORMS[page.opens], context).onward() if page.opens else None


def _counted_on(found: list[Way], before: int) -> list[Way]:
    """The second five of a list go on with 6, and what stands after them too; what was 2 before stays 2."""
    if not before:
        return found
    shown = plain([way.option for way in found])
    numbers = {option.key: before + place for place, option in enumerate(shown, 1)}
    return [replace(way, option=replace(way.option, number=numbers.get(way.option.key))) for way in found]


def _subject(place: Place) -> dict[str, str]:
    return {key: value for key, value in place.args.items() if key != "from"}


def _rows(each: Each, context: Context, place: Place, *, unseen: bool) -> list[Way]:
    rows: tuple[Row, ...] = each.of.of(context)
    first = int(place.args.get("from", "0"))
    shown = rows if unseen else rows[first : first + PAGE_OF]
    ways = [Way(Option(row.key, row.label), _of_row(each, row, place)) for row in shown]
    if first + PAGE_OF < len(rows):
        ways.append(Way(Option("more", _("MORE"), ("more", "zaidi")), place.having(**{"from": first + PAGE_OF})))
    return ways


def _of_row(each: Each, row: Row, place: Place) -> Place:
    return Place(row.to, row.args) if row.to else Place(each.to, {**_subject(place), **row.args})


def view(page: type[Page[Any]], context: Context, place: Place) -> View:
    """What an opened page says."""
    parts: tuple[Sentence, ...] = spoken(page.text, context, {**place.args, **vars(context.facts)})
    asked = _asked(page, context)
    if asked is not None:
        parts += asking.view(asked, place, asking.Mode.OPENING).sentences
    shown = tuple(way.option for way in ways(page, context, place))
    picture: Picture | None = page.picture.of(context) if page.picture else None
    media = (picture.draw(),) if picture else ()
    return View(
        str(place),
        parts,
        shown,
        page.asks,
        page.template,
        media,
        whole=page.whole,
        asks_number=page.asks_number,
    )


def label(text: Marked, **values: object) -> Said:
    """A row's label with its values."""
    return Said(text, values)
