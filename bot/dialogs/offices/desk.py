"""The work of offices at the desk."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.offices.pages import OfficeWork, WhoseWork
from bot.store.people.roles import Role


@facts
def work(asking: Asking, at: OfficeWork) -> Prepared:
    """Whose it is; closed for who oversees nothing."""
    here = asking.office
    if here is None:
        raise NotFound
    above = here.oversees_schools
    return Prepared(WhoseWork(head=not above, above=above, sub_county=here.role is Role.SCD))
