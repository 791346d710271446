"""Reading a record, and adding a note to it."""
