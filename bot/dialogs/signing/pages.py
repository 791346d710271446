"""What the two of a pair are told around a record: saved, to sign, signed, complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.dialogs.booking.paper import Book
from bot.dialogs.goals.paper import CloseSession
from bot.dialogs.sessions.paper import CounterSign, SessionRecord
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import On, Said
from bot.forms.words import If, Sized
from bot.language import Item, Marked, Name, _, say

PARTS: dict[str, Marked] = {
    "day": _("date"),
    "venue": _("place"),
    "objectives": _("objectives"),
    "areas": _("part 1 (areas covered)"),
    "plan": _("part 2 (action plan)"),
    "looked_back": _("part 3 (review)"),
    "made": _("part 4 (made together)"),
    "resources": _("resources"),
}
"""How the parts of a record are called when they change: by the numbers of the paper journal."""

NEW: dict[str, Marked] = {
    "day": _("New date: {value:weekday}."),
    "venue": _("New place: {value}."),
    "objectives": _("New objectives: {value}."),
    "areas": _("New areas covered: {value}."),
    "plan": _("New plan: {value}."),
    "looked_back": _("New review: {value}."),
    "made": _("New, made together: {value}."),
    "resources": _("New resources: {value}."),
}

BESIDE: dict[str, Marked] = {
    "day": _("date: {value:weekday}"),
    "venue": _("place: {value}"),
    "objectives": _("objectives: {value:semi}"),
    "areas": _("areas: {value:semi}"),
    "plan": _("plan: {value:semi}"),
    "looked_back": _("review: {value}"),
    "made": _("made together: {value}"),
    "resources": _("resources: {value}"),
}


@dataclass(frozen=True)
class Change:
    """One part of a record that was changed, and how it reads now."""

    part: str
    value: object


@dataclass(frozen=True)
class Changes:
    """What was changed: by name, in full with spec `full`, or as it reads beside another version with `beside`."""

    all: tuple[Change, ...]

    def spoken(self, language: str, spec: str) -> str:
        if spec == "beside":
            return ", ".join(Said(BESIDE[one.part], {"value": one.value}).spoken(language) for one in self.all)
        if spec == "full":
            return " ".join(Said(NEW[one.part], {"value": one.value}).spoken(language) for one in self.all)
        return ", ".join(say(PARTS[one.part], language) for one in self.all)


@dataclass(frozen=True)
class SavedRecord:
    """A saved session record as its receipts and notices speak of it."""

    number: int
    me: Name
    partner: Name
    day: date
    venue: str
    areas: tuple[Item, ...]
    plan: tuple[Item, ...]
    looked_back: object
    scheduled: bool
    late: bool
    """Whether it was entered more than 30 days after the day (requirement D110)."""
    at: datetime
    next: datetime | None
    undated: bool
    """Whether the two are still to agree when they meet next."""
    held: int
    due: int
    signed: int
    known_place: bool = False
    """Whether the two had this place before: only such a one may stand on a locked screen."""
    several: bool = False
    """Whether it must say whose record it is: the reader meets with more than one."""


_CLOSING = (
    If(Fact("late"), _("Marked: entered late.")),
    If(Fact("next"), _("Next: {next}.")),
    If(Fact("undated"), _("When do you meet next? E.g. Thursday 1pm.")),
)


class AboutVersion(Page[Any], abstract=True):
    """About one version of the record of a session."""

    session: int
    version: int


class RecordKept(AboutVersion, Page[SavedRecord], abstract=True):
    """A record is written. What closes the session is asked here: the next date, where none is planned (D107)."""

    shows = "journal"
    receipt = True
    takes = Book

    goals = Go(_("goals met?"), CloseSession, On.RICH)
    no_date = Do(_("not yet"), when=Fact("undated"))


class SessionSaved(RecordKept):
    """The receipt of a record sent in one message: it is its echo."""

    text = (
        _(
            "Thank you, {me:first}. Session {number} ({day}, {venue}) is saved: {areas:# topic|# topics},"
            " {plan:# action|# actions}. {partner} will sign it. To correct: EDIT {number}."
        ),
        *_CLOSING,
    )


class SessionSent(RecordKept):
    """The receipt of a record that was read back before, or completed after one message."""

    text = (
        If(
            Fact("scheduled"),
            _("Saved and sent to {partner} to sign. To correct before then: EDIT {number}."),
            _("Session saved and sent to {partner} to sign. To correct: EDIT {number}."),
        ),
        *_CLOSING,
    )


class NoDate(Page):  # type: ignore[type-arg]
    """No next date yet."""

    text = _("All right. BOOK plans a meeting at any time.")


class ToSign(AboutVersion, Page[SavedRecord], abstract=True):
    """How one is asked to sign what one has not read yet: “ok” opens it, and only the number of “sign now” signs."""

    open = Go(
        _("open"),
        CounterSign,
        On.RICH,
        synonyms=("read", "soma", "ok", "okay", "sawa", "poa"),
        means=("read", "wrong", "denied"),
    )
    later = Do(_("later"), On.RICH, means=("later",))
    read = Go(_("to read it"), CounterSign, On.PLAIN, synonyms=("to read",), means=("read", "yes"))
    sign = Do(_("to sign it"), On.PLAIN, synonyms=("to sign now",), means=("sign_it",))
    wrong = Go(
        _("if something is not correct"),
        CounterSign,
        On.PLAIN,
        synonyms=("not correct", "si sawa", "no", "hapana"),
        at="change",
        means=("wrong", "denied"),
    )


class SessionToSign(ToSign, Notice[SavedRecord]):
    """The other side logged a session: read it and sign. No journal text on a locked screen."""

    shows = "journal"
    text = Sized(
        short=_("TIMEC: {partner:full} has recorded session {number} ({day:weekday}) and asks you to sign."),
        long=If(
            Fact("known_place"),
            _(
                "TIMEC: {partner:full} logged session {number} ({day:weekday}, {venue})."
                " Please open it to read and sign."
            ),
            _("TIMEC: {partner:full} logged session {number} ({day:weekday}). Please open it to read and sign."),
        ),
    )
    takes = SessionRecord
    template = "session_sign"
    buttons = (_("open"), _("later"))


class Later(Page):  # type: ignore[type-arg]
    """The record waits."""

    text = _("It waits for you. Reply SIGN when you have time.")


class Signed(AboutVersion, Page[SavedRecord]):
    """The counter-signature is given."""

    shows = "journal"
    receipt = True
    text = Sized(
        short=If(
            Fact("several"),
            _("Signed. Session {number} with {partner} complete. Thank you, {me:first}."),
            _("Signed. Session {number} complete. Thank you, {me:first}."),
        ),
        long=_("You signed at {at:clock}. Session {number} is complete. {partner:first} will be told."),
    )

    goals = Go(_("goals met?"), CloseSession, On.RICH)
    close = Go(_("to say if its goals were met"), CloseSession, On.PLAIN)


class NewVersionSigned(AboutVersion, Page[SavedRecord]):
    """A changed record is signed by the one who changed it."""

    shows = "journal"
    receipt = True
    text = _("Signed at {at:clock}. {partner:first} has been asked to confirm.")


class NoteAdded(AboutVersion, Page[SavedRecord]):
    """A note stands beside the record."""

    shows = "journal"
    behind_pin = False
    text = _("Your note is added to session {number}. Only you and {partner:first} can read it.")


class Unchanged(AboutVersion, Page[SavedRecord]):
    """An EDIT that changed nothing."""

    shows = "journal"
    behind_pin = False
    text = _("Nothing changed: session {number} stays as it is.")


class ChangeWaits(AboutVersion, Page[SavedRecord]):
    """A change that is not signed yet."""

    shows = "journal"
    behind_pin = False
    text = _("Kept as your draft, not sent yet. SIGN opens it again.")


class SessionComplete(AboutVersion, Notice[SavedRecord]):
    """Both have signed."""

    shows = "session"
    text = (
        _("{partner} signed session {number}. Log complete: {held} of {due} held, {signed} signed."),
        _("Were its goals met? Reply CLOSE {number}."),
    )
    template = "session_complete"


class Unsigned(ToSign, Prompt[SavedRecord]):
    """A record that still waits for this person's signature. No journal text on a locked screen."""

    reason = Reason(
        "unsigned",
        Rank.SIGN,
        because=_("a record waits for your signature"),
        watched=_("Reminder to {who}: session {number} of {day} waits for a signature"),
    )

    shows = "journal"
    brief = _("session {number}, {day:weekday}: sign")
    text = _("TIMEC: {me:first}, session {number} with {partner} ({day:weekday}) waits for your signature.")
    template = "session_unsigned"
    buttons = (_("open"), _("later"))
