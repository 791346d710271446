"""What we heard, and what somebody is to be told."""
