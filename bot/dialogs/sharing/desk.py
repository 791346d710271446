"""The mentors' sharing meeting at the desk: whom it is theirs to call."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.sharing.pages import MentorsToCall, SharingDue
from bot.language import Name
from bot.store import areas
from bot.store.people.roles import Role


@facts
def mentors(asking: Asking, at: SharingDue) -> Prepared:
    """The area of a head or Sub-County Director; closed for all others, and once the role has ended."""
    area = areas.get(asking.db, at.area)
    mine = any(one.area_id == at.area and one.role in (Role.HEAD, Role.SCD) for one in asking.roles)
    if area is None or not mine:
        raise NotFound
    return Prepared(MentorsToCall(Name(asking.who.name), area.name))
