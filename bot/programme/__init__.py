"""TIMEC's rules and deeds: a rule is a pure function, a deed takes (db, who, what, now) and never commits."""
