"""What there is to try: the steps of the tour, each a line, whose phone it is about and what is written there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import LANGUAGES, Marked, _, say
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.simulator.persons import UNKNOWN

DIRECTOR, HEAD = "300415", "401122"
CLOCK_NEXT, CLOCK_YEAR = "next", "live"
"""Buttons of the page to which a step may lead."""


@dataclass(frozen=True)
class Hint:
    """What to try: the line, whose phone and app it is about, and what to write there when there is something.

    `press`: the buttons there, of which the one that stands last is to be pressed; `move`: a button of the clock.
    """

    text: Marked
    phone: str | None = None
    channel: Channel | None = None
    write: str | None = None
    press: tuple[Marked, ...] = ()
    move: str | None = None
    values: tuple[tuple[str, str], ...] = ()

    def spoken(self, language: str) -> dict[str, object]:
        """The hint for the page."""
        return {
            "text": say(self.text, language, **dict(self.values)),
            "phone": self.phone,
            "channel": self.channel.value if self.channel else None,
            "write": self._written(language),
            "press": [say(label, spoken) for label in self.press for spoken in LANGUAGES],
            "move": self.move,
        }

    def _written(self, language: str) -> str | None:
        return say(self.write, language, **dict(self.values)) if isinstance(self.write, Marked) else self.write


LOG = _("1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3")
PROMPT = Hint(
    _("Faith and Peter meet today for the third time. Press Next prompt: Faith's phone will ask about it."),
    move=CLOCK_NEXT,
)
ANSWER = Hint(
    _("Faith's phone asks about session 3. Answer it in one SMS and watch the paper form."), MENTEE, Channel.SMS, LOG
)
ANEW = Hint(
    _("Session 3 is still to be written down. LOG does it at any time, in one SMS."),
    MENTEE,
    Channel.SMS,
    _("LOG 1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"),
)
GO_ON = Hint(
    _("Faith is writing: go on with what her phone asks. The paper form shows it in pencil."), MENTEE, Channel.SMS
)
SIGN = Hint(
    _("Peter has it on WhatsApp. Open it there, read it and press Sign."),
    MENTOR,
    Channel.WHATSAPP,
    press=(_("open"), _("sign")),
)
SIGN_HERS = Hint(_("Peter has signed session 3. Now Faith signs it by SMS."), MENTEE, Channel.SMS, _("SIGN 3"))
ASK = Hint(
    _("The form is complete. Now be the director: ask on Ali's Telegram how his schools stand."),
    DIRECTOR,
    Channel.TELEGRAM,
    _("STATUS"),
)
JOIN = Hint(
    _("A new teacher reads a poster at Faith's school. Join from the unknown phone: only the head hears of it."),
    UNKNOWN,
    Channel.SMS,
    _("JOIN MWL01 Mercy Chebet 777123"),
)
LET_IN = Hint(_("Jane's phone asks whether she knows this teacher. 1 lets her in."), HEAD, Channel.SMS, "1")
WATCHED = _("OBSERVE {coachee} 2 3 2")
OBSERVE = Hint(
    _("{coach} coaches {coachee}: a lesson that was watched is three digits by SMS, with two tips at once."),
    write=WATCHED,
)
MYDATA = Hint(
    _("Faith may see what is held of her, behind her PIN, for nothing: MYDATA."), MENTEE, Channel.SMS, _("MYDATA")
)
PIN = Hint(_("Faith's phone asks for her PIN before it shows what is private."), MENTEE, Channel.SMS)
COMPLAIN = Hint(
    _("Something is wrong? COMPLAIN is heard in any state, and never by whom it names. 0 leaves it."),
    MENTEE,
    Channel.SMS,
    _("COMPLAIN"),
)
HUMAN = Hint(_("No machine knows everything: HUMAN leads Peter to a person."), MENTOR, Channel.WHATSAPP, _("HUMAN"))
YEAR = Hint(
    _("Now watch Faith and Peter live their year, week by week, until their certificates: A year in a minute."),
    move=CLOCK_YEAR,
)
ROAM = Hint(_("Go on as you like: +6 weeks brings reminders and a review, and every phone takes what you write."))
