"""Meetings, their records version by version, and notes on them."""
