"""Claims to positions: what a corpus argues over, who stands on which side of it, and who repeats whom.

`find_positions` groups the claims of one document or of a corpus into positions (discovered, or those of a
codebook), gives each claim its polarity and links echoes. `find_echoes` links echoes alone, and can be
called on the claims of one document before their stances are known.
"""

from __future__ import annotations

from argmine.positions.assign import PositionResult, find_positions
from argmine.positions.echoes import find_echoes
from argmine.positions.suggestions import Suggestion, suggest_positions

__all__ = ["PositionResult", "Suggestion", "find_echoes", "find_positions", "suggest_positions"]
