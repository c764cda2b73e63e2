"""Where each finding stands: its fingerprint, what the office says of it, whether it was known before.

In: diagnostics. Out: `Finding` values. May import: model and what lies below.
"""
