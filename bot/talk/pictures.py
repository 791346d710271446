"""Pictures that come with a message: kept with the record that they belong to, whatever words came with them."""

from __future__ import annotations

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import reception
from bot.dialogs.desk import NotOpen
from bot.dialogs.harm.pages import IsItHarm
from bot.dialogs.helpdesk.pages import WordsOnly
from bot.dialogs.menu.pages import Lost
from bot.dialogs.pictures.pages import SendAlone
from bot.forms.form import FORMS, Form
from bot.forms.place import Place
from bot.store.talk.drafts import Draft
from bot.talk import opening, unanswered
from bot.talk.speak import Reply
from bot.talk.turn import Turn


def alone(turn: Turn) -> Reply | None:
    """A picture without words is kept with its record; where that is unclear, it is asked. None: it is not kept."""
    to = reception.picture(turn.asking, turn.inbound.media, _of(turn.draft))
    if to is None:
        return None
    return opening.opened(turn, to) if isinstance(to, Form) else turn.show(to)


def with_words(turn: Turn, reply: Reply) -> Reply:
    """The reply to words that came with a picture, which is kept with the record that they are about."""
    if not turn.inbound.media or not turn.one_line or turn.inbound.press is not None:
        return reply
    said = Place.read(reply.views[-1].place) if reply.views else Place("")
    if said.stands_on(IsItHarm, WordsOnly):
        return reply
    try:
        to = reception.picture(turn.asking, turn.inbound.media, _session(turn, said))
    except NotOpen as closed:
        return reply.after(*unanswered.closed(turn, closed).views)
    if to is None:
        return reply
    lost = any(Place.read(view.place).stands_on(Lost) for view in reply.views)
    heard = Reply(()) if lost else reply  # words about the picture are none for us
    if isinstance(to, Form):
        asks = heard.place is not None
        return heard.after(*turn.show(SendAlone()).views) if asks else opening.opened(turn, to).after(*heard.views)
    return heard.after(*turn.show(to).views)


def _session(turn: Turn, said: Place) -> int | None:
    """The session that what is said is about, or the form that is open."""
    about = said.args.get("session", "")
    if about.isdecimal():
        return int(about)
    return _of(turn.draft_at(said) if said.name in FORMS else turn.draft)


def _of(draft: Draft | None) -> int | None:
    """The session that a form is about."""
    found: object = getattr(dialogs_desk.about_of(draft), "session", None) if draft else None
    return found if isinstance(found, int) else None
