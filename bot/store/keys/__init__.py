"""The keys of confidential texts: what they seal and open, and how it is sealed anew."""
