"""The end of pairs at the desk, early and in time, and what is entered for people who are not in the chat."""

from __future__ import annotations

from bot.desk import approval, behalf, certificates, finishing, pausing

FACTS = {**pausing.FACTS, **finishing.FACTS, **approval.FACTS, **certificates.FACTS, **behalf.FACTS}
SUBJECTS = {**pausing.SUBJECTS, **finishing.SUBJECTS, **approval.SUBJECTS}
ROUTES = {**pausing.ROUTES, **approval.ROUTES, **behalf.ROUTES}
TAKE = {**pausing.TAKE, **finishing.TAKE, **approval.TAKE}
DO = {**pausing.DO, **finishing.DO, **approval.DO, **certificates.DO, **behalf.DO}
