"""Start states: rules chosen from names and kinds, rows made by them, obligations met (MODEL.md §4 (5))."""

from generator.seed.rules import with_seed_rules
from generator.seed.start import raw_state as start_state

__all__ = ["start_state", "with_seed_rules"]
