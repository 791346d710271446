"""Mshauri: Kenya's Teacher Induction, Mentorship and Coaching programme, carried by chat."""

import atexit
import gc

# What the interpreter usually does after 700 new objects, to find those that only hold each other: a turn makes more
# than that and leaves none, and a start makes a hundred thousand that stay. So seldom it costs next to nothing.
gc.set_threshold(100_000, 20, 20)
# Nor does it look through all of the program once more at the end, which took as long as most commands: it goes anyway.
atexit.register(gc.freeze)
