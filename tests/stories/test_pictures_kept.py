"""Pictures of the paper form are fetched from their provider, kept sealed, and opened again by the pair only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import Engine, text

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.pictures.pages import OnePicture, Pictures
from bot.dialogs.printing.rules import reference
from bot.language import NAIROBI
from bot.messages import Channel, Inbound, NoAnswer, Refused, TryLater
from bot.operator import kept_pictures
from bot.reports.papers.facts import BlankPaper, pdf
from bot.store import pictures
from bot.store.people import people
from tests.stories.given import session, the_pair
from tests.stories.player import Phones, begun

JPEG, PNG, PDF = b"\xff\xd8\xff our form", b"\x89PNG\r\n\x1a\n our form", b"%PDF-1.7 our form"
ALI = "70002"


@dataclass
class Store:
    """A provider that has these files, or fails so."""

    has: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: int = 0

    def fetch(self, reference: str, most: int) -> bytes:
        self.asked += 1
        found = self.has.get(reference, Refused("gone"))
        if isinstance(found, Exception):
            raise found
        if len(found) > most:
            raise Refused("too large")
        return found


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    phones = begun(copies(), "session 5 is planned", "Thu 18 Jun 2026, 17:00")
    phones.write("Peter", "LOG 5", Channel.TELEGRAM)
    return phones


def sends(phones: Phones, *names: str) -> None:
    """Peter sends these to his open record."""
    address = phones.address("Peter", Channel.WHATSAPP)
    phones.write("Peter", "LOG 5", Channel.WHATSAPP)
    media = tuple("document" if name.endswith("pdf") else "image" for name in names)
    phones.simulation.say(Inbound(Channel.WHATSAPP, address, "pictures", media=media, files=names))
    phones._look()


def fetched(phones: Phones, provider: Store, after: timedelta = timedelta(0)) -> int:
    return kept_pictures.fetch(phones.engine, {Channel.WHATSAPP: provider}, phones.simulation.now + after)


def types(phones: Phones) -> list[str | None]:
    with phones.engine.connect() as db:
        return [one.type for one in pictures.of_session(db, session(db, 5).id)]


def test_what_was_sent_is_fetched_and_kept_sealed(phones: Phones) -> None:
    sends(phones, "1.jpg", "2.png", "3.pdf")
    assert fetched(phones, Store({"1.jpg": JPEG, "2.png": PNG, "3.pdf": PDF})) == 3
    assert types(phones) == ["image/jpeg", "image/png", "application/pdf"]
    with phones.engine.connect() as db:
        found = pictures.of_session(db, session(db, 5).id)
        assert [pictures.content(db, one.id) for one in found] == [JPEG, PNG, PDF]
        lying = [str(row).encode() for row in db.execute(text("SELECT content FROM attachments")).scalars()]
    assert not any(b"our form" in one for one in lying)
    provider = Store()
    assert (fetched(phones, provider), provider.asked) == (0, 0), "once is enough"


@pytest.mark.parametrize("shown", [b"PK\x03\x04 a sheet", b"<html>", b"", b"MZ\x90", b"#!/bin/sh"])
def test_what_is_neither_a_picture_nor_pdf_is_not_kept_whatever_it_is_called(phones: Phones, shown: bytes) -> None:
    sends(phones, "1.jpg")
    assert fetched(phones, Store({"1.jpg": shown})) == 0
    assert types(phones) == [None]
    provider = Store()
    assert (fetched(phones, provider, timedelta(days=1)), provider.asked) == (0, 0), "it is not asked for again"


@pytest.mark.parametrize("size", [kept_pictures.MOST_BYTES, kept_pictures.MOST_BYTES + 1])
def test_what_is_too_large_is_not_kept(phones: Phones, size: int) -> None:
    sends(phones, "1.jpg")
    assert fetched(phones, Store({"1.jpg": JPEG.ljust(size, b"x")})) == (size == kept_pictures.MOST_BYTES)


@pytest.mark.parametrize("failure", [TryLater("busy"), NoAnswer("silent")])
def test_a_provider_that_is_busy_is_asked_again_and_keeps_no_other_waiting(phones: Phones, failure: Exception) -> None:
    sends(phones, "1.jpg", "2.png")
    provider = Store({"1.jpg": failure, "2.png": PNG})
    assert fetched(phones, provider) == 1
    assert fetched(phones, provider) == 0
    assert provider.asked == 2, "not at once"
    provider.has["1.jpg"] = JPEG
    assert fetched(phones, provider, timedelta(minutes=2)) == 1
    assert types(phones) == ["image/jpeg", "image/png"]


@pytest.mark.each_on_both
def test_what_never_comes_is_given_up(phones: Phones) -> None:
    sends(phones, "1.jpg")
    provider = Store({"1.jpg": TryLater("busy")})
    for hours in range(48):
        fetched(phones, provider, timedelta(hours=hours))
    assert provider.asked == kept_pictures.TRIES


# opening it again


def opens(phones: Phones, number: str, page: type[Pictures] | type[OnePicture]) -> object:
    """What somebody by this TSC number is told of a page about it."""
    with phones.engine.connect() as db:
        who = people.by_tsc(db, number)
        assert who is not None
        fifth = session(db, 5)
        [one] = pictures.of_session(db, fifth.id)
        at = Pictures(session=fifth.id) if page is Pictures else OnePicture(attachment=one.id)
        return prepare(Asking(db, who, phones.simulation.now), at).facts


@pytest.mark.parametrize("page", [Pictures, OnePicture])
def test_the_pair_opens_it_and_nobody_else(phones: Phones, page: type[Pictures] | type[OnePicture]) -> None:
    sends(phones, "1.jpg")
    fetched(phones, Store({"1.jpg": JPEG}))
    for number in ("812345", "534210"):
        assert opens(phones, number, page)
    for number in ("401122", "300415", "300416", "300417", "812399", "534777"):
        with pytest.raises(NotOpen):
            opens(phones, number, page)


def test_show_leads_to_the_picture_itself(phones: Phones) -> None:
    sends(phones, "1.jpg")
    phones.write("Peter", "LOG today library 1 group work 2 seat plan 3 done", Channel.WHATSAPP)
    assert "1 picture kept with it" in phones.write("Peter", "SHOW 5", Channel.WHATSAPP)[-1]
    assert phones.press("Peter", "See pictures")[-1].startswith("Kept with session 5:")
    label = next(choice.label for choice in phones.sent[-1].outbound.choices)
    assert phones.press("Peter", label) == ["This picture is still on its way. Please try again in a few minutes."]
    fetched(phones, Store({"1.jpg": JPEG}))
    assert phones.press("Peter", label)[-1].startswith("Kept with session 5, from Peter")
    [media] = phones.sent[-1].outbound.media
    assert (media.name, media.type, media.content) == ("picture.jpg", "image/jpeg", JPEG)
    assert NAIROBI


# the QR of a printed form


def photo(pair: int, number: int) -> bytes:
    """A photo of a printed empty log: small, grey, turned a little, as a phone takes it."""
    paper = BlankPaper("Peter Otieno", "Faith Mutua", number, None, reference(pair, number))
    document = pypdfium2.PdfDocument(pdf([paper], "en", datetime(2026, 6, 18, 17, 0, tzinfo=NAIROBI)))
    page = document[0].render(scale=1.6).to_pil().convert("L").rotate(4, fillcolor=200, expand=True)
    document.close()
    taken = BytesIO()
    page.save(taken, "JPEG", quality=60)
    return taken.getvalue()


def kept_with(phones: Phones) -> dict[int, bytes]:
    """What is kept, by the number of its session."""
    with phones.engine.connect() as db:
        numbers = {number: pictures.of_session(db, session(db, number).id) for number in (4, 5)}
        return {number: pictures.content(db, one.id) for number, found in numbers.items() for one in found}


@pytest.mark.each_on_both
def test_the_photo_of_a_printed_log_goes_to_the_session_that_its_qr_names(phones: Phones) -> None:
    with phones.engine.connect() as db:
        shown = photo(the_pair(db).id, 4)
    sends(phones, "1.jpg")
    assert fetched(phones, Store({"1.jpg": shown})) == 1
    assert kept_with(phones) == {4: shown}
    phones.until("Fri 19 Jun 2026, 9:00")
    told = "your picture shows the form of session 4, so it is kept with that. SHOW 4 opens it."
    assert any(told in one.outbound.text for one in phones.sent)


@pytest.mark.parametrize(("pair", "number"), [(0, 5), (0, 99), (999, 4), (2, 4)])
def test_a_qr_of_the_same_session_of_none_or_of_another_pair_moves_nothing(
    phones: Phones, pair: int, number: int
) -> None:
    with phones.engine.connect() as db:
        shown = photo(the_pair(db).id + pair, number)
    sends(phones, "1.jpg")
    assert fetched(phones, Store({"1.jpg": shown})) == 1
    assert kept_with(phones) == {5: shown}
