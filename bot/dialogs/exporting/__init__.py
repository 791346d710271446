"""The figures of an area as a table, for who oversees it."""
