"""Identities leave the text: names, note-takers' marks, contacts, and affiliations that give a speaker away.

The Chatham House Rule protects who spoke and for whom. What everybody speaks *about* stays: whether a body
is a subject of the conversation or gives a participant away is decided by how the notes use its name.
"""

from worldcafe.redact.bars import Evener, even_out
from worldcafe.redact.batch import Batch
from worldcafe.redact.finding import Finding
from worldcafe.redact.sources import mask_settings, mask_sources
from worldcafe.redact.stage import Redaction, Redactor, redact_identities

__all__ = [
    "Batch",
    "Evener",
    "Finding",
    "Redaction",
    "Redactor",
    "even_out",
    "mask_settings",
    "mask_sources",
    "redact_identities",
]
