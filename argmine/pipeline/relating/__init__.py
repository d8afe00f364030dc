"""Which claims of one text are reasons, evidence or attacks, and for which of its other claims.

===========  ==================================================================================
``units``    what tells from a claim, its words and its place, how it is linked
``pairs``    the pairs of near claims, and what tells of a pair how it is linked
``weights``  the trained weights: how likely each pair is linked, and as what
``decode``   which pairs are linked, seeing how likely their neighbours are
===========  ==================================================================================
"""

from argmine.pipeline.relating.decode import Link, decode
from argmine.pipeline.relating.pairs import Pairs
from argmine.pipeline.relating.units import Units
from argmine.pipeline.relating.weights import RelationWeights

__all__ = ["Link", "Pairs", "RelationWeights", "Units", "decode"]
