"""POSTPRIMARY at the desk: whose county it is."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts, opens
from bot.dialogs.post_primary.pages import PostPrimary, PostPrimaryShown
from bot.language import _
from bot.store import areas
from bot.store.areas import Area
from bot.store.people.roles import Role


def _county(asking: Asking) -> Area:
    here = office(asking)
    area = areas.get(asking.db, here.area_id)
    if here.role is not Role.CD or area is None:
        raise NotOpen(_("The County Director decides whether Sub-County Directors see post-primary counts."))
    return area


@opens
def turn(asking: Asking, at: PostPrimary) -> None:
    """Shown where they are not, no longer where they are."""
    county = _county(asking)
    areas.show_all(asking.db, county.id, shows=not county.shows_all)


@facts
def shown(asking: Asking, at: PostPrimary) -> Prepared:
    county = _county(asking)
    return Prepared(PostPrimaryShown(county.name, county.shows_all))
