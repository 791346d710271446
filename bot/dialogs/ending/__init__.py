"""The end of a pair's year: assessments, the head's statement."""
