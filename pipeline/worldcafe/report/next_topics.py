"""What to talk about at the next café: themes that deserve a table of their own, with the reasons.

A theme deserves one when it keeps coming back, when questions about it stayed open, when people see it
in opposite ways, and when little of what was proposed reached the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from worldcafe.tables import NextTopics

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.tables import Links, Segments, Suggestions, Themes

WEIGHTS = {"recurs": 1.0, "open": 0.8, "contested": 0.8, "missing": 0.6}
ENOUGH_WORDS = 5  # a shorter question leans on what was said before it
MANY = 5  # open questions or missing suggestions beyond this add little


def propose_topics(
    themes: DataFrame[Themes],
    segments: DataFrame[Segments],
    suggestions: DataFrame[Suggestions],
    links: DataFrame[Links],
    *,
    limit: int = 8,
) -> DataFrame[NextTopics]:
    """Give the themes that most deserve a table at the next café, the most deserving first.

    Each of four marks is between 0 and 1: at how many places a theme was said, how many of its questions
    no claim answers, whether notes take opposite sides in it (or see it as evenly as a problem and as a
    value), how many of its suggestions are not in the report and have not been decided on. The score is
    their weighted mean.

    Args:
        themes: the themes of one run.
        segments: its notes, with kinds and themes.
        suggestions: its suggestions, with the committee's decisions where there are any.
        links: which notes the report carries.
        limit: how many topics to give at most.
    """
    notes = segments[(segments["role"] == "note") & (segments["theme_id"] != "")]
    asked = notes[(notes["kind"] == "question") & ~notes["segment_id"].isin(links["note_id"])]
    undecided = suggestions[(suggestions["in_report"] == "no") & (suggestions["status"] == "")]
    most = max(int(themes["n_places"].max()), 2) if len(themes) else 2
    rows = []
    for theme in themes.to_dict("records"):
        about = notes[notes["theme_id"] == theme["theme_id"]]
        questions = asked[asked["theme_id"] == theme["theme_id"]]
        missing = undecided[undecided["theme_id"] == theme["theme_id"]]
        rows.append(
            _weigh(theme, about["kind"], questions["clean_text"].tolist(), missing["text"].tolist(), most)
        )
    rows.sort(key=lambda row: (-row["score"], row["theme_id"]))
    return NextTopics.of(rows[:limit])


def _weigh(
    theme: dict[Any, Any], kinds: pd.Series[str], questions: list[str], missing: list[str], most: int
) -> dict[str, Any]:
    """Give the row of one theme."""
    n_problem, n_value = int((kinds == "problem").sum()), int((kinds == "value").sum())
    balance = min(n_problem, n_value) / max(n_problem, n_value) if n_problem + n_value > 2 else 0.0
    marks = {
        "recurs": np.log(max(theme["n_places"], 1)) / np.log(most),
        "open": min(len(questions), MANY) / MANY,
        "contested": 1.0 if theme["both_sides"] else balance,
        "missing": min(len(missing), MANY) / MANY,
    }
    score = sum(WEIGHTS[name] * mark for name, mark in marks.items()) / sum(WEIGHTS.values())
    return {
        "theme_id": theme["theme_id"],
        "topic": theme["name"],
        "score": round(float(score), 3),
        "n_places": theme["n_places"],
        "n_open_questions": len(questions),
        "n_missing": len(missing),
        "reasons": "; ".join(_reasons(theme, marks, (n_problem, n_value), (questions, missing))),
        "starting_question": _ask(theme["name"], questions, missing),
    }


def _reasons(
    theme: dict[Any, Any], marks: dict[str, float], seen: tuple[int, int], lists: tuple[list[str], list[str]]
) -> list[str]:
    """Say in words what speaks for a theme."""
    questions, missing = lists
    said = [f"said at {theme['n_places']} places"] if theme["n_places"] > 1 else ["said at one place"]
    if questions:
        said.append(f"{len(questions)} open question{'s' * (len(questions) > 1)}")
    if theme["both_sides"]:
        said.append(f"both sides were heard on {theme['both_sides'].replace('; ', ', ')}")
    elif marks["contested"] > 0:
        said.append(f"seen as a problem in {seen[0]} and as a value in {seen[1]} notes")
    if missing:
        said.append(f"{len(missing)} suggestion{'s' * (len(missing) > 1)} neither in the report nor decided")
    return said


def _ask(name: str, questions: list[str], missing: list[str]) -> str:
    """Give a question to begin with: one that was asked and can stand alone, else one made up."""
    whole = [text for text in questions if text.endswith("?") and len(text.split()) >= ENOUGH_WORDS]
    if whole:
        return whole[0]
    return (
        f"Should this be done, and by whom: {missing[0]}"
        if missing
        else f"What should happen next about: {name}?"
    )
