"""A clock process, `python -m tests.scheduler.clock MOMENT`, looks at it again and again; at each of several once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import repeat

from bot import app
from bot.store.engine import open_store


def ticks(moments: Sequence[datetime]) -> None:
    """Ticks until it is killed, or has seen all; says so after each tick."""
    engine = open_store(os.environ["DATABASE_URL"], os.environ["FIELD_KEYS"].split(","))
    for moment in moments if len(moments) > 1 else repeat(moments[0]):
        print(app.tick(engine, moment), flush=True)


if __name__ == "__main__":
    ticks([datetime.fromisoformat(one) for one in sys.argv[1:]])
