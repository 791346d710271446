"""Two records of one meeting: the second is kept as a draft beside the first until its writer has chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from bot.desk.base import Args, Asking, Closed, Overtaken, Prepared, about_of, about_text
from bot.desk.records import differing, names, opened, written
from bot.desk.signing import version_of
from bot.dialogs.beside import Twice
from bot.dialogs.place import Place
from bot.programme import sessions as deeds
from bot.programme import signatures
from bot.programme.records import Record
from bot.store import drafts, versions
from bot.store.drafts import Draft, State
from bot.store.sessions import Session
from bot.store.versions import Version


def place(asking: Asking, session_id: int, mine: Record) -> Place:
    """Where the writer of a second record chooses; one that says the same is a signature."""
    stands = versions.latest(asking.db, session_id)
    assert stands is not None, "the session has a record"
    about = {"session": str(session_id), "version": str(stands.id)}
    by_me = stands.author_id == asking.who.id
    if Record.of(stands) == mine:
        if by_me:
            return Place("Unchanged", about)
        signatures.sign(asking.db, asking.who.id, stands.id, asking.evidence(read=True), asking.now)
        return Place("Signed", about)
    draft = _kept(asking, "Correct" if by_me else "CounterSign", about_text(about), asdict(mine))
    return Place("LoggedTwice", {**about, "draft": str(draft.id)})


def _kept(asking: Asking, form: str, about: str, mine: Mapping[str, str]) -> Draft:
    """Their own words, as the change of the record that they can still send by SIGN or EDIT."""
    known = drafts.find_open(asking.db, asking.who.id, form, about)
    if known is None:
        return drafts.open_one(asking.db, asking.who.id, form, about, mine, asking.inbox_id, asking.now)
    drafts.save(asking.db, replace(known, answers=mine), asking.now)
    return known


def _draft(asking: Asking, args: Args) -> Draft:
    draft = drafts.get(asking.db, int(args["draft"]))
    if draft is None or draft.person_id != asking.who.id or not draft.is_open:
        raise Closed
    return draft


def _stands(asking: Asking, session: Session, args: Args) -> Version:
    """The version that stands; where it is not the one that was shown, it is shown beside mine first."""
    version = version_of(asking, session)
    if str(version.id) != args["version"]:
        instead = Place("LoggedTwice", {**args, "version": str(version.id)})
        raise Overtaken(session.number, instead)
    return version


def twice(asking: Asking, args: Args) -> Prepared:
    """Both versions where they differ; closed once one was chosen, or the record has moved on."""
    session, pair = opened(asking, args["session"], "journal")
    stands, mine = _stands(asking, session, args), written(_draft(asking, args).answers)
    me, partner = names(asking, pair)
    by_me = stands.author_id == asking.who.id
    theirs = Record.of(stands)
    return Prepared(
        Twice(session.number, me, partner, not by_me, by_me, differing(mine, theirs), differing(theirs, mine))
    )


def _about(asking: Asking, args: Args) -> dict[str, str]:
    return about_of(_draft(asking, args))


def _close(asking: Asking, args: Args, state: State) -> None:
    drafts.save(asking.db, replace(_draft(asking, args), state=state), asking.now)


def agree_with_theirs(asking: Asking, args: Args) -> Place:
    """The partner's version is signed; mine is put away."""
    about = _about(asking, args)
    signatures.sign(asking.db, asking.who.id, int(args["version"]), asking.evidence(read=True), asking.now)
    _close(asking, args, State.LEFT)
    return Place("Signed", about)


def leave_mine(asking: Asking, args: Args) -> Place:
    """What I logged first stays."""
    about = _about(asking, args)
    _close(asking, args, State.LEFT)
    return Place("Unchanged", about)


def send_mine(asking: Asking, args: Args) -> Place:
    """My version follows the one that stands; the partner is asked to agree or to sign again."""
    session, _pair = opened(asking, args["session"], "journal")
    mine, stands = written(_draft(asking, args).answers), _stands(asking, session, args)
    by_me = stands.author_id == asking.who.id
    deed = deeds.correct if by_me else deeds.change
    done = deed(asking.db, asking.who.id, stands.session_id, stands.id, mine, asking.evidence(read=True), asking.now)
    _close(asking, args, State.DONE)
    about = {"session": args["session"], "version": str(done.version_id)}
    return Place("SessionSent" if by_me else "NewVersionSigned", about)


def met_twice(asking: Asking, args: Args) -> Place:
    """There were two meetings: mine becomes a session of its own."""
    _session, pair = opened(asking, args["session"], "journal")
    mine, evidence = written(_draft(asking, args).answers), asking.evidence(read=True)
    logged = deeds.log(asking.db, asking.who.id, pair.id, None, mine, evidence, asking.now, another=True)
    _close(asking, args, State.DONE)
    return Place("SessionSent", {"session": str(logged.session_id), "version": str(logged.version_id)})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"LoggedTwice": twice}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "agree_with_theirs": agree_with_theirs,
    "leave_mine": leave_mine,
    "send_mine": send_mine,
    "met_twice": met_twice,
}
