"""read: conversations copied from a page, sheets about sheets, tables whose rows and columns are places."""

import docx
import openpyxl
import pytest

from corpus_lines import read_segments


def rows(path, *columns):
    return [tuple(row[name] for name in (*columns, "text")) for row in read_segments(path).to_dict("records")]


def book(tmp_path, sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, cells in sheets.items():
        sheet = made.create_sheet(title)
        for row in cells:
            sheet.append(row)
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


CHANNEL = """general
Ana Prado
  9:58 AM
ROUND 1
What made the year heavy?
:eyes:
11
Ben Holt
  10:11 AM
the last boat is at eight
10:12
nobody answers the phone
:heavy_plus_sign:
9
Cleo Wilk
  5 days ago
a letter took three weeks
Ana Prado
  10:40 AM
ROUND 2
What would you keep?
Ben Holt
  10:44 AM
the tea after work
Cleo Wilk
  10:45 AM
the old ferry bell
"""


def test_a_copy_of_a_channel_is_a_chat_with_names_above_times(tmp_path):
    (tmp_path / "a.txt").write_text(CHANNEL, encoding="utf-8")
    found = rows(tmp_path / "a.txt", "role", "round")
    assert [(number, text) for role, number, text in found if role == "note"] == [
        ("1", "the last boat is at eight"),
        ("1", "nobody answers the phone"),
        ("1", "a letter took three weeks"),
        ("2", "the tea after work"),
        ("2", "the old ferry bell"),
    ]


def test_a_copy_of_a_board_tells_how_long_ago_somebody_wrote(tmp_path):
    board = "Table 1 – vert (tous)\nAnonyme  8 j\nle club jardin\n♡ 6\nNaïla  8 j\nles tomates\n\n"
    board += "Table 2 – vert\nAnonyme  7 j\nla mer en juin\n♡ 12\nAjouter un commentaire\n"
    (tmp_path / "a.txt").write_text(board, encoding="utf-8")
    found = rows(tmp_path / "a.txt", "role", "table")
    assert [(table, text) for role, table, text in found if role == "note"] == [
        ("Table 1", "le club jardin"),
        ("Table 1", "les tomates"),
        ("Table 2", "la mer en juin"),
    ]


def test_lines_above_times_of_a_programme_are_no_names(tmp_path):
    (tmp_path / "a.txt").write_text("Welcome\n10:00\nTable 1\n- a bench\n- a lamp\n", encoding="utf-8")
    notes = [text for role, text in rows(tmp_path / "a.txt", "role") if role == "note"]
    assert notes == ["a bench", "a lamp"]


TALK = "Evening at the quay - transcript\n\nHost: So round one, what is missing?\n"
TALK += "Ben: A bench by the quay.\nCleo: A lamp on the stairs.\n"
TALK += "Ben: And a gate that shuts.\nCleo: It never shuts.\n"
TALK += "Host: This is round two now. What shall we do?\nBen: Build it in May.\nCleo: I have the wood.\n"


def test_a_round_that_whoever_leads_announces_has_begun(tmp_path):
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    found = {text: number for role, number, text in rows(tmp_path / "a.txt", "role", "round")}
    assert found["A lamp on the stairs."] == "1"
    assert found["Build it in May."] == "2"


def test_others_who_speak_of_a_round_begin_none(tmp_path):
    talk = TALK.replace("A bench by the quay.", "As we said in round four, a bench.")
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    found = {text: number for role, number, text in rows(tmp_path / "a.txt", "role", "round")}
    assert found["A lamp on the stairs."] == "1"


@pytest.mark.parametrize(
    ("title", "number"),
    [("1.ª ronda", "1"), ("Zweite Runde", "2"), ("3rd round – ideas", "3"), ("R2 ideas", "2"),
     ("Ronde 4", "4"),
     ("Recap", ""), ("2 rounds", ""), ("Ring 2", "")],
)  # fmt: skip
def test_the_title_of_a_sheet_may_count_its_round(tmp_path, title, number):
    said = [["Table", "Notes"], [1, "a bench by the quay"], [2, "a lamp on the stairs"]]
    path = book(tmp_path, {title: said, "Other": said})
    assert {each for role, each, _ in rows(path, "role", "round") if role == "note"} == {number, ""}


def test_a_sheet_that_says_how_to_read_the_others_holds_no_notes_and_a_summary_claims(tmp_path):
    said = [["Table", "Notes"], [1, "a bench by the quay"], [2, "a lamp on the stairs"]]
    sheets = {"Read me": [["One sheet a table."], ["Do not tidy."]], "Round 1": said}
    sheets |= {"Summary": [["People want light."], ["They want to sit."]]}
    found = {text: role for role, text in rows(book(tmp_path, sheets), "role")}
    assert found["One sheet a table."] == "meta"
    assert found["a bench by the quay"] == "note"
    assert found["People want light."] == "summary"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("What we heard", "summary"), ("Takeaways", "summary"), ("Headlines for partners", "summary"),
        ("Programme", "meta"), ("Participants", "meta"), ("Evaluación", "meta"), ("Actielijst", "meta"),
        ("Garden", "note"), ("Programme of the choir", "note"), ("Feedback from table 2", "note"),
    ],
)  # fmt: skip
def test_sheets_about_the_day_hold_no_notes_and_those_that_sum_up_claims(tmp_path, title, role):
    said = [["Table", "Notes"], [1, "a bench by the quay"], [2, "a lamp on the stairs"]]
    other = [["What"], ["People want light."], ["They want to sit."]]
    found = {text: each for each, text in rows(book(tmp_path, {"Round 1": said, title: other}), "role")}
    assert (found["a bench by the quay"], found["People want light."]) == ("note", role)


def test_a_sheet_with_the_columns_of_another_that_holds_notes_holds_some_whatever_it_is_called(tmp_path):
    heads = ["Idea", "Votes"]
    sheets = {
        "Choirs": [heads, ["sing by the quay", 3]],
        "Programme": [heads, ["more rounds, fewer masses", 2]],
    }
    found = dict(reversed(row) for row in rows(book(tmp_path, sheets), "role"))
    assert found["more rounds, fewer masses"] == "note"
    sheets["Programme"] = [["Time", "What"], ["10:00", "coffee in the hall"]]
    assert dict(reversed(row) for row in rows(book(tmp_path, sheets), "role"))["coffee in the hall"] == "meta"


@pytest.mark.parametrize(
    ("titles", "tables"),
    [
        (("T1 Quay", "T2 Stairs (late)"), {"T1", "T2"}),
        (("T1 Quay", "Stairs"), {"Sheet 1", "Sheet 2"}),  # one alone may be anything
        (("Tern 1", "Tea"), {"Sheet 1", "Sheet 2"}),
    ],
)
def test_sheets_whose_titles_begin_with_the_code_of_a_table_are_these_tables(tmp_path, titles, tables):
    said = [["Note"], ["a bench by the quay"], ["a lamp on the stairs"]]
    found = rows(book(tmp_path, dict.fromkeys(titles, said)), "role", "table")
    assert {table for role, table, _ in found if role == "note"} == tables


def test_a_column_that_only_numbers_the_rows_is_none_of_notes_though_it_is_called_so(tmp_path):
    cards = [
        ["Card", "Table", "As it was written"],
        [1, "1", "a bench by the quay"],
        [2, "1", "a lamp, please"],
    ]
    found = {text: role for role, text in rows(book(tmp_path, {"All": cards}), "role")}
    assert found["a bench by the quay"] == found["a lamp, please"] == "note"
    amounts = [["Note", "Table"], ["12 benches", 1], ["3 lamps", 2]]
    assert {text: role for role, text in rows(book(tmp_path, {"All": amounts}), "role")}["3 lamps"] == "note"


def test_a_book_of_one_sheet_is_notes_whatever_it_is_called(tmp_path):
    found = {
        text: role for role, text in rows(book(tmp_path, {"Summary": [["a bench"], ["a lamp"]]}), "role")
    }
    assert found["a bench"] == "note"


def test_a_second_header_below_that_of_the_tables_is_no_row_of_notes(tmp_path):
    sheet = [["Table 1", None, "Table 2", None], ["idea", "votes", "idea", "votes"]]
    sheet += [["a bench by the quay", 3, "a lamp on the stairs", 4], ["a gate that shuts", 1, "notes", 2]]
    found = rows(book(tmp_path, {"Round 1": sheet}), "role", "table")
    notes = {(table, text) for role, table, text in found if role == "note"}
    assert ("Table 2", "a lamp on the stairs") in notes
    assert "idea" not in {text for _, text in notes}
    assert ("Table 2", "notes") in notes  # a word for notes among others is what somebody wrote


def test_a_question_for_a_name_holds_names(tmp_path):
    head = '"What is missing?","May we call you? If so: name"\n'
    said = '"a bench by the quay","Ute Baum"\n"a lamp on the stairs","Ben Holt"\n'
    (tmp_path / "a.csv").write_text(head + said, encoding="utf-8")
    found = {text: role for role, text in rows(tmp_path / "a.csv", "role")}
    assert found["Ute Baum"] == "meta"
    assert found["a bench by the quay"] == "note"


def test_a_matrix_of_tables_and_rounds_heads_each_cell_by_both(tmp_path):
    word = docx.Document()
    cells = [["", "Round 1\nWhat do I bring?", "Round 2\nWhat I ask of the parish"]]
    cells += [["Group 1\nwriting: Ana", "the quiet\nwho rings the bell?", "a ramp"]]
    cells += [["Group 2 – at home, by telephone\nwriting: Ben", "the bus", "a visit"]]
    table = word.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.save(tmp_path / "a.docx")
    found = rows(tmp_path / "a.docx", "role", "table", "round")
    notes = [each[1:] for each in found if each[0] == "note"]
    assert notes == [
        ("Group 1", "1", "the quiet"),
        ("Group 1", "1", "who rings the bell?"),
        ("Group 1", "2", "a ramp"),
        ("Group 2", "1", "the bus"),
        ("Group 2", "2", "a visit"),
    ]
    assert ("prompt", "Group 2", "2", "What I ask of the parish") in found
    assert ("meta", "Group 1", "", "writing: Ana") in found
