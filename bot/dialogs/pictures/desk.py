"""Pictures at the desk: where one belongs, and that it is kept."""

from __future__ import annotations

from mimetypes import guess_extension

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import facts, takes
from bot.dialogs.pairs.shared import names
from bot.dialogs.pictures.pages import (
    OnePicture,
    PictureAdded,
    PictureFiled,
    PictureKept,
    PictureOf,
    Pictures,
    PictureShown,
    Shown,
)
from bot.dialogs.pictures.paper import KeepPicture, PictureSent
from bot.dialogs.sessions.deeds import attach
from bot.dialogs.sessions.shared import called, opened
from bot.forms.dialog import Dialog
from bot.forms.page import Picture, Row
from bot.forms.saying import Option, Said
from bot.language import Name, _, local
from bot.messages import Channel, Media
from bot.store import pairs, pictures
from bot.store.pairs import PairOf
from bot.store.pictures import Attachment
from bot.store.session_rows import Session
from bot.store.sessions import sessions

KEPT = ("image", "document")
SHOWN = 5
"""From how many sessions one chooses: the newest."""


def received(asking: Asking, media: tuple[str, ...], session: int | None) -> Dialog | None:
    """Where a message with pictures leads: to the record it belongs to, to the question which; None: to neither.

    `session`: the one that it is about, where that is known; else it is the only one there can be.
    """
    if asking.channel is Channel.SMS or not set(KEPT) & set(media):
        return None
    found, about = _sessions(asking), str(session)
    if about in found or len(found) == 1:
        return keep(asking, int(about if about in found else next(iter(found))), asking.inbox_id or 0)
    return KeepPicture(inbox=asking.inbox_id or 0) if found else None


def _sessions(asking: Asking) -> dict[str, Option]:
    """The sessions of this person up to today, the newest first."""
    found: list[tuple[Session, Option]] = []
    mine = pairs.pairs_of(asking.db, asking.who.id)
    for pair in mine:
        known = [one for one in sessions.of_pair(asking.db, pair.id) if one.day <= asking.today and not one.settled]
        found += [(one, Option(str(one.id), _label(asking, pair, one, alone=len(mine) == 1))) for one in known]
    newest = sorted(found, key=lambda one: (one[0].day, one[0].number), reverse=True)
    return {option.key: option for _session, option in newest[:SHOWN]}


def _label(asking: Asking, pair: PairOf, session: Session, *, alone: bool) -> Said:
    """A session as a short choice: without the partner, where there is only one."""
    if not alone:
        return called(asking, pair, session)
    return Said(_("session {number}, {day:weekday}"), {"number": session.number, "day": session.day})


@facts
def sent(asking: Asking, at: KeepPicture) -> Prepared:
    """A picture that came, and the sessions it may belong to."""
    options = tuple(_sessions(asking).values())
    if not options:
        raise NotOpen(_("There is no record yet. LOG records a session."))
    return Prepared(PictureSent(Name(asking.who.name), options))


def keep(asking: Asking, session_id: int, inbox_id: int) -> Dialog:
    """The pictures of a message are kept with a session."""
    heard = asking.heard(inbox_id)
    if heard is None:
        raise NotOpen
    for kind, reference in heard.things:
        if kind in KEPT:
            attach(asking.db, asking.who.id, session_id, kind, heard.channel, reference, asking.now)
    session, _pair = opened(asking, session_id, "journal")
    page = PictureAdded if session.version_id is not None else PictureKept
    return page(session=session.id)


@takes
def take_keep(asking: Asking, at: KeepPicture, answers: Answers) -> Dialog:
    """The session that was chosen for a picture."""
    return keep(asking, int(answers["session"]), at.inbox)


@facts
def kept(asking: Asking, at: PictureKept | PictureAdded | PictureFiled) -> Prepared:
    """A session that a picture is kept with."""
    session, pair = opened(asking, at.session, "journal")
    me, partner = names(asking, pair)
    return Prepared(PictureOf(session.number, me, partner, session.day))


@facts
def shown(asking: Asking, at: Pictures) -> Prepared:
    """All that is kept with a session."""
    session, pair = opened(asking, at.session, "journal")
    found = pictures.of_session(asking.db, session.id)
    if not found:
        raise NotFound
    return Prepared(Shown(session.number, tuple(_picture_row(pair, one) for one in found)))


def _picture_row(pair: PairOf, one: Attachment) -> Row:
    values = {"by": _sender(pair, one), "moment": local(one.made_at)}
    return Row(Said(_("from {by:first}, {moment}"), values), OnePicture(attachment=one.id))


def _sender(pair: PairOf, one: Attachment) -> Name:
    return Name(pair.mentor_name if one.by_id == pair.mentor_id else pair.mentee_name)


@facts
def one_picture(asking: Asking, at: OnePicture) -> Prepared:
    """What one of them shows, to the pair alone; the same words for another's and for none."""
    one = pictures.get(asking.db, at.attachment)
    if one is None:
        raise NotFound
    session, pair = opened(asking, one.session_id, "journal")
    picture = _drawn(asking, one.id, one.type) if one.type is not None else None
    coming, day = one.next_at is not None, local(one.made_at).date()
    return Prepared(PictureShown(session.number, _sender(pair, one), day, picture, coming=coming))


def _drawn(asking: Asking, attachment_id: int, type_: str) -> Picture:
    """It is opened only when it is said."""
    name = f"picture{guess_extension(type_) or ''}"
    return Picture(lambda: Media(name, type_, pictures.content(asking.db, attachment_id)))
