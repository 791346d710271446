"""What is held of people: every table with somebody in it, whose its rows are, and what of them their owner sees.

This is the only place that says so. A copy for its owner, an erasure, the table of retention and `docs/privacy.md` are
made of it, and a test fails for a table or a column that is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, Table, and_, bindparam, or_, select, true

from bot.store.statement import Query, several
from bot.store.tables import metadata


class Kind(StrEnum):
    """What is held, as people speak of it: each kind is kept for a time of its own."""

    PERSON = "person"
    OPTIONAL = "optional"
    RECORD = "record"
    LETTERS = "letters"
    PICTURES = "pictures"
    CERTIFICATES = "certificates"
    MESSAGES = "messages"
    DRAFTS = "drafts"
    ACCESS = "access"
    OFFICE = "office"
    JOINING = "joining"
    CASES = "cases"
    REQUESTS = "requests"
    TRAIL = "trail"


WHO = bindparam("who", type_=Integer)
OF_PAIR = ("pair_id", "session_id", "version_id", "document_id")
"""The columns by which a row belongs to the record of a pair."""


@dataclass(frozen=True)
class Held:
    """One table. `mine`: the columns that name whose a row is; `others`: those that had a hand in it.

    `shown` is what its owner sees in a copy, `unseen` what is ours alone (how PINs are kept, a number in a queue) or
    another's (why an officer closed a pair). `of_pair`: the column by which both of a pair have it, where `shared` is
    set and `unless` is not; `through`: the column by which it belongs to a row that is theirs by a column of that;
    `own`: what only the one named there sees of it.
    """

    name: str
    kind: Kind
    mine: str = ""
    shown: str = ""
    unseen: str = ""
    others: str = ""
    of_pair: str = ""
    shared: str = ""
    unless: str = ""
    through: tuple[str, str] = ("", "")
    own: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def table(self) -> Table:
        return metadata.tables[self.name]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What is read of it: what is shown, and the references that say what it belongs to."""
        return tuple(dict.fromkeys((*self.mine.split(), *self.others.split(), *self.refers, *self.shown.split())))

    @cached_property
    def refers(self) -> tuple[str, ...]:
        """Its references to anything but people."""
        people = {*self.mine.split(), *self.others.split()}
        return tuple(one.name for one in self.table.c if one.foreign_keys and one.name not in people)

    @cached_property
    def is_hers(self) -> ColumnElement[bool]:
        """Whether a row is, or is also, of the person `who`."""
        mine = or_(*(self.table.c[name] == WHO for name in self.mine.split())) if self.mine else None
        ways = (mine, self._of_her_pair if self.of_pair else None, self._through_hers if self.through[0] else None)
        return or_(*(one for one in ways if one is not None))

    @property
    def _through_hers(self) -> ColumnElement[bool]:
        column, owner = self.through
        [key] = self.table.c[column].foreign_keys
        of = key.column.table
        return self.table.c[column].in_(select(of.c.id).where(of.c[owner] == WHO))

    @property
    def _of_her_pair(self) -> ColumnElement[bool]:
        shared = self.table.c[self.shared].is_not(None) if self.shared else true()
        kept = self.table.c[self.unless].is_(None) if self.unless else true()
        return and_(_in_her_pairs(self.table.c[self.of_pair]), shared, kept)

    @cached_property
    def hers(self) -> Query[Any]:
        """Her rows, in the order in which they were made."""
        key = next(iter(self.table.primary_key))
        read = select(key, *(self.table.c[name] for name in self.columns))
        return Query(read.where(self.is_hers).order_by(key), several)


def _in_her_pairs(column: Any) -> ColumnElement[bool]:
    """Whether a reference, however far it goes round, leads to a pair of hers."""
    [key] = column.foreign_keys
    of = key.column.table
    if of.name == "pairs":
        return ColumnElement.in_(column, select(of.c.id).where(or_(of.c.mentor_id == WHO, of.c.mentee_id == WHO)))
    up = next(name for name in OF_PAIR if name in of.c)
    return ColumnElement.in_(column, select(of.c.id).where(_in_her_pairs(of.c[up])))


_BY_WHAT = "made_at channel address method language"
HELD: tuple[Held, ...] = (
    # the person
    Held("people", Kind.PERSON, "id", "name tsc_number local_id language state employment subject first_service"
         " prompt_hour muted_at locked_at made_at", "pin_hash pin_tries anonymised_at"),
    Held("former_names", Kind.PERSON, "person_id", "name until"),
    Held("addresses", Kind.PERSON, "person_id", "channel address account verified_at dead_at made_at",
         "rank doubted_at failures passed_at place misses said_at asked_at"),
    Held("roles", Kind.PERSON, "person_id", "role since until"),
    Held("consents", Kind.PERSON, "person_id", "answer version language channel shown made_at"),
    Held("capacities", Kind.PERSON, "person_id", "most free_on made_at"),
    Held("no_fridays", Kind.PERSON, "person_id", "since"),
    Held("no_slots", Kind.PERSON, "person_id", "since"),
    Held("enrolments", Kind.PERSON, "person_id", "called category reason made_at answer answered_at", "within_id",
         "by_id"),
    Held("nominations", Kind.PERSON, "person_id", "called source criteria made_at answer answered_at", others="by_id"),
    Held("topics", Kind.PERSON, "person_id", "topic day made_at", others="by_id"),
    Held("trainings", Kind.PERSON, "person_id", "kind day place made_at", others="by_id"),
    Held("refreshers", Kind.PERSON, "person_id", "day made_at", others="by_id"),
    Held("modules", Kind.PERSON, "person_id", "module level label made_at confirmed answered_at taken_back_at", "",
         "coach_id"),
    Held("doubles", Kind.PERSON, "person_id kept_id", "made_at"),
    Held("proposals", Kind.PERSON, "mentor_id mentee_id",
         "made_at kind mentor_answer mentor_at mentee_answer mentee_at withdrawn_at", "reason", "head_id",
         own={"mentor_id": "mentor_answer mentor_at", "mentee_id": "mentee_answer mentee_at"}),
    Held("personal", Kind.OPTIONAL, "person_id", "gender disability religion same_gender made_at"),
    # the record of a pair
    Held("pairs", Kind.RECORD, "mentor_id mentee_id", "kind start state made_at cycle", "emptied_at"),
    Held("plans", Kind.RECORD, "", "number objectives venue hour approved_at answers made_at", "",
         "author_id seen_by_id", "pair_id"),
    Held("documents", Kind.RECORD, "of_id", "kind number wording text made_at", "hash", of_pair="pair_id"),
    Held("document_readings", Kind.RECORD, "person_id", "first_at"),
    Held("document_signatures", Kind.RECORD, "person_id", f"role {_BY_WHAT} read shown", "hash", "seen_by_id"),
    Held("sessions", Kind.RECORD, "", "number day hour venue scheduled objectives missed_reason missed_words moved_from"
         " settled held_at agreed_at", "asked_by_id", of_pair="pair_id"),
    Held("versions", Kind.RECORD, "author_id", "number day venue objectives areas plan looked_back made resources"
         " made_at refused_at struck_at",
         "hash", of_pair="session_id"),
    Held("signatures", Kind.RECORD, "person_id", f"role {_BY_WHAT} read shown", "hash", "seen_by_id"),
    Held("disputes", Kind.RECORD, "asked_by_id", "asked_at outcome noted_at", "version_id", "noted_by_id",
         "session_id"),
    Held("supports", Kind.RECORD, "", "asked_at answer answered_at", of_pair="pair_id"),
    Held("goals", Kind.RECORD, "by_id", "owner words criterion due proposed_at agreed_at", of_pair="pair_id"),
    Held("goals_met", Kind.RECORD, "person_id", "marks made_at"),
    Held("lateness", Kind.RECORD, "person_id by_id", "made_at"),
    Held("reviews", Kind.RECORD, "person_id", "quarter kind due answers saved_at shared_at released_at",
         others="seen_by_id", of_pair="pair_id", shared="shared_at", own={"person_id": "released_at"}),
    Held("feedbacks", Kind.RECORD, "mentor_id", "quarter scheduled covered answers saved_at channel address method"
         " language struck_at", "hash", "seen_by_id"),
    Held("assessments", Kind.RECORD, "person_id", "due answers saved_at", others="by_id"),
    Held("statements", Kind.RECORD, "", "due verdict excused words made_at returned_at",
         "training channel address method", "by_id", "pair_id"),
    Held("decisions", Kind.RECORD, "", "decided made_at answered_at", "words answer", "by_id answered_by_id",
         "pair_id"),
    Held("pauses", Kind.RECORD, "", "since until made_at", "why", "by_id ended_by_id", "pair_id"),
    Held("closings", Kind.RECORD, "", "day served made_at", "why of", "by_id", "pair_id"),
    Held("certificates", Kind.CERTIFICATES, "person_id", "number role since until issued_on awarded_on made_at",
         "reason", "approver_id awarded_by_id"),
    # what the two write beside it
    Held("letters", Kind.LETTERS, "from_id", "kind about words made_at read_at taken_back_at", of_pair="pair_id",
         unless="taken_back_at"),
    Held("notes", Kind.LETTERS, "author_id", "words made_at", of_pair="session_id"),
    Held("preparations", Kind.RECORD, "person_id", "kind answers saved_at shared_at", of_pair="pair_id",
         shared="shared_at"),
    Held("fits", Kind.RECORD, "person_id", "answer made_at"),
    Held("requests", Kind.RECORD, "person_id", "kind reason made_at"),
    Held("attachments", Kind.PICTURES, "by_id", "kind channel made_at type", "reference content tries next_at",
         of_pair="session_id"),
    Held("observations", Kind.RECORD, "", "tool day stage version scores made_at read_at", "taken_back_at", "by_id",
         "pair_id", unless="taken_back_at"),
    # messages and drafts
    Held("inbox", Kind.MESSAGES, "person_id", "channel address text press media received_at",
         "provider_id files segments failed tries"),
    Held("outbox", Kind.MESSAGES, "person_id", "channel address kind body made_at sent_at state",
         "place template segments price attempts due_at expires_at lease_until worker provider_id error seq"
         " doubted_at"),
    Held("steps", Kind.MESSAGES, unseen="step at said"),
    Held("notices", Kind.MESSAGES, "person_id", "kind made_at said_at",
         "place cause state reason until held_until became not_before"),
    Held("drafts", Kind.DRAFTS, "person_id", "form about answers state opened_at touched_at", "sittings"),
    Held("saves", Kind.DRAFTS, "person_id", "form about answers saved_at", "made before after"),
    # keys to the account
    Held("plan_drafts", Kind.DRAFTS, "person_id", "answers made_at"),
    Held("help_talks", Kind.MESSAGES, "person_id", "made_at taken_at ended_at how",
         "waits_since passed_on_at touched_at", "helper_id"),
    Held("help_words", Kind.MESSAGES, "from_id", "made_at"),
    Held("guesses", Kind.ACCESS, "person_id", "channel own made_at", "address"),
    Held("links", Kind.ACCESS, "person_id", "channel address made_at expires_at used_at", "code_hash tries"),
    Held("resets", Kind.ACCESS, "person_id", "channel address made_at used_at", "code"),
    Held("unlocks", Kind.ACCESS, "person_id", "made_at used_at", others="by_id"),
    Held("moves", Kind.ACCESS, "person_id", "channel address made_at disputed_at"),
    Held("holders", Kind.ACCESS, "person_id", "channel address identified_at", "place said_at"),
    # what an office does
    Held("orientations", Kind.PERSON, "by_id", "day made_at"),
    Held("evaluations", Kind.OFFICE, "by_id", f"day rows name number designation {_BY_WHAT}", "hash", "seen_by_id"),
    Held("reports", Kind.OFFICE, "by_id", "role kind first last version figures words made_at state answered_at answer",
         "area_id", others="answered_by_id"),
    Held("calls", Kind.OFFICE, "by_id", "day place words made_at came"),
    Held("called", Kind.OFFICE, "person_id", "read_at comes"),
    Held("school_supports", Kind.OFFICE, "by_id", "day kind mode tools made_at"),
    Held("plcs", Kind.OFFICE, "by_id", "at place topic called action made_at"),
    Held("plc_people", Kind.OFFICE, "person_id", "comes attended uses"),
    Held("issues", Kind.OFFICE, "by_id", "role words owner due made_at outcome resolved_at", others="resolved_by_id"),
    Held("group_trainings", Kind.OFFICE, "by_id", "day place kind count made_at", "area_id"),
    Held("committees", Kind.OFFICE, "by_id", "day members made_at"),
    Held("verifications", Kind.OFFICE, "by_id", "at name number role words channel address method", "hash"),
    Held("breaches", Kind.OFFICE, unseen="what found_at made_at controller_at commissioner_at people_at closed_at"),
    Held("breach_scopes", Kind.OFFICE, unseen="kind since until made_at"),
    Held("remarks", Kind.OFFICE, "from_id to_id", "words made_at"),
    # complaints: nobody's but who wrote them
    Held("cases", Kind.CASES, "complainant_id", "about words state opened_at closed_at", "role owed_since reminded_at",
         "recipient_id passed_to_id"),
    Held("case_steps", Kind.CASES, "by_id", "kind words made_at", through=("case_id", "complainant_id")),
    # who asked to come in, who asked what of their data, who looked
    Held("data_requests", Kind.REQUESTS, "person_id", "kind about words made_at due answer answered_at reply",
         "left struck", "answered_by_id"),
    Held("data_copies", Kind.REQUESTS, "person_id", "made_at expires_at used_at", "code_hash tries"),
    Held("join_requests", Kind.JOINING, unseen="channel address name number made_at answer answered_at"),
    Held("trail", Kind.TRAIL, "person_id by_id", "at role deed what", "data session_id before hash", of_pair="pair_id"),
)  # fmt: skip
OF_NOBODY = {
    "areas": "places",
    "beats": "our own processes",
    "calendar": "the school year",
    "retention_runs": "how many rows went in a night",
    "lines": "our lines to providers",
    "looks": "when the clock looks at a pair again",
    "misses": "counts of questions, without who or what",
    "needs": "counts of a school",
    "passed_over": "our own faults",
    "rule_looks": "when the clock asks again",
    "school_changes": "that the figures of a school have changed",
    "school_figures": "counts of a school",
    "serials": "the last number of a certificate",
}
"""The tables in which nobody is, and what is in them."""


@dataclass(frozen=True)
class HeldRow:
    """One row of hers: its number, what it shows, by column, and the ids of what it belongs to."""

    number: Any
    shown: Mapping[str, Any]
    refers: Mapping[str, int]
    by_her: bool
    """Whether it is she who wrote it or is named in it, and not only the other of her pair."""


def rows_of(db: Any, held: Held, person_id: int) -> list[HeldRow]:
    """What somebody may see of this table, the oldest first."""
    if not (held.mine or held.of_pair):
        return []
    found = held.hers.rows(db, who=person_id)
    return [_row(held, number, dict(zip(held.columns, one, strict=True)), person_id) for number, *one in found]


def _row(held: Held, number: Any, row: Mapping[str, Any], person_id: int) -> HeldRow:
    mine = [name for name in held.mine.split() if row[name] == person_id]
    hidden = {column for name, columns in held.own.items() if name not in mine for column in columns.split()}
    shown = {name: row[name] for name in held.shown.split() if row[name] is not None and name not in hidden}
    refers = (*held.mine.split(), *held.others.split(), *held.refers)
    return HeldRow(number, shown, {name: row[name] for name in refers if row[name] is not None}, bool(mine))
