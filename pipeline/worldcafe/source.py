"""What was read: a source is a text with offsets, and what is known of it from outside its text.

This module needs nothing but the standard library, so that a run on disk opens quickly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

PLACE = ("cafe", "table", "round")  # where people sat together
TOLD_PLACE = ("cafe", "table", "topic", "round", "question")  # and what a source tells of it


@dataclass(frozen=True)
class Source:
    """A file given by the user, decoded once: offsets everywhere are characters of `text`.

    `name` is safe to show: words of a file name that could be a person's are not in it.
    `anchors` lead back into formats that are not plain text: (first character, "page 3" or "Sheet1!B7").
    `marks` are what is known of a stretch of text from outside it (see `Mark`), and then parsing obeys them.
    `set_aside` says in sentences what of the file is not in `text` ("column Votes is not used").
    `own` is how its user calls it: for what the terminal tells them, and never written.
    """

    name: str
    text: str
    digest: str
    anchors: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    set_aside: tuple[str, ...] = ()
    own: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a source whose role or place is known from outside its text (a column, a sidecar TOML).

    `fields` maps columns of `Segments` (role, cafe, table, round, question, topic) to their values, and

    - "identity": "person" says that the whole stretch is somebody's name (the author of a chat line or a
      sticky note). It comes with role "meta"; its segment has `set_aside` = "identity: person".
    - "aside" says why the stretch is no part of the analysis (a comment in the file's markup, the header of
      its pages). It comes with role "meta"; the reason goes into `set_aside` of its segments.
    - "part": "report" says that the stretch belongs to the report (what would be a note in it is a
      claim), "notes" that it does not.
    - "beside": "report" says that the report is another source: summaries in this one are no claims of it.

    Marks are sorted by start; where they overlap the later one in the tuple wins, field by field. A mark
    may begin and end inside a line: then what it covers is a block of its own. A `hint` (a file called
    "table 3.txt") holds only until the text itself says otherwise.
    """

    start: int
    end: int
    fields: tuple[tuple[str, str], ...]
    hint: bool = False
