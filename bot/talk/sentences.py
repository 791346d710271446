"""Commands that carry words of their own: for the partner, about a word, another date, two people, one school."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogs import reception
from bot.dialogs.asides.pages import HourHow
from bot.dialogs.asked.pages import Next, OwnHour
from bot.dialogs.desk import NotNamed, NotOpen, PinFirst
from bot.dialogs.glossary import shared as glossary
from bot.dialogs.glossary.pages import Glossary
from bot.dialogs.help.pages import Help
from bot.dialogs.lateness.pages import Late
from bot.dialogs.letters.paper import Ask
from bot.dialogs.matching.paper import Match
from bot.dialogs.meetings.pages import MoveThere
from bot.dialogs.meetings.paper import Move, NotHeld
from bot.dialogs.menu.pages import Menu
from bot.dialogs.people.pages import Pin
from bot.dialogs.reminders.pages import LogPrompt, NoRecord
from bot.dialogs.schools.pages import OfficeStatus, RedList, School
from bot.dialogs.sessions.paper import CounterSign
from bot.dialogs.standing.pages import Status
from bot.dialogs.undo.pages import Undo
from bot.forms.days import Day
from bot.forms.dialog import target
from bot.forms.filling import Filling
from bot.forms.form import Form
from bot.forms.page import PAGES, Go
from bot.forms.place import Place
from bot.language import (
    Towards,
    asides,
    doubts,
    fold,
    local,
    meanings,
    name_words,
)
from bot.language.beside.putting_off import waits
from bot.language.beside.staying import stays
from bot.language.clauses import clauses
from bot.language.dates import bidding
from bot.language.frames import DENIALS, QUESTIONS
from bot.language.meaning import read
from bot.language.tellings import asks_to_see, tells_of_place
from bot.store.sessions import sessions
from bot.talk import choosing, gate, opening, pages
from bot.talk.commands import Command, is_partner
from bot.talk.inside import answers_nothing, as_we_write, in_form
from bot.talk.speak import Reply
from bot.talk.told import meetings
from bot.talk.turn import Turn

SHOWN = frozenset({"read", "share", "reminding", "what", "i", "we", "school", "fill", "hello", "thanks"})
"""What may stand around the name of a school that is to be shown."""
MOST_NAMES = 3
"""So many words that may be a name are looked up."""
INSTEAD = frozenset({"meet", "session", "postpone", "no", "not", "not_met", "see_you"})
"""What is said of a meeting that is to be at another time."""
OURSELVES = frozenset({"mshauri", "timec", "tsc"})


def begun(turn: Turn, said: Command) -> Reply | None:
    """Carries a command out; None for a sentence that begins with its word and names nobody: “for tomorrow we plan”.

    So is one that answers an open question, where the command is not this person's: “angalia jana daftari”.
    """
    try:
        if (two := matched(turn)) is not None:
            return two
        if said.dialog is Undo and (doubts.asks(turn.words) or read(said.words).bag & QUESTIONS):
            return opening.run(turn, Command(Help, "log"))
        if said.dialog is CounterSign and "?" in turn.words:
            return opening.run(turn, Command(Help, "sign"))
        return gate.change_pin(turn) if said.dialog is Pin else meetings.not_held(turn, said) or opening.run(turn, said)
    except PinFirst:
        raise
    except NotOpen as closed:
        named = isinstance(closed, NotNamed) and not issubclass(said.dialog, Form)
        named = named or (turn.place is not None and turn.place.stands_on(LogPrompt, NoRecord) and said.dialog.private)
        answers = said.dialog.names_whom and bool(said.words) and in_form(turn) and not answers_nothing(turn)
        if as_we_write(turn.words) or not (named or answers):
            raise
    return None


def said(turn: Turn, filling: Filling | None, *, free: bool) -> Reply | None:
    """A command that carries words of its own: for the partner, about a word, another date, two people."""
    heard = _told(turn) or _explained(turn)
    if heard is not None or free:
        return heard
    if filling is not None:
        return _at_school(turn) or _not_now(turn, filling)
    return _at_school(turn) or at_hour(turn) or _moved(turn) or meetings.unheld(turn)


def _not_now(turn: Turn, filling: Filling) -> Reply | None:
    """Where a day that was is asked: a session that is to be moved, or what somebody will do on a day to come."""
    question = filling.step.question if filling.step else None
    if not isinstance(question, Day) or question.towards is not Towards.PAST:
        return None
    meant = bidding.moved(turn.words, local(turn.now))
    if meant is None or not meant.after(turn.asking.today):
        return None
    if meant.number is not None and "postpone" in read(turn.words).bag:
        return opening.run(turn, Command(Move, f"{meant.number} {meant.words}"))
    return opening.page(turn, Menu()) if bidding.says_will(turn.words) else None


def _told(turn: Turn) -> Reply | None:
    """Words for the partner; a name is one only if it is the partner's."""
    told = None if meanings(turn.words).get("mentor_chooses") == 0 else bidding.told(turn.words)
    if told is None or not (told.named or is_partner(turn, told.to)):
        return None
    if meanings(told.words).get("late") == 0:
        return opening.page(turn, Late())
    return opening.run(turn, Command(Ask, told.words))


def _explained(turn: Turn) -> Reply | None:
    word = bidding.term(turn.words)
    if word is None or (fold(word) in OURSELVES and "maana" not in fold(turn.words)):
        return None
    known = any(fold(word) in names for names in glossary.called().values())
    return opening.run(turn, Command(Glossary, word)) if known else None


def matched(turn: Turn) -> Reply | None:
    """Two TSC numbers among words that speak of a pair."""
    numbers = bidding.six_digits(turn.words)
    paired = len(numbers) == 2 and read(turn.words).bag & {"match", "pairs", "mentor"}
    return opening.run(turn, Command(Match, " ".join(numbers))) if paired else None


def _at_school(turn: Turn) -> Reply | None:
    """STATUS with the name of a school among other words, or alone, of one who may see several."""
    meaning = read(turn.words)
    strange = " ".join(piece.words for piece in meaning.pieces if not piece.means - {"name"})
    if not strange or turn.place is None or not turn.place.stands_on(OfficeStatus, RedList, School):
        return None
    if tells_of_place(turn.words):
        return None
    who = name_words(turn.who.name).split()
    strange = " ".join(word for word in strange.split() if fold(word) not in who)
    asks = bool(strange) and bool(meaning.bag & {"status", "how"}) and not meaning.bag & {"not", "no"}
    if not asks and meaning.bag - SHOWN - {"name"}:
        return None
    named = next((one for one in (strange, *strange.split()) if _names_school(turn, one)), None)
    return opening.run(turn, Command(Status, named)) if named else None


def school_named(turn: Turn) -> Reply | None:
    """The school that an office names among any words that fit nothing else: it is only shown."""
    place = turn.place
    if place is None or not place.stands_on(OfficeStatus, RedList, School) or any(map(str.isdigit, turn.words)):
        return None
    if not asks_to_see(turn.words) or tells_of_place(turn.words):
        return None
    pieces = read(turn.words).pieces
    before = (frozenset[str](), *(piece.means for piece in pieces))
    strange = [
        piece.words
        for piece, last in zip(pieces, before, strict=False)
        if not piece.means - {"name"} and not last & DENIALS
    ]
    named = [one for one in strange[:MOST_NAMES] if len(one) > 3 and _names_school(turn, one)]
    return opening.run(turn, Command(Status, named[0])) if len(named) == 1 else None


def _names_school(turn: Turn, words: str) -> bool:
    """Whether these words are the name of a school or an area that this office sees."""
    try:
        to = reception.route(turn.asking, Place.of(Status(school=words)))
    except (NotOpen, PinFirst):
        return False
    return to.stands_on(School, OfficeStatus)


def _moved(turn: Turn) -> Reply | None:
    """Another time for a meeting: of the session that was spoken of, or that is named by its number."""
    meant = None if stays(turn.words) or _waits(turn.words) else bidding.moved(turn.words, local(turn.now))
    if meant is None or read(turn.words).bag & QUESTIONS or "ngapi" in fold(turn.words):
        return None
    timeless = meant.day is None and meant.hour is None and not meant.bids
    if timeless and (asides(turn.words).get("greeting") == 0 or "mentor" in read(turn.words).bag):
        return None  # “habari za mchana”, “nataka mshauri mwingine”
    place = turn.place if turn.place and turn.place.name in PAGES and "session" in turn.place.args else None
    ahead = meant.after(turn.asking.today)
    if not ahead and bidding.tells_it_was(turn.words):
        return None  # “kikao cha 4 tumeshafanya leo”
    if meant.number is not None and meant.words and not meant.asks:
        return opening.run(turn, Command(Move, f"{meant.number} {meant.words}"))
    moved = _spoken_of(turn, meant, place) if place else _not_met_but(turn, meant) if ahead else None
    hour_alone = meant.hour is not None and meant.day is None and not meant.bids
    return moved or (_hour(turn, meant) if hour_alone else None)


def _waits(words: str) -> bool:
    """Whether it is the answer that comes at another time, and not the meeting: “I'll answer in the evening”."""
    return waits(words) and bidding.says_will(words) and not read(words).bag & {"postpone", "change", "other", "meet"}


def _spoken_of(turn: Turn, meant: bidding.NewTime, place: Place) -> Reply | None:
    """The same of the session that a reminder or a prompt was about."""
    bag, session = read(turn.words).bag, int(place.args["session"])
    words = meant.words if meant.day and not meant.asks and _is_sure(turn, meant, place) else ""
    if _leads_to_move(place) and not meant.for_us:
        if bidding.asks_when(turn.words):
            return opening.run(turn, Command(Next, ""))
        return _as_it_is(turn, meant, place) or opening.opened(turn, Move(session=session), words)
    instead = bool(bag & INSTEAD) and not bag & {"answer", "log", "send", "discuss"}
    instead = instead and (not bidding.tells_it_was(turn.words) or bool(bag & {"not", "not_met"}))
    if not words or not instead or not place.stands_on(LogPrompt, NoRecord) or not meant.after(turn.asking.today):
        return None
    if meant.hour is None and not bag & {"postpone", "change"}:
        return opening.opened(turn, NotHeld(session=session))  # at which hour, nobody has said
    return opening.opened(turn, Move(session=session), words)


def _is_sure(turn: Turn, meant: bidding.NewTime, place: Place) -> bool:
    """Whether the day is what its writer wants now: not asked, supposed, another's wish, past, or refused."""
    bag, tomorrow = read(turn.words).bag, turn.asking.today + timedelta(days=1)
    if doubts.supposes(turn.words) or doubts.wants_of_another(turn.words):
        return False
    if doubts.asks(turn.words) and not bag & {"can", "postpone", "change"}:
        return False
    denies = bool(bag & {"not", "not_met"})
    was = bidding.tells_it_was(turn.words) and not bag & {"postpone", "agree"}
    if (was or "see_you" in bag) and not denies:
        return False
    if not _leads_to_move(place):
        return True
    refused = bag & DENIALS and bag & {"come", "can", "cannot", "meet"} and len(clauses(turn.words)) == 1
    same = "postpone" in bag and "tomorrow" in bag and meant.day == tomorrow
    return not (refused or same)


def _as_it_is(turn: Turn, meant: bidding.NewTime, place: Place) -> Reply | None:
    """A reminder whose own day and hour are said again: they will be there, and nothing is moved."""
    found, bag = sessions.get(turn.db, int(place.args["session"])), read(turn.words).bag
    if found is None or meant.asks or not meant.words or bag & {"postpone", "change", "other", *DENIALS}:
        return None
    if meant.day not in (None, found[0].day) or meant.hour not in (None, found[0].hour):
        return None
    ways = {way.option.key: way for way in pages.found(turn, place)}
    way = ways.get("ok") or (ways.get("agree") if bag & {"yes", "ok", "agree", "see_you", "come"} else None)
    return choosing.follow(turn, place, way) if way else None


def _not_met_but(turn: Turn, meant: bidding.NewTime) -> Reply | None:
    """A planned session that was not held, with its new time: “hatukukutana, tutaonana jumanne saa nane”."""
    bag = read(turn.words).bag
    if meant.hour is None or not ("not_met" in bag or ("not" in bag and bag & {"meet", "held"})):
        return None
    record = meetings.planned(turn)
    return opening.opened(turn, Move(session=record.session), meant.words) if record and record.session else None


def on_day(turn: Turn) -> Reply | None:
    """Another day, among words that also choose to move: the choice is done with that day."""
    meant = bidding.moved(turn.words, local(turn.now))
    return _moved(turn) if meant is not None and meant.bids and meant.day is not None and not meant.asks else None


def at_hour(turn: Turn, *, other: bool = False) -> Reply | None:
    """An hour and no day, after a reminder: whether its session is to be at this hour of its day.

    `other`: only at another than its own, for the words mean something else besides.
    """
    place = turn.place
    if place is None or place.name not in PAGES or "session" not in place.args or not _leads_to_move(place):
        return None
    meant = bidding.moved(turn.words, local(turn.now))
    if meant is None or not meant.only_hour:
        return None
    found = sessions.get(turn.db, int(place.args["session"]))
    if found is None or meant.hour is None or (other and found[0].hour == meant.hour):
        return None
    return _as_it_is(turn, meant, place) or turn.show(MoveThere(session=found[0].id, day=found[0].day, hour=meant.hour))


def _hour(turn: Turn, meant: bidding.NewTime) -> Reply:
    """An hour alone: the one from which to be asked, where that is said; else what it is for is asked."""
    if read(turn.words).bag & {"reminding", "ask", "hourof_ask"}:
        return opening.run(turn, Command(OwnHour, meant.words))
    return turn.show(HourHow())


def _leads_to_move(place: Place) -> bool:
    """Whether another time is one of the choices there."""
    choices = PAGES[place.name].choices().values()
    return any(isinstance(choice, Go) and target(choice.to) is Move for choice in choices)
