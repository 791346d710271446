"""Benchmarks: how fast Mshauri is, measured beside the least that a program could do."""
