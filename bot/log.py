"""How the log is written: a line for a person or a JSON object for a machine; never words, full numbers or PINs."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from bot.settings import LogFormat, LogLevel

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# These speak of every request at `info`, with addresses and tokens in it.
CHATTY = ("httpx", "httpcore", "urllib3", "werkzeug", "twilio", "apscheduler", "alembic")
# This one shows what it could not read, with a traceback; that a call has failed we say ourselves.
SILENT = ("telegram",)


def masked(address: object) -> str:
    """An address as a log may show it: its last three characters (all hidden when it has no more than that)."""
    text = str(address)
    return f"…{text[-3:]}" if len(text) > 3 else "…"


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, message, and the traceback if there is one."""

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
    handler.setFormatter(JsonLines() if shape is LogFormat.JSON else logging.Formatter(TEXT))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
