"""Why a row was left out, in one sentence for the office that wrote it: the column first, then what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogs.enrolment.rules import (
    CapPassed,
    Exchanged,
    MenteeTaken,
    NearDouble,
    NumberConfirmed,
    OtherSchool,
    StartFixed,
    UnknownArea,
    UnknownPerson,
    UnknownSchool,
    WithSelf,
)
from bot.dialogs.refusals import Refusal
from bot.operator.tables.sheets import BadRow


def _which_area(refusal: UnknownArea) -> str:
    kind = refusal.kind.replace("_", "-")
    if not refusal.candidates:
        return f"area: no {kind} is called “{refusal.name}”: load its schools first, or check the name"
    first = refusal.candidates[0]
    return (
        f"area: more than one {kind} is called “{refusal.name}” (in {', '.join(refusal.candidates)}): "
        f"write which one, like “{refusal.name.partition(',')[0]}, {first}”"
    )


def _near(one: NearDouble) -> str:
    return (
        f"{one.field}: “{one.what}” is new and may be {one.like}: write it as that is written, or add --apart if "
        "it is another"
    )


_SENTENCES: Mapping[type[Refusal], Callable[[Any], str]] = {
    UnknownSchool: lambda one: f"school_code: no school has the code “{one.code}”: load it first, or check the code",
    UnknownArea: _which_area,
    UnknownPerson: lambda one: (
        f"{one.side}: nobody has the number “{one.number}”: load the person first, or check the number"
    ),
    WithSelf: lambda _one: "mentor and mentee are the same person",
    MenteeTaken: lambda _one: "mentee: has an active mentorship pair with somebody else",
    Exchanged: lambda _one: (
        "mentor and mentee are exchanged: the mentor is enrolled as a mentee, the mentee as a mentor"
    ),
    OtherSchool: lambda one: f"mentor: works at {one.mentor_at}, the mentee at {one.mentee_at}",
    CapPassed: lambda one: f"mentor: has {one.most} mentees already, and nobody has more at a time",
    NearDouble: _near,
    StartFixed: lambda one: (
        f"start: this pair began on {one.start} and has sessions: its start and kind cannot be loaded anew"
    ),
    NumberConfirmed: lambda _one: (
        "phone: this person has confirmed another phone number: only they can change it, by NUMBER in chat"
    ),
}


def sentence(refusal: BadRow | Refusal) -> str:
    """Why this row was left out."""
    words = _SENTENCES.get(type(refusal)) if isinstance(refusal, Refusal) else None
    return words(refusal) if words else str(refusal)
