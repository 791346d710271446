"""An officer helps a pair to agree on a record: they see that it is disputed and of which day, never what it says."""
