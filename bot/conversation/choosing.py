"""Reading a message as a choice on a page: by number, by word or by button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot import desk
from bot.conversation import answering, gate, opening, pins
from bot.conversation.turn import Turn
from bot.desk import Closed
from bot.dialogs import filling as forms
from bot.dialogs import shorthand
from bot.dialogs.coming import Sharers
from bot.dialogs.everyday import Clipping, Kept, Subjects
from bot.dialogs.form import FORMS, Form
from bot.dialogs.page import PAGES, Way, ways
from bot.dialogs.place import Place
from bot.dialogs.place import button as pressing
from bot.dialogs.questions import has_letter
from bot.dialogs.saying import pick, seen
from bot.language import bare_number, squeeze
from bot.speak import Reply
from bot.store import drafts, notices, people


def open_page(turn: Turn, place: Place) -> Reply:
    """A page as it stands now."""
    return turn.show(place.name, plain(place), facts=facts_of(turn, place))


def plain(place: Place) -> dict[str, str]:
    """What a place is about, without how it was shown."""
    return {key: value for key, value in place.args.items() if key not in ("of", "part")}


def facts_of(turn: Turn, place: Place) -> object:
    """The facts of a page: the desk's, or what the conversation itself knows."""
    match place.name:
        case "Which":
            words = opening.after_keyword(turn.heard(place) or "", place.args["form"])
            return Subjects(opening.rows(desk.subjects(turn.asking, place.args["form"], words)))
        case "WhoIsThis":
            sharers = people.at_address(turn.db, turn.inbound.channel.book, turn.inbound.address)
            return Sharers(gate.rows(sharers))
        case "Offer":
            return Kept(Clipping(squeeze(turn.heard(place) or "")))
    return desk.prepare(turn.asking, place.name, place.args).facts


def found(turn: Turn, place: Place, *, unseen: bool = False) -> list[Way]:
    return ways(PAGES[place.name], turn.context(facts_of(turn, place)), place, unseen=unseen)


def answered(turn: Turn, place: Place) -> Reply | None:
    """A message at a page: a choice of it, or the form it hears; None when it is neither."""
    try:
        here = found(turn, place)
    except Closed:
        late = _takes(turn, place)  # the words of a form are kept, also where another was faster
        if late is None:
            raise
        return late
    options = [way.option for way in here]
    if turn.pin and not turn.words:
        return _by_pin_alone(turn, place, here)
    number = bare_number(turn.words)
    if number is not None and place.args.get("of", "") != seen(options):
        return open_page(turn, place)
    option = pick(options, turn.words)
    if option is not None:
        return follow(turn, place, next(way for way in here if way.option is option))
    taken = _takes(turn, place) or _hears(turn, place) or _opens(turn, place, here)
    if taken is None and number is not None and here:
        return open_page(turn, place)
    return taken


def _by_pin_alone(turn: Turn, place: Place, here: Sequence[Way]) -> Reply:
    """A PIN without words means the only choice that waits for one; where there are several, they are said again."""
    waiting = [way for way in here if way.pinned]
    return follow(turn, place, waiting[0]) if len(waiting) == 1 else open_page(turn, place)


def _takes(turn: Turn, place: Place) -> Reply | None:
    """A page that also hears the one-message answer of a form: about its own subject, unless others fit as well."""
    name = PAGES[place.name].takes
    if name is not None and FORMS[name].about == "pair":
        return opening.understood(turn, name, {"pair": str(desk.pair_of(turn.asking, place.args))})
    if name is None or not _is_for(FORMS[name], turn.words):
        return None
    about = {key: value for key, value in plain(place).items() if key not in ("from", "version")}
    if bare_number(turn.words) is None:
        fitting = desk.subjects(turn.asking, name, "")
        if len(fitting) > 1 and any(subject.args == about for subject in fitting):
            return opening.which(turn, name, fitting)
    return opening.opened(turn, name, about, turn.words)


def _is_for(form: type[Form[Any]], words: str) -> bool:
    """Whether these words are the one-message answer of a form: of free words, all but another's numbered answer."""
    if not form.says_freely:
        return shorthand.fits(form.shorthand, words)
    return bare_number(words) is None and has_letter(words) and not opening.is_numbered(words)


def _opens(turn: Turn, place: Place, here: Sequence[Way]) -> Reply | None:
    """A page that asks the first question of a form in words: any answer opens the form and is taken there."""
    name = PAGES[place.name].opens
    if name is None or here or not turn.one_line:
        return None
    about = {key: value for key, value in plain(place).items() if key != "from"}
    asked = opening.opened(turn, name, about)
    draft = turn.draft_at(asked.place) if asked.place else None
    return answering.taken(turn, draft, turn.filling(draft), turn.inbound.text) if draft else asked


def _hears(turn: Turn, place: Place) -> Reply | None:
    """A page whose answer is the argument of another: “Which school? Write its name.”"""
    name = PAGES[place.name].hears
    if name is None or not turn.one_line or bare_number(turn.words) is not None:
        return None
    argument = PAGES[name].argument
    assert argument is not None, "a page that hears words opens one that takes them"
    return opening.page(turn, name, {argument: turn.one_line})


def back(turn: Turn) -> Reply | None:
    """BACK on a page that leads back to another."""
    place = turn.place
    if place is None or place.name not in PAGES or "back" not in PAGES[place.name].choices():
        return None
    way = next((way for way in found(turn, place) if way.option.key == "back"), None)
    return follow(turn, place, way) if way else None


def follow(turn: Turn, place: Place, way: Way) -> Reply:
    """Goes where a choice leads, or does its deed; after the PIN, where it needs one."""
    if way.pinned and not turn.proved:
        if turn.place and turn.place.name == place.name and "part" in turn.place.args:
            return replace(open_page(turn, place), part=int(turn.place.args["part"]) + 1)  # not read to its end yet
        refused = gate.refused(turn, pressing(Place(place.name, plain(place)), way.option.key))
        if refused is not None:
            return refused
        turn = replace(turn, proved=True)
    match way.deed:
        case None:
            assert way.to is not None, "a choice goes somewhere or does something"
            return _go(turn, way.to)
        case "resume":
            draft = turn.draft_at(place) or drafts.latest_open(turn.db, turn.who.id)
            return turn.resume(draft) if draft else turn.show("Lost")
        case "use_words":
            return answering.use_words(turn, place)
    to = desk.do(turn.asking, way.deed, plain(place))
    spoken = opening.speaking(turn, way.deed)
    if to is not None and to.name == "NewPin":
        return replace(gate.ask_new_pin(spoken, to), whose=spoken.who)
    return replace(_go(spoken, to) if to else open_page(spoken, place), whose=spoken.who)


def _go(turn: Turn, to: Place) -> Reply:
    to = desk.route(turn.asking, to)
    args = plain(to)
    match to.name:
        case "Chosen":
            return _chosen(turn, to)
        case "Gate":
            return gate.open_gate(turn, args)
        case "Unfinished":
            draft = turn.draft_at(to)
            return turn.resume(draft) if draft else turn.show("Lost")
    if to.name in PAGES:
        return opening.page(turn, to.name, args) if PAGES[to.name].does else open_page(turn, to)
    if FORMS[to.name].about and not args:
        return opening.form(turn, to.name, "")
    about = {key: value for key, value in args.items() if key not in ("at", "answer")}
    return opening.opened(turn, to.name, about, at=args.get("at", ""), answer=args.get("answer"))


def _chosen(turn: Turn, to: Place) -> Reply:
    """One of several subjects was chosen: the form opens with the words that were kept."""
    name = to.args["form"]
    words = opening.after_keyword(turn.heard(to) or "", name)
    about = {key: value for key, value in plain(to).items() if key not in ("form", "inbox", "from")}
    return opening.form(turn, name, words, chosen=about)


def button(turn: Turn, place: Place, key: str) -> Reply:
    """A button: read where it stands, checked anew; an old one says that its question is closed."""
    if place.name in PAGES:
        way = next((way for way in _standing(turn, place) if way.option.key == key), None)
        if way is None:
            raise Closed
        return follow(turn, place, way)
    draft = turn.draft_at(place) if place.name in FORMS and place.args.get("draft", "").isdecimal() else None
    if draft is None or draft.said != place.args.get("at"):
        raise Closed
    filling = turn.filling(draft)
    if key not in {option.key for option in forms.options(filling)}:
        raise Closed
    return answering.chosen(turn, draft, filling, key)


def _standing(turn: Turn, place: Place) -> list[Way]:
    """The choices of a page that a button names, which may be of a version of ours that named them differently."""
    try:
        return found(turn, place, unseen=True)
    except (AssertionError, KeyError, ValueError):
        raise Closed from None


def notice(turn: Turn) -> Reply | None:
    """The one live notice that these words fit, when what was last said does not; never a bare number."""
    if bare_number(turn.words) is not None:
        return None
    fitting: list[tuple[Place, Way]] = []
    for place, here in _live(turn):
        option = pick([way.option for way in here], turn.words)
        fitting += [(place, way) for way in here if option is not None and way.option is option]
    return follow(turn, *fitting[0]) if len(fitting) == 1 else None


def _live(turn: Turn) -> Iterator[tuple[Place, list[Way]]]:
    """The notices that may still be answered, with the choices that they have now."""
    for said in notices.recent_said(turn.db, turn.who.id, turn.now - gate.NOTICES_LAST, gate.MOST_NOTICES):
        place = Place.read(said.place)
        yield place, standing(turn, place)


def standing(turn: Turn, place: Place) -> list[Way]:
    """The choices that a place has now; none where it is closed."""
    try:
        return found(turn, place)
    except Closed:
        return []


def with_pin(turn: Turn) -> Reply | None:
    """Words with a PIN: a choice that waits for one, where it was last said or in a live notice; None where none does.

    A number is read only where it was last said; elsewhere the choices that it may mean are said again.
    """
    if turn.place and pins.waits_at(turn.place.name):
        return answered(turn, turn.place) or open_page(turn, turn.place)
    waiting = [place for place, here in _live(turn) if any(way.pinned for way in here)]
    if bare_number(turn.words) is None:
        return notice(turn) if waiting else None
    return open_page(turn, waiting[0]) if len(waiting) == 1 else None
