"""The programme, one folder a subject, in its order. A new subject is entered here and nowhere else."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

SUBJECTS = (
    "offices",
    "people",
    "unlocking",
    "linking",
    "locking",
    "enrolment",
    "nominating",
    "posters",
    "joining",
    "myself",
    "pairs",
    "matching",
    "standing_still",
    "rematch",
    "topics",
    "plans",
    "preparations",
    "readiness",
    "agreement",
    "on_paper",
    "orientation",
    "signing",
    "sessions",
    "comparing",
    "reading",
    "meetings",
    "reminders",
    "booking",
    "lateness",
    "pictures",
    "letters",
    "goals",
    "fit",
    "reviews",
    "sharing",
    "annex_iv",
    "ending",
    "approval",
    "certificates",
    "pausing",
    "behalf",
    "support",
    "notes",
    "standing",
    "figures",
    "schools",
    "heads",
    "fridays",
    "delegating",
    "annex_v",
    "asked",
    "menu",
    "help",
    "guide",
    "practice",
    "glossary",
    "asides",
    "harm",
    "wants",
    "drafts",
    "undo",
    "trail",
    "reach",
    "operating",
)


def every(layer: str) -> list[ModuleType]:
    """The files of this name (`desk`, `prompts`) that subjects have, in their order."""
    here = Path(__file__).parent
    found = [subject for subject in SUBJECTS if (here / subject / f"{layer}.py").exists()]
    return [import_module(f"{__name__}.{subject}.{layer}") for subject in found]
