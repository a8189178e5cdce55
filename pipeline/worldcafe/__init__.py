"""worldcafe: what people said at a world café, and what its report made of it.

One module per stage, named by its verb, in the order in which `analysis.analyse` calls them:

    read        files -> sources: text with offsets
    parse       sources -> blocks: pieces with a role and a place
    segment     blocks -> segments: single ideas
    redact      segments -> segments with identities blacked out, and the list of them
    clean       segments -> segments with readable text
    classify    segments -> kinds: suggestion, problem, question, value, observation
    embed       texts -> vectors
    cluster     notes -> themes
    correct     themes -> themes as people corrected them in themes.toml
    name        themes -> names, keywords, exemplars
    recur       suggestions -> the same suggestion at different places, grouped and counted
    crossref    claims x notes -> links, verdicts, the status of each theme
    oppose      themes -> themes that say both sides, and the notes of each side
    register    suggestions -> the committee's list with its triage decisions

Around them: `tables` (the data model), `settings`, `store` (files in and out), `report` (what the
committee opens) and `cli`. Stages take tables and give tables; none of them imports another.
"""

import os

__version__ = "0.1.0"

# onnxruntime reports what runs, and where, to its makers unless this is set before it is first imported;
# every entry, a child process and a notebook among them, passes here before it can reach onnxruntime.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
