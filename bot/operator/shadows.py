"""`mshauri shadow`: last week's messages through two versions, each on its copy of a backup; where they differ."""

from __future__ import annotations

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select

from bot.forms.page import PAGES
from bot.messages import kept_choice
from bot.operator.upgrade_check import CONFIDED
from bot.store.engine import reading
from bot.store.outbox import outbox
from bot.store.talk import inbox

KNOWN = ("PATH", "SECRET_KEY", "LANG")
"""What of its surroundings a version is told, besides how PostgreSQL is reached."""
SHOWN = 5
"""Messages that are named for one difference, by their numbers; of more, how many."""

Played = Sequence[Sequence[str]]
"""What was said because of each message."""


class NoShadow(Exception):
    """A version could not be played; the message says why."""


def messages(engine: Engine, since: datetime, most: int) -> list[dict[str, Any]]:
    """What people have written since then, as it is kept: PINs are stars in it."""
    table = inbox.inbox
    found = select(table).where(table.c.received_at > since, table.c.address != "").order_by(table.c.id).limit(most)
    with reading(engine) as db:
        rows = db.execute(found).mappings().all()
        return [
            {
                "id": row["id"],
                "channel": row["channel"],
                "address": row["address"],
                "text": row["text"],
                "press": row["press"] and _choice(db, row),
                "media": (row["media"] or "").split(",") if row["media"] else [],
                "received_at": row["received_at"].isoformat(),
            }
            for row in rows
        ]


def _choice(db: Connection, row: RowMapping) -> str:
    """What the button meant that was pressed: its number is another one in a copy."""
    kept = kept_choice(row["press"])
    found = outbox.choice_at(db, row["channel"], row["address"], *kept) if kept else None
    return found[1] if found else str(row["press"])


def report(heard: Sequence[Mapping[str, Any]], before: Played, now: Played) -> list[str]:
    """A line for each difference: what was said before and is said now, and which messages; no word of anybody."""
    differ: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, was, is_ in zip(heard, before, now, strict=True):
        if was != is_:
            differ[_hidden(was), _hidden(is_)].append(int(one["id"]))
    lines = []
    for (was_said, is_said), ids in sorted(differ.items(), key=lambda pair: -len(pair[1])):
        more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
        lines.append(f"{len(ids)}x  before: {was_said}")
        lines.append(f"    now:    {is_said}")
        lines.append(f"    messages {', '.join(map(str, ids[:SHOWN]))}{more}")
    count = sum(map(len, differ.values()))
    return [*lines, f"{len(heard)} messages, {len(heard) - count} mean the same, {count} differ."]


def _hidden(said: Sequence[str]) -> str:
    """What was said, as an operator may see it: that something is confided is not told."""
    return " + ".join("(confided)" if _confided(one) else one for one in said) or "silence"


def _confided(one: str) -> bool:
    name = one.rpartition(" ")[2].partition("?")[0]
    subject = PAGES[name].__module__.split(".")[-2] if name in PAGES else ""
    return subject in CONFIDED or name == "Complaint"


def played(beside: Path, script: str, url: str, keys: Sequence[str], heard: Sequence[Mapping[str, Any]]) -> Played:
    """What the version in this folder makes of them on this copy, by its own Python; no provider is known to it."""
    given = json.dumps({"url": url, "keys": keys, "messages": list(heard)})
    env = {name: value for name, value in os.environ.items() if name in KNOWN or name.startswith("PG")}
    words = [str(beside / ".venv/bin/python"), "-c", script]
    try:
        done = subprocess.run(  # noqa: S603 - a version of ours
            words, cwd=beside, env=env, input=given, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError) as why:
        said = getattr(why, "stderr", "") or str(why)
        raise NoShadow(f"The version in {beside} could not be played: {said.strip().splitlines()[-1]}") from why
    return [json.loads(line) for line in done.stdout.splitlines()]
