"""What still stands between a pair and its certificates, with the words that each reader needs."""

from __future__ import annotations

from collections.abc import Collection

from bot.dialogs.desk import Asking
from bot.dialogs.ending.deeds import progress
from bot.dialogs.ending.pages import WHAT, WHO, WORD, Gaps, Open
from bot.dialogs.ending.rules import SHOWN, CompletionItem, OpenItem, SuppliedBy, open_items
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import Name
from bot.store.pairs import PairOf

_READERS = {
    Viewer.MENTEE: SuppliedBy.MENTEE,
    Viewer.MENTOR: SuppliedBy.MENTOR,
    Viewer.HEAD: SuppliedBy.HEAD,
    Viewer.HQ: SuppliedBy.ITSD,
}


def gaps(asking: Asking, pair: PairOf, without: Collection[CompletionItem] = ()) -> Gaps:
    """The open items of a pair for this reader, at most five, without those left out."""
    viewer = relation_to(asking.db, asking.who.id, pair, asking.today)
    reader = _READERS.get(viewer) if viewer else None
    found = [gap for gap in open_items(progress(asking.db, pair, asking.today)) if gap.item not in without]
    one_of_two = pair.side(asking.who.id) is not None
    partner = Name(pair.partner_name(asking.who.id)) if one_of_two else None
    return Gaps(tuple(_open(gap, reader) for gap in found[:SHOWN]), partner)


def _open(gap: OpenItem, reader: SuppliedBy | None) -> Open:
    mine = reader in gap.by and gap.item in WORD
    others = tuple(WHO[by] for by in gap.by if not (mine and by is reader))
    return Open(WHAT[gap.item], gap.count, others, WORD[gap.item] if mine else None, gap.day)
