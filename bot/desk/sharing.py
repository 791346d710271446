"""The mentors' sharing meeting at the desk: whom it is theirs to call."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.dialogs.sharing import Mentors
from bot.language import Name, _
from bot.store import areas
from bot.store.roles import Role


def mentors(asking: Asking, args: Args) -> Prepared:
    """The area of a head or Sub-County Director; closed for all others, and once the role has ended."""
    area = areas.get(asking.db, int(args["area"]))
    mine = any(one.area_id == int(args["area"]) and one.role in (Role.HEAD, Role.SCD) for one in asking.roles)
    if area is None or not mine:
        raise Closed(_("That is not open to you."))
    return Prepared(Mentors(Name(asking.who.name), area.name))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"SharingDue": mentors}
