"""TODO bot.store.migrations.versions"""
