"""All tables in one look: importing this file fills `metadata`."""

from bot.store.addresses import addresses
from bot.store.areas import areas
from bot.store.assessments import assessments
from bot.store.attachments import attachments
from bot.store.base import index_references, metadata
from bot.store.beats import beats
from bot.store.calendar import calendar
from bot.store.certificates import certificates, serials
from bot.store.closings import closings
from bot.store.consents import consents
from bot.store.decisions import decisions
from bot.store.documents import document_readings, document_signatures, documents
from bot.store.drafts import drafts
from bot.store.feedbacks import feedbacks
from bot.store.fits import fits
from bot.store.goals import goals
from bot.store.goals_met import goals_met
from bot.store.guesses import guesses
from bot.store.holders import holders
from bot.store.inbox import inbox
from bot.store.lateness import lateness
from bot.store.letters import letters
from bot.store.lines import lines
from bot.store.links import links
from bot.store.misses import misses
from bot.store.moves import moves
from bot.store.notes import notes
from bot.store.notices import notices
from bot.store.orientations import orientations
from bot.store.outbox import outbox
from bot.store.pairs import pairs
from bot.store.passed_over import passed_over
from bot.store.pauses import pauses
from bot.store.people import people
from bot.store.plans import plans
from bot.store.preparations import preparations
from bot.store.proposals import proposals
from bot.store.refreshers import refreshers
from bot.store.remarks import remarks
from bot.store.requests import requests
from bot.store.reviews import reviews
from bot.store.roles import roles
from bot.store.saves import saves
from bot.store.sessions import sessions
from bot.store.signatures import signatures
from bot.store.statements import statements
from bot.store.supports import supports
from bot.store.topics import topics
from bot.store.trainings import trainings
from bot.store.unlocks import unlocks
from bot.store.versions import versions

for _table in metadata.tables.values():
    index_references(_table)

__all__ = [
    "addresses",
    "areas",
    "assessments",
    "attachments",
    "beats",
    "calendar",
    "certificates",
    "closings",
    "consents",
    "decisions",
    "document_readings",
    "document_signatures",
    "documents",
    "drafts",
    "feedbacks",
    "fits",
    "goals",
    "goals_met",
    "guesses",
    "holders",
    "inbox",
    "lateness",
    "letters",
    "lines",
    "links",
    "metadata",
    "misses",
    "moves",
    "notes",
    "notices",
    "orientations",
    "outbox",
    "pairs",
    "passed_over",
    "pauses",
    "people",
    "plans",
    "preparations",
    "proposals",
    "refreshers",
    "remarks",
    "requests",
    "reviews",
    "roles",
    "saves",
    "serials",
    "sessions",
    "signatures",
    "statements",
    "supports",
    "topics",
    "trainings",
    "unlocks",
    "versions",
]
