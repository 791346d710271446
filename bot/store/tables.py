"""All tables in one look: importing this file fills `metadata`."""

from bot.store.addresses import addresses
from bot.store.areas import areas
from bot.store.base import metadata
from bot.store.beats import beats
from bot.store.calendar import calendar
from bot.store.drafts import drafts
from bot.store.inbox import inbox
from bot.store.letters import letters
from bot.store.lines import lines
from bot.store.notes import notes
from bot.store.notices import notices
from bot.store.orientations import orientations
from bot.store.outbox import outbox
from bot.store.pairs import pairs
from bot.store.people import people
from bot.store.plans import plans
from bot.store.remarks import remarks
from bot.store.reviews import reviews
from bot.store.roles import roles
from bot.store.sessions import sessions
from bot.store.signatures import signatures
from bot.store.supports import supports
from bot.store.trainings import trainings
from bot.store.versions import versions

__all__ = [
    "addresses",
    "areas",
    "beats",
    "calendar",
    "drafts",
    "inbox",
    "letters",
    "lines",
    "metadata",
    "notes",
    "notices",
    "orientations",
    "outbox",
    "pairs",
    "people",
    "plans",
    "remarks",
    "reviews",
    "roles",
    "sessions",
    "signatures",
    "supports",
    "trainings",
    "versions",
]
