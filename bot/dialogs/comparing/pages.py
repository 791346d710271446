"""Two versions of one record: changed by the other side, or logged twice; read beside each other, and what now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.signing.pages import AboutVersion, Changes
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class ChangedRecord:
    """A new version of a record, beside the one before."""

    number: int
    me: Name
    partner: Name
    changes: Changes


class SessionChanged(AboutVersion, Notice[ChangedRecord]):
    """The other side changed a record: read and confirm, or keep the version before."""

    shows = "journal"
    text = _("TIMEC: {partner} changed session {number}, {changes}.")
    template = "session_changed"
    buttons = (_("to read and confirm"), _("to keep yours"))

    read = Go(_("to read and confirm"), lambda: ReadChange, synonyms=("read", "soma"))
    keep = Do(_("to keep yours"))


class ReadChange(AboutVersion, Page[ChangedRecord]):
    """What the new version says where it differs."""

    shows = "journal"
    text = _("{changes:full}")

    agree = Do(_("agree"), synonyms=("ok", "sawa", "yes", "ndiyo"))
    keep = Do(_("keep mine"), synonyms=("no", "hapana"))


class Agreed(AboutVersion, Page[ChangedRecord]):
    """The new version is signed by both."""

    shows = "journal"
    receipt = True
    text = _("Agreed. Session {number} is signed by both.")


class Kept(AboutVersion, Page[ChangedRecord]):
    """Both versions stand."""

    shows = "journal"
    behind_pin = False
    text = _("Yours is kept. Both versions of session {number} stand until you two agree; nobody else reads them.")


class KeptByPartner(AboutVersion, Notice[ChangedRecord]):
    """The other side keeps the version before."""

    shows = "journal"
    text = _(
        "TIMEC: {partner} keeps the first version of session {number}. Both stand. Talk it over, then EDIT {number}."
    )
    template = "session_kept"


@dataclass(frozen=True)
class Twice:
    """Where two versions of one record differ."""

    number: int
    me: Name
    partner: Name
    by_partner: bool
    """Whether the version that stands is the partner's."""
    by_me: bool
    stands: Changes
    mine: Changes


class LoggedTwice(Page[Twice]):
    """One meeting has one record (requirements D111, D124): theirs, mine in its place, or there were two meetings."""

    session: int
    version: int
    draft: int

    shows = "journal"
    text = If(
        Fact("by_partner"),
        _("{partner:first} logged session {number} too. {partner:first}: {stands:beside}. You: {mine:beside}."),
        _("You have logged session {number} already. Then: {stands:beside}. Now: {mine:beside}."),
    )

    agree = Do(_("agree with theirs"), when=Fact("by_partner"), synonyms=("agree", "ok", "sawa"))
    leave = Do(_("leave it"), when=Fact("by_me"), synonyms=("keep",))
    send = Do(_("propose mine"), when=Fact("by_partner"), synonyms=("mine", "yangu"))
    replace = Do(_("change it"), when=Fact("by_me"), synonyms=("change",))
    two = Do(_("we met twice"), synonyms=("two", "twice", "mara mbili"))
