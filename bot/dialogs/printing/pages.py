"""Which papers one may have, each as a file where the channel carries one, and who prints it where it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Notice, Page, Picture, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import LANGUAGES, Marked, Name, _, fold, say
from bot.language.meaning import read

CALLED: Mapping[str, Marked] = {
    "1": _("Annex I, agreement"),
    "2": _("Annex II, session log"),
    "3": _("Annex III, journal"),
    "4": _("Annex IV, feedback"),
    "5": _("Annex V, monitoring"),
    "blank": _("empty log for a pen"),
}
"""What each paper is called in a list."""
PAPERS = frozenset({"form", "forms", "paper", "papers", "fomu", "karatasi", "cert", "certificate", "cheti"})
"""What people call a paper, beside its own name."""


def names_papers(words: str) -> bool:
    """Whether words after PRINT are of a paper, and of no person or school: “PRINT my journal”."""
    called = " ".join(say(label, language) for label in CALLED.values() for language in LANGUAGES)
    known = PAPERS.union(re.findall(r"\w+", fold(called)))
    return all(word in known for piece in read(words).content for word in fold(piece.words).split())


@dataclass(frozen=True)
class ToPrint:
    """The papers that somebody may have, and of whom they are."""

    of: str
    rows: tuple[Row, ...]


class PrintPapers(Page[ToPrint]):
    """PRINT: one's papers; with the name of a school those of the school, for who oversees it."""

    words: str | None = None

    behind_pin = False
    private = True
    keyword = _("PRINT")
    argument = "words"
    names_whom = True
    asks = Style.LIST
    text = _("Papers to print, of:")

    each = Each(Fact("rows"))


class PairPapers(Page[ToPrint]):
    """The papers of one pair."""

    pair: int

    shows = "session"
    behind_pin = False
    private = True
    asks = Style.LIST
    text = _("Papers of {of}:")

    each = Each(Fact("rows"))


class SchoolPapers(Page[ToPrint]):
    """The papers of all pairs of a school, each form as one file."""

    school: int

    shows = "session"
    behind_pin = False
    private = True
    asks = Style.LIST
    text = _("Papers of all pairs, {of}:")

    each = Each(Fact("rows"))


@dataclass(frozen=True)
class ReadyPaper:
    """A paper as it is handed over."""

    paper: Marked
    of: str
    document: Picture | None
    """The file; None where the channel carries none."""
    code: str
    """Of the newest record on it; "" where it has none."""
    head: bool
    """Whether the head may be asked to print it, as this phone cannot."""


class PaperPage(Page[ReadyPaper], abstract=True):
    """A paper of a pair, or of all pairs of a school: the file, or how one comes by it."""

    private = True
    picture = Fact("document")
    text = If(
        Fact("document"),
        _("{paper}: {of}."),
        (
            _("{paper}: {of}."),
            If(Fact("code"), _("Anyone can check it: VERIFY {code}.")),
            _("This phone shows no files. Write PRINT on WhatsApp or Telegram."),
        ),
    )


class ForHeads(PaperPage, abstract=True):
    """A paper that the head of a pair may have as well, and so can print for them."""

    print = Do(_("your head prints it"), when=Fact("head"), synonyms=("head",))


class AnnexI(ForHeads):
    """The agreement, as it was signed, or as it would be."""

    pair: int | None = None
    school: int | None = None

    shows = "agreement"


class AnnexII(ForHeads):
    """The session log: to whom the objectives are not open without them."""

    pair: int | None = None
    school: int | None = None

    shows = "session"


class AnnexIII(PaperPage):
    """The journal: for the two of a pair only."""

    pair: int

    shows = "journal"


class AnnexIVFilled(ForHeads):
    """The feedback forms that were filled, or an empty one."""

    pair: int | None = None
    school: int | None = None

    shows = "feedback"


class AnnexVPrinted(PaperPage):
    """The tool of monitoring and evaluation of a school."""

    school: int

    shows = "evaluation"


class EmptyLog(ForHeads):
    """Annex II and III of the next session with nothing in it."""

    pair: int

    shows = "session"


@dataclass(frozen=True)
class HeadAsked:
    """Who was asked to print a paper."""

    head: Name


class PrintAsked(Page[HeadAsked]):
    """The receipt."""

    head: int

    behind_pin = False
    receipt = True
    text = _("Done. {head} is asked to print it for you.")


@dataclass(frozen=True)
class WantedPaper:
    """A paper that a head is asked to print."""

    who: Name
    paper: Marked


class PaperToPrint(Notice[WantedPaper]):
    """To the head: one of a pair asks for a printed paper."""

    pair: int
    annex: str
    by: int

    shows = "session"
    text = _("TIMEC: {who} asks you to print a paper: {paper}.")
    template = "paper_to_print"

    show = Do(_("show it"))
