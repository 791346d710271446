"""Questions answered with a short list: items of one's own, or a mark for each item given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.forms.facts import Context, Fact, NotUnderstood
from bot.forms.questions import Choice, Question, has_letter
from bot.forms.saying import Label, On, Option, Said, meant, names_of, speak_label
from bot.language import Item, Marked, _, fold, how_far, in_parts, items_of, items_text, listed, slip, split_by, squeeze
from bot.language.lexicon import lexicon

MOST_LETTERS = 10_000
LETTERS = 3
"""Of a mark that a word with a slip may be: “dne” is done, and “nit” is nothing."""


class OneOf(Choice):
    """One of what a fact lists: its options."""

    def __init__(self, ask: Marked, *, of: Fact, **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.of = of

    def options(self, context: Context) -> tuple[Option, ...]:
        found: tuple[Option, ...] = self.of.of(context)
        return found


class Items(Question):
    """Up to about `most` items in one's own words, any usual separator; dated ones may end in “by 11/6”."""

    takes_any = True
    how = _("Write up to {most}, with commas between them.")

    def __init__(
        self,
        ask: Marked,
        *,
        most: int = 3,
        dated: bool = False,
        as_there: Marked = _("Or reply SAME if same as above."),
        **kwargs: Any,
    ) -> None:
        super().__init__(ask, **kwargs)
        self.most, self.dated, self.as_there = most, dated, as_there

    def hear(self, words: str, context: Context) -> str:
        parts = listed(words)
        if not has_letter(words) or not parts:
            raise NotUnderstood
        kept = items_text(split_by(part, context.today) if self.dated else Item(part) for part in parts)
        self.check(kept, context)
        return kept

    def check(self, stored: str, context: Context) -> None:
        if len(stored) > MOST_LETTERS:
            raise NotUnderstood(_("That is too long: at most {most} letters here."), most=MOST_LETTERS)

    def value(self, stored: str, context: Context) -> object:
        return items_of(stored)

    def store(self, value: Any) -> str | None:
        return items_text(value) if value else None

    def instruct(self, context: Context) -> Said:
        return Said(self.how, {"most": self.most})

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("Up to {most}, with commas."), {"most": self.most}), *self.same_hint(context))

    def same_hint(self, context: Context) -> tuple[Said, ...]:
        fact = self.usual(context)
        if fact is not None:
            return (Said(self.same_says or _("Now: {same:semi}. Reply SAME to keep."), {"same": items_of(fact)}),)
        return (Said(self.as_there),) if self.same(context) else ()

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("group work", "lesson notes, class control", "schemes of work by 11/6; mark books; seat plan")


def cut(words: str, most: int = 30) -> str:
    """Words shortened at a word, for a place that only reminds of them."""
    return words if len(words) <= most else f"{words[: most - 2].rpartition(' ')[0] or words[: most - 2]}.."


@dataclass(frozen=True)
class Marking:
    """A mark for each item, or words about them all."""

    marks: tuple[Option, ...]
    words: str

    def spoken(self, language: str, spec: str) -> str:
        if not self.marks:
            return cut(self.words) if spec == "short" else self.words
        if len({option.key for option in self.marks}) == 1:
            return speak_label(self.marks[0].label, language)
        return " ".join(f"{n} {speak_label(option.label, language)}" for n, option in enumerate(self.marks, 1))

    def __len__(self) -> int:
        return max(1, len(self.marks))


class Marks(Question):
    """A mark for each item of a list (“1 done 2 part”), one mark for all, or — where allowed — plain words.

    Stored as `=done,part` or as the words.
    """

    def __init__(
        self, ask: Marked, *, of: Fact, scale: Sequence[Option], says: Marked, or_text: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(ask, **kwargs)
        self.of, self.scale, self.says, self.or_text = of, tuple(scale), says, or_text
        self.takes_any = or_text

    def hear(self, words: str, context: Context) -> str:
        count = len(self.of.of(context)) or 1
        one = next((o for o in self.scale if words == o.key or fold(words) in names_of(o)), None)
        several = None if one else self._each(words, count)
        one = one or (None if several else self.mark(words))
        if one:
            return "=" + ",".join([one.key] * count)
        if several:
            return "=" + ",".join(several)
        kept = squeeze(words)
        if not self.or_text or not has_letter(kept) or len(kept) > MOST_LETTERS:
            raise NotUnderstood
        return kept.lstrip("=").strip() or kept

    def _each(self, words: str, count: int) -> list[str] | None:
        """The keys of “1 done 2 part 3 not done” or “done, part, bado”; None unless every item has one."""
        numbered = in_parts(words, count)
        ways = [list(numbered.parts.values())] if not numbered.lead else []
        ways += [[part for part in re.split(r"[,;.\n]", words) if part.strip()], self._in_a_row(words)]
        for parts in ways:
            chosen = [self.mark(part) for part in parts]
            if len(parts) == count and all(chosen):
                return [o.key for o in chosen if o]
        return None

    def mark(self, words: str) -> Option | None:
        """The one mark that these words give, whatever words they are."""
        exact = (o for o in self.scale if words == o.key or fold(words) in names_of(o))
        sense = how_far(words)
        counted = (o for o in self.scale if sense in o.means)
        plain = None if any(map(str.isdigit, words)) else meant(self.scale, words)
        return next(exact, None) or next(counted, None) or plain or self._slipped(words)

    def _slipped(self, words: str) -> Option | None:
        """The mark that one word is but for one letter: “dne”, “bdo”."""
        word = fold(words)
        if not word.isalpha() or word in lexicon():
            return None
        near = {o.key: o for o in self.scale if any(slip(name, word) for name in names_of(o) if len(name) > LETTERS)}
        return near.popitem()[1] if len(near) == 1 else None

    def _in_a_row(self, words: str) -> list[str]:
        """Marks that stand one after the other with nothing between: “done part not done”."""
        names = sorted({name for option in self.scale for name in names_of(option)}, key=len, reverse=True)
        one = rf"\b(?:{'|'.join(map(re.escape, names))})\b"
        said = fold(words)
        return [] if any(map(str.isalpha, re.sub(one, "", said))) else re.findall(one, said)

    def check(self, stored: str, context: Context) -> None:
        if not stored.startswith("="):
            return
        keys = stored[1:].split(",")
        known = {option.key for option in self.scale}
        if len(keys) != (len(self.of.of(context)) or 1) or not known.issuperset(keys):
            raise NotUnderstood

    def value(self, stored: str, context: Context) -> object:
        by_key = {option.key: option for option in self.scale}
        if not stored.startswith("="):
            return Marking((), stored)
        return Marking(tuple(by_key[key] for key in stored[1:].split(",") if key in by_key), "")

    def instruct(self, context: Context) -> Said:
        return Said(self.says)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(self.says),)

    def offers(self, context: Context) -> tuple[Option, ...]:
        return self.scale

    def examples(self, context: Context) -> tuple[str, ...]:
        each = ", ".join(
            option.key.replace("_", " ") for option, _n in zip(self.scale * 9, self.of.of(context), strict=False)
        )
        return (*("did 2 of 3",) * self.or_text, "kiasi", each or "part")


ALL = "all"
ALL_WORDS = frozenset({"all", "all of them", "zote", "yote", "wote"})


@dataclass(frozen=True)
class Ticked:
    """Some entries of a list."""

    labels: tuple[Label, ...]

    def spoken(self, language: str, _spec: str) -> str:
        return ", ".join(speak_label(label, language) for label in self.labels)

    def __len__(self) -> int:
        return len(self.labels)


class Ticks(Question):
    """The entries of a list that hold: ALL, or their numbers. Stored as their keys, or as `all`."""

    how = _("Reply ALL, or the numbers like 1 3 5.")

    def __init__(self, ask: Marked, *entries: Option, **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.entries = entries

    def hear(self, words: str, context: Context) -> str:
        if fold(words) in ALL_WORDS:
            return ALL
        numbers = [int(part) for part in re.findall(r"\d{1,2}", words)]
        if not numbers or re.search(r"[^\W\d]", re.sub(r"\b(and|na)\b", "", fold(words))):
            raise NotUnderstood
        if not all(1 <= number <= len(self.entries) for number in numbers):
            raise NotUnderstood
        return ",".join(self.entries[number - 1].key for number in sorted(set(numbers)))

    def check(self, stored: str, context: Context) -> None:
        if stored != ALL and not {entry.key for entry in self.entries}.issuperset(stored.split(",")):
            raise NotUnderstood

    def keys(self, stored: str) -> tuple[str, ...]:
        """The keys of the entries ticked, in the order of the list."""
        ticked = stored.split(",")
        return tuple(entry.key for entry in self.entries if stored == ALL or entry.key in ticked)

    def value(self, stored: str, context: Context) -> object:
        keys = self.keys(stored)
        return Ticked(tuple(entry.label for entry in self.entries if entry.key in keys))

    def options(self, context: Context) -> tuple[Option, ...]:
        return (Option(ALL, _("all"), channels=On.RICH),)

    def hints(self, context: Context) -> tuple[Said, ...]:
        listed = Listed(tuple(entry.label for entry in self.entries))
        return (Said(_("{listed}. Reply ALL or numbers."), {"listed": listed}),)

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("1", "1, 2", "ALL")


@dataclass(frozen=True)
class Listed(Ticked):
    """The same with their numbers."""

    def spoken(self, language: str, _spec: str) -> str:
        return " ".join(f"{number} {speak_label(label, language)}" for number, label in enumerate(self.labels, 1))


class Digits(Marks):
    """A mark for each item, written as one run of digits: “323”; or in words, as `Marks`."""

    def hear(self, words: str, context: Context) -> str:
        digits = re.sub(r"[\s,;.-]", "", words)
        marks = [self.scale[int(digit) - 1] for digit in digits if digit in self._numbers]
        if len(digits) == len(marks) == self._count(context):
            return "=" + ",".join(option.key for option in marks)
        return super().hear(words, context)

    def _count(self, context: Context) -> int:
        return len(self.of.of(context)) or 1

    @property
    def _numbers(self) -> str:
        return "".join(str(number) for number in range(1, len(self.scale) + 1))

    def instruct(self, context: Context) -> Said:
        count = self._count(context)
        return Said(self.says, {"items": count, "example": (self._numbers[-1] + self._numbers[::-1] * count)[:count]})

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (self.instruct(context),)

    def examples(self, context: Context) -> tuple[str, ...]:
        return (self._numbers[-1] * self._count(context), *super().examples(context)[1:])
