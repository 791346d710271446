"""The `.chat` format: a conversation as a teacher reads it, written by the simulator and played again by the suite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.language import NAIROBI
from bot.messages import Channel

NEXT_LINE = "\n    "
"""A message of several lines goes on under an indent, so that no line of it is taken for somebody else's."""
_MOMENT = re.compile(r"\w{3} \d{1,2} \w{3} \d{4}, \d{2}:\d{2}")
_FENCE = re.compile(r"```(\w*)")
_BOT = re.compile(r"B->([^\s:]+): ?(.*)", re.DOTALL)
_PERSON = re.compile(r"([^\s:]+): ?(.*)", re.DOTALL)
_BUTTON = re.compile(r"\[(.*)\]")
_THINGS = re.compile(r"\(\((\w+(?:, \w+)*)\)\) ?(.*)", re.DOTALL)
_GIVEN = re.compile(r"Given: (.+?)(?:, in (English|Kiswahili))?")
LANGUAGES = {"English": "en", "Kiswahili": "sw"}


@dataclass(frozen=True)
class ClockMoved:
    """A stage direction that moves the clock: “-- Thu 28 May 2026, 16:15”."""

    at: datetime

    def __str__(self) -> str:
        local = self.at.astimezone(NAIROBI)
        return f"-- {local:%a} {local.day} {local:%b %Y, %H:%M}"


@dataclass(frozen=True)
class Event:
    """A stage direction that does something else: “-- Peter's whatsapp refuses the next message”."""

    words: str

    def __str__(self) -> str:
        return f"-- {self.words}"


@dataclass(frozen=True)
class Typed:
    """What a person wrote, or the label of the button they pressed; `media`: the kinds of what came with it."""

    name: str
    text: str
    pressed: bool = False
    media: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.pressed:
            return f"{self.name}: [{self.text}]"
        things = f"(({', '.join(self.media)})) " if self.media else ""
        return f"{self.name}: {things}{_escaped(self.text)}".replace("\n", NEXT_LINE)


@dataclass(frozen=True)
class BotShown:
    """What the bot said, as the phone shows it: the text, then its buttons."""

    name: str
    words: str

    def __str__(self) -> str:
        return f"B->{self.name}: {self.words}".replace("\n", NEXT_LINE)

    @classmethod
    def of(cls, name: str, text: str, labels: Sequence[str]) -> BotShown:
        """A message with the labels of its buttons."""
        return cls(name, text + "".join(f" [{label}]" for label in labels))


Line = ClockMoved | Event | Typed | BotShown


@dataclass(frozen=True)
class Block:
    """A part of a story on one channel."""

    channel: Channel
    lines: tuple[Line, ...]

    @property
    def names(self) -> set[str]:
        """Whose phones it shows."""
        return {line.name for line in self.lines if isinstance(line, Typed | BotShown)}


@dataclass(frozen=True)
class Story:
    """A whole conversation: what it starts from, the language of its people (None: their own), its parts in order."""

    given: str
    language: str | None
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> Iterator[tuple[Channel, Line]]:
        """Every line, with the channel it is on."""
        return ((block.channel, line) for block in self.blocks for line in block.lines)


class NotAStory(ValueError):
    """The file breaks the format; the message says where."""


def write(given: str, language: str | None, lines: Iterable[tuple[Channel, Line]]) -> str:
    """The text of a story; consecutive lines on one channel share a part."""
    spoken = "".join(f", in {name}" for name, code in LANGUAGES.items() if code == language)
    parts = [f"Given: {given}{spoken}"]
    for channel, of_channel in groupby(lines, key=lambda line: line[0]):
        parts.append("\n".join(["", f"```{channel.value}", *(str(line) for _, line in of_channel), "```"]))
    return "\n".join(parts) + "\n"


def read(text: str) -> Story:
    """The story in this text. NotAStory, with the line, where the format is broken."""
    given: tuple[str, str | None] | None = None
    blocks: list[Block] = []
    channel: Channel | None = None
    lines: list[Line] = []
    for number, written in _logical(text):
        fence = _FENCE.fullmatch(written)
        if channel is not None and fence is None:
            lines.append(_line(written, number))
        elif fence is not None and channel is not None:
            blocks.append(Block(channel, tuple(lines)))
            channel, lines = None, []
        elif fence is not None:
            channel = _channel(fence[1], number)
        elif match := _GIVEN.fullmatch(written):
            given = (match[1], LANGUAGES.get(match[2]))
        elif written.strip():
            raise NotAStory(f"line {number}: outside a part only “Given: …, in English” is known")
    if given is None or channel is not None:
        raise NotAStory("a story says what is given, and closes every part")
    return Story(*given, tuple(blocks))


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; those under an indent joined to the one above, comments left out."""
    held: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if held is not None and line.startswith(NEXT_LINE[1:]):
            held = (held[0], f"{held[1]}\n{line[len(NEXT_LINE) - 1 :]}")
            continue
        if held is not None:
            yield held
        held = None if line.startswith("#") else (number, line)
    if held is not None:
        yield held


def _channel(word: str, number: int) -> Channel:
    try:
        return Channel(word)
    except ValueError:
        raise NotAStory(f"line {number}: {word or 'nothing'} is not a channel") from None


def _line(written: str, number: int) -> Line:
    if written.startswith("-- "):
        return ClockMoved(moment(written[3:])) if _MOMENT.fullmatch(written[3:]) else Event(written[3:])
    if match := _BOT.fullmatch(written):
        return BotShown(match[1], match[2])
    if match := _PERSON.fullmatch(written):
        return _typed(match[1], match[2])
    raise NotAStory(f"line {number}: neither a stage direction nor “Name: words”")


def moment(words: str) -> datetime:
    """“Thu 28 May 2026, 16:15” in Kenya. ValueError for anything else, a wrong weekday too."""
    at = datetime.strptime(words, "%a %d %b %Y, %H:%M").replace(tzinfo=NAIROBI)
    if f"{at:%a}" != words[:3]:
        raise NotAStory(f"{words} is a {at:%A}")
    return at


def _typed(name: str, said: str) -> Typed:
    if match := _BUTTON.fullmatch(said):
        return Typed(name, match[1], pressed=True)
    if match := _THINGS.fullmatch(said):
        return Typed(name, _plain(match[2]), media=tuple(match[1].split(", ")))
    return Typed(name, _plain(said))


def _escaped(text: str) -> str:
    """Words that look like a button or like things sent along, and words that begin with a backslash, get one more."""
    return f"\\{text}" if text.startswith(("[", "((", "\\")) else text


def _plain(text: str) -> str:
    return text.removeprefix("\\")
