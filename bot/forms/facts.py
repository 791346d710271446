"""What a dialog may lean on: declared facts, the questions above, and the moment it is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from bot.language import Marked, local_day

if TYPE_CHECKING:
    from bot.forms.questions import Question
    from bot.forms.saying import Option


class NotUnderstood(Exception):
    """A person's words that do not answer the question; `why` says it to them, with its values."""

    half: str = ""
    """What they have said all the same, as `half.Half` writes it."""

    def __init__(self, why: Marked | None = None, **values: object) -> None:
        super().__init__(why or "")
        self.why = why
        self.values = values

    answers: bool = False
    """Whether they are about the question all the same, so that nothing else is meant by them."""

    shows_how: bool = False
    """Whether `why` says how to answer, so that it need not be said again."""

    def showing(self) -> NotUnderstood:
        """The same, where `why` says how to answer."""
        self.shows_how = True
        return self

    def keeping(self, half: str) -> NotUnderstood:
        """The same, where a part of the answer is kept."""
        self.half = half
        self.answers = self.answers or bool(half)
        return self

    def answering(self) -> NotUnderstood:
        """The same, of words that are about the question."""
        self.answers = True
        return self


@dataclass(frozen=True)
class NoFacts:
    """For dialogs that need to know nothing beforehand."""


@dataclass(frozen=True)
class Found:
    """What a finder found: what is stored, and how it is called."""

    id: str
    label: object


@dataclass(frozen=True, eq=False)
class Index:
    """What a Find question looks in; the desk says how, with `@finds`."""

    name: str


class Finder(Protocol):
    """Looks something up for a Find question; the desk passes it in."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The one thing meant, or NotUnderstood with a sentence that says what to do."""

    def get(self, stored: str) -> Found | None:
        """The thing with this stored id as it is now; None when it may no longer be chosen."""

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Those who are likeliest meant, to be chosen by a number: what is stored of each, and how it is called."""


@dataclass(frozen=True)
class Context:
    """Everything a question may look at while it hears, checks or speaks."""

    facts: Any
    now: datetime
    finders: Mapping[Index, Finder] = field(default_factory=dict)
    above: Mapping[Question, str] = field(default_factory=dict)
    """Stored answers of the questions above, of the nearest round of a Repeat."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """All stored answers by key, also of questions further down."""
    item: object = None
    """The item of a Repeat that is being asked about."""

    @property
    def today(self) -> date:
        return local_day(self.now)

    def below(self, question: Question, stored: str) -> Context:
        """The context further down, after this answer. Not by `replace`, which is slow: every step comes here."""
        above = {**self.above, question: stored}
        return Context(self.facts, self.now, self.finders, above, self.answers, self.item)


@dataclass(frozen=True)
class Fact:
    """A field of the declared facts, named where the form is written and looked up when it is spoken.

    As a condition (`when`) it holds where there is something: a question of coaching pairs alone, for one.
    """

    name: str
    parts: ClassVar[tuple[Condition, ...]] = ()
    """No question makes it true."""

    def of(self, context: Context) -> Any:
        return getattr(context.facts, self.name)

    def holds(self, context: Context) -> bool:
        return bool(self.of(context))


class _Today:
    """The day on which the words are heard."""

    def of(self, context: Context) -> date:
        return context.today


today = _Today()
Bound = Fact | _Today


@dataclass(frozen=True)
class Condition:
    """Something an earlier question makes true; a question that was never asked makes none true."""

    question: Question
    says: str
    holds_for: Callable[[str], bool]
    keys: frozenset[str] | None = None
    """The answers that make it true, where they can be listed: what the drawing and the linter read."""

    def holds(self, context: Context) -> bool:
        answer = context.above.get(self.question)
        return answer is not None and self.holds_for(answer)

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf((self, other))

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self,)


@dataclass(frozen=True)
class AnyOf:
    """True when one of its conditions is."""

    parts: tuple[Condition, ...]

    def holds(self, context: Context) -> bool:
        return any(part.holds(context) for part in self.parts)


When = Condition | AnyOf | Fact


def names_of(things: Iterable[object]) -> set[str]:
    """The fact names among some declared values, for the linter."""
    return {thing.name for thing in things if isinstance(thing, Fact)}
