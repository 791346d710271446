"""Of whom one may complain and who may read it, and how a case stands in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.dialogs.cases import deeds
from bot.dialogs.cases.paper import COMMISSION, DIRECTORS, GIVEN
from bot.dialogs.cases.rules import OFFERED, Seat, about, key_of, person_of, readers
from bot.dialogs.desk import Asking
from bot.forms.facts import Finder, Found, NotUnderstood
from bot.forms.saying import Label, Option, Said
from bot.language import Marked, Name, _, local_day
from bot.store import pairs
from bot.store.pairs import PRESENT, PairKind
from bot.store.people.roles import Role
from bot.store.rights.cases import PrivateCase


def case_row(case: PrivateCase, *, new: bool) -> Label:
    values = {"reference": case.reference, "opened": local_day(case.opened_at)}
    if new:
        return Said(_("{reference}, {opened}, new"), values)
    return Said(_("{reference}, {opened}"), values)


OFFICES: Mapping[Role, Marked] = {
    Role.HEAD: _("{name} (head)"),
    Role.SCD: _("{name} (Sub-County Director)"),
    Role.CD: _("{name} (County Director)"),
    Role.RD: _("{name} (Regional Director)"),
    Role.DFS: _("{name} (Director Field Services)"),
}
"""Each office with who holds it."""
HEAD = (
    "my head",
    "the head",
    "headteacher",
    "head teacher",
    "my head teacher",
    "headmaster",
    "headmistress",
    "principal",
    "the principal",
    "my principal",
    "mkuu",
    "mkuu wa shule",
    "mkuu wangu",
    "mwalimu mkuu",
    "mwalimu mkuu wangu",
    "head wangu",
)
"""What a head is called by who writes about them."""
BY_OFFICE: Mapping[Role, tuple[str, ...]] = {
    Role.HEAD: ("head", *HEAD),
    Role.SCD: ("scd", "sub county director", "mkurugenzi wa kaunti ndogo", *DIRECTORS),
    Role.CD: ("cd", "county director", "mkurugenzi wa kaunti"),
}
"""What else its holder is called by who chooses them."""


def called_as(seat: Seat, who: int) -> Label:
    name = seat.names[seat.people.index(who)]
    return Said(OFFICES[seat.role], {"name": name}) if seat.role in OFFICES else name.short


CALLED: Mapping[PairKind, tuple[Marked, tuple[str, ...]]] = {
    PairKind.MENTORSHIP: (_("mentor"), ("my mentor", "mshauri wangu", "mshauri")),
    PairKind.COACHING: (_("coach"), ("my coach", "mwelekezi wangu", "mwelekezi", "coach wangu")),
}
"""What the one above is called in a pair, and how else."""


def abouts(asking: Asking, chain: Sequence[Seat]) -> tuple[Option, ...]:
    me = asking.who.id
    found = pairs.pairs_of(asking.db, me, PRESENT)
    mine = sorted((pair for pair in found if pair.mentor_id != me), key=lambda pair: pair.kind is PairKind.COACHING)
    mentors = [Option(key_of(pair.mentor_id), *CALLED[pair.kind]) for pair in mine]
    mentees = [
        Option(key_of(pair.mentee_id), Said(_("mentee {name}"), {"name": Name(pair.mentee_name)}))
        for pair in found
        if pair.mentee_id != me
    ]
    heads = next((seat.people for seat in chain if seat.role is Role.HEAD), ())
    head = [Option(key_of(heads[0]), _("head"), HEAD)] if heads and me not in heads else []
    listed: dict[str, Option] = {}
    for one in (*mentors[:1], *mentees, *head, *mentors[1:]):
        listed.setdefault(one.key, one)  # each once: who is the head too is the mentor first
    return tuple(listed.values())


def officers(asking: Asking, chain: Sequence[Seat]) -> tuple[Option, ...]:
    """The officers above the school."""
    found = [seat for seat in chain if seat.role is not Role.HEAD and asking.who.id not in seat.people]
    return tuple(_reader(seat, seat.people[0]) for seat in found)


WRITE = Option(COMMISSION, _("how to write to the Commission"))


def _reader(seat: Seat, who: int) -> Option:
    return Option(key_of(who), called_as(seat, who), BY_OFFICE.get(seat.role, ()))


class MayRead(Finder):
    """Who may read what somebody is about to send, by the answers given."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking

    @cached_property
    def near(self) -> deeds.CaseAround:
        return deeds.around(self.asking.db, self.asking.who.id, self.asking.today)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        whom = about(dict(zip(GIVEN, given, strict=True)), self.near.known)
        may = readers(self.near.chain, whom.named, self.near.person_id, self.near.partners)
        return (*(_reader(seat, who) for seat, who in may[:OFFERED]), WRITE)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        raise NotUnderstood

    def get(self, stored: str) -> Found | None:
        if stored == COMMISSION:
            return Found(stored, WRITE.label)
        who = person_of(stored)
        held = [(seat, who) for seat in self.near.chain if who is not None and who in seat.people]
        return Found(stored, called_as(*held[0])) if held else None
