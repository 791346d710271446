"""Fills a PostgreSQL store with a generated country: regions down to schools, pairs, sessions, records, reviews.

The server makes the rows itself, a part at a time; nothing in it was written by anybody, so what would be sealed is
filled with letters of the usual length, which no figure opens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, text
from tqdm import tqdm

TODAY = date(2026, 6, 17)
BEGAN = date(2025, 8, 25)
"""Pairs begin from this day on, for forty weeks."""
PART = 20_000
REGIONS = 8
AREAS = """
INSERT INTO areas (id, kind, name, parent_id)
  SELECT g, 'region', 'Region ' || g, NULL FROM generate_series(1, :regions) g;
INSERT INTO areas (id, kind, name, parent_id)
  SELECT :county + g, 'county', 'County ' || g, 1 + g % :regions FROM generate_series(1, :counties) g;
INSERT INTO areas (id, kind, name, parent_id)
  SELECT :sub + g, 'sub_county', 'Sub-county ' || g, :county + 1 + g % :counties
  FROM generate_series(1, :sub_counties) g;
INSERT INTO areas (id, kind, name, parent_id)
  SELECT :zone + g, 'zone', 'Zone ' || g, :sub + 1 + g % :sub_counties FROM generate_series(1, 5 * :sub_counties) g;
INSERT INTO areas (id, kind, name, code, level, parent_id)
  SELECT :school + g, 'institution', 'School ' || g, lpad(g::text, 8, '0'),
    (ARRAY['primary', 'primary', 'junior', 'secondary', 'primary'])[1 + g % 5], :zone + 1 + g % (5 * :sub_counties)
  FROM generate_series(1, :schools) g;
INSERT INTO school_figures (school_id, at, shares)
  SELECT id, to_timestamp(0), false FROM areas WHERE kind = 'institution';
INSERT INTO people (id, tsc_number, name, language, state, made_at)
  SELECT g, (1000000 + g)::text, 'Pat Number' || g, 'en', 'active', :made
  FROM generate_series(1, 2 * :pairs + :schools) g;
INSERT INTO roles (id, person_id, role, area_id, since)
  SELECT g, g,
    CASE WHEN g > 2 * :pairs THEN 'head' WHEN g <= :pairs THEN 'mentor' ELSE 'mentee' END,
    :school + 1 + (g % :pairs) % :schools, :began
  FROM generate_series(1, 2 * :pairs + :schools) g;
INSERT INTO orientations (area_id, day, by_id, made_at)
  SELECT :school + g, :began, 2 * :pairs + g, :made FROM generate_series(1, :schools) g;
INSERT INTO trainings (person_id, kind, day, made_at)
  SELECT 2 * :pairs + g, 'tot', :began, :made FROM generate_series(1, :schools) g;
INSERT INTO trainings (person_id, kind, day, made_at)
  SELECT g, 'mentor', :began, :made FROM generate_series(1, :pairs) g;
INSERT INTO calendar (year, level, kind, name, first, last)
  SELECT y, l, 'term', '1', make_date(y, 1, 1), make_date(y, 12, 31)
  FROM generate_series(2025, 2026) y, unnest(ARRAY['primary', 'junior', 'secondary']) l
"""
PAIRS = """
INSERT INTO pairs (id, mentor_id, mentee_id, kind, start, state, made_at)
  SELECT g, g, :pairs + g, CASE WHEN g % 12 = 0 THEN 'coaching' ELSE 'mentorship' END,
    CAST(:began AS date) + (g * 7919) % 280, CASE WHEN g % 15 = 0 THEN 'ended' ELSE 'active' END, :made
  FROM generate_series(:first, :last) g;
INSERT INTO sessions (id, pair_id, number, day, scheduled, venue, objectives, held_at, agreed_at)
  SELECT (p.id - 1) * :each + n, p.id, n, p.start + (n * 14), n % 9 > 0, 'staffroom', repeat('o', 180),
    CASE WHEN (p.id + n) % 4 > 0 AND p.start + n * 14 < :today THEN p.start + n * 14 + interval '13 hours' END,
    CASE WHEN (p.id + n) % 4 > 1 AND p.start + n * 14 < :today THEN p.start + n * 14 + interval '15 hours' END
  FROM pairs p, generate_series(1, :each) n WHERE p.id BETWEEN :first AND :last;
INSERT INTO versions
  (id, session_id, number, day, venue, objectives, areas, plan, looked_back, author_id, made_at, hash)
  SELECT s.id, s.id, 1, s.day::text, 'staffroom', repeat('o', 120), repeat('a', 160), repeat('p', 160), repeat('l', 80),
    p.mentee_id, s.held_at, repeat('h', 64)
  FROM sessions s JOIN pairs p ON p.id = s.pair_id WHERE p.id BETWEEN :first AND :last AND s.held_at IS NOT NULL;
INSERT INTO signatures (version_id, person_id, role, made_at, channel, address, method, hash, language, read)
  SELECT s.id, CASE w WHEN 1 THEN p.mentee_id ELSE p.mentor_id END, CASE w WHEN 1 THEN 'mentee' ELSE 'mentor' END,
    CASE w WHEN 1 THEN s.held_at ELSE s.agreed_at END, 'sms', '+254', 'reply', repeat('h', 64), 'en', true
  FROM sessions s JOIN pairs p ON p.id = s.pair_id, generate_series(1, 2) w
  WHERE p.id BETWEEN :first AND :last AND CASE w WHEN 1 THEN s.held_at ELSE s.agreed_at END IS NOT NULL;
INSERT INTO reviews (pair_id, quarter, kind, person_id, due, answers, saved_at)
  SELECT p.id, q, k, CASE w WHEN 1 THEN p.mentee_id ELSE p.mentor_id END, due, repeat('r', 120),
    due + interval '20 hours'
  FROM pairs p, generate_series(1, 3) q, unnest(ARRAY['six_week', 'three_month']) k, generate_series(1, 2) w,
    LATERAL (SELECT (p.start + make_interval(months => 3 * q - CASE k WHEN 'six_week' THEN 3 ELSE 0 END)
      + make_interval(days => CASE k WHEN 'six_week' THEN 42 ELSE 0 END))::date AS due) d
  WHERE p.id BETWEEN :first AND :last AND due <= :today AND (p.id + q) % 3 > 0
"""
TRIGGERED = ("versions", "signatures")


@dataclass(frozen=True)
class Country:
    """How large it is."""

    counties: int = 47
    sub_counties: int = 300
    schools: int = 30_000
    pairs: int = 200_000
    sessions: int = 2_000_000

    @classmethod
    def at(cls, share: float) -> Country:
        """Kenya, or so large a part of it: fewer schools, pairs and sessions in the same areas."""
        whole = cls()
        return cls(schools=int(whole.schools * share), pairs=int(whole.pairs * share), sessions=int(2_000_000 * share))

    def fill(self, engine: Engine) -> None:
        """Everything, with a progress bar on a terminal."""
        with engine.begin() as db:
            db.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in AREAS.split(";\n"):
                db.exec_driver_sql(self._filled(statement))
        with tqdm(total=self.pairs, unit=" pairs", disable=None, leave=False) as bar:
            for first in range(1, self.pairs + 1, PART):
                last = min(first + PART - 1, self.pairs)
                with engine.begin() as db:
                    db.execute(text("SET LOCAL session_replication_role = replica"))  # all references hold
                    for statement in PAIRS.split(";\n"):
                        db.exec_driver_sql(self._filled(statement, first=first, last=last))
                bar.update(last - first + 1)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("VACUUM ANALYZE"))

    def _filled(self, statement: str, **more: int) -> str:
        known: dict[str, int | date] = {
            "regions": REGIONS,
            "county": 100,
            "sub": 1_000,
            "zone": 10_000,
            "school": 100_000,
            "counties": self.counties,
            "sub_counties": self.sub_counties,
            "schools": self.schools,
            "pairs": self.pairs,
            "each": max(self.sessions // self.pairs, 1),
            "began": BEGAN,
            "today": TODAY,
            "made": BEGAN - timedelta(days=30),
            **more,
        }
        return re.sub(r"(?<!:):(\w+)", lambda name: _literal(known[name[1]]), statement).replace("%", "%%")


def _literal(value: int | date) -> str:
    return str(value) if isinstance(value, int) else f"date '{value}'"
