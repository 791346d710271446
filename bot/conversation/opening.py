"""Opening a dialog by a word, a choice or a number, and handing a filled form over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from bot import desk
from bot.conversation.inside import in_form, is_command
from bot.conversation.turn import Turn, is_review
from bot.desk import Subject
from bot.dialogs import asking as form_view
from bot.dialogs import shorthand
from bot.dialogs.asking import Mode
from bot.dialogs.everyday import Subjects
from bot.dialogs.facts import NotUnderstood
from bot.dialogs.filling import ECHO, End, Filling, fill, understands, usual
from bot.dialogs.form import FORMS, Form
from bot.dialogs.page import PAGES, Page, Row
from bot.dialogs.place import Place
from bot.dialogs.saying import Said, View
from bot.dialogs.undo import Undo, Undone
from bot.language import LANGUAGES, Numbered, Towards, bare_number, fold, leading_day, say
from bot.messages import CAPABILITIES
from bot.speak import Reply
from bot.store import drafts
from bot.store.drafts import Draft


@dataclass(frozen=True)
class Command:
    """A keyword with the words after it."""

    name: str
    words: str


@cache
def keywords() -> dict[str, str]:
    """Every keyword in every language, with the dialog that it opens; one of two words also written as one."""
    found: dict[str, str] = {}
    dialogs: list[type[Form[Any]] | type[Page[Any]]] = [*FORMS.values(), *PAGES.values()]
    for dialog in dialogs:
        if dialog.keyword:
            words = [fold(say(dialog.keyword, language)) for language in LANGUAGES]
            found |= {spelt: dialog.__name__ for word in words for spelt in (word, word.replace(" ", ""))}
    return found


def beginning(words: str) -> str | None:
    """The dialog whose keyword a message is, or begins with."""
    whole = keywords().get(fold(words))
    return whole or keywords().get(fold(words.split(maxsplit=1)[0].lstrip("/"))) if words.strip() else None


def command(turn: Turn) -> Command | None:
    """The command that the whole message is: a keyword alone, or with words that are valid after it."""
    whole = keywords().get(fold(turn.words))
    if whole is not None:
        return Command(whole, "")
    first, _space, rest = turn.words.partition(" ")
    if "\n" in first:
        first, _space, rest = turn.words.partition("\n")
    name = keywords().get(fold(first.lstrip("/").partition("@")[0]))
    if name is None:
        return None
    rest = rest.strip()
    return Command(name, rest) if not rest or valid(turn, name, rest) else None


def valid(turn: Turn, name: str, words: str) -> bool:
    """Whether words after a keyword make it a command: the number of its subject, or its one-message form."""
    form = FORMS.get(name)
    if form is None or form.says_freely:
        return is_command(turn, name, words)
    if form.about and bare_number(words) is not None:
        return True
    words = shorthand.numbered(form, words, turn.asking.today)[1]
    if not form.shorthand or is_review(name):
        return False
    if shorthand.fits(form.shorthand, words) or leading_day(words, turn.asking.today, Towards.PAST):
        return True
    if not in_form(turn):
        return True
    numbered = shorthand.grammar(form.shorthand).numbered
    if not numbered:
        return all(any(letter.isdigit() for letter in word) for word in words.split())
    return shorthand.several(form.shorthand, words)


def is_numbered(turn: Turn) -> str | None:
    """The form whose numbered one-message answer this is, plain enough without its keyword."""
    return next((n for n, said in _shorthands() if shorthand.complete(said, turn.words, turn.asking.today)), None)


def _shorthands() -> Iterator[tuple[str, str]]:
    return ((name, form.shorthand) for name, form in FORMS.items() if form.keyword and form.shorthand)


def unasked(turn: Turn) -> Reply | None:
    """A numbered one-message form without its keyword: what it is about is looked up, or asked.

    Here nothing else can be meant, so other words may stand before its parts; they are asked about.
    """
    name = next((name for name, said in _shorthands() if shorthand.several(said, turn.words)), None)
    return form(turn, name, turn.words) if name else None


def run(turn: Turn, said: Command) -> Reply:
    """Carries a command out."""
    if said.name == Undo.__name__:
        return undone(turn)
    if said.name in PAGES:
        argument = PAGES[said.name].argument
        return page(turn, said.name, {argument: said.words} if argument and said.words else {})
    return form(turn, said.name, said.words)


def page(turn: Turn, name: str, args: Mapping[str, str]) -> Reply:
    """Opens a page, and does its deed if opening it is one."""
    deed = PAGES[name].does
    if deed is None:
        place = desk.route(turn.asking, Place(name, dict(args)))
        return opened(turn, place.name, place.args) if place.name in FORMS else turn.show(place.name, place.args)
    to = desk.do(turn.asking, deed, args)
    if to is not None:
        return turn.show(to.name, to.args)
    spoken = speaking(turn, deed)
    return replace(spoken.show(name, args), whose=spoken.who)


SPEAKS = {"speak_english": "en", "speak_kiswahili": "sw", "begin_english": "en", "begin_kiswahili": "sw"}
"""The deeds that change the language: what is said next is in the new one."""


def speaking(turn: Turn, deed: str) -> Turn:
    """The turn after a deed, in the language that is read from now on."""
    return replace(turn, who=replace(turn.who, language=SPEAKS.get(deed, turn.who.language)))


def form(turn: Turn, name: str, words: str, chosen: Mapping[str, str] | None = None) -> Reply:
    """Opens a form, with the words of its one-message form if there are any; asks what it is about if that is open."""
    named = True
    if chosen is not None:
        chosen = dict(chosen)
    else:
        begun = None if words else _begun(turn, name)
        if begun is not None:
            return turn.resume(begun)
        found = desk.subjects(turn.asking, name, words)
        if len(found) > 1:
            return which(turn, name, found)
        chosen, named = dict(found[0].args), found[0].named
    sends = named and is_review(name) and FORMS[name].number_sends  # type: ignore[attr-defined]
    name = chosen.pop("form", name)  # one word may open either side's form
    numbered = FORMS[name].about is not None and bare_number(words) is not None
    words = shorthand.numbered(FORMS[name], words, turn.asking.today)[1]
    if sends and numbered and not _is_open(turn, name, chosen):
        return finish(turn, None, name, {**chosen, "read": "no"}, {})
    return opened(turn, name, chosen, "" if numbered else words)


def _is_open(turn: Turn, name: str, about: Mapping[str, str]) -> bool:
    """Whether this form is open about that subject, of whatever version: then it is shown. Gone when it has changed."""
    subject = FORMS[name].about or ""
    for draft in drafts.all_open(turn.db, turn.who.id):
        if draft.form == name and desk.about_of(draft).get(subject) == about.get(subject):
            turn.filling(draft)
            return True
    return False


def _begun(turn: Turn, name: str) -> Draft | None:
    """The draft of this form that was touched last: its keyword alone goes on with it."""
    return next((draft for draft in drafts.all_open(turn.db, turn.who.id) if draft.form == name), None)


def rows(found: Sequence[Subject]) -> tuple[Row, ...]:
    return tuple(Row(subject.label, subject.args) for subject in found)


def which(turn: Turn, name: str, found: Sequence[Subject]) -> Reply:
    """Asks which one is meant; the message itself is kept by its number in the inbox."""
    return turn.show("Which", {"form": name, "inbox": str(turn.inbox_id)}, facts=Subjects(rows(found)))


def after_keyword(text: str, name: str) -> str:
    """A message without the keyword of this dialog, if it began with one."""
    first, _space, rest = text.strip().partition(" ")
    return rest.strip() if keywords().get(fold(first.lstrip("/"))) == name else text.strip()


def opened(
    turn: Turn, name: str, about: Mapping[str, str], words: str = "", at: str = "", answer: str | None = None
) -> Reply:
    """A form about its subject: a draft of it goes on, else it begins; words fill what they can.

    `answer` is the key chosen where its first question was asked already.
    """
    kept = drafts.find_open(turn.db, turn.who.id, name, desk.about_text(about))
    prepared = desk.prepare(turn.asking, name, about)
    answers = dict(kept.answers) if kept else {}
    filling = Filling(FORMS[name], turn.context(prepared.facts), answers, prepared.answers)
    if words and FORMS[name].shorthand and not is_review(name):
        return in_one(turn, filling, kept, name, about, words)
    if answer is not None:
        filling = replace(filling, answers={**answers, filling.path.asked[0].key: answer})
    if CAPABILITIES[turn.inbound.channel].live and kept is None and not at and not is_review(name):
        return _shortened(turn, usual(filling), name, about)
    filling = filling.at(at).settled() if at else filling.onward()
    if answer is not None and filling.said == ECHO and filling.form.at_once:
        return finish(turn, kept, name, about, filling.path.answers)
    draft = turn.save(kept, filling) if kept else _begin(turn, name, about, filling, None)
    resumed = Mode.RESUMED if kept and answers else Mode.OPENING
    return turn.ask(draft, filling, resumed if answer is None else Mode.NEXT)


def _shortened(turn: Turn, filling: Filling, name: str, about: Mapping[str, str]) -> Reply:
    """A form where every question is a screen: what goes without saying is said and not asked."""
    draft = _begin(turn, name, about, filling, None)
    if not filling.answers:
        return turn.ask(draft, filling, Mode.OPENING)
    asked = turn.ask(draft, filling, Mode.NEXT)
    return asked.after(View(asked.views[0].place, form_view.noted(filling))) if filling.form.noted else asked


def understood(turn: Turn, name: str, about: Mapping[str, str]) -> Reply | None:
    """A form opened with these words, if they answer something of it; else None, and nothing is begun."""
    filling = Filling(FORMS[name], turn.context(desk.prepare(turn.asking, name, about).facts))
    filled, fault = fill(filling, turn.words)
    return None if fault or not filled.answers else opened(turn, name, about, turn.words)


def answers_first(turn: Turn, name: str, about: Mapping[str, str]) -> bool:
    """Whether these words answer the first question of a form."""
    facts = desk.prepare(turn.asking, name, about).facts
    return understands(Filling(FORMS[name], turn.context(facts)).onward(), turn.words)


def _begin(turn: Turn, name: str, about: Mapping[str, str], filling: Filling, inbox_id: int | None) -> Draft:
    return drafts.open_one(turn.db, turn.who.id, name, desk.about_text(about), filling.answers, inbox_id, turn.now)


def in_one(turn: Turn, filling: Filling, kept: Draft | None, name: str, about: Mapping[str, str], words: str) -> Reply:
    """A one-message form: saved at once when complete, else asked for the rest; read back where it is not plain."""
    filled, fault = fill(filling, words)
    read = shorthand.read(filling.form.shorthand, words)
    if filled.said == ECHO and fault is None and read.sure and not FORMS[name].reads_back:
        return finish(turn, kept, name, {**about, "brief": "whole"}, filled.path.answers)
    if kept is not None and kept.inbox_id is not None and not read.sure:
        drafts.save(turn.db, replace(kept, state=drafts.State.LEFT), turn.now)  # it would be sent without being read
        kept = None
    brief = turn.inbox_id if read.parts and read.sure else None
    draft = turn.save(kept, filled) if kept else _begin(turn, name, about, filled, brief)
    return _after_filling(turn, draft, filled, fault, read)


def _after_filling(turn: Turn, draft: Draft, filled: Filling, fault: NotUnderstood | None, read: Numbered) -> Reply:
    """What was understood of a one-message form, and the question that it left open."""
    asked = turn.ask(draft, filled)
    noted = form_view.noted(filled) if filled.said != ECHO else ()
    if fault is not None and fault.why is not None:
        view = form_view.corrected(replace(filled, misses=1), Place(draft.form, {"draft": str(draft.id)}), fault)
        asked, noted = Reply((view,), turn.seen_at(view), 1), ()
    if not read.sure:
        noted = form_view.as_read(filled.form, read)
    return asked.after(View(asked.views[0].place, noted)) if noted else asked


def finish(turn: Turn, draft: Draft | None, name: str, args: Mapping[str, str], answers: Mapping[str, str]) -> Reply:
    """Hands a complete form over; its receipt is said, and what was interrupted is asked again."""
    if is_review(name) and not answers:
        answers = desk.prepare(turn.asking, name, args).answers
    place = desk.take(turn.asking, name, args, answers)
    if draft is not None:
        drafts.save(turn.db, replace(draft, state=drafts.State.DONE), turn.now)
    return turn.show(place.name, place.args)


def sent(turn: Turn, draft: Draft, filling: Filling, end: End) -> Reply:
    """A form ended at its echo: sent, or left as a draft."""
    about = desk.about_of(draft)
    if end is End.LEAVE:
        if filling.form.left is None:
            return turn.show("ChangeWaits", about)
        drafts.save(turn.db, replace(draft, state=drafts.State.LEFT), turn.now)
        return turn.show(filling.form.left, about)
    args = {**about, "brief": "rest"} if draft.inbox_id else about
    return finish(turn, draft, draft.form, args, filling.path.answers)


def undone(turn: Turn) -> Reply:
    """What was saved last is taken back, and stands open as it was before it was sent."""
    save = desk.undone(turn.asking)
    about = dict(parse_qsl(save.about))
    begun = drafts.find_open(turn.db, turn.who.id, save.form, save.about)
    draft = begun or drafts.open_one(turn.db, turn.who.id, save.form, save.about, {}, None, turn.now)
    known = desk.prepare(turn.asking, save.form, about).facts
    reply = turn.resume(replace(draft, answers={**save.answers, **draft.answers}))
    what = Said(FORMS[save.form].called, vars(known))
    return reply.after(*turn.show(Undo.__name__, facts=Undone(what)).views)
