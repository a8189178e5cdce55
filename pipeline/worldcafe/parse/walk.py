"""From top to bottom through a source: the role of each piece and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worldcafe.language.words import LETTERS
from worldcafe.parse.frame import Row, State
from worldcafe.parse.headings import read_heading
from worldcafe.parse.laid_out import PartOfPiece
from worldcafe.parse.prompts import RE_SENTENCE_GAP, asks_all, closing_question, is_question, question_text
from worldcafe.parse.remarks import is_labelled_remark
from worldcafe.parse.sections import enter
from worldcafe.parse.titles import is_heading

if TYPE_CHECKING:
    from worldcafe.parse.frame import Context, Frame
    from worldcafe.parse.headings import HeadingWords
    from worldcafe.parse.laid_out import LaidOut

TOLD = {"table", "round"}  # marks that say that somebody said it there
NOWHERE, BEFORE = -1, -2  # no paragraph that bullets hang under; one of an earlier stretch
STATEMENT = 6  # words from which a line with a verb is no entry in a list of people
RE_NAME_END = re.compile(r"\s[-–—]\s|[,:(]")


def walk(document: LaidOut, start: State, context: Context) -> tuple[list[Row], State]:
    """Give the rows of a source in order, at least one per piece, and where the walk ends."""
    walker = _Walker(document, start, context)
    for index in range(len(document.pieces)):
        walker.step(index)
    return walker.rows, State(walker.frame, walker.asking, walker.lead != NOWHERE)


class _Walker:
    """The state of one walk.

    `scopes` are the questions of bullets whose answers hang below, with their depths; `lead` is the
    paragraph that the bullets right after it hang under.
    """

    def __init__(self, document: LaidOut, start: State, context: Context) -> None:
        self.document = document
        self.context = context
        self.frame = start.frame
        self.rows: list[Row] = []
        self.scopes: list[tuple[int, str]] = []
        self.lead = BEFORE if start.led else NOWHERE
        self.asking = start.asking
        self.columns: list[str] = []  # the headers of the table at hand, "" where one is empty
        self.header = -1  # where their line begins
        self.around = start.frame  # where it stands
        self.asked = 0  # the level of the heading that asks what the rounds below it answer
        self.of_round = ""  # what the round at hand asks all its tables
        self.obeyed: dict[str, str] = {}
        self.placed = False  # the heading of a place or an annex stands above

    def step(self, index: int) -> None:
        """Take the next piece."""
        document = self.document
        self._obey(document.given[index])
        in_table = self.columns or document.pieces[index].header
        names_place = in_table and self._stand_in_column(index)
        frame = self.frame
        if names_place:
            self._add(index, "heading", frame)
        elif document.contents[index] or document.pieces[index].header:
            self._add(index, "heading" if document.pieces[index].header else "narrative", frame)
        elif document.given[index].get("role", "heading") == "heading" and is_heading(
            document, index, frame, self.context
        ):
            self._heading(index)
        elif parts := self._asides(index):
            self._part(index, parts)
        elif frame.zone == "note":
            self._in_notes(index)
        elif frame.zone == "narrative" and self._asks_tables(index):
            self._add(index, "prompt", frame._replace(question=""))
        else:
            told = document.remarked.get(index) and is_labelled_remark(
                document.texts[index], self.context.words
            )
            self._content(index, "meta" if told or frame.people else frame.zone)

    def _asks_tables(self, index: int) -> bool:
        """Tell whether a line asks what the tables right below it answer, or says that it is the question."""
        document, text = self.document, self.document.texts[index]
        piece, after = document.pieces[index], document.following(index)
        tables = after and not after.is_item and (below := document.headings[index + 1]) and below.table
        asks = piece.apart and not (piece.is_item or self.context.report) and is_question(text)
        return bool(tables and asks) or asks_all(text, self.context.words)

    def _asides(self, index: int) -> list[PartOfPiece]:
        """Give what of a piece is neither note nor claim."""
        return self.document.asides.get(index, []) if self.document.may_hold_asides(index) else []

    def _part(self, index: int, parts: list[PartOfPiece]) -> None:
        """Take a piece of which something is neither note nor claim, stretch by stretch."""
        piece, zone, done = self.document.pieces[index], self.frame.zone, 0
        for start, end, role in (*parts, PartOfPiece(piece.end - piece.start, piece.end - piece.start, "")):
            if start > done:
                self._stretch(index, done, start, "meta" if self.frame.people else zone)
            if role:
                own = ("narrative" if zone == "narrative" else "meta") if role == "contact" else role
                own = ("narrative" if zone == "note" else zone) if role == "closing" else own
                self._stretch(index, start, end, own)
            done = end

    def _stretch(self, index: int, start: int, end: int, role: str) -> None:
        """Take part of a piece, without the blanks around it."""
        begin = self.document.pieces[index].start
        said = self.document.texts[index][start:end]
        if said.strip():
            start += len(said) - len(said.lstrip())
            self._content(index, role, begin + start, begin + end - (len(said) - len(said.rstrip())))

    def _stand_in_column(self, index: int) -> bool:
        """Take the header of a table's column as the subsection of the notes below it, to the table's end.

        A cell that names a place or a topic with its header ("Table", "2") is that of its row: True.
        """
        piece, text = self.document.pieces[index], self.document.source.text
        begin = text.rfind("\n", 0, piece.start) + 1
        line = text[begin : piece.end]
        cell = line[: piece.start - begin].count("|") - line.lstrip().startswith("|")
        if piece.header:
            if begin != self.header:
                self.columns, self.around, self.header = [], self.frame, begin
            self.columns += [""] * (cell - len(self.columns)) + [self.document.texts[index]]
            return False
        if "|" not in line or piece.blank or cell >= len(self.columns):
            self.columns, self.frame = [], self.around._replace(subsection="")
            return False
        places = self._places_in_cell(self.columns[cell], self.document.texts[index])
        named = bool(places) and self.frame.zone == "note"
        if named:
            self.frame = self.frame.placed(places)
        self.frame = self.frame._replace(subsection="" if named else self.columns[cell])
        return named

    def _places_in_cell(self, column: str, text: str) -> dict[str, str]:
        """Give what a cell names with its header: "Table", "2" or "2 Housing", "Group", "Blue"."""
        said, words = f"{column} {text}", self.context.words
        head = read_heading(said, words)
        if head.is_place and (not head.topic or words.place.fullmatch(f"{column} 1")):
            named = {"table": head.table, "round": head.round, "topic": head.topic if head.table else ""}
            return {key: value for key, value in named.items() if value}
        called = words.table_before.fullmatch(said)
        return {"table": text} if called and called["word"] == column else {}

    def _obey(self, given: dict[str, str]) -> None:
        """Stand where marks say that the next piece stands."""
        if given is self.obeyed or not given:
            return
        self.obeyed = given
        frame = self.frame.placed(given)
        said = given.get("part") == "notes" or (self.placed and bool(TOLD & given.keys()))
        if said and frame.zone != "note":
            frame = frame._replace(zone="note", notes_part=True, open_summary=False)
        self.frame = frame

    def _heading(self, index: int) -> None:
        heading, piece, frame = self.document.headings[index], self.document.pieces[index], self.frame
        if heading is None:
            return
        self.placed = self.placed or heading.annex or heading.is_place
        self.scopes, self.lead, self.asking = [], NOWHERE, False
        titles = index == 0 and not self.context.begun and bool(frame.table) and not frame.topic
        asks = self.document.prompts[index] and not heading.is_place and not titles
        if asks and (frame.zone == "note" or self._heads_rounds(index)):
            self._prompt(index)
            self.asked = piece.level
            return
        self.asked = 0 if heading.table or 0 < piece.level <= self.asked else self.asked
        self.frame = self._below(index, heading)
        if (self.frame.fresh and not piece.level) or (heading.round and self.asked):
            self.frame = self.frame._replace(question=frame.question)
        shown = self.frame._replace(question="")
        asked = heading.topic if heading.round and not heading.table and is_question(heading.topic) else ""
        cut = self.document.source.text.rfind(asked, piece.start, piece.end) if asked else piece.end
        said = piece.start + heading.said
        if heading.said or heading.remark:
            cut = piece.start + len(
                self.document.texts[index][: heading.said or heading.remark].rstrip(" \t*_")
            )
        self._add(index, "heading", shown, end=cut)
        if heading.remark:
            self._add(index, "meta", shown, start=piece.start + heading.remark)
        elif heading.said:
            self._add(index, self.frame.zone, self.frame, start=said)
        elif asked:
            self._add(index, "prompt", shown, start=cut)
            self.frame = self.frame._replace(question=asked)

    def _below(self, index: int, heading: HeadingWords) -> Frame:
        """Give the frame below a heading."""
        frame = enter(heading, self.document.pieces[index].level, self.frame, self.context)
        if self.context.rounds_hold_tables and heading.table and not heading.round:
            self.of_round = self.of_round if self.frame.table else self.frame.question
            frame = frame._replace(question=self.of_round)
        if frame.zone == "narrative" and index in self.context.pointed:
            return frame._replace(zone="summary")
        return frame._replace(zone="note") if self._heads_slips(index, heading, frame) else frame

    def _heads_slips(self, index: int, heading: HeadingWords, frame: Frame) -> bool:
        """Tell whether items below a heading behind the tables were said at none: on a wall, into a box."""
        left = self.frame.zone == "note" and frame.zone == "narrative"
        known = heading.part or heading.annex or heading.cafe
        return left and not known and bool((after := self.document.following(index)) and after.is_item)

    def _heads_rounds(self, index: int) -> bool:
        """Tell whether a heading that asks stands above rounds, in each of which it was answered."""
        below = self.document.headings[index + 1] if index + 1 < len(self.document.headings) else None
        return bool(below and below.round and not below.table and self.document.pieces[index].level)

    def _in_notes(self, index: int) -> None:
        if self.frame.people and self._ends_people(index):
            self.frame = self.frame._replace(people=False, subsection="")
        given = self.document.given[index]
        silent = given.get("role") == "meta"  # and so it asks nothing either
        said = self._asked_by_host(index)
        if said:
            self._ask(said)
            self._add(index, "prompt", self.frame._replace(question=""))
        elif silent or self.frame.people or self.document.remarked.get(index):
            self._content(index, "meta")
        elif self.document.prompts[index]:
            self._prompt(index)
        elif asked := self._leading_question(index):
            self._split(index, asked)
        elif closing := closing_question(
            self.document.texts[index], given.get("host", ""), self.context.words
        ):
            self._close(index, closing)
        else:
            self._content(index, self._said(index))

    def _said(self, index: int) -> str:
        """Give the role of what is said and asks nothing: of who leads a conversation, it is no note."""
        return "meta" if self.document.given[index].get("host") == "leads" else "note"

    def _asked_by_host(self, index: int) -> str:
        """Give what whoever leads a conversation asks after a label ("Host: What is missing?"), else ""."""
        text, words = self.document.texts[index], self.context.words
        if not self.document.remarked.get(index) or not is_question(text):
            return ""
        said = text.partition(":")[2].strip()
        return said if is_labelled_remark(text, words) and words.asks.match(said) else ""

    def _ends_people(self, index: int) -> bool:
        """Tell whether a list of people has ended: with a statement, or another list that names nobody."""
        text, piece = self.document.texts[index], self.document.pieces[index]
        words = LETTERS.findall(text.lower())
        tells = len(words) >= STATEMENT and not self.context.words.verbs.isdisjoint(words)
        above = self.document.pieces[index - 1] if index else piece
        another = piece.is_item and piece.blank and above.is_item and not above.blank
        name = RE_NAME_END.split(text, maxsplit=1)[0].split()
        return tells or (another and any(word.islower() and len(word) > 3 for word in name))

    def _leading_question(self, index: int) -> int:
        """Give where the answer begins in "How do you see it? We think ...", 0 where there is none."""
        text = self.document.texts[index]
        if self.document.pieces[index].is_item:
            return 0
        gap = RE_SENTENCE_GAP.search(text[:400])
        first = text[: gap.start()] if gap else text[:400]
        if self.context.words.you.isdisjoint(LETTERS.findall(first.lower())):
            return 0
        if gap and is_question(first):
            return gap.end()
        open_ended = (
            not gap and len(text) < 400 and text[-1].isalnum() and self.context.words.opens.match(text)
        )
        return len(text) if open_ended else 0

    def _close(self, index: int, asked: int) -> None:
        """Take a message that says something up to the question at its end."""
        begin = self.document.pieces[index].start
        self._content(
            index, self._said(index), begin, begin + len(self.document.texts[index][:asked].rstrip())
        )
        self._ask(self.document.texts[index][asked:])
        self._add(index, "prompt", self.frame._replace(question=""), start=begin + asked)

    def _split(self, index: int, asked: int) -> None:
        piece, text = self.document.pieces[index], self.document.texts[index]
        self._ask(text[:asked].strip())
        self._add(
            index, "prompt", self.frame._replace(question=""), end=piece.start + len(text[:asked].rstrip())
        )
        if asked < len(text):
            self._add(index, self._said(index), self.frame, start=piece.start + asked)
            self.asking = False

    def _prompt(self, index: int) -> None:
        """Take a prompt: a bullet with answers governs these, any other all that follows."""
        document = self.document
        piece, depth = document.pieces[index], document.depths[index]
        asked = question_text(document.texts[index], self.context.words)
        if piece.is_item and document.has_children(index):
            frame = self._scoped(depth)
            self.scopes.append((depth, asked))
            self._add(index, "prompt", frame)
        else:
            outer = self.frame.question if piece.is_item else ""
            self._ask(asked)
            self._add(index, "prompt", self.frame._replace(question=outer))

    def _ask(self, asked: str) -> None:
        frame = self.frame
        question = f"{frame.question} {asked}" if self.asking and frame.question else asked
        subsection = frame.subsection if frame.fresh or self.asking else ""
        self.frame = frame._replace(question=question, subsection=subsection, fresh=False)
        self.scopes, self.lead, self.asking = [], NOWHERE, True

    def _scoped(self, depth: int) -> Frame:
        """Give the frame with the question of the nearest bullet above that asks."""
        while self.scopes and self.scopes[-1][0] >= depth:
            self.scopes.pop()
        return self.frame._replace(question=self.scopes[-1][1]) if self.scopes else self.frame

    def _content(self, index: int, role: str, start: int = -1, end: int = -1) -> None:
        document = self.document
        piece, after = document.pieces[index], document.following(index)
        if not piece.is_item and not document.depths[index]:
            self.scopes, self.lead = [], NOWHERE
        if self.frame.fresh:
            self.frame = self.frame._replace(fresh=False)
        self.asking = False
        frame = self._scoped(document.depths[index]) if self.scopes else self.frame
        if number := document.numbers.get(index, 0) if start < 0 and role != "meta" else 0:
            self._add(index, "meta", frame, end=piece.start + len(document.texts[index][:number].rstrip()))
            start = piece.start + number
        self._add(index, role, frame, start, end)
        if not piece.is_item and not document.depths[index] and after is not None and after.is_item:
            colon = document.texts[index].endswith(":")
            leads = colon or (role != "meta" and not after.blank)
            self.lead = index if role != "narrative" and leads else NOWHERE

    def _add(self, index: int, role: str, frame: Frame, start: int = -1, end: int = -1) -> None:
        piece = self.document.pieces[index]
        depth, parent = self.document.depths[index], self.document.parents[index]
        if self.lead != NOWHERE and piece.is_item:
            depth, parent = depth + 1, parent if parent >= 0 else max(self.lead, NOWHERE)
        begin, stop = (piece.start if start < 0 else start), (piece.end if end < 0 else end)
        self.rows.append(Row(index, begin, stop, role, frame, depth, parent))
