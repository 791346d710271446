"""How the log is written: a line for a person or a JSON object for a machine; never words, full numbers or PINs."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import TextIO

from bot.settings import LogFormat, LogLevel

ROOT = str(Path(__file__).parent.parent)
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# These speak of every request at `info`, with addresses and tokens in it.
CHATTY = ("fontTools", "fpdf", "httpx", "httpcore", "urllib3", "werkzeug", "twilio", "apscheduler", "alembic")
# This one shows what it could not read, with a traceback; that a call has failed we say ourselves.
SILENT = ("telegram",)


def masked(address: object) -> str:
    """An address as a log may show it: its last three characters (all hidden when it has no more than that)."""
    text = str(address)
    return f"…{text[-3:]}" if len(text) > 3 else "…"


def where(fault: BaseException) -> str:
    """What a fault is, and through which functions it came, the innermost last: none of its words.

    Its message, its locals and the lines of a traceback may hold what somebody wrote.
    """
    frames = extract_tb(fault.__traceback__)
    came = " > ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(fault).__name__} at {came}" if came else type(fault).__name__


def _short(file: str) -> str:
    """A file as a log may show it: from our own root on, or from a library's name on."""
    return file.rpartition("site-packages/")[2].removeprefix(f"{ROOT}/")


Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """Lines for a person; of a fault only where it came through, whichever library logs it."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - logging's own name
        return where(ei[1]) if ei[1] else ""


class JsonLines(Lines):
    """One JSON object a line: at, level, logger, message, and where a fault came through if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; moments are UTC, ISO 8601."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up(level: LogLevel, shape: LogFormat, stream: TextIO | None = None) -> None:
    """Sends everything logged from `level` up to the stream (standard error), replacing what was set before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if shape is LogFormat.JSON else Lines(TEXT))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
