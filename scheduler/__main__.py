"""The clock as a process of its own: every half minute it looks at what is due."""

from __future__ import annotations

import os
import sys

from bot import app, log
from bot.settings import BadSettings, read


def main() -> int:
    """Runs until it is stopped; 1 when the environment cannot be used."""
    try:
        settings = read(os.environ)
    except BadSettings as bad:
        print(bad, file=sys.stderr)
        return 1
    log.set_up(settings.log_level, settings.log_format)
    app.clock(settings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
