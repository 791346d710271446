"""What an office hands in as tables: pairs and school years."""
