"""All tables in one look: importing this file fills `metadata`."""

from bot.store.agreement import document_readings, document_signatures, documents
from bot.store.annex_iv import feedbacks
from bot.store.approval import decisions
from bot.store.areas import areas
from bot.store.base import index_references, metadata
from bot.store.calendar import calendar
from bot.store.certificates import certificates, serials
from bot.store.clock.looks import looks
from bot.store.clock.rule_looks import rule_looks
from bot.store.ending.assessments import assessments
from bot.store.ending.evaluations import evaluations
from bot.store.ending.statements import statements
from bot.store.ending.verifications import verifications
from bot.store.fit import fits
from bot.store.goals.goals import goals
from bot.store.goals.goals_met import goals_met
from bot.store.health.beats import beats
from bot.store.health.passed_over import passed_over
from bot.store.helpdesk.breaches import breach_scopes, breaches
from bot.store.helpdesk.talks import help_talks, help_words
from bot.store.instruments.modules import modules
from bot.store.instruments.observations import observations
from bot.store.instruments.plcs import plc_people, plcs
from bot.store.instruments.school_supports import school_supports
from bot.store.joining.consents import consents
from bot.store.joining.enrolling import enrolments
from bot.store.joining.join_requests import join_requests
from bot.store.joining.myself import capacities, personal
from bot.store.joining.nominating import nominations
from bot.store.letters import letters
from bot.store.linking import links
from bot.store.matching.proposals import proposals
from bot.store.matching.requests import requests
from bot.store.meetings.lateness import lateness
from bot.store.notes import remarks
from bot.store.officers.calls import called, calls
from bot.store.officers.committees import committees
from bot.store.officers.fridays import no_fridays
from bot.store.officers.issues import issues
from bot.store.officers.kept_figures import school_changes, school_figures
from bot.store.officers.needs import needs
from bot.store.officers.reports import reports
from bot.store.officers.slots import no_slots
from bot.store.orientation.group_trainings import group_trainings
from bot.store.orientation.orientations import orientations
from bot.store.orientation.refreshers import refreshers
from bot.store.orientation.topics import topics
from bot.store.orientation.trainings import trainings
from bot.store.outbox.history import steps
from bot.store.outbox.lines import lines
from bot.store.outbox.outbox import outbox
from bot.store.pairs import pairs
from bot.store.pausing.closings import closings
from bot.store.pausing.pauses import pauses
from bot.store.people.addresses import addresses
from bot.store.people.guesses import guesses
from bot.store.people.holders import holders
from bot.store.people.moves import moves
from bot.store.people.people import doubles, people
from bot.store.people.resets import resets
from bot.store.people.roles import roles
from bot.store.pictures import attachments
from bot.store.plans import plans
from bot.store.preparing.plan_drafts import plan_drafts
from bot.store.preparing.preparations import preparations
from bot.store.reviews.reviews import reviews
from bot.store.rights.cases import case_steps, cases
from bot.store.rights.data_copies import data_copies
from bot.store.rights.data_requests import data_requests
from bot.store.rights.former_names import former_names
from bot.store.rights.retention_runs import retention_runs
from bot.store.session_rows import sessions
from bot.store.sessions.disputes import disputes
from bot.store.sessions.notes import notes
from bot.store.sessions.versions import versions
from bot.store.signing import signatures
from bot.store.support.supports import supports
from bot.store.talk.drafts import drafts
from bot.store.talk.inbox import inbox
from bot.store.talk.misses import misses
from bot.store.talk.notices import notices
from bot.store.talk.saves import saves
from bot.store.trail import trail
from bot.store.unlocking import unlocks

for _table in metadata.tables.values():
    index_references(_table)

__all__ = [
    "addresses",
    "areas",
    "assessments",
    "attachments",
    "beats",
    "breach_scopes",
    "breaches",
    "calendar",
    "called",
    "calls",
    "capacities",
    "case_steps",
    "cases",
    "certificates",
    "closings",
    "committees",
    "consents",
    "data_copies",
    "data_requests",
    "decisions",
    "disputes",
    "document_readings",
    "document_signatures",
    "documents",
    "doubles",
    "drafts",
    "enrolments",
    "evaluations",
    "feedbacks",
    "fits",
    "former_names",
    "goals",
    "goals_met",
    "group_trainings",
    "guesses",
    "help_talks",
    "help_words",
    "holders",
    "inbox",
    "issues",
    "join_requests",
    "lateness",
    "letters",
    "lines",
    "links",
    "looks",
    "metadata",
    "misses",
    "modules",
    "moves",
    "needs",
    "no_fridays",
    "no_slots",
    "nominations",
    "notes",
    "notices",
    "observations",
    "orientations",
    "outbox",
    "pairs",
    "passed_over",
    "pauses",
    "people",
    "personal",
    "plan_drafts",
    "plans",
    "plc_people",
    "plcs",
    "preparations",
    "proposals",
    "refreshers",
    "remarks",
    "reports",
    "requests",
    "resets",
    "retention_runs",
    "reviews",
    "roles",
    "rule_looks",
    "saves",
    "school_changes",
    "school_figures",
    "school_supports",
    "serials",
    "sessions",
    "signatures",
    "statements",
    "steps",
    "supports",
    "topics",
    "trail",
    "trainings",
    "unlocks",
    "verifications",
    "versions",
]
