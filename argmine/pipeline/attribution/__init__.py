"""Who says what: cues and what they attribute, quotation marks, speech that no cue introduces.

======================  =====================================================================================
``quotations``          which stretches of a text stand inside quotation marks
``words``               the words of a batch of documents as arrays
``relations``           how a word stands to a cue
``network``             the trained network: which words are cues, which each makes source and content
``encoder``             word vectors of a pretrained encoder, for the accurate model
``cued``                attributions that a cue makes, as the network reads them
``cue_kinds``           speech, belief, intention or attitude
``uncued``              speech that no cue attributes, by its layout; ``voices``, ``introductions``,
                        ``statements``, ``signoffs`` and ``turns`` are parts of it
======================  =====================================================================================
"""

from argmine.pipeline.attribution.cued import CuedAttribution, CueReader, paragraphs_of, quotations_of
from argmine.pipeline.attribution.quotations import Quotation, find_quotations
from argmine.pipeline.attribution.uncued import is_speech, uncued_attributions

__all__ = [
    "CueReader",
    "CuedAttribution",
    "Quotation",
    "find_quotations",
    "is_speech",
    "paragraphs_of",
    "quotations_of",
    "uncued_attributions",
]
