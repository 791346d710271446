"""The tables that an office hands in: their columns, the empty ones, and how CSV and Excel files are read."""
