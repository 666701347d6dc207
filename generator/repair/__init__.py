"""Repair: what a verification found wrong goes back to the environment's author as problems (DESIGN §3).

The author edits the environment and never the emitted code. It is checked, rendered and verified again, a few times at
most; what cannot be mended is refused with the reason. Every round is told in the environment's provenance.
"""

from generator.repair.diagnosis import diagnosis
from generator.repair.rounds import Author, Outcome, Verify, repaired
from generator.repair.rules import Mended, mended
from generator.repair.troubles import Trouble

__all__ = ["Author", "Mended", "Outcome", "Trouble", "Verify", "diagnosis", "mended", "repaired"]
