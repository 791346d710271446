"""Commands that carry words of their own: for the partner, about a word, another date, two people, one school."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs import reception
from bot.dialogs.asides.pages import HourHow
from bot.dialogs.asked.pages import OwnHour
from bot.dialogs.desk import NotNamed, NotOpen, PinFirst, about_of
from bot.dialogs.glossary import shared as glossary
from bot.dialogs.glossary.pages import Glossary
from bot.dialogs.lateness.pages import Late
from bot.dialogs.letters.paper import Ask
from bot.dialogs.matching.paper import Match
from bot.dialogs.meetings.pages import MoveThere
from bot.dialogs.meetings.paper import Move, NotHeld
from bot.dialogs.pairs.shared import partner_as
from bot.dialogs.people.pages import Pin
from bot.dialogs.reminders.pages import LogPrompt, NoRecord
from bot.dialogs.schools.pages import OfficeStatus, RedList, School
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.standing.pages import Status
from bot.forms.dialog import target
from bot.forms.filling import Filling
from bot.forms.form import Form
from bot.forms.lists import Marks
from bot.forms.page import PAGES, Go
from bot.forms.place import Place
from bot.forms.saying import meant
from bot.language import Numbered, asides, fold, in_parts, local, meanings, name_words, told_by_name, yes_or_no
from bot.language import recounted as recounting
from bot.language.confiding import confides, names_somebody
from bot.language.dates import bidding
from bot.language.meaning import read
from bot.language.recounting import LOOKED_BACK, PLANNED
from bot.language.senses import QUESTIONS
from bot.store.sessions import sessions
from bot.store.talk.inbox import BLANK
from bot.talk import gate, opening, pins
from bot.talk.commands import Command, is_partner
from bot.talk.inside import answers_nothing, as_we_write, in_form
from bot.talk.speak import Reply
from bot.talk.turn import Turn

AWAY = frozenset({"away", "sick", "come", "be", "busy"})
"""What is said of who was away."""
SHOWN = frozenset({"read", "share", "reminding", "what", "i", "we", "school", "fill", "hello", "thanks"})
"""What may stand around the name of a school that is to be shown."""
OURSELVES = frozenset({"mshauri", "timec", "tsc"})


def begun(turn: Turn, said: Command) -> Reply | None:
    """Carries a command out; None for a sentence that begins with its word and names nobody: “for tomorrow we plan”.

    So is one that answers an open question, where the command is not this person's: “angalia jana daftari”.
    """
    try:
        if (two := matched(turn)) is not None:
            return two
        return gate.change_pin(turn) if said.dialog is Pin else _not_held(turn, said) or opening.run(turn, said)
    except PinFirst:
        raise
    except NotOpen as closed:
        named = isinstance(closed, NotNamed) and not issubclass(said.dialog, Form)
        answers = said.dialog.names_whom and bool(said.words) and in_form(turn) and not answers_nothing(turn)
        if as_we_write(turn.words) or not (named or answers):
            raise
    return None


def not_met(turn: Turn, filling: Filling, *, free: bool) -> Reply | None:
    """In the record of a planned session, a no to the meeting itself: why is asked, and it is no part of the record.

    `free`: whether the open question takes any words.
    """
    if filling.form is not SessionRecord or turn.draft is None or filling.step is None:
        return None
    record, question = about_of(turn.draft), filling.step.question
    if isinstance(question, Marks) and meant(question.scale, turn.words) is not None:
        return None  # “we did none” is how far the plan was done
    no = free and yes_or_no(turn.words) is False and not isinstance(question, Marks)
    if not isinstance(record, SessionRecord) or record.session is None:
        return None
    told = (
        no
        or _tells_not_met(turn.words)
        or (read(turn.words).bag & AWAY and may_name(turn.words) and _tells_not_met(turn.in_role))
    )
    return opening.opened(turn, NotHeld(session=record.session)) if told else None


def recounted(turn: Turn) -> Reply | None:
    """Sentences that tell of the session whose record is asked for: it opens, with what they say; None for others.

    Nothing of it is sent before it is read back.
    """
    told = told_of(turn)
    if told is None or turn.place is None:
        return None
    return opening.opened(turn, SessionRecord(session=int(turn.place.args["session"])), told if told.parts else "")


def told_of(turn: Turn) -> Numbered | None:
    """What they tell of it; None where a PIN is among them, which no record may keep, or what may be in confidence."""
    place = turn.place
    if place is None or not place.stands_on(LogPrompt, NoRecord) or turn.pin is not None or BLANK in turn.words:
        return None
    if not turn.sure and confides(turn.words):
        return None
    found = sessions.get(turn.db, int(place.args["session"]))
    names = name_words(f"{turn.who.name} {found[1].partner_name(turn.who.id)}") if found else ""
    rest, plan, last = told_by_name(turn.words)
    told = recounting(rest, frozenset(names.split()), turn.asking.today)
    if told is not None and told.parts and (plan or last):
        if names_somebody(f"{plan}. {last}", names.split().__contains__):
            return None
        more = {PLANNED: plan, LOOKED_BACK: last}
        told = replace(told, parts={**{number: words for number, words in more.items() if words}, **told.parts})
    return told if told and pins.blanked(turn.db, turn.words, [turn.who]) == turn.words else None


def may_name(words: str) -> bool:
    """Whether somebody may be named among these words: whether it is the partner takes a question to the store."""
    return any(not piece.means - {"name"} for piece in read(words).pieces)


def _tells_not_met(words: str) -> bool:
    """Whether words tell that two did not meet, or which of them was away."""
    found, bag = meanings(words, exact=True), read(words).bag
    away = "late" not in bag and (found.get("partner_away") == 0 or ("i" in bag and found.get("me_away") == 0))
    return found.get("not_held") == 0 or (away and "child" not in bag)


def _not_held(turn: Turn, said: Command) -> Reply | None:
    """LOG with words that tell that the session which it is about was not held: “LOG Peter hakuja leo”."""
    if said.dialog is not SessionRecord or not said.words or in_parts(said.words, 2).parts:
        return None
    planned = [one.at for one in reception.subjects(turn.asking, SessionRecord, "")]
    if len(planned) != 1 or not isinstance(planned[0], SessionRecord) or planned[0].session is None:
        return None
    told = _tells_not_met(partner_as(turn.asking, planned[0], said.words))
    return opening.opened(turn, NotHeld(session=planned[0].session)) if told else None


def said(turn: Turn, filling: Filling | None, *, free: bool) -> Reply | None:
    """A command that carries words of its own: for the partner, about a word, another date, two people."""
    heard = _told(turn) or _explained(turn)
    if heard is not None or free:
        return heard
    return _at_school(turn) or ((at_hour(turn) or _moved(turn)) if filling is None else None)


def _told(turn: Turn) -> Reply | None:
    """Words for the partner; a name is one only if it is the partner's."""
    told = bidding.told(turn.words)
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
    who = name_words(turn.who.name).split()
    strange = " ".join(word for word in strange.split() if fold(word) not in who)
    asks = strange and meaning.bag & {"status", "how"} and not meaning.bag & {"not", "no"}
    named = not meaning.bag - SHOWN - {"name"} and _names_school(turn, strange)
    return opening.run(turn, Command(Status, strange)) if asks or named else None


def _names_school(turn: Turn, words: str) -> bool:
    """Whether these words are the name of a school or an area that this office sees."""
    try:
        to = reception.route(turn.asking, Place.of(Status(school=words)))
    except (NotOpen, PinFirst):
        return False
    return to.stands_on(School, OfficeStatus)


def _moved(turn: Turn) -> Reply | None:
    """Another time for a meeting: of the session that was spoken of, or that is named by its number."""
    meant = bidding.moved(turn.words, local(turn.now))
    if meant is None or read(turn.words).bag & QUESTIONS or "ngapi" in fold(turn.words):
        return None
    timeless = meant.day is None and meant.hour is None and not meant.bids
    if timeless and (asides(turn.words).get("greeting") == 0 or "mentor" in read(turn.words).bag):
        return None  # “habari za mchana”, “nataka mshauri mwingine”
    place = turn.place if turn.place and turn.place.name in PAGES and "session" in turn.place.args else None
    if meant.number is not None and meant.words and not meant.asks:
        return opening.run(turn, Command(Move, f"{meant.number} {meant.words}"))
    to_move = place is not None and any(_leads_to_move(choice) for choice in PAGES[place.name].choices().values())
    bag = read(turn.words).bag
    instead = bool(bag & {"meet", "session", "postpone", "no", "not"}) and not bag & {"answer", "log", "send"}
    ahead = meant.day is not None and not meant.asks and meant.day > turn.asking.today
    if place and (to_move or (place.stands_on(LogPrompt, NoRecord) and ahead and instead)):
        words = meant.words if meant.day and not meant.asks else ""
        return opening.opened(turn, Move(session=int(place.args["session"])), words)
    if meant.bids and meant.day is None and meant.hour is None:
        return None
    if meant.hour and meant.day is None and not meant.bids:
        return _hour(turn, meant)
    return None


def on_day(turn: Turn) -> Reply | None:
    """Another day, among words that also choose to move: the choice is done with that day."""
    meant = bidding.moved(turn.words, local(turn.now))
    return _moved(turn) if meant is not None and meant.bids and meant.day is not None and not meant.asks else None


def at_hour(turn: Turn, *, other: bool = False) -> Reply | None:
    """An hour and no day, after a reminder: whether its session is to be at this hour of its day.

    `other`: only at another than its own, for the words mean something else besides.
    """
    place = turn.place
    if place is None or place.name not in PAGES or "session" not in place.args:
        return None
    if not any(_leads_to_move(choice) for choice in PAGES[place.name].choices().values()):
        return None
    meant = bidding.moved(turn.words, local(turn.now))
    if meant is None or meant.hour is None or meant.day is not None or meant.asks or meant.number is not None:
        return None
    found = sessions.get(turn.db, int(place.args["session"]))
    if found is None or (other and found[0].hour == meant.hour):
        return None
    return turn.show(MoveThere(session=found[0].id, day=found[0].day, hour=meant.hour))


def _hour(turn: Turn, meant: bidding.NewTime) -> Reply:
    """An hour alone: the one from which to be asked, where that is said; else what it is for is asked."""
    if read(turn.words).bag & {"reminding", "ask", "hourof_ask"}:
        return opening.run(turn, Command(OwnHour, meant.words))
    return turn.show(HourHow())


def _leads_to_move(choice: object) -> bool:
    return isinstance(choice, Go) and target(choice.to) is Move
