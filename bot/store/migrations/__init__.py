"""How the tables came to be as they are: one step a file, never changed once it is released."""
