"""Where filled forms and chosen deeds are handed to the programme; each answers the place that is said next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import (
    annex_iv,
    asked,
    beside,
    booking,
    ending,
    fit,
    goals,
    harm,
    joining,
    lateness,
    letters,
    linking,
    matching,
    orienting,
    papers,
    pictures,
    planned,
    planning,
    preparing,
    prompts,
    readiness,
    reading,
    reviews,
    unlocking,
)
from bot.desk.base import Args, Asking, pair_of
from bot.desk.records import written
from bot.dialogs.place import Place
from bot.programme import officers, signatures
from bot.programme import people as people_deeds
from bot.programme import sessions as session_deeds
from bot.programme.refusals import AlreadyLogged
from bot.programme.sessions import Logged
from bot.store import people, versions


def log(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A session record is complete: it is saved, signed by its author and sent to the partner."""
    session_id = int(args["session"]) if "session" in args else None
    pair_id = pair_of(asking, args)
    evidence = asking.evidence(read=True)
    try:
        logged = session_deeds.log(
            asking.db, asking.who.id, pair_id, session_id, written(answers), evidence, asking.now
        )
    except AlreadyLogged as before:
        return beside.place(asking, before.session_id, written(answers))
    name = "SessionSaved" if args.get("brief") == "whole" else "SessionSent"
    return Place(name, {"session": str(logged.session_id), "version": str(logged.version_id)})


def counter_sign(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """The review is sent: signed as it stands, or as a new version for the partner to confirm; a note goes along."""
    if answers.get("note"):
        session_deeds.note(asking.db, asking.who.id, int(args["session"]), answers["note"], asking.now)
    return _rewrite(asking, args, answers, session_deeds.change, same="Signed", changed="NewVersionSigned")


def correct(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """An EDIT is sent: one's own record is put right, another's is changed."""
    base = versions.get(asking.db, int(args["version"]))
    assert base is not None, "the form was opened about this version"
    deed = session_deeds.correct if base.author_id == asking.who.id else session_deeds.change
    return _rewrite(asking, args, answers, deed, same="Unchanged", changed="SessionSent")


def _rewrite(
    asking: Asking, args: Args, answers: Mapping[str, str], deed: Callable[..., Logged], *, same: str, changed: str
) -> Place:
    session_id, base_id = int(args["session"]), int(args["version"])
    evidence = asking.evidence(read=args.get("read") != "no")
    done = deed(asking.db, asking.who.id, session_id, base_id, written(answers), evidence, asking.now)
    name = same if done.version_id == base_id else changed
    return Place(name, {"session": str(session_id), "version": str(done.version_id)})


# deeds of pages


def sign(asking: Asking, args: Args) -> Place:
    """Signs without having opened the record."""
    evidence = asking.evidence(read=False)
    done = signatures.sign(asking.db, asking.who.id, int(args["version"]), evidence, asking.now)
    return Place("Signed" if done.complete else "NewVersionSigned", dict(args))


def agree(asking: Asking, args: Args) -> Place:
    """Confirms the partner's change, which was read."""
    signatures.sign(asking.db, asking.who.id, int(args["version"]), asking.evidence(read=True), asking.now)
    return Place("Agreed", dict(args))


def keep(asking: Asking, args: Args) -> Place:
    """Keeps one's own version beside the partner's."""
    session_deeds.keep(asking.db, asking.who.id, int(args["version"]), asking.now)
    return Place("Kept", dict(args))


def later(asking: Asking, args: Args) -> Place:
    return Place("Later", {})


def speak_english(asking: Asking, args: Args) -> Place | None:
    people.set_language(asking.db, asking.who.id, "en")
    return None


def speak_kiswahili(asking: Asking, args: Args) -> Place | None:
    people.set_language(asking.db, asking.who.id, "sw")
    return None


def unmute(asking: Asking, args: Args) -> Place | None:
    people_deeds.unmute(asking.db, asking.who.id)
    return None


def remind_head(asking: Asking, args: Args) -> Place:
    """The head of a school is asked to look at what is red."""
    told = officers.remind_head(asking.db, asking.who.id, int(args["school"]), asking.now)
    return Place("ReminderSent" if told else "RemindedToday", {"school": args["school"]})


def note_to_mentor(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A director's note goes to the mentor."""
    to, school_id = int(answers["to"]), int(args["school"])
    remark = officers.note_to_mentor(asking.db, asking.who.id, school_id, to, answers["words"], asking.now)
    return Place("NoteSent", {"remark": str(remark)})


TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "SessionRecord": log,
    "CounterSign": counter_sign,
    "Correct": correct,
    **booking.TAKE,
    **reading.TAKE,
    **pictures.TAKE,
    **planned.TAKE,
    "NoteToMentor": note_to_mentor,
    **reviews.TAKE,
    **annex_iv.TAKE,
    **planning.TAKE,
    **preparing.TAKE,
    **letters.TAKE,
    **asked.TAKE,
    **joining.TAKE,
    **matching.TAKE,
    **orienting.TAKE,
    **readiness.TAKE,
    **goals.TAKE,
    **ending.TAKE,
    **linking.TAKE,
    **unlocking.TAKE,
}
"""Where each form is handed when it is sent."""

DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "sign": sign,
    "agree": agree,
    "keep": keep,
    "later": later,
    "speak_english": speak_english,
    "speak_kiswahili": speak_kiswahili,
    "unmute": unmute,
    **beside.DO,
    **booking.DO,
    **lateness.DO,
    **reading.DO,
    **planned.DO,
    "support_arrange": prompts.arrange,
    "support_call": prompts.call,
    "support_not_now": prompts.not_now,
    "remind_head": remind_head,
    **reviews.DO,
    **fit.DO,
    **planning.DO,
    **preparing.DO,
    **papers.DO,
    **letters.DO,
    **joining.DO,
    **matching.DO,
    **orienting.DO,
    **goals.DO,
    **ending.DO,
    **linking.DO,
    **unlocking.DO,
    **harm.DO,
}
"""The deeds that pages name; each answers the place said next, or None to stay on its page."""
