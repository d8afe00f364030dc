"""Texts that argue in their own voice: comments, testimony, speeches, editorials.

==============  ==============================================================================
``genre``       a report of what others say, or a text that argues itself
``boundaries``  where one proposition of such a text ends and the next begins
``cutting``     its propositions, without what surrounds them in a letter
``units``       what tells those that are argued from thanks and procedure, and their parts
``reading``     all of it together, with the trained weights
==============  ==============================================================================
"""

from argmine.pipeline.own_voice.genre import Voice
from argmine.pipeline.own_voice.reading import OwnVoice, OwnVoiceModels, Scored

__all__ = ["OwnVoice", "OwnVoiceModels", "Scored", "Voice"]
