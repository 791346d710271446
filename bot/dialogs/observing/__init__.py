"""The Lesson Observation Tool: a coach rates a lesson of the coachee, and both have it at once."""
