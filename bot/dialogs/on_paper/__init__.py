"""Agreements and declarations that were signed on paper."""
