"""A person instead of the machine: who asked for one, and whoever is on duty, by chat with the bot in between."""
