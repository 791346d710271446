"""A page shows something and offers choices; a notice is one for somebody else, a prompt one of the clock's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from bot.forms import asking
from bot.forms.dialog import Dialog, Misread, Target, To, arguments, read, target
from bot.forms.facts import Context, Fact
from bot.forms.filling import Filling, options
from bot.forms.form import FORMS, Form, facts_of
from bot.forms.place import SHOWN, Place
from bot.forms.reasons import Reason
from bot.forms.saying import Label, On, Option, Sentence, Style, View, plain
from bot.forms.words import Words, spoken
from bot.language import Marked, _
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
    to: To
    channels: On = On.ALL
    when: Fact | None = None
    synonyms: tuple[str, ...] = ()
    at: str = ""
    """The question or the list of a form that it opens at."""
    means: tuple[str, ...] = ()
    """As of an `Option`."""


@dataclass(frozen=True, eq=False)
class Do:
    """A choice that does one deed; the desk says which, with `@does`. No two are the same, however alike they read."""

    label: Marked
    channels: On = On.ALL
    when: Fact | None = None
    synonyms: tuple[str, ...] = ()
    pinned: bool = False
    """Whether the PIN is given with it: “1 4821”, or asked next."""
    speaks: str | None = None
    """The language that is spoken from now on, where the deed changes it."""
    of_oneself: bool = False
    """Whether it agrees to nothing and only tells of oneself, so that its words are enough where it was never shown."""
    means: tuple[str, ...] = ()
    """As of an `Option`."""


@dataclass(frozen=True)
class Row:
    """One line of a list: what it is called, and what it opens, which also tells it apart."""

    label: Label
    to: Dialog | type[Dialog]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Each:
    """A choice for each row of a fact, at most so many at a time; MORE shows the next."""

    of: Fact
    to: To | None = None
    """What its rows lead to; None where they do not all lead alike."""
    most: int = PAGE_OF

    def key(self, row: Row) -> str:
        """What a row is about, and never its place in the list: that is another's when somebody has left."""
        to = Place.of(row.to)
        return str(to if self.to is None else Place("", to.args))


@dataclass(frozen=True)
class Picture:
    """A picture that goes with a page, drawn only when the page is said."""

    draw: Callable[[], Media]


class Page(Dialog, Generic[F]):
    """A dialog that shows something and offers choices. Its subclasses declare everything and hold no code."""

    text: ClassVar[Words] = ()
    unclear: ClassVar[Words] = ()
    """What it says instead to words that were not understood there, where its text again would not help."""
    argument: ClassVar[str | None] = None
    """What the words after its keyword are called among its facts: “VERIFY TM27-00418”."""
    does: ClassVar[bool] = False
    """Whether opening it does something: for commands that need no question. The desk says what, with `@opens`."""
    speaks: ClassVar[str | None] = None
    """The language that is spoken from now on, where opening it changes that."""
    ends: ClassVar[bool] = False
    """Whether the talk ends here: no open question is repeated after it."""
    receipt: ClassVar[bool] = False
    """Whether it says that something is done: what else it offers is over the next day, and it is not repeated."""
    takes: ClassVar[type[Form[Any]] | None] = None
    """The form whose one-message answer this page also hears."""
    hears: ClassVar[type[Page[Any]] | None] = None
    """The page with an argument that words said here open with."""
    rehearses: ClassVar[tuple[type[Form[Any]], ...]] = ()
    """The dialogs whose commands are no commands here, but answers: a rehearsal must not reach a record."""
    picture: ClassVar[Fact | None] = None
    """The fact that holds its picture, for channels that show one."""
    opens: ClassVar[type[Form[Any]] | None] = None
    """The form with the same facts whose first question it asks: an answer to it opens the form."""
    asks_number: ClassVar[bool] = False
    """Whether a button shares the reader's phone number, where the channel has one that does."""
    asks: ClassVar[Style] = Style.REPLY
    counts_from: ClassVar[int] = 1
    """The number of its first choice, where the page that it is read from used up the lower ones."""
    tail: ClassVar[Marked | None] = None
    """Said after its choices."""
    whole: ClassVar[bool] = False
    """Whether it is said in one piece, however many SMS that takes: a text that is signed."""
    template: ClassVar[str | None] = None
    """How it is called where an approved template carries it, because free text may not be sent."""
    buttons: ClassVar[tuple[Marked, ...]] = ()
    """Which of its choices are buttons there, uncut, wherever it offers all of these; the text carries all others.

    Each set is a template of its own, and pages share it; a page without any shares the one without buttons.
    """

    _offered: ClassVar[Mapping[str, Go | Do | Each]] = {}

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.facts = facts_of(cls)
        cls._offered = {
            name: choice
            for owner in reversed(cls.__mro__)
            for name, choice in vars(owner).items()
            if isinstance(choice, Go | Do | Each)
        }
        if not abstract:
            PAGES[cls.__name__] = cls

    @classmethod
    def choices(cls) -> Mapping[str, Go | Do | Each]:
        """Choices by name, in the order they are written."""
        return cls._offered


class Notice(Page[F], abstract=True):
    """A page for somebody else, opened by a deed: its words are made when it may be heard."""

    warns: ClassVar[bool] = False
    """Whether it tells of a key to the account or of this very hour: then it waits neither for a decent hour nor until
    an open form has come to rest."""
    passes_on: ClassVar[bool] = False
    """Whether it passes on what its sender asked to be told now: it comes in its hours on any day, school or not."""
    renews: ClassVar[str] = ""
    """What it tells anew of its first argument: of several that tell of one thing within minutes, the last is true, and
    the others are noise."""
    answers: ClassVar[bool] = False
    """Whether it is of a talk with a person: it comes at once, and what is written next answers it."""
    alarms: ClassVar[bool] = False
    """Whether it calls an operator: it waits for nothing either, and goes to the first address whose line works."""


class Prompt(Notice[F], abstract=True):
    """A notice the clock opens; it counts against the person's quiet limits."""

    brief: ClassVar[Marked] = _("something waits")
    """What it is called in a list, when several come at once; filled with its facts."""
    reason: ClassVar[Reason]
    """Why it comes, if nothing else is said when it is opened."""

    @classmethod
    def reasons(cls) -> list[Reason]:
        """Every reason for which it may come."""
        return [one for owner in cls.__mro__ for one in vars(owner).values() if isinstance(one, Reason)]


def holds_content(dialog: type[Dialog]) -> bool:
    """Whether LOCK shows this only after the PIN (requirement D315): what it declares, and nothing else, decides.

    A notice always waits, but for those that warn of a key to the account or call an operator; the receipt of what
    somebody has just sent holds no more than they wrote.
    """
    if issubclass(dialog, Notice):
        return not (dialog.warns or dialog.alarms)
    if dialog.behind_pin is not None:
        return dialog.behind_pin
    return bool(dialog.shows) and not (issubclass(dialog, Page) and dialog.receipt)


@dataclass(frozen=True)
class Way:
    """A choice as it stands on an opened page: the option shown, and where it leads or what it does."""

    option: Option
    to: Place | None = None
    deed: Do | None = None

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
            option = Option(name, choice.label, choice.synonyms, choice.channels, pinned=pinned, means=choice.means)
            if isinstance(choice, Go):
                found.append(Way(option, going(place, target(choice.to)).having(at=choice.at or None)))
            else:
                found.append(Way(option, deed=choice))
    asked = _asked(page, context)
    if asked is not None:
        form = going(place, asked.form)
        found += [Way(option, form.having(answer=option.key)) for option in options(asked)]
    return _counted_on(found, place.begins + page.counts_from - 1)


def going(place: Place, to: Target) -> Place:
    """Where one goes from a place: what it is about goes along, as far as that is about it."""
    known = {argument.written for argument in arguments(to).values()} - {"from"}
    return Place(to.__name__, {name: value for name, value in place.args.items() if name in known})


def _asked(page: type[Page[Any]], context: Context) -> Filling | None:
    """The form that the page asks the first question of, where that stands open."""
    return Filling(page.opens, context).onward() if page.opens else None


def _counted_on(found: list[Way], before: int) -> list[Way]:
    """The second five of a list go on with 6, and what stands after them too; what was 2 before stays 2."""
    if not before:
        return found
    shown = plain([way.option for way in found])
    numbers = {option.key: before + place for place, option in enumerate(shown, 1)}
    return [replace(way, option=replace(way.option, number=numbers.get(way.option.key))) for way in found]


def _rows(each: Each, context: Context, place: Place, *, unseen: bool) -> list[Way]:
    rows: tuple[Row, ...] = each.of.of(context)
    first = place.begins
    shown = rows if unseen else rows[first : first + each.most]
    ways = [Way(Option(each.key(row), row.label, row.synonyms), Place.of(row.to)) for row in shown]
    if first + each.most < len(rows):
        ways.append(Way(Option("more", _("MORE"), ("more", "zaidi")), place.having(**{"from": first + each.most})))
    return ways


def view(page: type[Page[Any]], context: Context, place: Place, *, unclear: bool = False) -> View:
    """What an opened page says; `unclear`: to words that were not understood there."""
    words = (unclear and page.unclear) or page.text
    parts: tuple[Sentence, ...] = spoken(words, context, {**place.args, **vars(context.facts)})
    asked = _asked(page, context)
    first = asking.view(asked, place, asking.Mode.OPENING) if asked is not None else None
    parts += first.sentences if first else ()
    media = (picture.draw(),) if page.picture and (picture := page.picture.of(context)) else ()
    return View(
        str(place),
        parts,
        tuple(way.option for way in ways(page, context, place)),
        page.asks,
        page.template,
        page.buttons,
        media,
        tail=first.tail if first else (),
        whole=page.whole,
        asks_number=page.asks_number,
    )


def opened(place: Place) -> Page[Any] | Form[Any]:
    """The page or form of a written place, with what it is about; how it was shown is left out.

    Misread where this version does not know it so.
    """
    dialog: type[Page[Any]] | type[Form[Any]] | None = PAGES.get(place.name) or FORMS.get(place.name)
    if dialog is None:
        raise Misread("no such dialog")
    args = place.args
    if not SHOWN.isdisjoint(args):
        known = {argument.written for argument in arguments(dialog).values()}
        args = {name: text for name, text in args.items() if name in known or name not in SHOWN}
    made = read(dialog, args)
    assert isinstance(made, Page | Form), "one of theirs"
    return made
