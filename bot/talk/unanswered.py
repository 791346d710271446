"""What is said to words that nothing takes: what they were for is closed or has ended, or they fit nothing at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogs import desk
from bot.dialogs.asides.pages import Hello, NumberPlease
from bot.dialogs.desk import NotOpen, Unreadable
from bot.dialogs.drafts.pages import Resting
from bot.dialogs.help import desk as help_desk
from bot.dialogs.menu.pages import Closed as IsClosed
from bot.dialogs.menu.pages import Lost, NothingOpen, Offer
from bot.dialogs.wants import shared as wanting
from bot.dialogs.wants.pages import ForMe
from bot.forms.dialog import Dialog, number
from bot.forms.filling import concerns
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Do, Notice, Page
from bot.forms.place import Place
from bot.forms.saying import Said, View, shown
from bot.forms.saying import sentences as spoken_as
from bot.forms.typed import typed
from bot.language import _, asides, bare_number, fold, meanings, past_greeting, yes_or_no
from bot.language.beside import questions
from bot.store.health import passed_over
from bot.store.talk import drafts, misses
from bot.store.talk.drafts import Draft, DraftState
from bot.talk import answering, choosing, commands, gate, locked, pages, pins, sentences, wanted
from bot.talk.speak import Reply
from bot.talk.told import meetings
from bot.talk.turn import WEEK, Gone, Turn

LAST = 1_000
"""A part of a text that is its last one, however long it is."""
ABOUT_FORMS = (Resting, Offer, ForMe)
"""The pages that are said of an open form: words that fit nothing there are for it."""


def closed(turn: Turn, closed: NotOpen) -> Reply:
    """That something is closed; where it has changed, it is shown as it stands now."""
    line = turn.show(IsClosed()).views[0] if closed.said is None else _old(turn, closed)
    return _instead(turn, line, closed.instead)


def _old(turn: Turn, closed: NotOpen) -> View:
    """Why it is closed; to an old button or number also the next step, where the reason names none."""
    said, old = closed.said, turn.inbound.press is not None or bare_number(turn.words) is not None
    open_to_them = said is not None and said != Said(desk.NotFound.says) and closed.instead is None
    hint = Said(_("MENU shows what waits for you.")) if old and open_to_them and not _names_a_step(turn, said) else None
    return View(IsClosed.__name__, spoken_as(said, hint))


def _names_a_step(turn: Turn, said: Said | None) -> bool:
    """Whether a sentence holds a word that opens something."""
    words = commands.SHOUTED.findall(said.spoken(turn.who.language)) if said else ()
    return any(fold(word) in commands.keywords() for word in words)


def _instead(turn: Turn, line: View, to: Dialog | None) -> Reply:
    """A line, and after it what stands now in the place of what was closed."""
    try:
        return (choosing.go(turn, Place.of(to)) if to else Reply(())).after(line)
    except NotOpen:
        return Reply((line,))


def ended(turn: Turn, gone: Gone) -> Reply:
    """The form is put away; why, what was typed there and is sent nowhere, and what stands in its place."""
    drafts.save(turn.db, replace(gone.draft, state=DraftState.LEFT), turn.now)
    if gone.unreadable:
        name = gone.draft.form if gone.draft.form in FORMS else "unknown"
        passed_over.note(turn.db, f"form {name}", gone, turn.now)
    why = Said(_("What you had open has ended.")) if gone.said in (None, Said(desk.NotFound.says)) else gone.said
    if gone.draft.form in FORMS and FORMS[gone.draft.form].private and turn.asking.office is None:
        why = Said(_("What you had open was of an office that is not yours now."))
    words = "" if locked.is_shut(turn) else typed(gone.draft.form, gone.draft.answers)
    unsent = Said(_("Not sent: {words}."), {"words": words}) if words else None
    return _instead(turn, View(IsClosed.__name__, spoken_as(why, unsent)), gone.instead)


def unreadable(turn: Turn, fault: Unreadable) -> Reply:
    """What was last said here is another version's: it is closed, and the next words are read by themselves."""
    name = turn.place.name if turn.place and turn.place.name in {**PAGES, **FORMS} else "unknown"
    passed_over.note(turn.db, f"page {name}", fault, turn.now)
    turn.said(None, 0)
    return turn.show(IsClosed())


def lost(turn: Turn) -> Reply:
    """Words that fit nothing: the choices last said, said again; else the open draft; else what one can do."""
    place = turn.place
    if place and place.name not in FORMS:
        desk.read(place)  # also a receipt, which is not said again
    if place and place.stands_on(*pins.GATES):
        return gate.again(turn, place) if "show" in place.args else turn.show(Lost())
    page = PAGES.get(place.name) if place else None
    draft = _listening(turn, page)
    number = bare_number(turn.words)
    if draft is None and (polite := _polite(turn)) is not None:
        return polite
    other = _asked_or_told(turn, draft, page)
    if other is not None:
        return other
    if draft is not None:
        return turn.resume(draft) if number is not None else _meant(turn, draft) or answering.offered(turn, draft)
    if place is None and number is not None and (told := choosing.told_elsewhere(turn)):
        return told
    with desk.readable():
        again = pages.open_page(turn, place, unclear=True) if place and page and not page.receipt else None
    if again is None or again.place is None:
        return replace(turn.show(Lost()), lost=True)
    if not turn.unread:
        again = replace(again, part=LAST)  # what they were about to choose from, and not the beginning of a long text
    if (told := _told_about(turn, page, again)) is not None:
        return told
    said = again.after(View(Lost.__name__, spoken_as(Said(_("Sorry, I did not understand.")))))
    return replace(said, lost=True)


def _told_about(turn: Turn, page: type[Page[Any]] | None, again: Reply) -> Reply | None:
    """What is said to a courtesy, or to a question about what stands there: what HELP tells of it, else it again."""
    if courtesy(turn.words) is not None:
        return again
    if page is None or questions.about(turn.words) is None:
        return None
    topic = help_desk.topic_of(page)
    return choosing.go(turn, Place.of(topic)) if topic else again


def _asked_or_told(turn: Turn, draft: Draft | None, page: type[Page[Any]] | None) -> Reply | None:
    """What words of somebody's own ask for, or that they tell of the session that was asked about; else None."""
    meant = wanted.meant(turn, wanted.IN_A_FORM if draft else 0) if bare_number(turn.words) is None else None
    free = draft is None and wanting.nearly(turn.words) is None
    told = (meetings.recounted(turn) or sentences.school_named(turn)) if free else None
    if told is None:
        _note(turn, page)
        if meant is not None and meant.lost and _asks_about(turn, page):
            return None
    return told or meant


def _asks_about(turn: Turn, page: type[Page[Any]] | None) -> bool:
    """Whether it is asked about what stands there to be chosen, and nothing else is plainly meant."""
    asks = page is not None and any(isinstance(choice, Do) for choice in page.choices().values())
    return asks and questions.about(turn.words) is questions.AsksAbout.ELSE


def _polite(turn: Turn) -> Reply | None:
    """What is said to thanks, a greeting, a yes or a no that answer nothing: no misunderstanding is made of them."""
    place = turn.place
    no = "no" if yes_or_no(turn.words) is False else None
    match courtesy(turn.words) or no:
        case "yes" | "no":
            page = PAGES.get(place.name) if place else None
            options = [way.option for way in pages.standing(turn, place)] if place and page else []
            if shown(options, turn.buttons(options)):
                return turn.show(NumberPlease())
            return (
                None if page is not None and not page.receipt and (options or page.takes) else turn.show(NothingOpen())
            )
        case "greeting":
            return turn.show(Hello())
        case "thanks":
            return Reply(())
    return None


def _note(turn: Turn, page: type[Page[Any]] | None) -> None:
    """Counts words that were not understood, but where it is nobody's business that anything was asked."""
    if page is None or not page.confides:
        name = turn.place.name if turn.place is not None else misses.NOTHING
        misses.note(turn.db, turn.who.language, name, turn.asking.today)


def courtesy(words: str) -> str | None:
    """Whether these words only thank, greet or say yes."""
    beside, found = asides(words), meanings(words)
    if yes_or_no(words) is True or (0 in (found.get("yes"), found.get("accept")) and found.get("held") != 0):
        return "yes"
    thanks = () if "?" in words or questions.about(words) is not None else ("thanks",)
    return next((one for one in (*thanks, "greeting") if beside.get(one) == 0), None)


def missed(turn: Turn, said: Reply) -> Reply:
    """A reply to words at an open question; where they were no answer but ask for something else, what that is."""
    if not said.misses or (turn.draft is not None and turn.draft.state is DraftState.CONFIDED):
        return said
    if turn.draft is not None and courtesy(turn.words) is not None:
        return turn.resume(turn.draft)
    asked = Place.read(said.views[-1].place)
    misses.note(turn.db, turn.who.language, f"{asked.name} {asked.args.get('at', '')}".strip(), turn.asking.today)
    meant = wanted.meant(turn, wanted.IN_A_FORM)
    about_it = meant is not None and turn.draft is not None and concerns(turn.filling(turn.draft), turn.words)
    if meant is not None and not about_it:
        return meant
    if turn.draft is None or meant is not None or "half" in asked.args or questions.about(turn.words) is None:
        return said
    return answering.helped(turn, turn.draft)


def spoken_for(turn: Turn, draft: Draft) -> Reply | None:
    """The page that was said last, where it asks about this form: its numbers are what was put, and not the form's."""
    place = turn.place
    if place is None or place.name not in PAGES or place.stands_on(*ABOUT_FORMS):
        return None
    return pages.open_page(turn, place) if place.draft == draft.id else None


def _meant(turn: Turn, draft: Draft) -> Reply | None:
    """Other words than those that were offered, and no greeting: they answer the question that was just said again."""
    place = turn.place
    if place is None or not place.stands_on(Offer) or turn.now - turn.said_at > drafts.FRESH:
        return None
    if fold(turn.words) == fold(turn.heard(number(place.args["inbox"])) or "") or not past_greeting(turn.words):
        return None
    return answering.taken(turn, draft, turn.filling(draft), turn.inbound.text)


def _listening(turn: Turn, page: type[Page[Any]] | None) -> Draft | None:
    """The open form that such words may be for: of this week, and only where nothing else was asked after it."""
    if page is not None and page in ABOUT_FORMS and turn.place is not None:
        return turn.draft_at(turn.place)
    if page is not None and not page.receipt and (page.opens or not issubclass(page, Notice)):
        return None
    draft = drafts.latest_open(turn.db, turn.who.id)
    return draft if draft and turn.now - draft.touched_at <= WEEK else None
