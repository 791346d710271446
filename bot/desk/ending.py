"""Everything at the desk about the end of pairs: pauses, early ends, the final evaluation, approval, certificates."""

from __future__ import annotations

from bot.desk import approval, certificates, finishing, pausing

FACTS = {**pausing.FACTS, **finishing.FACTS, **approval.FACTS, **certificates.FACTS}
SUBJECTS = {**pausing.SUBJECTS, **finishing.SUBJECTS, **approval.SUBJECTS}
ROUTES = {**pausing.ROUTES, **approval.ROUTES}
TAKE = {**pausing.TAKE, **finishing.TAKE, **approval.TAKE}
DO = {**pausing.DO, **finishing.DO, **approval.DO, **certificates.DO}
