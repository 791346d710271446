"""Several phones and apps of one account."""
