"""What can be wrong with dialogs and catalogues, and everything that is looked at to find it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from bot.forms.dialog import Dialog
from bot.forms.facts import Index
from bot.forms.form import Form
from bot.forms.page import Do, Page
from bot.language import Catalogues, fold
from bot.language.catalogue import SOURCE


class FaultKind(Enum):
    """Each fault that is found without a chat, in the words that name it."""

    NEVER_ASKED = "can never be asked"
    EMPTY_REPEAT = "is asked once for each of nothing"
    UNKNOWN_FACT = "names a fact or a question that is not there"
    UNKNOWN_PLACEHOLDER = "has a placeholder that nobody fills"
    BAD_SPEC = "has a placeholder in a form that its value does not have"
    MAY_BE_MISSING = "says a fact that may be missing, without If"
    BROKEN_SHORTHAND = "has a shorthand that names no question"
    RESERVED_NAME = "has a question with a name that the engine uses"
    DEAD_END = "leads to a dialog or a deed that is not there"
    UNKNOWN_ARGUMENT = "names or needs an argument that is not declared"
    UNREACHED = "has a handler that nothing reaches"
    SAME_KEYWORD = "has a keyword of another dialog"
    OTHER_NUMBER = "gives a choice another number than the page that it is read from"
    HIDDEN = "has an answer that is heard as a command"
    SAME_WORD = "has two answers with one word"
    RESERVED_WORD = "uses a word that SMS providers take as an opt-out"
    UNTRANSLATED = "has no translation"
    UNUSED = "translates a text that nobody says"
    LOST_PLACEHOLDER = "has other placeholders than the English text"
    NOT_GSM7 = "has letters that an SMS cannot carry"
    OTHER_WORD = "uses a word that the house says otherwise"
    UNHEARD = "tells people to write what is heard nowhere"
    TOO_LONG = "is longer than two SMS"
    SAME_LABEL = "has two buttons that read the same"
    CUT = "has a button that is too long to be read"
    UNDECIDED = "does not say whether LOCK shows it only after the PIN"
    UNTOLD = "is a prompt without its reason"
    NO_TEMPLATE = "has no template of its own"
    NO_BUTTONS = "never offers all buttons of its template"
    BAD_TEMPLATE = "cannot be said by a template"
    MANY_TEMPLATES = "need more templates than are approved for anybody"
    UNKNOWN_NAME = "is nothing that a dialog has"


@dataclass(frozen=True)
class Fault:
    """One fault: where, which, and the detail that helps to mend it."""

    kind: FaultKind
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.where} {self.kind.value}{': ' if self.detail else ''}{self.detail}"


Forms = Mapping[str, type[Form[Any]]]
Pages = Mapping[str, type[Page[Any]]]


@dataclass(frozen=True)
class Dialogs:
    """Everything that is looked at. What desk and conversation know comes in from outside: dialogs know neither."""

    forms: Forms
    pages: Pages
    catalogues: Catalogues
    texts: Mapping[str, str] = field(default_factory=dict)
    """Every marked text with the file that says it."""
    deeds: Mapping[Do, object] = field(default_factory=dict)
    """What does each choice that may be offered."""
    takes: Collection[type[Dialog]] = ()
    """The forms that somebody takes when they are sent."""
    subjects: Collection[type[Dialog]] = ()
    """The forms of which somebody knows what their command can be about."""
    prepared: Collection[type[Dialog]] = ()
    """The dialogs whose facts somebody prepares."""
    opened: Collection[type[Dialog]] = ()
    """The pages whose opening does something."""
    finders: Collection[Index] = ()
    """What is looked in for Find questions."""

    @cached_property
    def all(self) -> dict[str, type[Form[Any]] | type[Page[Any]]]:
        return {**self.forms, **self.pages}

    def keywords(self, dialog: type[Dialog]) -> set[str]:
        """The words that open it, in every language."""
        if dialog.keyword is None:
            return set()
        return {fold(self.catalogues.say(dialog.keyword, language)) for language in self.catalogues.languages}

    @cached_property
    def opens(self) -> dict[str, str]:
        """The name of the dialog that each keyword opens."""
        return {word: dialog.__name__ for dialog in self.all.values() for word in self.keywords(dialog)}

    @property
    def translated(self) -> tuple[str, ...]:
        """Every language but the one of the source."""
        return tuple(language for language in self.catalogues.languages if language != SOURCE)
