"""For how long what is held of people is kept, and how it goes."""
