"""How the service does: heartbeats, what was passed over, figures of the last hour."""
