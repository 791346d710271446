"""The papers of a pair that need a signature with the PIN: the agreement of Annex I and each one's declaration."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.messages import Channel
from bot.store.base import Moment, Stored, code, columns, insert_once, metadata
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.pairs import Side
from bot.store.signing import Evidence, Method, signing
from bot.store.statement import Insert, Query, several


class PaperKind(StrEnum):
    """Annex I is signed by both, first by the mentor whose word it is; a declaration by the one who gives it."""

    AGREEMENT = "agreement"
    DECLARATION = "declaration"


documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("kind", code(PaperKind), nullable=False),
    Column("of_id", ForeignKey("people.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("wording", Text, nullable=False),
    Column("text", Encrypted, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("pair_id", "kind", "of_id", "number"),
    info=known_by("pair_id", "kind", "of_id", "number"),
)
document_signatures = Table(
    "document_signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    *signing(),
    UniqueConstraint("document_id", "person_id"),
    info=known_by("document_id", "person_id"),
)
document_readings = Table(
    "document_readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("first_at", Moment, nullable=False),
    UniqueConstraint("document_id", "person_id"),
)
Index("ix_documents_pair_id", documents.c.pair_id)


@dataclass(frozen=True)
class NewDocument:
    """One version of a paper: `of_id` gives the word in it, `wording` names the text that was filled in.

    `hash` is that of `text`, which is the English one.
    """

    pair_id: int
    kind: PaperKind
    of_id: int
    number: int
    wording: str
    text: str
    hash: str
    made_at: datetime


@dataclass(frozen=True)
class Document(NewDocument, Stored):
    """The same; `signed`: who has put their name to it, and when."""

    signed: dict[int, datetime] = field(default_factory=dict)
    readers: frozenset[int] = frozenset()
    """Who has opened it."""


@dataclass(frozen=True)
class PaperSignature:
    """One signature under a paper; `shown` is the text that was read, `seen_by_id` who saw it signed on paper."""

    id: int
    document_id: int
    person_id: int
    role: Side
    made_at: datetime
    channel: Channel
    address: str
    method: Method
    hash: str
    language: str
    read: bool
    shown: str | None
    inbox_id: int | None
    seen_by_id: int | None


@dataclass(frozen=True)
class SignedPapers:
    """Which sides have signed the papers as they read now; `last_at`: when the last of these signatures was given."""

    agreed: frozenset[Side] = frozenset()
    declared: frozenset[Side] = frozenset()
    last_at: datetime | None = None
    opened: bool = False
    """Whether any paper was drawn up: records taken over from before have none."""

    @property
    def all(self) -> bool:
        """Whether nothing is missing."""
        return len(self.agreed) == len(self.declared) == len(Side)


_insert = Insert(documents)
_own = [documents.c[one.name] for one in fields(Document)[:9]]
_of_pair = Query(select(*_own).where(documents.c.pair_id == bindparam("pair_id")).order_by(documents.c.id), Document)
_get = Query(select(*_own).where(documents.c.id == bindparam("document_id")), Document)
_signed = Query(
    select(
        document_signatures.c.document_id,
        document_signatures.c.person_id,
        document_signatures.c.role,
        document_signatures.c.made_at,
    )
    .join(documents)
    .where(documents.c.pair_id == bindparam("pair_id")),
    several,
)
_readers = Query(
    select(document_readings.c.document_id, document_readings.c.person_id)
    .join(documents)
    .where(documents.c.pair_id == bindparam("pair_id")),
    several,
)
_signatures = Query(
    select(*columns(document_signatures, PaperSignature))
    .where(document_signatures.c.document_id == bindparam("document_id"))
    .order_by(document_signatures.c.id),
    PaperSignature,
)
_sign = insert_once(document_signatures, "document_id", "person_id")
_read = insert_once(document_readings, "document_id", "person_id")


def add(db: Connection, document: NewDocument) -> int:
    """A new version of a paper; answers its id. IntegrityError when there is one of this number."""
    return _insert.sure(db, **vars(document))


def current(db: Connection, pair_id: int) -> list[Document]:
    """The latest version of each of the pair's papers, with who has signed and who has opened it. Three statements."""
    latest = {(row.kind, row.of_id): row for row in _of_pair.rows(db, pair_id=pair_id)}
    signed: dict[int, dict[int, datetime]] = {}
    for document_id, person_id, _role, made_at in _signed.rows(db, pair_id=pair_id):
        signed.setdefault(document_id, {})[person_id] = made_at
    readers: dict[int, set[int]] = {}
    for document_id, person_id in _readers.rows(db, pair_id=pair_id):
        readers.setdefault(document_id, set()).add(person_id)
    return [
        replace(one, signed=signed.get(one.id, {}), readers=frozenset(readers.get(one.id, ())))
        for one in latest.values()
    ]


def get(db: Connection, document_id: int) -> Document | None:
    """One version of a paper, without its signatures."""
    return _get.one(db, document_id=document_id)


def signed(db: Connection, pair_id: int) -> SignedPapers:
    """Who has signed what of the papers as they read now."""
    latest = {(row.kind, row.of_id): row.id for row in _of_pair.rows(db, pair_id=pair_id)}
    kinds = {document_id: kind for (kind, _of_id), document_id in latest.items()}
    counted = [row for row in _signed.rows(db, pair_id=pair_id) if row[0] in kinds]
    return SignedPapers(
        agreed=frozenset(role for document_id, _who, role, _at in counted if kinds[document_id] is PaperKind.AGREEMENT),
        declared=frozenset(
            role for document_id, _who, role, _at in counted if kinds[document_id] is PaperKind.DECLARATION
        ),
        last_at=max((made_at for _id, _who, _role, made_at in counted), default=None),
        opened=bool(kinds),
    )


def signatures(db: Connection, document_id: int) -> list[PaperSignature]:
    """All signatures under a version of a paper, in the order in which they were given."""
    return _signatures.rows(db, document_id=document_id)


def sign(
    db: Connection,
    *,
    document_id: int,
    person_id: int,
    role: Side,
    hash: str,  # noqa: A002 the record's word
    evidence: Evidence,
    now: datetime,
) -> int | None:
    """The signature's id; None when this person has signed this version before."""
    signed = {"document_id": document_id, "person_id": person_id, "role": role, "hash": hash, "made_at": now}
    return _sign.one(db, **signed, **vars(evidence))


def opened(db: Connection, document_id: int, person_id: int, now: datetime) -> None:
    """This person has opened it."""
    _read.one(db, document_id=document_id, person_id=person_id, first_at=now)
