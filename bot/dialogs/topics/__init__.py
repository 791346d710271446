"""The topics of orientation and induction, and who has covered them."""
