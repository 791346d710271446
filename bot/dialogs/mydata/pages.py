"""MYDATA: what is held of its reader, in counts behind their PIN, and the ways in which a copy of it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Page, Picture
from bot.forms.saying import On, Said, Style
from bot.forms.words import If
from bot.language import Marked, _

COUNTED: dict[str, Marked] = {
    "sessions": _("{count:# session|# sessions}"),
    "reviews": _("{count:# review|# reviews}"),
    "signed": _("{count:# signature|# signatures}"),
    "letters": _("{count:# letter|# letters}"),
    "attachments": _("{count:# picture|# pictures}"),
    "certificates": _("{count:# certificate|# certificates}"),
}
"""What is told by its number, where there is any."""
VALUES: Mapping[str, Marked] = {
    "beacon": _("beacon teachers"),
    "ict": _("ICT champions"),
    "performing": _("performing heads"),
    "religious": _("religious leaders"),
    "senior": _("senior teachers"),
    "enrolled": _("enrolled"),
    "active": _("active"),
    "permanent": _("permanent and pensionable"),
    "intern": _("intern"),
    "sms": _("SMS"),
    "whatsapp": _("WhatsApp"),
    "telegram": _("Telegram"),
    "ussd": _("USSD"),
    "deputy": _("deputy head"),
    "scd": _("Sub-County Director"),
    "cd": _("County Director"),
    "rd": _("Regional Director"),
    "dfs": _("Director of Field Services"),
    "itsd": _("headquarters, ITSD"),
    "nt": _("national trainer"),
    "dpo": _("data protection officer"),
    "privacy": _("privacy"),
    "code_of_regulations": _("code of regulations"),
    "code_of_conduct": _("code of conduct"),
    "career": _("career"),
    "other_laws": _("other laws"),
    "mt": _("master trainer"),
    "tot": _("trainer of trainers"),
    "preparing": _("in preparation"),
    "paused": _("paused"),
    "completed": _("completed"),
    "pin": _("by PIN"),
    "paper": _("on paper"),
    "stand": _("both versions stand"),
    "arrange": _("will be arranged"),
    "not_now": _("not now"),
    "both": _("both of you"),
    "six_week": _("of six weeks"),
    "three_month": _("of three months"),
    "satisfactory": _("satisfactory"),
    "extend": _("to be extended"),
    "queried": _("sent back with a question"),
    "ask": _("question"),
    "request": _("request"),
    "ready": _("readiness"),
    "rematch": _("another partner"),
    "override": _("exception"),
    "lesson": _("lesson"),
    "leadership": _("leadership"),
    "prompt": _("reminder"),
    "broadcast": _("to many at once"),
    "waiting": _("waiting"),
    "sending": _("being sent"),
    "delivered": _("delivered"),
    "failed": _("failed"),
    "dropped": _("not sent"),
    "unknown": _("not known"),
    "resting": _("laid aside"),
    "confided": _("confided"),
    "left": _("left"),
    "asker": _("by who asked"),
    "helper": _("by the helper"),
    "silence": _("by silence"),
    "term": _("of a term"),
    "year": _("of a year"),
    "above": _("the office above"),
    "opened": _("opened"),
    "withdrawn": _("withdrawn"),
    "added": _("added to"),
    "unsettled": _("not settled"),
    "moved": _("moved on"),
    "passed_on": _("passed on"),
    "copy": _("copy"),
    "erasure": _("erasure"),
    "tsc": _("TSC number"),
    "rest": _("the whole record"),
    "learner": _("a learner's name"),
    "refused": _("refused"),
    "looked": _("looked at"),
    "changed": _("changed"),
    "exported": _("exported"),
}
"""How a code of ours is told in a copy, where it is not a word of its own."""
SPOKEN_IN: Mapping[str, str] = {"en": "English", "sw": "Kiswahili"}
"""What a language calls itself."""


@dataclass(frozen=True)
class HeldCounts:
    """How much of each there is."""

    read_on = True
    all: tuple[Said, ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(one.spoken(language) for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class HeldOfMe:
    """What is held of somebody: in counts; the messages; how many SMS a copy takes; where it is opened on a computer.

    `site`: "" where there is none.
    """

    counts: HeldCounts
    messages: int
    months: str
    sms: int
    site: str


class MyData(Page[HeldOfMe]):
    """What is held of its reader, and how to get all of it (requirements D322, D323)."""

    behind_pin = True
    keyword = _("MY DATA")
    pin_for = _("to see what TIMEC holds about you. It is free")
    text = (
        If(
            Fact("counts"),
            _("We hold: name, TSC no., school, numbers, language, {counts}, messages of {months} months ({messages})."),
            _("We hold: name, TSC no., school, numbers, language, messages of {months} months ({messages})."),
        ),
        If(Fact("sms"), _("Copy (by SMS: {sms}):"), _("Copy:")),
    )
    asks = Style.LIST

    sms = Do(_("by SMS"), On.PLAIN, synonyms=("sms",))
    elsewhere = Go(_("WhatsApp"), lambda: DataElsewhere, On.PLAIN, synonyms=("whatsapp", "telegram"))
    pdf = Do(_("to read"), On.RICH, synonyms=("pdf",))
    machine = Do(_("for machines"), On.RICH, synonyms=("json",))
    computer = Do(_("any computer"), when=Fact("site"), synonyms=("computer", "kompyuta", "web"))


@dataclass(frozen=True)
class CopiedInWords:
    """A copy as one text, under its reference."""

    reference: str
    copied: str
    messages: int


class DataInParts(Page[CopiedInWords]):
    """The copy itself, by SMS: as many parts as it takes, each after MORE."""

    request: int

    behind_pin = True
    text = (
        _("Copy {reference}."),
        _("{copied}"),
        _("Wrong? CORRECT. To erase: ERASE."),
        If(Fact("messages"), _("The file has {messages:# message|# messages} more: MYDATA.")),
    )


class DataElsewhere(Page[HeldOfMe]):
    """A phone that shows no file."""

    behind_pin = True
    text = _("This phone shows no files. Write MYDATA on WhatsApp or Telegram: the file comes there.")


@dataclass(frozen=True)
class CopiedFile:
    """A copy as a file, under its reference; `takes_json`: whether this channel carries one for machines."""

    reference: str
    document: Picture | None = field(compare=False)
    takes_json: bool


class CopiedTo(Page[CopiedFile], abstract=True):
    """A copy that came as a file."""

    request: int

    behind_pin = True
    picture = Fact("document")


class DataToRead(CopiedTo):
    """The copy as PDF."""

    text = If(
        Fact("document"),
        _("Everything TIMEC holds about you, ref {reference}. Wrong? CORRECT. To erase: ERASE."),
        _("This phone shows no files. Write MYDATA on WhatsApp or Telegram: the file comes there."),
    )


class DataForMachines(CopiedTo):
    """The copy as JSON, where the channel carries such a file."""

    text = If(
        Fact("takes_json"),
        _("Everything TIMEC holds about you, for machines, ref {reference}."),
        _("This app takes no such file. Write MYDATA and choose any computer: there you find it."),
    )


@dataclass(frozen=True)
class CopyCodeGiven:
    """The code that opens a copy once, where, and until when."""

    reference: str
    site: str
    code: str
    until: date


class DataAnywhere(Page[CopyCodeGiven]):
    """A code for the page that opens on any computer; it is said once and kept by nobody."""

    request: int
    code: str
    until: date

    behind_pin = False
    text = _(
        "Ready, ref {reference}. On any computer open {site}/m with code {code} and your PIN, once, until {until:day}."
        " Wrong data? Reply CORRECT."
    )
