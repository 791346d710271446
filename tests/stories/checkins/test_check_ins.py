"""The question of the first weeks: what must be true of it beside its story."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from tests.stories.player import Phones, begun

LOG = "LOG 18/5 library 1 lesson notes 2 group work by 11/6"


def asked(phones: Phones) -> list[str]:
    """Who was asked how it is going, in order."""
    found = [
        one for one in phones.sent if "how is it going" in one.outbound.text or "mnaendeleaje" in one.outbound.text
    ]
    return [phones.names[one.channel, one.address] for one in found]


def test_a_pair_that_has_met_since_is_not_asked(lived: Engine) -> None:
    """Faith and Peter begin on 4 May and meet on the 7th and the 14th; Amina and Brian do not meet."""
    phones = begun(lived, "two pairs at Mwangaza", "Thu 30 Apr 2026, 16:00")
    phones.until("Fri 29 May 2026, 12:00")
    assert sorted(asked(phones)) == ["Amina", "Amina", "Brian", "Brian"]


def test_who_has_logged_a_meeting_of_these_weeks_is_not_asked(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", "Mon 18 May 2026, 16:00")
    phones.write("Amina", "ENGLISH")
    phones.write("Amina", LOG)
    assert "Session saved" in phones.write("Amina", "OK")[0]
    phones.until("Wed 20 May 2026, 12:00")
    assert asked(phones) == []
