"""Identities leave the text: names, note-takers' marks, contacts, and affiliations that give a speaker away.

The Chatham House Rule protects who spoke and for whom. What everybody speaks *about* stays: whether a body
is a subject of the conversation or gives a participant away is decided by how the notes use its name.

affiliations          organisations and countries, where a note gives its speaker away by them
announced_names       names that a label announces: "Host: Li Wei", "(scribe TM)", "Présents : A, B"
bars                  bars that do not tell how long a name is
batch                 what finders look at: the texts of some segments as they read, the words in them
contacts              e-mail addresses, handles, phone numbers, personal web addresses
dictionaries          how often a word is said in a language
finding               what the finders hand on: a stretch of a text that identifies somebody
folders               folders that are called after people, whose names would else show as those of cafés
lexicon               which words are names of people or places, which are ordinary words
mask                  blacking out: every occurrence of a found name, at its place
name_features         what is known of a word that may be a name, as numbers
name_usage            how the corpus uses a name: as a subject that everybody speaks of
people                names of people: what is known of words, weighed
prose                 the language of texts: whether English, whether nouns have capitals
recogniser            the small language model: how far a word is a person's name where it stands
removals              the list of what was removed or reported, for the analyst's eyes only
roles                 roles that one person alone has, where they tell who spoke
signatures            who a note is signed by, in brackets at its end
sources               the sources themselves, and what else is shown of a run
surroundings          what stands around names of people, and what they look like
traceable_statements  statements that can be traced to one person without a name
unseen                what markup says to programs and not to readers: attributes may hold names
vocabulary            all texts cut at white space, once: what holds of a token is found out once
stage                 the stage: find identities in all segments, black them out everywhere
"""

from worldcafe.redact.bars import Evener, even_out
from worldcafe.redact.batch import Batch
from worldcafe.redact.finding import Finding
from worldcafe.redact.sources import mask_settings, mask_sources, own_names
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
    "own_names",
    "redact_identities",
]
