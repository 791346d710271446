"""What to try next: one line that follows the story of the demo from the first prompt to the director's question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection

from bot.forms.place import Place
from bot.language import NAIROBI, Marked, _, say
from bot.messages import Channel
from bot.simulator.past import HELD, MENTEE, MENTOR
from bot.store import pairs
from bot.store.people import people
from bot.store.session_rows import Session
from bot.store.sessions import sessions
from bot.store.talk import inbox, notices

DIRECTOR = "300415"
DIRECTORS_CHAT = "70004"
NUMBER = len(HELD) + 1
"""The session that the demo opens with."""


@dataclass(frozen=True)
class Hint:
    """What to try: the line, whose phone and app it is about, and what to write there when there is something."""

    text: Marked
    phone: str | None = None
    channel: Channel | None = None
    write: Marked | None = None

    def spoken(self, language: str) -> dict[str, str | None]:
        """The hint for the page."""
        return {
            "text": say(self.text, language),
            "phone": self.phone,
            "channel": self.channel.value if self.channel else None,
            "write": say(self.write, language) if self.write else None,
        }


PROMPT = Hint(_("Faith and Peter meet today for the third time. Press Next prompt: Faith's phone will ask about it."))
ANSWER = Hint(
    _("Faith's phone asks about session 3. Answer it in one SMS and watch the paper form."),
    MENTEE,
    Channel.SMS,
    _("1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"),
)
SIGN = Hint(_("Peter has it on WhatsApp. Open it there, read it and press Sign."), MENTOR, Channel.WHATSAPP)
ASK = Hint(
    _("The form is complete. Now be the director: ask on Ali's Telegram how his schools stand."),
    DIRECTOR,
    Channel.TELEGRAM,
    _("STATUS"),
)
ROAM = Hint(_("Go on as you like: +6 weeks brings reminders and a review, and every phone takes what you write."))


def hint(db: Connection) -> Hint:
    """The line for how far the story has come."""
    mentee = people.by_tsc(db, MENTEE)
    found = pairs.pairs_of(db, mentee.id) if mentee else []
    session = next((one for one in sessions.of_pair(db, found[0].id) if one.number == NUMBER), None) if found else None
    if mentee is None or session is None:
        return ROAM
    step = _of_session(session, _last_said(db, mentee.id, session))
    if step is not None:
        return step
    return ROAM if inbox.last_heard(db, Channel.TELEGRAM, DIRECTORS_CHAT) else ASK


def _of_session(session: Session, said: Place | None) -> Hint | None:
    """What the session waits for; None when it waits for nobody. `said`: what the mentee was told last."""
    if session.version_id is not None:
        return SIGN if len(session.signers) == 1 else None
    if session.settled or session.missed_reason:
        return None
    if said is None:
        return PROMPT
    return ANSWER if said.args.get("session") == str(session.id) else ROAM


def _last_said(db: Connection, mentee_id: int, session: Session) -> Place | None:
    """What the mentee was told last, from the day of the session on."""
    said = notices.recent_said(db, mentee_id, datetime.combine(session.day, time(), NAIROBI), most=1)
    return Place.read(said[0].place) if said else None
