"""Help at the desk: what each role is told, and which topic somebody means."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk import standing
from bot.desk.base import Args, Asking, Closed, Prepared
from bot.dialogs.everyday import Helped, Listed, Told
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.topics import TOPICS, Topic
from bot.language import LANGUAGES, say
from bot.programme.finding import nearest
from bot.store import pairs
from bot.store.pairs import PRESENT


def helped(asking: Asking, args: Args) -> Prepared:
    """Whose help it is."""
    above = asking.office is not None and asking.office.oversees_schools
    paired = bool(pairs.pairs_of(asking.db, asking.who.id, PRESENT))
    return Prepared(Helped(pair=paired, head=asking.office is not None and not above, director=above))


def meant(asking: Asking, place: Place) -> Place:
    """HELP with a word: its topic, or all of them where none comes near."""
    words = place.args.get("topic", "")
    if not words:
        return place
    known = {
        key: (*(say(topic.title, language) for language in LANGUAGES), *topic.also) for key, topic in TOPICS.items()
    }
    found = nearest(words, known)
    return Place("HelpTopic", {"on": found[0]}) if found else Place("Topics")


def names(topic: Topic) -> tuple[str, ...]:
    """What a topic is called, in every language and by habit."""
    return (*(say(topic.title, language) for language in LANGUAGES), *topic.also)


def topics(asking: Asking, args: Args) -> Prepared:
    """All topics."""
    return Prepared(Listed(tuple(Row(topic.title, {"on": key}) for key, topic in TOPICS.items())))


def topic(asking: Asking, args: Args) -> Prepared:
    """One topic."""
    found = TOPICS.get(args["on"])
    if found is None:
        raise Closed
    return Prepared(Told(found.tells))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "More": standing.menu,
    "Help": helped,
    "Topics": topics,
    "HelpTopic": topic,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Help": meant}
