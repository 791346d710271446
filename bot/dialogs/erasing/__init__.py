"""ERASE: what somebody may have erased, what the law keeps, and until when."""
