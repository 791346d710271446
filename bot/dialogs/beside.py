"""Both sides have logged one meeting, or one side has twice: the two versions beside each other, and what now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.page import Do, Page
from bot.dialogs.signing import Changes
from bot.dialogs.words import If
from bot.language import Name, _


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
