"""The menu, languages, silence, and what is said when nothing fits."""
