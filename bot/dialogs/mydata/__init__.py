"""MYDATA: what is held of somebody, in counts, and a copy of all of it for them."""
