"""Certificates: held, printed, checked."""
