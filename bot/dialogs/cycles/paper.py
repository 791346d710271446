"""The words of the Coaching Tool, which the plan, the records and the reflections of a coaching pair ask by."""

from __future__ import annotations

from bot.language import _

FOCUS = {
    "skills": _("skills"),
    "performance": _("performance"),
    "development": _("development"),
}
"""“Skills Coaching, Performance Coaching, and Development Coaching”, section 5.2."""
PRIORITIES = {
    "strategies": _("instructional strategies"),
    "management": _("classroom management"),
    "participation": _("learner participation"),
    "assessment": _("assessment"),
    "reflection": _("professional reflection"),
}
"""“The areas of focus”, section 2.4 a."""
RESOURCES = {
    "plans": _("lesson plans"),
    "schemes": _("schemes of work"),
    "objects": _("real objects"),
    "aids": _("visual aids"),
    "cards": _("flashcards"),
    "books": _("learner books"),
}
"""“Teaching and learning resources”, section 3.1.1."""
THEMES = {
    "teaching": _("teaching"),
    "confidence": _("confidence"),
    "together": _("collaboration"),
    "growth": _("professional growth"),
}
"""“Instructional change, teacher confidence, collaboration, and professional growth”, section 2.7."""
