"""POSTPRIMARY at the desk: whose county it is."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts
from bot.dialogs.post_primary.pages import PostPrimary, PostPrimaryShown
from bot.forms.dialog import Dialog
from bot.store import areas
from bot.store.areas import Area
from bot.store.people.roles import Role


def _county(asking: Asking) -> Area:
    here = office(asking)
    area = areas.get(asking.db, here.area_id)
    if here.role is not Role.CD or area is None:
        raise NotOpen(PostPrimary.not_theirs)
    return area


@facts
def shown(asking: Asking, at: PostPrimary) -> Prepared:
    county = _county(asking)
    return Prepared(PostPrimaryShown(county.name, shown=county.shows_all, hidden=not county.shows_all))


@does(PostPrimary.show)
def show(asking: Asking, at: PostPrimary) -> Dialog:
    areas.show_all(asking.db, _county(asking).id, shows=True)
    return at


@does(PostPrimary.hide)
def hide(asking: Asking, at: PostPrimary) -> Dialog:
    areas.show_all(asking.db, _county(asking).id, shows=False)
    return at
