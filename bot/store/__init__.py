"""What Mshauri remembers: the tables, one file a noun, and their queries as sentences."""
