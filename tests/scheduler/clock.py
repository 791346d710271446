"""A clock process that looks at one moment again and again: `python -m tests.scheduler.clock MOMENT`."""

from __future__ import annotations

import os
import sys
from datetime import datetime

from bot import app
from bot.store.engine import open_store


def main() -> None:
    """Ticks until it is killed; says so after each tick."""
    engine = open_store(os.environ["DATABASE_URL"], os.environ["FIELD_KEYS"].split(","))
    moment = datetime.fromisoformat(sys.argv[1])
    while True:
        print(app.tick(engine, moment), flush=True)


if __name__ == "__main__":
    main()
