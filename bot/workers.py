"""The worker of the web where there are several: they share the program as the one has read it that forks them."""

import gc

from bot import app as app
from bot.serving import Worker as Worker

gc.freeze()  # what nobody looks through is not copied for each of them either
