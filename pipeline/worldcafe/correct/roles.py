"""What people say a passage is: a note, a prompt, a claim, or nothing that findings rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worldcafe.correct.file import given_corrections
from worldcafe.correct.quotes import NoteFinder
from worldcafe.tables import Corrections, Segments

if TYPE_CHECKING:
    from pandera.typing import DataFrame

    from worldcafe.settings import CorrectSettings

VERB = "role"
NAME = "identity: "  # what is a name is never anything else


def set_roles(
    segments: DataFrame[Segments], settings: CorrectSettings
) -> tuple[DataFrame[Segments], DataFrame[Corrections]]:
    """Give the segments with the roles that the file of corrections gives them, and what came of each.

    What is quoted may be any passage but a name. A correction whose passage is not there is told as
    "no longer applies".

    Args:
        segments: with `clean_text` free of identities.
        settings: which file holds the corrections.

    Raises:
        InputError: the file of corrections cannot be read or is wrong (see `file.read_corrections`).
    """
    corrections = [one for one in given_corrections(settings) if one.verb == VERB]
    if not corrections:
        return segments, Corrections.of([])
    open_ = segments[~segments["set_aside"].str.startswith(NAME)]
    finder = NoteFinder(zip(open_["segment_id"], open_["clean_text"], strict=True))
    roles: dict[str, str] = {}
    told = []
    for correction in corrections:
        found = finder.find_all(correction.notes)
        roles |= dict.fromkeys(found, correction.value)
        outcome = ("applied", "") if found else ("no longer applies", "no passage has the quoted words")
        told.append((correction.line, VERB, correction.value, len(found), *outcome))
    given = segments["segment_id"].map(roles)
    ruled = segments.assign(
        role=segments["role"].mask(given.notna(), given),
        set_aside=segments["set_aside"].mask(given.notna(), ""),
    )
    return Segments.validate(ruled), Corrections.of(told)
