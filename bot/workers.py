"""The worker of the web where there are several: each is forked from one that has read the program, which they share."""

import gc

from bot import app as app
from bot.serving import Worker as Worker

gc.freeze()  # what nobody looks through is not copied for each of them either
