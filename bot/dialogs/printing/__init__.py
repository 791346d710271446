"""Papers to print: the annexes of a pair or a school, filled from its records, and the codes that anybody checks."""
