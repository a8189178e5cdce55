"""Notes to themes: what was said about the same thing, whoever said it wherever.

order     notes in an order that does not depend on how files were given
space     text vectors and conversation -> vectors in which a theme is compact
grouping  vectors -> groups, and how well each note fits
topics    groups -> a BERTopic model, which holds keywords and representations
"""

from worldcafe.cluster.themes import Clustering, cluster_notes

__all__ = ["Clustering", "cluster_notes"]
