"""The forms of the policy and the certificates as printed papers: plain facts in, a PDF out."""
