"""Days, hours and series as Kenyans write them, by the English clock and the Swahili one."""
