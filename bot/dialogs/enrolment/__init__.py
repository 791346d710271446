"""How schools, people, pairs and school years enter the programme."""
