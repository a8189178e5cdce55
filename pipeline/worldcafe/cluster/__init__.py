"""Notes to themes: what was said about the same thing, whoever said it wherever.

order        notes in an order that does not depend on how files were given
space        text vectors, conversation, question and topic -> vectors in which a theme is compact
grouping     vectors -> groups that stay together over resamples
communities  the same for a large corpus, where each note is weighed against those near it alone
topics       the words of each theme by c-TF-IDF, and the model that is saved and loaded
as_bertopic  the same as a model of BERTopic, where that is installed
margins      how sure each note is of its theme
families     which themes lie near each other
centres      where the themes of a saved model lie, and how far from them a note fits none
assign       new notes into the themes of a saved model
quality      honest numbers about the themes
numbers      how good a grouping is by how many themes it has
stage        the stage itself: notes and their vectors to themes
evidence     what speaks for two notes being of one theme: a square matrix for each kind of evidence
likely       how likely two notes are of one theme, by all that speaks for it
strays       notes that speak of what another table spoke of
twins        the same said in two languages, as one text
"""

from worldcafe.cluster.as_bertopic import load_bertopic
from worldcafe.cluster.assign import assign_notes
from worldcafe.cluster.centres import ThemeCentres, load_centres
from worldcafe.cluster.numbers import weigh_numbers
from worldcafe.cluster.stage import Clustering, cluster_notes
from worldcafe.cluster.topics import TopicModel

__all__ = [
    "Clustering",
    "ThemeCentres",
    "TopicModel",
    "assign_notes",
    "cluster_notes",
    "load_bertopic",
    "load_centres",
    "weigh_numbers",
]
