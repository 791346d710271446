"""Who oversees what: heads, directors and officers."""
