"""Start states: rules chosen from names and kinds, rows made by them, obligations met (MODEL.md §4 (5))."""

from generator.seed.inventing import inventions
from generator.seed.obligations import Seeded, obligations, seeded, start_state
from generator.seed.rules import with_seed_rules
from generator.seed.start import raw_state

__all__ = ["Seeded", "inventions", "obligations", "raw_state", "seeded", "start_state", "with_seed_rules"]
