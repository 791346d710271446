"""The vocabulary and the engine of dialogs: forms, pages, questions, and how they are filled and said."""
