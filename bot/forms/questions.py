"""The questions a form is made of: what each asks, how it hears an answer, and what it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.forms.facts import Condition, Context, Fact, NotUnderstood, When
from bot.forms.saying import Option, Said, pick, speak_label
from bot.language import SAME_WORDS, Marked, _, fold, meanings, squeeze, yes_or_no
from bot.language.beside.staying import stays
from bot.language.clauses import clauses

SKIPPED = ""
"""What is stored for an optional question left empty."""
MOST_SAME = 60
"""Letters of a message that says in several clauses that it stays the same."""
SAME = "same"
"""The key of the choice that means the same as before: the answer itself may be too long for a button."""


class Question:
    """A field of a form. `hear` turns words into the text that is stored; `check` looks at it again each turn."""

    name: str = ""
    how: Marked = _("Write a few words.")
    longest: str | None = None
    """Its longest answer, where that is not words; for those who look at dialogs without running them."""
    takes_any: bool = False
    """Whether any words are an answer to it."""
    begins: bool = False
    """Whether all that follows is about its answer, so that another answer begins the form anew."""
    skips: tuple[str, ...] = ("nothing",)
    """What leaves it empty, where that may be (`bot.language.senses`)."""

    def __init__(  # noqa: PLR0913 this is the notation of a form: each is a word of it, most are left out
        self,
        ask: Marked,
        *,
        label: Marked | None = None,
        optional: bool | Fact = False,
        when: When | None = None,
        same_as: Fact | str | tuple[Fact | str, ...] = (),
        same_says: Marked | None = None,
        to_skip: Marked = _("SKIP if none."),
        was: str | None = None,
        aside: bool = False,
        lead: Marked | None = None,
        tail: Marked | None = None,
        full: Marked | None = None,
        on_paper: int | None = None,
    ) -> None:
        self.ask, self.label, self.optional, self.when, self.was, self.aside = ask, label, optional, when, was, aside
        self.same_as: tuple[Fact | str, ...] = same_as if isinstance(same_as, tuple) else (same_as,)
        self.same_says, self.to_skip = same_says, to_skip
        self.lead, self.tail = lead, tail  # said before it when an answer came just before, and after its choices
        self.full, self.on_paper = full, on_paper  # the policy's own wording, for large screens, and its number there

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    # what is stored

    def hear(self, words: str, context: Context) -> str:
        """The stored meaning of these words, or NotUnderstood."""
        raise NotUnderstood

    def led(self, words: str, context: Context) -> str:
        """The answer among words that merely stand where it may stand; NotUnderstood where there may be none."""
        return words

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        """Its answer at the beginning of a one-message answer, and the rest: the first word."""
        first, _space, rest = words.partition(" ")
        return first, rest.strip()

    def check(self, stored: str, context: Context) -> None:
        """Raises NotUnderstood when this stored answer is no longer one (a choice gone, a day now out of bounds)."""

    def value(self, stored: str, context: Context) -> object:
        """What the stored text means, ready to be spoken."""
        return stored

    def store(self, value: Any) -> str | None:
        """The canonical text of a fact of this kind; None where there is nothing."""
        return str(value) if value else None

    def takes_back(self, stored: str) -> tuple[str, ...]:
        """The questions beside it whose answers this answer takes back, so that they are asked again."""
        return ()

    def puts(self, stored: str, context: Context) -> Mapping[str, str]:
        """What this answer puts in the place of answers beside it, by their names."""
        return {}

    def days(self, stored: str) -> tuple[date, ...]:
        """The days that an answer names; none where it is not about days."""
        return ()

    @property
    def empty(self) -> Condition:
        """True when it was left empty."""
        return Condition(self, "empty", lambda stored: stored == SKIPPED)

    @property
    def answered(self) -> Condition:
        """True when it was not left empty."""
        return Condition(self, "answered", lambda stored: stored != SKIPPED)

    # what it offers

    def options(self, context: Context) -> tuple[Option, ...]:
        """The list of answers it shows each time; none for open questions."""
        return ()

    def offers(self, context: Context) -> tuple[Option, ...]:
        """Answers to choose from after a second answer that was not understood."""
        same = self.same(context)
        if same is None:
            return ()
        return (Option(SAME, Said(_("{same}"), {"same": self.value(same, context)})),)

    def same(self, context: Context) -> str | None:
        """What SAME means here, if anything."""
        return next((stored for source in self.same_as if (stored := self._source(source, context))), None)

    def _source(self, source: Fact | str, context: Context) -> str | None:
        if isinstance(source, Fact):
            return self.store(source.of(context))
        return context.answers.get(source)

    def usual(self, context: Context) -> str | None:
        """The answer that goes without saying in a one-message form."""
        return next((kept for s in self.same_as if isinstance(s, Fact) and (kept := self._source(s, context))), None)

    def may_skip(self, context: Context) -> bool:
        return bool(self.optional.of(context)) if isinstance(self.optional, Fact) else self.optional

    # what it says
    present: Marked = _("Now: {present}.")

    def instruct(self, context: Context) -> Said:
        """How to answer, said to one who was not understood."""
        return Said(self.how)

    def hints(self, context: Context) -> tuple[Said, ...]:
        """How to answer, said after the question."""
        return ()

    def same_hint(self, context: Context) -> tuple[Said, ...]:
        same = self.same(context)
        if same is None:
            return ()
        value = self.value(same, context)
        return (Said(self.same_says or _("Reply SAME for {same}."), {"same": value}),)

    def examples(self, context: Context) -> tuple[str, ...]:
        """Words it accepts: for help, for costs, and for trying every form out."""
        return ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name})"


def has_letter(words: str) -> bool:
    """Whether these are words at all: a bare number answers a list, never an open question."""
    return any(letter.isalpha() for letter in words)


def is_same(question: Question, words: str) -> bool:
    """Whether what it names stays: SAME, or where any words are an answer a yes as well."""
    same = fold(words) in SAME_WORDS or any(meanings(words, whole=True).get(one) == 0 for one in ("same", "unchanged"))
    same = same or all_same(words)
    return same or (question.takes_any and yes_or_no(words) is True)


def all_same(words: str) -> bool:
    """Whether each of several clauses says that it stays the same: “as planned, no change”."""
    parts = clauses(words) if len(words) <= MOST_SAME else ()
    return len(parts) > 1 and all(stays(one) or meanings(one, whole=True).get("same") == 0 for one in parts)


class Text(Question):
    """Free words, folded to one line; at most `most` characters."""

    takes_any = True

    def __init__(self, ask: Marked, *, most: int = 1000, **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.most = most

    def hear(self, words: str, context: Context) -> str:
        kept = squeeze(words)
        if not has_letter(kept):
            raise NotUnderstood
        self.check(kept, context)
        return kept

    def check(self, stored: str, context: Context) -> None:
        if len(stored) > self.most:
            raise NotUnderstood(_("That is too long: at most {most} letters here."), most=self.most)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return self.same_hint(context)

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("class 4", "under the big tree")


class Choice(Question):
    """One of a few named options, answered by number, label or synonym."""

    how = _("Reply one number.")

    def __init__(self, ask: Marked, *choices: Option, in_words: str = "", **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.choices = choices
        self.in_words = in_words  # the choice under which the next question takes words that are none of them

    def options(self, context: Context) -> tuple[Option, ...]:
        return self.choices

    def hear(self, words: str, context: Context) -> str:
        option = pick(self.options(context), words)
        if option is None:
            raise NotUnderstood
        return option.key

    def check(self, stored: str, context: Context) -> None:
        if stored not in {option.key for option in self.options(context)}:
            raise NotUnderstood

    def value(self, stored: str, context: Context) -> object:
        return next((option.label for option in self.options(context) if option.key == stored), stored)

    def is_(self, *keys: str) -> Condition:
        """True when one of these was chosen."""
        return Condition(self, " / ".join(keys), frozenset(keys).__contains__, frozenset(keys))

    def examples(self, context: Context) -> tuple[str, ...]:
        return tuple(speak_label(option.label, "en") for option in self.options(context))


YES = Option("yes", _("yes"), ("y", "ndiyo", "ndio", "eeh", "ok", "okay", "sawa", "poa", "yeah"))
NO = Option("no", _("no"), ("n", "hapana", "la", "siyo", "sio", "nope"))


class YesNo(Choice):
    """Yes or no."""

    def __init__(self, ask: Marked, **kwargs: Any) -> None:
        super().__init__(ask, YES, NO, **kwargs)

    @property
    def yes(self) -> Condition:
        return self.is_("yes")

    @property
    def no(self) -> Condition:
        return self.is_("no")


class Rating(Choice):
    """A mark on a scale, lowest first; stored as its number."""

    def __init__(self, ask: Marked, *labels: Marked, **kwargs: Any) -> None:
        super().__init__(ask, *(Option(str(mark), label) for mark, label in enumerate(labels, 1)), **kwargs)

    def at_least(self, mark: int) -> Condition:
        return self._beyond(f">= {mark}", range(mark, len(self.choices) + 1))

    def at_most(self, mark: int) -> Condition:
        return self._beyond(f"<= {mark}", range(1, mark + 1))

    def _beyond(self, says: str, marks: Sequence[int]) -> Condition:
        keys = frozenset(map(str, marks))
        return Condition(self, says, keys.__contains__, keys)
