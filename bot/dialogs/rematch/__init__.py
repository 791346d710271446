"""Asking for somebody else."""
