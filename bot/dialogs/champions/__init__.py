"""The champion of a school: whom its head lets answer those who ask for a person."""
