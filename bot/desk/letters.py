"""Letters at the desk: who one may write to, what feedback can be on, and what is shown of a letter to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed
from bot.desk.records import names
from bot.dialogs.letters import CAME, Ask, Came, Confided, Correspondent, Opened, Things, Thread
from bot.dialogs.lists import cut
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.saying import Label, Option, Said, speak_label
from bot.language import Name, Text, _, local
from bot.programme import goals
from bot.programme import letters as deeds
from bot.programme.refusals import NotYours
from bot.store import letters, pairs, sessions
from bot.store.letters import Kind, Letter
from bot.store.pairs import PairOf

SHORT = 40
"""So many letters of a goal are shown in a list."""
LISTED = 20
"""How many letters MESSAGES goes back."""


def _pair(asking: Asking, pair_id: str) -> PairOf:
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, Ask.shows)
    return pair


def partners(asking: Asking, words: str) -> list[Subject]:
    """Whom this person can write to."""
    found = pairs.pairs_of(asking.db, asking.who.id, deeds.TALKING)
    if not found:
        raise Closed(_("You are in no pair yet, so there is nobody to write to."))
    return [_partner(asking, pair) for pair in found]


def _partner(asking: Asking, pair: PairOf) -> Subject:
    return Subject({"pair": str(pair.id)}, Said(_("to {partner}"), {"partner": names(asking, pair)[1]}))


def to_partner(asking: Asking, args: Args) -> Prepared:
    """A letter to the other one of a pair."""
    return Prepared(Correspondent(*names(asking, _pair(asking, args["pair"]))))


def feedback(asking: Asking, args: Args) -> Prepared:
    """The same, with what the two have worked on."""
    pair = _pair(asking, args["pair"])
    things = tuple(Option(key, _shown(label)) for key, label in _things(asking, pair).items())
    return Prepared(Things(*names(asking, pair), things))


def _things(asking: Asking, pair: PairOf) -> dict[str, Label]:
    """The session that was held last, and the goals, each by a key that stays while they stand."""
    held = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    last = {f"session{one.id}": Said(_("session {number}"), {"number": one.number}) for one in held[-1:]}
    known = goals.of_pair(asking.db, pair.id, asking.today)
    planned = {f"plan{known.plan_id}.{nth}": item.text for nth, item in enumerate(known.planned)}
    return {**last, **planned, **{f"goal{goal.id}": goal.words for goal in known.agreed}}


def _shown(label: Label) -> Label:
    return cut(label, SHORT) if isinstance(label, str) and not isinstance(label, Text) else label


# letters


def _opened(asking: Asking, letter_id: str) -> tuple[Letter, PairOf]:
    """A letter of one of this person's pairs; the same words for what is not theirs and what was taken back."""
    try:
        letter, pair = deeds.open_letter(asking.db, asking.who.id, int(letter_id))
    except NotYours:
        raise Closed(_("That message is not there: it was taken back, or it is not yours.")) from None
    allowed(asking, pair, Ask.shows)
    return letter, pair


def came(asking: Asking, args: Args) -> Prepared:
    """That a letter came."""
    letter, pair = _opened(asking, args["letter"])
    return Prepared(Came(names(asking, pair)[1], CAME[letter.kind]))


def opened(asking: Asking, args: Args) -> Prepared:
    """A letter and its words."""
    letter, pair = _opened(asking, args["letter"])
    author = pair.mentor_name if letter.from_id == pair.mentor_id else pair.mentee_name
    return Prepared(
        Opened(
            author=Name(author),
            about=cut(letter.about or "", 60),
            words=Confided(letter.words),
            mine=letter.from_id == asking.who.id,
            request=letter.kind is Kind.REQUEST,
        )
    )


def to_answer(asking: Asking, args: Args) -> Prepared:
    """An answer to a letter."""
    return Prepared(Correspondent(*names(asking, _opened(asking, args["letter"])[1])))


def sent(asking: Asking, args: Args) -> Prepared:
    """The receipt of a letter."""
    return Prepared(Correspondent(*names(asking, _opened(asking, args["letter"])[1])))


def thread(asking: Asking, args: Args) -> Prepared:
    """The last letters of this person's pairs."""
    found = pairs.pairs_of(asking.db, asking.who.id, deeds.TALKING)
    known = {pair.id: pair for pair in found}
    listed = letters.of_pairs(asking.db, list(known), LISTED) if known else []
    return Prepared(Thread(tuple(_row(asking, letter, known[letter.pair_id]) for letter in listed)))


def _row(asking: Asking, letter: Letter, pair: PairOf) -> Row:
    values = {"partner": names(asking, pair)[1], "day": local(letter.made_at).date()}
    if letter.from_id == asking.who.id:
        label = Said(_("to {partner}, {day}"), values)
    elif letter.read_at is None:
        label = Said(_("from {partner}, {day}, new"), values)
    else:
        label = Said(_("from {partner}, {day}"), values)
    return Row(label, {"letter": str(letter.id)})


# handing over


def take_ask(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A message goes to the partner."""
    return _sent(deeds.send(asking.db, asking.who.id, int(args["pair"]), Kind.ASK, answers["words"], asking.now))


def take_answer(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """An answer goes back."""
    return _sent(deeds.answer(asking.db, asking.who.id, int(args["letter"]), answers["words"], asking.now))


def take_feedback(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """Feedback on one thing goes to the partner, or the wish for it."""
    thing = answers.get("other") or _called(asking, args, answers["thing"])
    pair_id = int(args["pair"])
    if answers["way"] == "ask":
        return _sent(deeds.send(asking.db, asking.who.id, pair_id, Kind.REQUEST, thing, asking.now))
    words = answers["words"]
    return _sent(deeds.send(asking.db, asking.who.id, pair_id, Kind.FEEDBACK, words, asking.now, about=thing))


def _called(asking: Asking, args: Args, key: str) -> str:
    """How the thing is called in its writer's language: it is quoted in what they write."""
    return speak_label(_things(asking, _pair(asking, args["pair"]))[key], asking.who.language)


def _sent(letter_id: int) -> Place:
    return Place("LetterSent", {"letter": str(letter_id)})


def read_letter(asking: Asking, args: Args) -> Place | None:
    """It is read: from now on it cannot be taken back."""
    _opened(asking, args["letter"])
    deeds.read(asking.db, asking.who.id, int(args["letter"]), asking.now)
    return None


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Ask": to_partner,
    "Feedback": feedback,
    "AnswerLetter": to_answer,
    "LetterSent": sent,
    "LetterCame": came,
    "ReadLetter": opened,
    "Letters": thread,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"Ask": partners, "Feedback": partners}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "Ask": take_ask,
    "AnswerLetter": take_answer,
    "Feedback": take_feedback,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"read_letter": read_letter}
