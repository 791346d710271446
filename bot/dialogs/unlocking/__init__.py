"""A PIN that is locked or forgotten is opened again by somebody above."""
