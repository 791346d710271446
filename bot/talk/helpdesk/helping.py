"""A talk with a person, the bot in between: whose words go to the other one, and which are still the bot's.

The bot hears what is plainly meant for it: STOP and what tells of harm (heard before), buttons, PINs, a keyword alone
or nearly so, and what answers something that it has asked meanwhile. All other words are the other one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.dialogs.asides.pages import OfferPerson, OnlyText, PersonByWord
from bot.dialogs.cases.pages import Complain
from bot.dialogs.harm.pages import NotAlone
from bot.dialogs.helpdesk import deeds
from bot.dialogs.helpdesk.pages import BACK_TO_BOT, DONE, TalkDone, TalkLeft, WordKept, WordPassed, WordsOnly
from bot.dialogs.menu.pages import Lost
from bot.dialogs.people.pages import Pin
from bot.dialogs.refusals import Moved
from bot.dialogs.wants.pages import DidYouMean
from bot.forms import shorthand
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES
from bot.language import LANGUAGES, Control, Marked, asides, bare_number, control, fold, means, names_day, opt_in, say
from bot.language import commands as bidden
from bot.language.dates import bidding
from bot.messages import CAPABILITIES
from bot.store.helpdesk import talks
from bot.store.helpdesk.talks import HelpTalk
from bot.store.keys.confidential import Sealed
from bot.store.outbox import outbox
from bot.talk import beside, choosing, commands, harm, pages, pins, wanted
from bot.talk.speak import ALIKE, Reply
from bot.talk.turn import Turn

FEW = 4
"""Words after a keyword that are read as a command in small letters too; more are a sentence."""
STEERING = (Control.HELP, Control.ENGLISH, Control.KISWAHILI, Control.WHERE)


def said(turn: Turn) -> Reply | None:
    """What is said to words of a talk; None where there is none, or they are meant for the bot."""
    talk = talks.of_person(turn.db, turn.who.id)
    if talk is None or CAPABILITIES[turn.inbound.channel].live or turn.inbound.press is not None:
        return None
    if _ends(turn, talk):
        deeds.end(turn.db, turn.who.id, talk.id, turn.now)
        return turn.show(TalkDone() if talk.helper_id == turn.who.id else TalkLeft())
    if _is_ours(turn, talk):
        return None
    if turn.place is not None and turn.place.stands_on(Complain) and _is_last(turn, talk):
        return choosing.answered(turn, turn.place) or pages.open_page(turn, turn.place, unclear=True)
    return passed_on(turn, talk)


def goes_on(turn: Turn) -> bool:
    """Whether somebody asked for a person or helps one: no form is asked about beside that."""
    return talks.of_person(turn.db, turn.who.id) is not None


def offered(turn: Turn, reply: Reply, before: Sequence[Sealed]) -> Reply:
    """A person is offered after the third misunderstanding in a row, where there is one; `before`: the last replies."""
    third = reply.lost and len(before) == ALIKE - 1 and all(_was_lost(outbox.text_of(one)) for one in before)
    form = FORMS.get(reply.place.name) if reply.misses == ALIKE and reply.place is not None else None
    in_form = form is not None and not form.confides
    if not (third or in_form) or goes_on(turn) or not deeds.staff_of(turn.db, turn.who.id, turn.now).first():
        return reply
    if in_form:
        return reply.after(*turn.show(PersonByWord()).views)
    return turn.show(OfferPerson(inbox=turn.inbox_id, back=wanted.back(turn)))


@cache
def _lost_words() -> tuple[str, ...]:
    """How replies begin that say that something was not understood."""
    texts = (Lost.text, DidYouMean.text)
    return tuple(say(text, language).partition(".")[0] for text in texts for language in LANGUAGES)


def _was_lost(text: str) -> bool:
    return text.startswith(_lost_words())


def silenced(turn: Turn) -> None:
    """Whoever wants silence is in no talk."""
    talk = talks.of_person(turn.db, turn.who.id)
    if talk is not None:
        deeds.end(turn.db, turn.who.id, talk.id, turn.now)


def passed_on(turn: Turn, talk: HelpTalk) -> Reply | None:
    """The words go to the other one; None where the talk has ended meanwhile."""
    if not turn.one_line:
        return turn.show(OnlyText())
    if (doubtful := harm.asked(turn)) is not None:
        return doubtful
    try:
        deeds.write(turn.db, turn.who.id, talk.id, turn.inbox_id, turn.now)
    except Moved:
        return None
    if turn.inbound.media:
        return turn.show(WordsOnly(talk=talk.id))
    if talk.other(turn.who.id) is None:  # nobody answers yet: silence would be taken for that
        return turn.show(WordKept(talk=talk.id))
    return turn.show(WordPassed(talk=talk.id)) if _looks_like_command(turn, talk) else Reply(())


def _looks_like_command(turn: Turn, talk: HelpTalk) -> bool:
    """Whether who asked wrote a keyword in capitals before other words: it may have been meant for the bot."""
    first, *rest = turn.words.split()
    known = commands.keywords().get(fold(first))
    written = bool(rest) and first.isupper() and known not in (None, Pin)  # everybody writes PIN in capitals
    return written and talk.helper_id != turn.who.id


def _is_keyword(word: str) -> bool:
    return fold(word) in commands.keywords()


def _ends(turn: Turn, talk: HelpTalk) -> bool:
    """Whether the message is the word that leads back to the bot: MENU or BOT; of who helps, DONE."""
    if talk.helper_id == turn.who.id:
        return _is(turn, DONE) or (turn.words.isupper() and means(turn.words, Control.DONE))
    return control(turn.words) is Control.MENU or _is(turn, BACK_TO_BOT)


def _is(turn: Turn, word: Marked) -> bool:
    return fold(turn.words) in {fold(say(word, language)) for language in LANGUAGES}


def _is_ours(turn: Turn, talk: HelpTalk) -> bool:
    """Whether the words are plainly meant for the bot."""
    if turn.pin is not None or opt_in(turn.words) or control(turn.words) in STEERING:
        return True
    if control(turn.words) is Control.MENU or (turn.unread and means(turn.words, Control.MORE)):
        return True
    return _is_command(turn, talk) or _answers(turn, talk)


def _is_command(turn: Turn, talk: HelpTalk) -> bool:
    """A keyword alone, and one that leads to what is confided, whoever writes it: “case G0001”; of who asked, also one
    in capitals with a word (“HELP LOG”), one with what it reads: “book friday 2pm”, “show 3”, and a numbered log.

    Others are sentences about it: “STATUS says 2 sessions”. Who helps writes many of those.
    """
    if _is_keyword(turn.words):
        return True
    found = commands.command(turn)
    if found is not None and found.dialog.confides and any(map(str.isdigit, found.words)):
        return True
    if talk.helper_id == turn.who.id:
        return False
    if commands.is_numbered(turn) is not None or wanted.is_sooner(turn) or _names_session(turn):
        return True
    if found is None:
        return False
    first, *rest = turn.words.split()
    return (first.isupper() and len(rest) == 1) or _is_read(found, rest, shouted=first.isupper())


def _names_session(turn: Turn) -> bool:
    """Whether the whole message bids something of a session by its number: “saini kikao cha 2”."""
    bids = any(key in beside.NUMBERED and not left for key, left in bidden(turn.words, exact=True).items())
    return bids and bool(bidding.number_of(turn.words))


def _is_read(found: commands.Command, words: Sequence[str], *, shouted: bool) -> bool:
    """Whether these words after a keyword are what it reads: a numbered log, some with a number or a day, a number.

    `shouted`: the keyword was written in capitals.
    """
    dialog, said = found.dialog, " ".join(words)
    if not issubclass(dialog, Form):
        return bare_number(found.words) is not None and len(words) <= FEW
    if dialog.says_freely:
        return False
    told = any(map(str.isdigit, said)) or names_day(said)
    if told and (shouted or min(len(words), len(found.words.split())) <= FEW):
        return True
    return any(shorthand.several(form.shorthand, said) for form in commands.shorthands())


def _is_last(turn: Turn, talk: HelpTalk) -> bool:
    """Whether what was said last here came since the talk began, and nobody of the talk has written since."""
    began = talk.taken_at if talk.helper_id == turn.who.id else None
    return turn.address.said_at is not None and turn.address.said_at >= (began or talk.made_at)


def _answers(turn: Turn, talk: HelpTalk) -> bool:
    """Whether the bot has asked something here last, and this answers it.

    The question of a form takes any words, for who is in the talk has opened it; a page is answered by its choices,
    and care by thanks.
    """
    place = turn.place
    if place is None or not _is_last(turn, talk):
        return False
    if place.name in FORMS:
        return turn.draft is not None
    if place.stands_on(*pins.GATES):  # where LOCK asks for the PIN, all else is heard as ever
        return "show" not in place.args or bare_number(turn.words) is not None
    if place.stands_on(NotAlone, Complain) and asides(turn.words, exact=True).get("thanks") == 0:
        return True
    return (
        place.name in PAGES
        and turn.picked([way.option for way in pages.standing(turn, place)], loosely=False) is not None
    )
