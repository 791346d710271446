"""Fetches what pictures show from their providers, which do not keep it for ever, and keeps it with the record."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import Engine

from bot.channels import Files
from bot.dialogs.pictures import deeds as filing
from bot.messages import Channel, NoAnswer, SendFailure, TryLater
from bot.store import pictures
from bot.store.engine import reading
from bot.store.pictures import Attachment

MOST_BYTES = 5_000_000
"""Of one picture or PDF; a photograph of a page has a tenth of that."""
MOST_PIXELS = 60_000_000
"""Of a photo that is looked at for a QR; a good phone takes a quarter of that."""
AT_ONCE = 5
TRIES = 8
"""After the last of them, some four hours later, it is given up."""
FIRST_PAUSE = timedelta(minutes=1)
SIGNS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
}
"""How pictures and PDF begin, whatever their sender calls them; nothing else is kept."""

log = logging.getLogger(__name__)


def fetch(engine: Engine, files: Mapping[Channel, Files], now: datetime) -> int:
    """Fetches what waits, a few at a time; how many are here now. One that fails waits longer, and stops no other."""
    with reading(engine) as db:
        waiting = pictures.waiting(db, now, AT_ONCE)
    return sum(_fetched(engine, files, one, now) for one in waiting)


def _fetched(engine: Engine, files: Mapping[Channel, Files], one: Attachment, now: datetime) -> bool:
    try:
        shown = files[one.channel].fetch(one.reference, MOST_BYTES) if one.channel in files else None
    except (SendFailure, NoAnswer) as failure:
        _put_off(engine, one, now, again=isinstance(failure, TryLater | NoAnswer))
        log.info("a picture could not be fetched: %s", type(failure).__name__)
        return False
    type_ = kind_of(shown) if shown is not None else None
    if shown is None or type_ is None:
        _put_off(engine, one, now, again=shown is None)
        return False
    says = _qr_of(shown) if type_.startswith("image/") else ""
    with engine.begin() as db:
        filing.keep(db, one, type_, shown, says, now)
    return True


def _qr_of(shown: bytes) -> str:
    """What the QR codes on a photo say, one a line; "" where there are none, or it cannot be looked at."""
    import zxingcpp
    from PIL import Image

    try:
        with Image.open(BytesIO(shown)) as image:
            if image.width * image.height > MOST_PIXELS:
                return ""
            found = zxingcpp.read_barcodes(image.convert("L"))
    except Exception as fault:  # noqa: BLE001 - a picture that is none, however it is broken, is kept as it came
        log.info("a picture could not be looked at: %s", type(fault).__name__)
        return ""
    return "\n".join(one.text for one in found)


def kind_of(shown: bytes) -> str | None:
    """What these bytes are: a picture or a PDF; None for anything else."""
    return next((type_ for sign, type_ in SIGNS.items() if shown.startswith(sign)), None)


def _put_off(engine: Engine, one: Attachment, now: datetime, *, again: bool) -> None:
    tries = one.tries + 1
    pause = FIRST_PAUSE * 2**one.tries
    with engine.begin() as db:
        pictures.put_off(db, one.id, tries, now + pause if again and tries < TRIES else None)
