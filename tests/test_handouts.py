"""What an operator hands out: the poster of a school by which JOIN works on every channel, and the figures."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from bot.language import NAIROBI
from bot.messages import Channel, Media
from bot.operator.load import run
from bot.reports.papers import facts, filled
from bot.reports.papers.facts import PosterPaper, WayIn
from bot.store import areas
from bot.store.engine import open_store, upgrade
from bot.talk.turn import World
from tests.operator.test_load import FILES, NOW
from tests.stories.player import Phones, begun, everybody_on
from tests.stories.printing.test_printing import words_of
from tests.test_main import ENVIRON, mshauri

NUMBERS = {Channel.SMS: "22141", Channel.WHATSAPP: "+254712345678"}
BOT = "mshauri_bot"
BY_TWILIO = {
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "a-token-of-twilio",
    "TWILIO_SMS_FROM": "+254711082000",
    "TWILIO_WHATSAPP_FROM": "+254711082001",
    "SMS_PROVIDER": "twilio",
    "PUBLIC_URL": "https://mshauri.example",
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A service with the sample sub-county."""
    url = f"sqlite:///{tmp_path / 'm.db'}"
    engine = open_store(url, (ENVIRON["FIELD_KEYS"],), ENVIRON["SECRET_KEY"])
    upgrade(engine)
    assert run(engine, FILES, dry_run=False, now=NOW).ok
    engine.dispose()
    return {**ENVIRON, "DATABASE_URL": url, **BY_TWILIO}


@pytest.mark.parametrize(
    ("language", "join", "sms"),
    [("en", "JOIN", "Send JOIN MWL01 to 22141"), ("sw", "JIUNGE", "Tuma JIUNGE MWL01 kwa 22141")],
)
def test_a_poster_has_a_way_in_for_each_channel_whose_message_is_already_written(
    quick_copies: Callable[[], Engine], language: str, join: str, sms: str
) -> None:
    with quick_copies().connect() as db:
        school = areas.by_code(db, "MWL01")
        assert school is not None
        found = filled.poster(db, school, NUMBERS, BOT, language)
        assert filled.poster(db, school, {}, "", language) is None
    assert found is not None
    assert [(one.name, one.link) for one in found.ways] == [
        ("SMS", f"sms:22141?body={join}%20MWL01"),
        ("WhatsApp", f"https://wa.me/254712345678?text={join}%20MWL01"),
        ("Telegram", f"https://t.me/{BOT}?text={join}%20MWL01"),
    ]
    assert found.ways[0].how == sms
    assert (found.institution, found.place) == ("Mwangaza Primary", "Mwala, Machakos")


def test_the_operator_writes_a_poster_by_the_code_of_a_school(environ: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "poster.pdf"
    status, said, wrong = mshauri("poster", "mwl 01", "--out", str(out), env=environ)
    assert (status, said, wrong) == (0, f"Written: {out}\n", "")
    printed = words_of(Media("x", "application/pdf", out.read_bytes()))
    for words in ("Mwangaza Primary", "Send JOIN MWL01 to +254711082000", "Write JOIN MWL01 to +254711082001"):
        assert words in printed
    status, _said, wrong = mshauri("poster", "NO9", env=environ)
    assert (status, wrong) == (1, "No school has the code NO9. mshauri load enters schools.\n")
    no_way = {**environ, "TWILIO_SMS_FROM": "", "TWILIO_WHATSAPP_FROM": "", "TWILIO_ACCOUNT_SID": "",
              "TWILIO_AUTH_TOKEN": "", "SMS_PROVIDER": ""}  # fmt: skip
    status, _said, wrong = mshauri("poster", "MWL01", env=no_way)
    assert status == 1
    assert "can have no poster" in wrong


def test_the_head_gets_the_poster_in_chat_and_others_do_not(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 3 is signed", "Fri 29 May 2026, 10:00")
    everybody_on(phones.engine, Channel.TELEGRAM)
    phones = Phones(phones.engine, phones.moment, world=World(telegram_bot=BOT, numbers=NUMBERS, rings="+254711082000"))
    phones.write("Jane", "PRINT", Channel.TELEGRAM)
    phones.press("Jane", "Mwangaza Primary", Channel.TELEGRAM)
    (told,) = phones.press("Jane", "Poster, to join", Channel.TELEGRAM)
    assert told == "Poster of Mwangaza Primary: print it and hang it up."
    (media,) = phones.sent[-1].outbound.media
    assert "Write JOIN MWL01 to @mshauri_bot" in words_of(media)
    assert "ring +254711082000" in words_of(media), "who has no airtime knows what to do"
    assert phones.write("Faith", "PRINT", Channel.TELEGRAM) == ["Papers of P. Otieno, F. Mutua:"]
    assert not any("oster" in choice.label for choice in phones.sent[-1].outbound.choices)


def test_a_poster_of_a_long_name_stays_on_one_sheet() -> None:
    ways = tuple(WayIn(name, f"Write JOIN KIP00412 to {'+254712345678' * 2}", "sms:1") for name in ("a", "b", "c"))
    name = "Our Lady of Consolata Mũrang'a-Gatanga Comprehensive School for Learners with Special Needs"
    paper = PosterPaper(name, "Matungulu-Kangundo East, Machakos", "KIP00412", ways, "+254711082000")
    document = pypdfium2.PdfDocument(facts.pdf([paper], "en", datetime(2026, 5, 28, 16, 0, tzinfo=NAIROBI)))
    assert len(document) == 1
    document.close()


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx"])
def test_the_operator_exports_figures_down_to_a_storey(environ: dict[str, str], tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    status, said, _ = mshauri("export", "--down-to", "sub_county", "--out", str(out), env=environ)
    assert (status, said) == (0, f"Written: {out}\n")
    if name.endswith("csv"):
        lines: list[list[str]] = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    else:
        rows = load_workbook(out).worksheets[0].iter_rows(values_only=True)
        lines = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert lines[0][0].startswith("TIMEC, Kenya, as at ")
    assert [line[0] for line in lines[2:]] == ["nation", "region", "county", "sub-county"]
    assert [line[3] for line in lines[2:]] == ["12"] * 4


def test_an_area_that_is_none_and_a_file_of_another_kind_are_said(environ: dict[str, str], tmp_path: Path) -> None:
    assert mshauri("export", "Atlantis", env=environ)[::2] == (1, "No area is called Atlantis.\n")
    status, _said, wrong = mshauri("export", "--out", str(tmp_path / "x.pdf"), env=environ)
    assert status == 2
    assert "--out names a .xlsx or .csv file." in wrong
