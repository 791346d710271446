"""What a place wants to say, before any channel or language: sentences, options, and how they were seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from zlib import crc32

from bot.language import LANGUAGES, NO_WORDS, YES_WORDS, InCoaching, Marked, bare_number, fold, meanings, say
from bot.language.doubts import ACTS, asks
from bot.messages import Capability, Media

SPOKEN = (*LANGUAGES, *map(InCoaching, LANGUAGES))
"""Every way in which a text may have been said."""


@dataclass(frozen=True)
class Said:
    """A marked sentence with the values that fill it."""

    text: Marked
    values: Mapping[str, object] = field(default_factory=dict)

    def spoken(self, language: str, spec: str = "") -> str:
        return say(self.text, language, **self.values)


Label = Said | Marked | str


def speak_label(label: Label, language: str) -> str:
    """A label in the reader's language; data (a name, a place) stays as it is."""
    if isinstance(label, Said):
        return label.spoken(language)
    return say(label, language) if isinstance(label, Marked) else label


class On(Enum):
    """Which channels an option or a text is for."""

    ALL = "all"
    PLAIN = "plain"
    RICH = "rich"


@dataclass(frozen=True)
class Option:
    """One thing to choose: the key that is stored or acted on, and what people call it."""

    key: str
    label: Label
    synonyms: tuple[str, ...] = ()
    channels: On = On.ALL
    number: int | None = None
    """The number shown for it where the numbers do not simply run from one."""
    in_text: int | None = None
    """The same where the choices are numbers in a text; buttons are counted as they stand."""
    pinned: bool = False
    """Whether the PIN goes with it."""
    means: tuple[str, ...] = ()
    """What else it is the answer to, whatever the words (`bot.language.senses`)."""


def numbered(options: Sequence[Option], buttons: bool = False) -> list[tuple[int, Option]]:
    """The options of a channel with the numbers that they have there."""
    return [
        (option.number or (None if buttons else option.in_text) or place, option)
        for place, option in enumerate(shown(options, buttons), 1)
    ]


def plain(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.channels is not On.RICH]


def rich(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.channels is not On.PLAIN]


def on_buttons(options: Sequence[Option], capability: Capability) -> bool:
    """Whether a channel shows these as buttons, or as the rows of a list where they are too many for those."""
    return 0 < len(rich(options)) <= max(capability.buttons, capability.rows)


def shown(options: Iterable[Option], buttons: bool) -> list[Option]:
    """The options as they are shown: those of buttons, or those of a text."""
    return rich(options) if buttons else plain(options)


def names_of(option: Option) -> set[str]:
    """Every word, in every language, that means this option."""
    labels = {fold(speak_label(option.label, language)) for language in SPOKEN}
    return labels | {fold(word) for word in option.synonyms}


def label_words(option: Option) -> set[str]:
    """The words of what a choice is called, in every language: “omba mwingine”."""
    return {word for language in SPOKEN for word in fold(speak_label(option.label, language)).split()}


def senses_of(option: Option) -> tuple[str, ...]:
    """What this option is the answer to; one that says yes or no means all ways to say so."""
    names = names_of(option)
    yes, no = names & YES_WORDS, names & NO_WORDS
    return (*option.means, *("yes",) * bool(yes), *("no",) * bool(no))


def meant(options: Sequence[Option], words: str) -> Option | None:
    """The one option whose meaning these words have, whatever words they are; None where none has, or two have."""
    for whole in (True, False):
        found = meanings(words, whole=whole)
        fitting = [one for one in options if any(found.get(sense) == 0 for sense in senses_of(one))]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def mostly_meant(options: Sequence[Option], words: str) -> Option | None:
    """The option that these words mean most, whatever else they say; None where none is meant, or two are as much."""
    found = meanings(words)
    ways = [(min((found[sense] for sense in senses_of(one) if sense in found), default=None), one) for one in options]
    fitting = sorted(((left, place) for place, (left, _one) in enumerate(ways) if left is not None))
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return ways[fitting[0][1]][1]


def pick(options: Sequence[Option], words: str, buttons: bool = False, loosely: bool = True) -> Option | None:
    """The option meant by its number, its label, a synonym or the beginning of exactly one label.

    Where buttons were shown, the numbers are theirs, and what only a text offers is not there at all. A text names in
    words what it does not list (“Not held? Reply NO.”).
    Whoever asks whether something is so, or is to be done, has not chosen it.
    """
    chosen = _picked(options, words, buttons, loosely)
    if chosen is None or not asks(words) or not ACTS.intersection(senses_of(chosen)):
        return chosen
    return None if bare_number(words) is not None or fold(words) in names_of(chosen) else chosen


def _picked(options: Sequence[Option], words: str, buttons: bool, loosely: bool) -> Option | None:
    number = bare_number(words)
    if number is not None:
        return next((option for place, option in numbered(options, buttons) if place == number), None)
    folded = fold(words)
    there = shown(options, buttons)
    if not buttons:
        there += [option for option in options if option.channels is On.RICH]
    for option in there:
        if folded in names_of(option):
            return option
    if loosely and (found := meant(shown(options, buttons), words) or meant(there, words)):
        return found
    starts = [option for option in there if len(folded) > 3 and any(n.startswith(folded) for n in names_of(option))]
    return starts[0] if len(starts) == 1 else None


def seen(options: Sequence[Option], buttons: bool = False) -> str:
    """A fingerprint of what the numbers meant when they were shown: a list that has changed since is asked anew."""
    if not options:
        return ""
    return f"{crc32('|'.join(f'{n}{o.key}' for n, o in numbered(options, buttons)).encode()):08x}"


class Style(Enum):
    """How options read in plain text."""

    LIST = "list"
    """“Why? 1 I was away 2 mentor away”"""
    REPLY = "reply"
    """“Reply 1 send, 2 change.”"""
    NAMED = "named"
    """The text itself says how to choose: “To sign, reply SIGN and your PIN.”"""


@dataclass(frozen=True)
class Sentence:
    """A part of what is said, and the channels it is for."""

    said: Said
    channels: On = On.ALL
    if_room: bool = False
    """Whether it is said only where it costs no SMS segment more."""


@dataclass(frozen=True)
class View:
    """Everything one place says; `place` is where an answer to it will be read."""

    place: str
    sentences: tuple[Sentence, ...]
    options: tuple[Option, ...] = ()
    style: Style = Style.REPLY
    template: str | None = None
    buttons: tuple[Marked, ...] = ()
    """Which of its choices are the buttons of its template."""
    media: tuple[Media, ...] = ()
    label_first: bool = False
    asks_number: bool = False
    """Whether a button shares the reader's phone number, where the channel has one that does."""
    tail: tuple[Sentence, ...] = ()
    """Said after the choices, where they are a numbered list."""
    whole: bool = False
    """Whether plain text is sent in one piece, however long."""

    def seen(self, capability: Capability) -> str:
        """What its numbers mean on this channel."""
        return seen(self.options, on_buttons(self.options, capability))


def sentences(*parts: Said | None) -> tuple[Sentence, ...]:
    return tuple(Sentence(part) for part in parts if part is not None)
