"""Emitted environments, one folder each, and `farm`, which all rooms share."""
