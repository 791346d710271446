"""The record of a meeting: logged, changed, corrected."""
