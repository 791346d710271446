"""The work of offices at the desk."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.offices.pages import OfficeMeetings, OfficePeople, OfficeWork, WhoseWork
from bot.dialogs.offices.rules import OFFICERS, headquarters
from bot.store.people.roles import Role


@facts
def work(asking: Asking, at: OfficeWork | OfficeMeetings | OfficePeople) -> Prepared:
    """Whose it is; closed for who oversees nothing."""
    here = asking.office or headquarters(asking.roles)
    if here is None:
        raise NotFound
    role, hq = here.role, asking.office is None
    wide = role in (Role.CD, Role.RD)
    return Prepared(
        WhoseWork(
            head=role is Role.HEAD,
            above=here.oversees_schools,
            directs=role in OFFICERS,
            sub_county=role is Role.SCD,
            county=role is Role.CD,
            wide=wide,
            hq=hq,
            local=not hq,
            reports=not hq or role is Role.NT,
            chases=role in (Role.SCD, Role.CD, Role.DFS),
            settles=role in (Role.SCD, Role.CD),
            calls=role in (Role.HEAD, Role.SCD),
            committees=wide or hq,
        )
    )
