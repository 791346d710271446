"""The clock: what must be said because its time has come."""
