"""What a head and the other of a pair hear of somebody whom no message reaches."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.page import Notice
from bot.language import Name, _


@dataclass(frozen=True)
class LostTeacher:
    """Whom no message reaches."""

    person: Name


class OutOfReach(Notice[LostTeacher]):
    """To the head: the phone of a teacher takes no message any more; only somebody who sees them can help."""

    who: int

    text = _(
        "TIMEC: my messages do not reach {person:full} any more. Please ask them in person to write to me from the"
        " phone that they use now."
    )
    template = "out_of_reach"


@dataclass(frozen=True)
class Partner:
    """The other one of a pair."""

    me: Name
    partner: Name


class PartnerUnreachable(Notice[Partner]):
    """The partner hears no messages for now; neither why nor since when is said."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: {partner:full} cannot be reached by phone for now. Please agree dates in person;"
        " you can record sessions yourself with LOG."
    )
    template = "partner_unreachable"
